import { describe, expect, it } from 'vitest'
import { Cancelled } from './cancelled'
import { drawPoisson } from './draws'
import { problemClusters, type ProblemInput, type RawFinding, type ThemeCounts } from './problem-clusters'
import { seededRandom } from './seeded-random'
import { calculationSteps } from './words'

/** A town of 8 x 8 buurten, about 500 m apart (no two distances equal), with 500 people each unless told otherwise; three years of weeks up to 2 November 2026. */
const side = 8
const size = side * side
const nWeeks = 156
const cell = (i: number) => ({ x: (i % side) * 500 + ((i * 37) % 41), y: Math.floor(i / side) * 500 + ((i * 53) % 43) })
const near = (i: number) => Array.from({ length: size }, (_, j) => j).filter((j) => j !== i && Math.abs((j % side) - (i % side)) <= 1 && Math.abs(Math.floor(j / side) - Math.floor(i / side)) <= 1)
const places = Array.from({ length: size }, (_, i) => ({ id: 100 + i, ...cell(i), inhabitants: 500 as number | null, neighbours: near(i) }))
const add = (weeks: readonly number[][]) => weeks[0]!.map((_, i) => weeks.reduce((sum, week) => sum + week[i]!, 0))

type Rate = (area: number, weeksAgo: number) => number
function countsOf(rate: Rate, options: { seed?: number; theme?: string; people?: (number | null)[] } = {}): ThemeCounts {
  const random = seededRandom(options.seed ?? 1)
  const weeks = Array.from({ length: nWeeks }, (_, w) => places.map((_, i) => drawPoisson(rate(i, nWeeks - 1 - w), random)))
  const ago = (from: number, to: number) => add(weeks.slice(nWeeks - to, nWeeks - from))
  const now = ago(0, 26)
  return {
    theme: options.theme ?? 'eenzaamheid',
    atRisk: options.people ?? places.map((p) => p.inhabitants),
    now, recent: ago(0, 12),
    earlier: [1, 2, 3].map((k) => ago(26 * k, 26 * k + 26)),
    recentEarlier: [1, 2, 3].map((k) => ago(12 * k, 12 * k + 12)),
    quarters: [7, 6, 5, 4, 3, 2, 1, 0].map((k) => ago(13 * k, 13 * k + 13)),
    weeks: weeks.slice(-104),
    signals: now, recentSignals: ago(0, 12),
    sources: places.map(() => [0, 2]), recentSources: places.map(() => [0, 2]),
    unkeyedShare: 0.1,
  }
}
function inputOf(themes: ThemeCounts[], more: Partial<ProblemInput> = {}): ProblemInput {
  const everything = (pick: (t: ThemeCounts) => number[]) => places.map((_, i) => themes.reduce((sum, t) => sum + pick(t)[i]!, 0) + 40)
  return {
    areas: places, period: { from: '2026-05-04', to: '2026-11-02' }, recent: { from: '2026-08-10', to: '2026-11-02' }, themes,
    everything: everything((t) => t.now), recentEverything: everything((t) => t.recent), earlierEverything: themes[0]!.earlier.map((_, k) => everything((t) => t.earlier[k]!)),
    visits: places.map(() => 10), recentVisits: places.map(() => 5), earlierVisits: [0, 1, 2].map(() => places.map(() => 10)),
    ...more,
  }
}
const solve = (input: ProblemInput, seed = 7) => problemClusters(input, { seed, replicates: 499 }).themes
const even: Rate = () => 0.15
/** a buurt and the four beside it */
const block = [10, 17, 18, 19, 26]
const inBlock = (rate: Rate): Rate => (i, ago) => (block.includes(i) ? rate(i, ago) : 0.15)
const claims = (list: readonly RawFinding[]) => list.filter((f) => f.kind !== 'fading')

