import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/lib/domain/period'
import { apportion, freshness, ladder, monthsBetween, type LadderLine, type LadderReport, type Rungs } from './ladder'

const people = new Map<string, number | null>([['A', 1000], ['B', 3000], ['C', 0], ['D', null]])
const line = (id: number, hours: number, where = ['A'], rest: Partial<LadderLine> = {}): LadderLine => ({ id, theme: 'eenzaamheid', where, hours, confirmedOn: null, ...rest })
const report = (stage: LadderReport['stage'], hours: number, from: string, to: string, rest: Partial<LadderReport> = {}): LadderReport => ({ line: 1, activity: null, from, to, hours, stage, ...rest })
const on = '2026-11-24'

describe('the ladder of one line, by hand', () => {
  it('120 of 400 hours, last confirmed three months ago (C4)', () => {
    const { lines } = ladder([line(1, 400, ['A'], { confirmedOn: '2026-08-20' })], [report('delivered', 80, '2026-01-01', '2026-04-01'), report('delivered', 40, '2026-04-01', '2026-07-01'), report('planned', 100, '2026-10-01', '2027-01-01')], people, on)
    expect(lines).toEqual([{ id: 1, agreed: 400, planned: 220, delivered: 120, seen: 0, share: 0.3, lastConfirmed: '2026-08-20', freshness: 'fresh' }])
    expect(monthsBetween('2026-08-20', on)).toBe(3)
  })
  it('counts what was seen within what was delivered, once', () => {
    const told = (reports: LadderReport[]) => { const { planned, delivered, seen } = ladder([line(1, 400)], reports, people, on).lines[0]!; return { planned, delivered, seen } }
    const quarter = report('delivered', 26, '2026-01-01', '2026-04-01')
    expect(told([quarter, report('seen', 2, '2026-01-06', '2026-01-07'), report('seen', 2, '2026-02-03', '2026-02-04')])).toEqual({ planned: 26, delivered: 26, seen: 4 })
    expect(told([quarter, report('seen', 2, '2026-05-06', '2026-05-07')])).toEqual({ planned: 28, delivered: 28, seen: 2 }) // another period: more
    expect(told([quarter, report('seen', 30, '2026-01-01', '2026-04-01')])).toEqual({ planned: 30, delivered: 30, seen: 30 })
    expect(told([report('planned', 50, '2026-01-01', '2026-04-01'), quarter])).toEqual({ planned: 50, delivered: 26, seen: 0 })
    expect(told([quarter, report('seen', 5, '2026-04-01', '2026-04-02')])).toEqual({ planned: 31, delivered: 31, seen: 5 }) // [from, to): they touch, and do not overlap
  })
  it('does not count what has not begun on the date, except as planned', () => {
    const reports = [report('delivered', 10, '2026-11-24', '2026-12-01'), report('delivered', 20, '2026-11-25', '2026-12-01'), report('planned', 40, '2027-01-01', '2027-02-01'), report('agreed', 99, '2026-01-01', '2026-02-01')]
    expect(ladder([line(1, 400)], reports, people, on).lines[0]).toMatchObject({ agreed: 400, planned: 50, delivered: 10, lastConfirmed: on })
    expect(ladder([line(1, 400, ['A'], { confirmedOn: '2026-11-25' })], [], people, on).lines[0]).toMatchObject({ delivered: 0, share: 0, lastConfirmed: null, freshness: 'never' })
    expect(ladder([line(1, 0)], [], people, on).lines[0]!.share).toBeNull()
  })
  it('is fresh for six months, to the day', () => {
    expect([freshness('2026-05-24', on), freshness('2026-05-23', on), freshness(on, on), freshness(null, on)]).toEqual(['fresh', 'stale', 'fresh', 'never'])
    expect(['2026-08-31', '2026-08-30', '2026-08-28'].map((d) => freshness(d, '2027-02-28'))).toEqual(['fresh', 'fresh', 'fresh'])
    expect(freshness('2026-08-31', '2027-03-01')).toBe('stale')
    expect([monthsBetween('2026-01-15', '2026-03-14'), monthsBetween('2026-01-15', '2026-03-15'), monthsBetween('2026-01-31', '2026-02-28'), monthsBetween('2026-03-02', '2026-03-01')]).toEqual([1, 2, 1, 0])
  })
})

