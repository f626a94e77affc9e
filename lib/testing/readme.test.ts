import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { importKinds } from '@/lib/domain/import-run'

const readme = readFileSync('README.md', 'utf8')
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
/** Every `npm run ...` and `npm test` of the README, with what follows on its line. */
const commands = [...readme.matchAll(/npm (?:run (?:--silent )?(?=[a-z])|(?=test\b))([a-z]+)([^`#\n]*)/g)].map(([, script, rest]) => ({ script: script!, rest: rest! }))
const sources = (): string =>
  ['lib', 'app', 'e2e'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => /\.(tsx?|mjs)$/.test(f) && !f.includes('.test.')).map((f) => readFileSync(`${folder}/${f}`, 'utf8'))).join('\n') + readFileSync('next.config.mjs', 'utf8')

describe('what the README says exists', () => {
  it('commands', () => {
    expect(commands.length).toBeGreaterThan(10)
    for (const { script } of commands) expect(Object.keys(scripts), script).toContain(script)
    for (const [name, command] of Object.entries(scripts)) expect(existsSync(command.split(' ')[1]!), `${name}: ${command}`).toBe(true)
  })

  it('kinds and options of npm run data', () => {
    const data = commands.filter((c) => c.script === 'data' && / -- [a-z]/.test(c.rest))
    expect(data.length).toBeGreaterThan(5)
    const usage = readFileSync('lib/commands/data.ts', 'utf8')
    for (const { rest } of data) {
      expect(importKinds, rest).toContain(rest.trim().split(/\s+/)[1])
      for (const [option] of rest.matchAll(/--[a-z][a-z-]+/g)) expect(usage, rest).toContain(option)
    }
  })

  it('settings: each is read by the program', () => {
    const settings = [...new Set([...readme.matchAll(/`([A-Z][A-Z]+(?:_[A-Z]+)*)(?:=[^`]*)?`/g)].map((m) => m[1]!))].filter((name) => name.includes('_') || ['PORT', 'HOST', 'DEMO', 'BASEMAP'].includes(name))
    expect(settings.length).toBeGreaterThan(20)
    const all = sources()
    for (const name of settings) expect(all.includes(name), `${name} is read nowhere`).toBe(true)
  })

  it('files and folders', () => {
    const paths = [...readme.matchAll(/`((?:lib|app|drizzle|e2e|docs)\/[^`*…]*)`/g), ...readme.matchAll(/\]\(((?!https?:)[^)]+)\)/g)].map((m) => m[1]!)
    expect(paths.length).toBeGreaterThan(20)
    for (const path of paths) expect(existsSync(path), path).toBe(true)
  })
})

it('a command of the README runs: the template of a kind has a header and two rows', { timeout: 60_000 }, () => {
  const lines = execFileSync(process.execPath, ['lib/commands/run.mjs', 'data', 'themes', '--template'], { encoding: 'utf8' }).trim().split('\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toContain('slug')
})
