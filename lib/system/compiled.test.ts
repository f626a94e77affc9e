import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { compiled } from './compiled'

const name = `buurtfocus-test-${process.pid}`
const cache = path.join('node_modules', '.cache', name)
mkdirSync(path.dirname(cache), { recursive: true })
const folder = mkdtempSync(path.join('node_modules', '.cache', `${name}-`))
afterEach(() => [cache, folder].forEach((made) => rmSync(made, { recursive: true, force: true })))

it('makes a program once, anew when a source changed, and says so when it cannot', { timeout: 60_000 }, async () => {
  const source = path.join(folder, 'says.ts')
  const says = (text: string, second: number): void => { writeFileSync(source, `const said: string = '${text}'\nconsole.log(said)\n`); utimesSync(source, second, second) }
  const program = { name, source, madeOf: [folder] }
  says('een', 1)
  const first = (await compiled(program))!
  expect(execFileSync(process.execPath, [first], { encoding: 'utf8' })).toBe('een\n')
  expect(await compiled(program)).toBe(first)
  says('nul', 2)
  const second = (await compiled(program))!
  expect(second).not.toBe(first)
  expect(execFileSync(process.execPath, [second], { encoding: 'utf8' })).toBe('nul\n')
  expect(readFileSync(second, 'utf8')).not.toContain(': string')
  writeFileSync(source, 'not a program (')
  expect(await compiled(program)).toBeNull()
  says('te laat', 3)
  expect(await compiled(program)).toBeNull() // not tried again
})