describe('per buurt x theme, by hand', () => {
  it('apportions a larger place by inhabitants, and puts the hours of an activity where it is', () => {
    const lines = [line(1, 400, ['A', 'B', 'C', 'D'], { confirmedOn: '2026-01-01' })]
    const { cells } = ladder(lines, [report('delivered', 100, '2026-01-01', '2026-02-01'), report('delivered', 20, '2026-03-01', '2026-04-01', { activity: { id: 7, where: ['C'], themes: ['x'] } })], people, on)
    expect(cells.map((c) => [c.buurt, c.agreed, c.delivered, c.apportioned, c.lastConfirmed])).toEqual([
      ['A', 100, 25, true, '2026-01-31'], ['B', 300, 75, true, '2026-01-31'], ['C', 0, 20, false, '2026-03-31'],
    ])
  })
  it('splits where nobody is known to live in equal parts, and an activity without a line over its themes', () => {
    expect(apportion(['C', 'D'], people)).toEqual([{ code: 'C', share: 0.5 }, { code: 'D', share: 0.5 }])
    expect(apportion(['A', 'A', 'gone'], people)).toEqual([{ code: 'A', share: 1 }])
    const { cells, lines, elsewhere } = ladder([], [report('seen', 6, '2026-01-01', '2026-02-01', { line: null, activity: { id: 7, where: ['A'], themes: ['x', 'y'] } }), report('seen', 3, '2026-01-01', '2026-02-01', { line: null, activity: { id: 8, where: ['gone'], themes: ['x'] } })], people, on)
    expect(lines).toEqual([])
    expect(cells.map((c) => [c.theme, c.seen, c.agreed, c.share])).toEqual([['x', 3, 0, null], ['y', 3, 0, null]])
    expect(elsewhere).toEqual({ agreed: 0, planned: 3, delivered: 3, seen: 3 })
  })
  it('knows the line of an activity that was seen, when other reports name one', () => {
    const activity = { id: 7, where: ['A'], themes: ['x'] }
    const seen = report('seen', 2, '2026-01-06', '2026-01-07', { line: null, activity })
    const of = (...reports: LadderReport[]) => ladder([line(1, 400), line(2, 10)], reports, people, on).lines.map((l) => [l.delivered, l.seen])
    expect(of(report('delivered', 26, '2026-01-01', '2026-04-01', { activity }), seen)).toEqual([[26, 2], [0, 0]])
    expect(of(report('delivered', 26, '2026-01-01', '2026-04-01', { activity }), report('planned', 1, '2026-01-01', '2026-04-01', { line: 2, activity }), seen)).toEqual([[26, 0], [0, 0]])
  })
})

const day = fc.integer({ min: 0, max: 364 })
const reports = fc.array(
  fc.record({ line: fc.constantFrom(1, 2, null), at: day, days: fc.integer({ min: 1, max: 120 }), hours: fc.integer({ min: 0, max: 50 }), stage: fc.constantFrom('planned', 'delivered', 'seen', 'agreed'), activity: fc.constantFrom(null, 7, 8, 9) }, { requiredKeys: ['line', 'at', 'days', 'hours', 'stage', 'activity'] }),
  { maxLength: 14 },
).map((all) => all.map((r): LadderReport => ({
  line: r.line ?? (r.activity === null ? 1 : null), activity: r.activity === null ? null : { id: r.activity, where: { 7: ['A'], 8: ['B', 'C'], 9: ['gone'] }[r.activity as 7 | 8 | 9], themes: ['x', 'y'] },
  from: addDays('2026-01-01', r.at), to: addDays('2026-01-01', r.at + r.days), hours: r.hours, stage: r.stage as LadderReport['stage'],
})))
const lines = [line(1, 400, ['A', 'B', 'D']), line(2, 35, ['nowhere'])]
const rungs = ['agreed', 'planned', 'delivered', 'seen'] as const