describe('what is there is found, with the label of its course', { timeout: 60_000 }, () => {
  it.each([
    ['new', (_: number, ago: number) => (ago < 26 ? 0.6 : 0.15)],
    ['persistent', () => 0.6],
    ['growing', (_: number, ago: number) => (ago < 26 ? 1.1 : 0.55)],
    ['fading', (_: number, ago: number) => (ago < 26 ? 0.55 : 1.1)],
  ] as const)('an area: %s', (label, rate) => {
    const counts = countsOf(inBlock(rate))
    const [result] = solve(inputOf([counts]))
    const [found, ...others] = claims(result!.findings)
    expect(others).toEqual([])
    expect(found).toMatchObject({ kind: 'area', label, from: '2026-05-04', to: '2026-11-02', sources: 2, people: found!.areas.length * 500, visits: found!.areas.length * 10, onceInYears: null })
    expect(found!.areas).toEqual(expect.arrayContaining(block))
    expect(found!.observed).toBe(found!.areas.reduce((sum, i) => sum + counts.now[i]!, 0))
    expect(found!.expected).toBeCloseTo((result!.total * found!.areas.length) / size, 8)
    expect(found!.ratio!.low).toBeGreaterThan(1)
    expect(found!.p).toBeLessThan(0.01)
    for (const i of block) expect(found!.certainty[found!.areas.indexOf(i)]!).toBeGreaterThan(0.6)
    if (label === 'new') expect(Math.abs(Date.parse(found!.since!) - Date.parse('2026-05-04'))).toBeLessThan(36 * 86_400_000)
    if (label === 'persistent') expect(found!.since).toBeNull()
  })

  it('fading: found in the period before, not any more', () => {
    const [result] = solve(inputOf([countsOf(inBlock((_, ago) => (ago >= 26 && ago < 52 ? 0.7 : 0.15)))]))
    expect(claims(result!.findings)).toEqual([])
    expect(result!.findings).toHaveLength(1)
    expect(result!.findings[0]).toMatchObject({ kind: 'fading', label: 'fading', from: '2026-05-04', since: null })
    expect(result!.findings[0]!.areas).toEqual(expect.arrayContaining(block))
    expect(result!.findings[0]!.ratio!.low).toBeLessThan(1)
  })

  it('a rise, where there are fewer than elsewhere for so many people', () => {
    const people = places.map((_, i) => (i === 20 || i === 21 ? 3000 : 500))
    const input = inputOf([countsOf((i, ago) => (i === 20 || i === 21 ? (ago < 5 ? 1.4 : 0.1) : 0.2), { people })])
    const [result] = solve(input)
    const [rise, ...others] = result!.findings.filter((f) => f.areas.includes(20) || f.areas.includes(21))
    expect(others).toEqual([])
    expect(rise).toMatchObject({ kind: 'rise', label: 'new', to: '2026-11-02', signals: null, visits: null, certainty: rise!.areas.map(() => 1) })
    expect(rise!.areas).toEqual(expect.arrayContaining([20, 21]))
    expect(rise!.people).toBe(6000 + 500 * (rise!.areas.length - 2))
    expect(rise!.onceInYears!).toBeGreaterThan(1)
    expect(rise!.from).toBe(rise!.since)
    expect(rise!.from >= '2026-08-31').toBe(true)
    expect(rise!.observed).toBeGreaterThan(3 * rise!.expected)
    // the bound knows how many themes are looked at every week
    const bound = Math.floor(rise!.onceInYears!)
    expect(solve({ ...input, themesLookedAt: bound })[0]!.findings.map((f) => f.kind)).toContain('rise')
    expect(solve({ ...input, themesLookedAt: bound + 1 })[0]!.findings.map((f) => f.kind)).not.toContain('rise')
  })

  it('presence: everything more and more visits; with as many visits as elsewhere it is an area', () => {
    const counts = countsOf((i) => (i === 27 ? 0.8 : 0.15))
    const more = (n: number[]) => n.map((x, i) => (i === 27 ? x * 4 : x))
    const raised: Partial<ProblemInput> = { everything: more(inputOf([counts]).everything), recentEverything: more(inputOf([counts]).recentEverything), earlierEverything: inputOf([counts]).earlierEverything.map(more) }
    const visited = { visits: more(places.map(() => 10)), recentVisits: more(places.map(() => 5)), earlierVisits: [0, 1, 2].map(() => more(places.map(() => 10))) }
    expect(solve(inputOf([counts], { ...raised, ...visited }))[0]!.findings.map((f) => [f.kind, f.label, f.areas])).toEqual([['presence', null, [27]]])
    expect(solve(inputOf([counts], raised))[0]!.findings.map((f) => [f.kind, f.areas])).toEqual([['area', [27]]])
    expect(solve(inputOf([counts], visited))[0]!.findings.map((f) => [f.kind, f.areas])).toEqual([['area', [27]]])
    expect(solve(inputOf([counts], { ...raised, visits: null, recentVisits: null, earlierVisits: null }))[0]!.findings.map((f) => f.kind)).toEqual(['area'])
  })

  it('one source alone is no cluster', () => {
    const counts = countsOf(inBlock(() => 0.6))
    expect(solve(inputOf([{ ...counts, sources: places.map(() => [1]), recentSources: places.map(() => [1]) }]))[0]!.findings).toEqual([])
  })
})

