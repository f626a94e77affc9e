import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { levels, readRequirements, securityPage, verdicts, withRequirements } from './asvs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const list = readRequirements(root)
const page = readFileSync(path.join(root, securityPage), 'utf8')

describe('the ASVS list (docs/asvs.json)', () => {
  it('is counted from a list as long as the official one: 70 of level 1, 183 of level 2, and our 4 of level 3', () => {
    const count = (level: number) => [...levels.values()].filter((l) => l === level).length
    expect([count(1), count(2), count(3)]).toEqual([70, 183, 4])
  })

  it('names each requirement once, in order, and no other', () => {
    expect(list.map(({ id }) => id)).toEqual([...levels.keys()])
  })

  it('judges each, and a judgement has its grounds', () => {
    for (const { id, what, verdict, evidence = [], why = '' } of list) {
      expect(verdicts, id).toContain(verdict)
      expect(what.length, id).toBeGreaterThan(5)
      expect(new Set(evidence).size, id).toBe(evidence.length)
      if (verdict === 'pass') expect(evidence.length, id).toBeGreaterThan(0)
      else expect(why.length, id).toBeGreaterThan(8)
      for (const text of [what, why]) expect(text, id).not.toMatch(/[|\n]/) // would break the table
    }
  })

  it('cites files that are there, also in what it explains', () => {
    const cited = list.flatMap(({ id, evidence = [], why = '' }) => [...evidence, ...(why.match(/(?:lib|app|e2e|docs|drizzle)\/[^\s,;()]*\.\w+/g) ?? [])].map((file) => ({ id, file })))
    expect(cited.length).toBeGreaterThan(200)
    const missing = cited.filter(({ file }) => !existsSync(path.join(root, file)) || !statSync(path.join(root, file)).isFile())
    expect(missing).toEqual([])
  })

  it('stands in docs/security.md as it is (else: npm run asvs)', () => {
    expect(page).toBe(withRequirements(page, list))
  })

  it('refers to headings that the page has', () => {
    const headings = new Set([...page.matchAll(/^#{2,3} (.+)$/gm)].map(([, title]) => title))
    for (const { id, why = '' } of list) for (const [, title] of why.matchAll(/[Zz]ie "([^"]+)"/g)) expect(headings.has(title!), `${id}: ${title}`).toBe(true)
    for (const { id, why = '' } of list) for (const [other] of why.matchAll(/V\d+\.\d+\.\d+/g)) expect(levels.has(other), `${id}: ${other}`).toBe(true)
  })

  it('the page asks for versions that this program has itself', () => {
    const { dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
    const parts = (version: string) => version.split('.').map(Number)
    for (const [name, label] of [['next', 'Next.js'], ['react', 'React']] as const) {
      const least = new RegExp(`^\\| ${label} \\| (\\d+\\.\\d+\\.\\d+) `, 'm').exec(page)?.[1]
      expect(least, `${label} in the table of versions`).toBeDefined()
      const [have, want] = [parts(dependencies[name]!), parts(least!)]
      const differs = have.findIndex((n, i) => n !== want[i])
      expect(differs === -1 || have[differs]! > want[differs]!, `${name} ${dependencies[name]} >= ${least}`).toBe(true)
    }
  })
})