describe('always', () => {
  it('no rung above the one below it, and the parts sum to the whole', () => {
    fc.assert(fc.property(reports, (all) => {
      const found = ladder(lines, all, people, on)
      for (const r of [...found.lines, ...found.cells, found.elsewhere]) {
        expect(r.seen).toBeLessThanOrEqual(r.delivered + 1e-9)
        expect(r.delivered).toBeLessThanOrEqual(r.planned + 1e-9)
      }
      const sum = (list: readonly Rungs[], rung: (typeof rungs)[number]) => list.reduce((n, r) => n + r[rung], 0)
      for (const rung of rungs) expect(sum([...found.cells, found.elsewhere], rung)).toBeCloseTo(sum([...found.lines, found.withoutLine], rung), 6)
    }))
  })
  it('the order of lines and reports does not matter', () => {
    fc.assert(fc.property(reports.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))), ([all, shuffled]) => {
      const of = (l: LadderLine[], r: LadderReport[]) => { const f = ladder(l, r, people, on); return JSON.stringify([f.lines.sort((a, b) => a.id - b.id), f.cells, f.elsewhere], (_k, v: unknown) => (typeof v === 'number' ? Number(v.toFixed(6)) : v)) }
      expect(of([...lines].reverse(), shuffled)).toBe(of(lines, all))
    }))
  })
  it('one report more never takes hours away', () => {
    fc.assert(fc.property(reports, (all) => {
      const of = (list: LadderReport[]) => ladder([line(1, 400)], list.map((r) => ({ ...r, line: 1, activity: null })), people, on).lines[0]!
      for (const rung of ['delivered', 'seen'] as const) expect(of(all)[rung]).toBeGreaterThanOrEqual(of(all.slice(1))[rung])
    }))
  })
  it('delivered is the least that makes all reports true: the same as with a maximum flow', () => {
    fc.assert(fc.property(reports, (all) => {
      const list = all.map((r): LadderReport => ({ ...r, line: 1, activity: null })).filter((r) => r.from <= on)
      const [low, high] = (['delivered', 'seen'] as const).map((s) => list.filter((r) => r.stage === s)) as [LadderReport[], LadderReport[]]
      const total = (part: LadderReport[]) => part.reduce((n, r) => n + r.hours, 0)
      expect(ladder([line(1, 400)], list, people, on).lines[0]!.delivered).toBe(total(low) + total(high) - maxFlow(low, high))
    }))
  })
})

/** The slow way: shortest augmenting paths between reports that overlap. */
function maxFlow(low: LadderReport[], high: LadderReport[]): number {
  const n = low.length + high.length + 2
  const cap = Array.from({ length: n }, () => Array<number>(n).fill(0))
  low.forEach((l, i) => {
    cap[n - 2]![i] = l.hours
    high.forEach((h, j) => { if (l.from < h.to && h.from < l.to) cap[i]![low.length + j] = Infinity })
  })
  high.forEach((h, j) => { cap[low.length + j]![n - 1] = h.hours })
  for (let flow = 0; ; ) {
    const from = Array<number>(n).fill(-1)
    const queue = [n - 2]
    for (let at: number | undefined; (at = queue.shift()) !== undefined; ) for (let to = 0; to < n; to++) if (from[to] === -1 && to !== n - 2 && cap[at]![to]! > 0) { from[to] = at; queue.push(to) }
    if (from[n - 1] === -1) return flow
    let step = Infinity
    for (let at = n - 1; at !== n - 2; at = from[at]!) step = Math.min(step, cap[from[at]!]![at]!)
    for (let at = n - 1; at !== n - 2; at = from[at]!) { cap[from[at]!]![at]! -= step; cap[at]![from[at]!]! += step }
    flow += step
  }
}
