import { describe, expect, it } from 'vitest'
import { problemClusters, type RawFinding } from '@/lib/analysis/problem-clusters'
import { makeDemo } from '@/lib/demo'
import { standardPeriod } from '@/lib/domain/cluster'
import type { Period } from '@/lib/domain/period'
import { demoProblem } from './demo-problem'

/** What is hidden in the invented gemeente (docs/demo.md) and what the calculation makes of it, counted by the same rules as the database does. */
const demo = makeDemo({ asOf: '2026-11-01' })
const land = demo.areas.filter((a) => a.level === 'buurt' && !a.water)
const nameOf = new Map(land.map((a) => [a.code, a.name]))
const afterLast = '2026-12-01'
const standard = (theme: string): Period => standardPeriod(demo.themes.find((t) => t.slug === theme)!.windowWeeks, afterLast)
const truth = (id: string) => {
  const planted = demo.planted.find((p) => p.id === id)!
  return { ...planted, names: planted.buurtCodes.map((code) => nameOf.get(code)!) }
}

type Told = Omit<RawFinding, 'areas'> & { names: string[]; core: string[] }
const answers = new Map<string, Told[]>()
function findings(theme: string, period: Period = standard(theme)): Told[] {
  const key = `${theme} ${period.from} ${period.to}`
  const known = answers.get(key)
  if (known) return known
  const [result] = problemClusters(demoProblem(demo, { theme, period }), { seed: 1 }).themes
  expect(result!.state).toBe('ok')
  const told = result!.findings.map(({ areas, ...rest }): Told => ({ ...rest, names: areas.map((i) => land[i]!.name), core: areas.filter((_, k) => rest.certainty[k]! >= 0.8).map((i) => land[i]!.name) }))
  answers.set(key, told)
  return told
}
const claims = (list: readonly Told[]) => list.filter((f) => f.kind === 'area' || f.kind === 'recent' || f.kind === 'rise')
const among = (list: readonly Told[], names: readonly string[]) => list.filter((f) => f.names.some((name) => names.includes(name)))

describe('the planted clusters are found', { timeout: 60_000 }, () => {
  it('new-loneliness: seven reporters in twelve weeks in one small buurt, new', () => {
    const { names, theme, from, to } = truth('new-loneliness')
    const [found, ...others] = among(claims(findings(theme!)), names)
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'recent', label: 'new', names, from, to, observed: 7 })
    expect(found!.expected).toBeCloseTo(1.3, 1)
    expect(found!.p).toBeLessThan(0.05)
    expect(found!.sources).toBeGreaterThanOrEqual(2)
    expect(found!.visits).toBeGreaterThan(0)
    expect(Math.abs(Date.parse(found!.since!) - Date.parse(from))).toBeLessThan(22 * 86_400_000)
  })

  it('growing-debts: growing, and both buurten are core', () => {
    const { names, theme } = truth('growing-debts')
    const [found] = among(claims(findings(theme!)), names)
    expect(found).toMatchObject({ kind: 'area', label: 'growing' })
    expect(found!.core).toEqual(expect.arrayContaining(names))
    expect(found!.names.length).toBeLessThanOrEqual(4)
    expect(found!.p).toBeLessThan(0.001)
  })

  it('persistent-language: persistent, and all three buurten are core', () => {
    const { names, theme } = truth('persistent-language')
    const [found] = among(claims(findings(theme!)), names)
    expect(found).toMatchObject({ kind: 'area', label: 'persistent', since: null })
    expect(found!.core).toEqual(expect.arrayContaining(names))
  })

  it('fading-youth: found in the year that it still went on; in the year after that it is told as fading', () => {
    const { names, theme } = truth('fading-youth')
    const year = { from: '2024-11-01', to: '2025-11-01' }
    const before = among(findings(theme!, year), names)
    expect(before.flatMap((f) => f.names)).toEqual(expect.arrayContaining(names))
    expect(claims(before)).toHaveLength(1)
    const after = among(findings(theme!, { from: '2025-11-01', to: '2026-11-01' }), names)
    expect(claims(after)).toEqual([])
    expect(after.filter((f) => f.kind === 'fading').map((f) => f.label)).toEqual(['fading'])
    // the last three months know nothing of it any more
    expect(among(claims(findings(theme!)), names)).toEqual([])
  })

  it('new-crossing: on both sides of the border, new', () => {
    const { names, theme } = truth('new-crossing')
    const [found] = among(claims(findings(theme!)), names)
    expect(found).toMatchObject({ kind: 'area', label: 'new' })
    expect(found!.names).toEqual(expect.arrayContaining(names))
  })

  it('seasonal-beach: found, although next to nobody lives there, and told with how few that are', () => {
    const { names, theme } = truth('seasonal-beach')
    const [found] = among(claims(findings(theme!)), names)
    expect(found).toMatchObject({ kind: 'area', names })
    expect(found!.people).toBeLessThan(50)
  })
})

describe('the traps and the quiet buurten are not', { timeout: 60_000 }, () => {
  it.each(demo.themes.map((t) => t.slug))('trap-presence: no cluster of %s where everything is reported more because somebody comes more often', (theme) => {
    const { names } = truth('trap-presence')
    const there = among(findings(theme), names)
    expect(there.map((f) => f.kind).filter((kind) => kind !== 'presence')).toEqual([])
    expect(there.map((f) => f.label).filter((label) => label !== null)).toEqual([])
  })

  it('trap-presence is told apart, for most themes', () => {
    const { names } = truth('trap-presence')
    expect(demo.themes.filter((t) => among(findings(t.slug), names).length > 0).length).toBeGreaterThanOrEqual(5)
  })

  it('trap-one-reporter: people do not cluster where messages would', () => {
    const { names, theme } = truth('trap-one-reporter')
    const period = { from: '2026-02-01', to: '2026-11-01' }
    expect(among(findings(theme!, period), names).filter((f) => f.core.includes(names[0]!))).toEqual([])
    const input = demoProblem(demo, { theme, period })
    const [own] = input.themes
    const everything = input.everything.map((n, i) => n + own!.signals[i]! - own!.now[i]!)
    const messages = problemClusters({ ...input, everything, themes: [{ ...own!, now: own!.signals }] }, { seed: 1 })
    const index = land.findIndex((a) => a.name === names[0])
    expect(messages.themes[0]!.findings.some((f) => f.kind === 'area' && f.areas.includes(index))).toBe(true)
  })

  it.each(demo.themes.map((t) => t.slug))('no cluster of %s has a quiet buurt as its core', (theme) => {
    const quiet = demo.quiet.map((q) => nameOf.get(q.buurtCode)!)
    expect(quiet).toHaveLength(3)
    for (const finding of findings(theme)) expect(finding.core.filter((name) => quiet.includes(name)), finding.kind).toEqual([])
  })

  it('the pile on the stadhuis is not counted', () => {
    const { point, buurtCode } = demo.defaultPoint
    const index = land.findIndex((a) => a.code === buurtCode)
    const pile = demo.signals.filter((s) => s.theme === 'zwerfafval' && s.point?.[0] === point[0] && s.point[1] === point[1])
    const all = demo.signals.filter((s) => s.theme === 'zwerfafval' && s.buurtCode === buurtCode && s.kind === 'knelpunt' && s.status !== 'cancelled' && s.duplicateOf === null)
    const counted = demoProblem(demo, { theme: 'zwerfafval', period: { from: demo.since, to: afterLast } }).themes[0]!.signals[index]!
    expect(pile.length).toBeGreaterThan(20)
    expect(counted).toBe(all.filter((s) => !pile.includes(s)).length)
  })
})