describe('states', { timeout: 60_000 }, () => {
  const nobody = countsOf(() => 0)
  it('fewer than 20 reporters: no scan, but the last weeks are looked at', () => {
    const recent = places.map((_, i) => (i === 30 ? 7 : i < 10 ? 1 : 0))
    const [result] = solve(inputOf([{ ...nobody, now: recent, recent, signals: recent, recentSignals: recent }]))
    expect(result).toMatchObject({ state: 'too_few', total: 17, power: null })
    expect(result!.findings.map((f) => [f.kind, f.areas, f.label])).toEqual([['recent', [30], 'new']])
  })
  it('nobody reported, nobody lives there, one buurt', () => {
    expect(solve(inputOf([nobody]))[0]).toMatchObject({ state: 'too_few', total: 0, findings: [], dispersion: null })
    expect(solve(inputOf([{ ...countsOf(even), atRisk: places.map((_, i) => (i % 2 ? 0 : null)) }]))[0]).toMatchObject({ state: 'no_people', total: 0, findings: [], power: null })
    const one = solve(inputOf([{ ...countsOf(even), atRisk: places.map((_, i) => (i === 3 ? 500 : null)) }]))[0]!
    expect(one).toMatchObject({ state: 'one_buurt', findings: [] })
    expect(one.expected[3]).toBe(one.total)
  })
  it('many signals without reporter: indicative', () => {
    expect(solve(inputOf([{ ...nobody, unkeyedShare: 0.31 }]))[0]!.indicative).toBe(true)
    expect(solve(inputOf([{ ...nobody, unkeyedShare: 0.3 }]))[0]!.indicative).toBe(false)
  })
  it('reports that hang together make chance wider: the same numbers are no area then', () => {
    const counts = countsOf(even, { seed: 3 })
    // the same reporters, but all those of a quarter of a year in one week
    const clumped = counts.weeks.map((_, w) => (w % 13 === 0 ? add(counts.weeks.slice(w, w + 13)) : places.map(() => 0)))
    const now = counts.now.map((n, i) => (block.includes(i) ? n + 5 : n))
    const apart = solve(inputOf([{ ...counts, now, earlier: [], recent: nobody.now, recentEarlier: [] }]))[0]!
    const together = solve(inputOf([{ ...counts, now, weeks: clumped, earlier: [], recent: nobody.now, recentEarlier: [] }]))[0]!
    expect(apart.findings.map((f) => f.kind)).toEqual(['area'])
    expect(apart.dispersion!).toBeLessThan(1.2)
    expect(together.dispersion!).toBeGreaterThan(1.5)
    expect(together.findings.filter((f) => f.kind === 'area')).toEqual([])
  })
})

describe('several themes', { timeout: 60_000 }, () => {
  const others = Array.from({ length: 9 }, (_, t) => countsOf(even, { seed: 50 + t, theme: `thema-${t}` }))
  it('chances are corrected for their number, and each theme has what it has alone', () => {
    const own = countsOf(inBlock(() => 0.4), { seed: 2 })
    const alone = solve(inputOf([own]))[0]!
    const together = solve(inputOf([...others.slice(0, 4), own, ...others.slice(4)]))[4]!
    const [a, b] = [alone.findings.find((f) => f.kind === 'area')!, together.findings.find((f) => f.kind === 'area')!]
    expect(b.areas).toEqual(a.areas)
    expect(b.llr).toBe(a.llr)
    expect(b.p).toBeGreaterThan(a.p)
    expect(b.p / a.p).toBeLessThanOrEqual(10 + 1e-9)
    expect(together.power).toBe(alone.power)
  })
  it('what is only just no chance alone is not told among ten', () => {
    const recent = places.map((_, i) => (i === 30 ? 7 : i < 63 ? 1 + Number(i < 22) : 0))
    const weak = { ...countsOf(() => 0), now: places.map(() => 2), recent, earlier: [], recentEarlier: [], signals: recent, recentSignals: recent }
    const [alone] = solve(inputOf([weak]))
    expect(alone!.findings.map((f) => f.kind)).toEqual(['recent'])
    expect(alone!.findings[0]!.p).toBeGreaterThan(0.005)
    const quiet = others.map((o) => ({ ...o, now: places.map(() => 2), recent: places.map(() => 1), earlier: [], recentEarlier: [], weeks: [] }))
    expect(solve(inputOf([weak, ...quiet]))[0]!.findings).toEqual([])
  })
})

