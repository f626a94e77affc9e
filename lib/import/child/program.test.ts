import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { childProgram } from './program'

it('compiles the reading child once, into plain JavaScript that needs neither tsx nor our paths', { timeout: 60_000 }, async () => {
  const [program, ...more] = await childProgram()
  expect(more).toEqual([])
  expect(existsSync(program!)).toBe(true)
  const text = readFileSync(program!, 'utf8')
  expect(text).not.toMatch(/from\s*"@\//)
  expect(text).not.toMatch(/tsx/)
  expect(await childProgram()).toEqual([program])
})
