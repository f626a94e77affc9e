import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { threadProgram } from './program'

it('compiles the thread once, into plain JavaScript that needs neither tsx nor our paths', { timeout: 60_000 }, async () => {
  const file = await threadProgram()
  expect(file).toMatch(/[0-9a-f]{16}[\\/]main\.mjs$/)
  expect(existsSync(file)).toBe(true)
  const text = readFileSync(file, 'utf8')
  expect(text).not.toMatch(/from\s*"@\//)
  expect(text).not.toMatch(/tsx/)
  expect(await threadProgram()).toBe(file)
})