describe('relations', { timeout: 60_000 }, () => {
  const counts = countsOf(inBlock(() => 0.5), { seed: 5 })
  const input = inputOf([counts])
  const answer = problemClusters(input, { seed: 3, replicates: 199 })
  const reorder = <T,>(values: readonly T[], order: readonly number[]) => order.map((i) => values[i]!)

  it('the same input and seed give the same output', () => {
    expect(problemClusters(structuredClone(input), { seed: 3, replicates: 199 })).toEqual(answer)
    expect(answer.themes[0]!.findings).not.toEqual([])
  })
  it('expected numbers add up to the total', () => {
    expect(answer.themes[0]!.expected.reduce((a, b) => a + b, 0)).toBeCloseTo(answer.themes[0]!.total, 8)
  })
  it('buurten where nobody lives change nothing, reporters there or not', () => {
    const more = <T,>(values: readonly T[], extra: T) => [...values, extra]
    const lists = (t: ThemeCounts): ThemeCounts => ({
      ...t, atRisk: more(t.atRisk, 0), now: more(t.now, 9), recent: more(t.recent, 9), earlier: t.earlier.map((r) => more(r, 9)), recentEarlier: t.recentEarlier.map((r) => more(r, 9)),
      quarters: t.quarters.map((r) => more(r, 9)), weeks: t.weeks.map((r) => more(r, 1)), signals: more(t.signals, 9), recentSignals: more(t.recentSignals, 9), sources: more(t.sources, [1]), recentSources: more(t.recentSources, [1]),
    })
    const wider: ProblemInput = {
      ...input, areas: more(places, { id: 999, x: 750, y: 750, inhabitants: 0, neighbours: block }), themes: input.themes.map(lists), everything: more(input.everything, 9), recentEverything: more(input.recentEverything, 9),
      earlierEverything: input.earlierEverything.map((r) => more(r, 9)), visits: more(input.visits!, 80), recentVisits: more(input.recentVisits!, 80), earlierVisits: input.earlierVisits!.map((r) => more(r, 80)),
    }
    const [found] = problemClusters(wider, { seed: 3, replicates: 199 }).themes
    expect(found!.findings).toEqual(answer.themes[0]!.findings)
    expect([found!.reporters[size], found!.expected[size], found!.trend[size]]).toEqual([9, 0, 'too_few_data'])
  })
  it('the order of the buurten does not matter for where and how much', () => {
    const order = places.map((_, k) => (k * 27 + 5) % size)
    const at = new Map(order.map((i, k) => [i, k]))
    const [t] = input.themes
    const rows = (r: readonly number[][]) => r.map((row) => reorder(row, order))
    const shuffled: ProblemInput = {
      ...input, areas: reorder(places, order).map((p) => ({ ...p, neighbours: p.neighbours.map((j) => at.get(j)!) })), everything: reorder(input.everything, order), recentEverything: reorder(input.recentEverything, order),
      earlierEverything: rows(input.earlierEverything),
      themes: [{ ...t!, atRisk: reorder(t!.atRisk, order), now: reorder(t!.now, order), recent: reorder(t!.recent, order), earlier: rows(t!.earlier), recentEarlier: rows(t!.recentEarlier), quarters: rows(t!.quarters), weeks: rows(t!.weeks), signals: reorder(t!.signals, order), recentSignals: reorder(t!.recentSignals, order) }],
    }
    const [found] = problemClusters(shuffled, { seed: 3, replicates: 199 }).themes
    const strip = (list: readonly RawFinding[], name: (i: number) => number) => list.map(({ kind, label, areas, observed, expected, llr, since }) => ({ kind, label, areas: areas.map(name).sort((a, b) => a - b), observed, expected: expected.toFixed(6), llr: llr?.toFixed(6), since }))
    expect(strip(found!.findings, (i) => order[i]!)).toEqual(strip(answer.themes[0]!.findings, (i) => i))
  })
})

describe('while it works', { timeout: 60_000 }, () => {
  const input = inputOf([countsOf(inBlock(() => 0.6)), countsOf(even, { theme: 'schulden' })])
  it('tells how far it is, forward only, and what it does', () => {
    const seen: { share: number; step: string }[] = []
    problemClusters(input, { seed: 1, replicates: 99, onProgress: (share, step) => seen.push({ share, step }) })
    expect(seen.length).toBeGreaterThan(200)
    seen.forEach(({ share, step }, i) => {
      expect(share).toBeGreaterThanOrEqual(i === 0 ? 0 : seen[i - 1]!.share)
      expect(share).toBeLessThanOrEqual(1)
      expect(Object.values(calculationSteps)).toContain(step)
    })
    expect(new Set(seen.map(({ step }) => step)).size).toBe(Object.keys(calculationSteps).length)
  })
  it('stops when it is told to, at the start and at any later step', () => {
    expect(() => problemClusters(input, { seed: 1, shouldStop: () => true })).toThrow(Cancelled)
    let asked = 0
    expect(() => problemClusters(input, { seed: 1, replicates: 99, shouldStop: () => ++asked > 700 })).toThrow(Cancelled)
    expect(asked).toBe(701)
  })
})
