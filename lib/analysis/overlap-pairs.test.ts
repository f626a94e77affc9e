import { describe, expect, it } from 'vitest'
import { makeRandom } from '@/lib/demo/random'
import { judgePair, overlapPairs, type Ground, type Offer } from './overlap-pairs'
import { homesOf, reachOf } from './shared-reach'

/** Four buurten of 100 people in a row; `west` reaches A and B, `middle` B and C, `all` everybody, `far` nobody, `quarter` A to D of which it shares one with `end` (D). */
const spots = ['A', 'B', 'C', 'D'].map((buurt, i) => ({ buurt, x: 1000 * i, y: 0 }))
const { homes } = homesOf(spots, new Map(['A', 'B', 'C', 'D'].map((b) => [b, 100])))
const places: Record<string, string[]> = { west: ['A', 'B'], middle: ['B', 'C'], all: ['A', 'B', 'C', 'D'], east: ['C', 'D'], far: [], one: ['A'] }
const ground: Ground = { homes, reach: new Map(Object.entries(places).map(([name, buurten]) => [name, reachOf({ buurten }, homes)])), subsidised: new Set([1]) }
const months = (hours: number): number[] => Array<number>(12).fill(hours)
const offer = (id: number, organisation: number, more: Partial<Offer> = {}): Offer => ({ id, organisation, serviceType: 'inloop', targetGroups: ['ouderen'], cooperationWith: [], from: '2026-01-01', until: null, place: 'west', months: months(12), ...more })
const on = '2026-11-26'
const judged = (a: Partial<Offer>, b: Partial<Offer>) => judgePair(offer(1, 1, a), offer(2, 2, b), ground)
const fails = (a: Partial<Offer>, b: Partial<Offer>) => Object.entries(judged(a, b).rules).flatMap(([rule, holds]) => (holds ? [] : [rule]))

describe('the rules of a candidate, each by itself', () => {
  it('two of the same kind at the same place are a candidate', () => {
    expect(judged({}, {})).toMatchObject({ first: 1, second: 2, candidate: true, groups: ['ouderen'], together: { from: '2026-01-01', to: null }, weeks: null, shared: { inhabitants: 200, share: 1, buurten: ['A', 'B'] }, hoursPerMonth: 12 })
  })
  it.each<[string, Partial<Offer>, Partial<Offer>, string[]]>([
    ['the same organisation', {}, { organisation: 1 }, ['organisations']],
    ['no subsidy', { organisation: 3 }, {}, ['subsidy']],
    ['only the other has subsidy', { organisation: 2 }, { organisation: 1 }, []],
    ['another service', {}, { serviceType: 'maatje' }, ['service']],
    ['another group', {}, { targetGroups: ['jongeren'] }, ['groups']],
    ['one group of two', { targetGroups: ['ouderen', 'gezinnen'] }, { targetGroups: ['gezinnen', 'jongeren'] }, []],
    ['everybody', { targetGroups: ['iedereen'] }, { targetGroups: ['jongeren'] }, []],
    ['no group named is everybody', { targetGroups: [] }, { targetGroups: ['jongeren'] }, []],
    ['nothing in common', { place: 'west' }, { place: 'east' }, ['share']],
    ['half of both', { place: 'west' }, { place: 'middle' }, []],
    ['a small one wholly within a large one', { place: 'one' }, { place: 'all' }, []],
    ['one that reaches nobody', { place: 'far' }, { place: 'all' }, ['share']],
    ['exactly eight weeks', { from: '2026-10-01', until: '2026-11-26' }, {}, []],
    ['a day less', { from: '2026-10-02', until: '2026-11-26' }, {}, ['weeks']],
    ['never at the same time', { until: '2026-03-01' }, { from: '2026-03-01' }, ['weeks']],
    ['marked by the first', { cooperationWith: [2] }, {}, ['cooperation']],
    ['marked by the second', {}, { cooperationWith: [9, 1] }, ['cooperation']],
    ['cooperation with a third', { cooperationWith: [3] }, {}, []],
  ])('%s', (_, a, b, expected) => {
    expect(fails(a, b)).toEqual(expected)
  })
  it('exactly a quarter of the smaller one counts, less does not', () => {
    const of = (share: number) => judgePair(offer(1, 1), offer(2, 2), ground, { inhabitants: 200 * share, share, buurten: ['A'] }).rules.share
    expect([of(0.25), of(0.2499)]).toEqual([true, false])
  })
})

describe('overlapping hours', () => {
  it('by hand: 12 and 6 hours for 200 people each, 100 in common: 100 x 0.03', () => {
    expect(judged({ place: 'west' }, { place: 'middle', months: months(6) }).hoursPerMonth).toBeCloseTo(3, 12)
    expect(judged({ place: 'one', months: months(4) }, { place: 'all', months: months(8) }).hoursPerMonth).toBeCloseTo(2, 12) // 100 x min(0.04, 0.02)
  })
  it('in other seasons there are none, in half of the months half', () => {
    const [winter, summer] = [months(12).map((h, m) => (m < 6 ? h : 0)), months(12).map((h, m) => (m < 6 ? 0 : h))]
    expect(judged({ months: winter }, { months: summer }).hoursPerMonth).toBe(0)
    expect(judged({ months: winter }, {}).hoursPerMonth).toBeCloseTo(6, 12)
  })
  it('are not known when one of them is not; never more than the smaller one gives', () => {
    expect(judged({ months: null }, {}).hoursPerMonth).toBeNull()
    expect(judged({ place: 'west' }, { place: 'east' }).hoursPerMonth).toBe(0)
    for (const place of Object.keys(places)) for (const other of Object.keys(places)) expect(judged({ place }, { place: other, months: months(5) }).hoursPerMonth!).toBeLessThanOrEqual(5 + 1e-12)
  })
})

describe('all pairs', () => {
  const random = makeRandom(7, 'offers')
  const pick = <T>(list: readonly T[]): T => random.pick(list)
  const offers = Array.from({ length: 80 }, (_, i) => offer(i + 1, 1 + random.int(5), {
    serviceType: pick(['inloop', 'maatje', 'taal']), targetGroups: pick([['ouderen'], ['jongeren'], ['iedereen'], [], ['ouderen', 'gezinnen']]), place: pick(Object.keys(places)),
    from: pick(['2025-01-01', '2026-06-01', '2027-01-01']), until: pick([null, null, '2026-11-26', '2026-12-24', '2027-02-01']), cooperationWith: pick([[], [], [2], [1, 3]]), months: pick([months(4), months(9), null]),
  }))
  const busy: Ground = { ...ground, subsidised: new Set([1, 4]) }
  it('finds the same as looking at every two of them, whatever their order', () => {
    const slowly = offers.flatMap((a, i) => offers.slice(i + 1).map((b) => ({ a, b, pair: judgePair(a, b, busy) })))
      .filter(({ a, b, pair }) => [a, b].every((o) => o.until === null || o.until > on) && Object.entries(pair.rules).every(([rule, holds]) => holds || rule === 'cooperation')).map(({ pair }) => pair)
    const found = overlapPairs(offers, busy, on)
    expect(found.length).toBeGreaterThan(20)
    expect(found).toEqual(slowly)
    expect(overlapPairs([...offers].reverse(), busy, on)).toEqual(found)
    expect(found.some((p) => !p.candidate)).toBe(true)
  })
  it('what is over on the day is no pair; what ends that day neither (the last day was the day before)', () => {
    const of = (until: string) => overlapPairs([offer(1, 1, { until }), offer(2, 2)], ground, on).length
    expect([of('2026-11-25'), of('2026-11-26'), of('2026-11-27')]).toEqual([0, 0, 1])
  })
  it('without an organisation that gets subsidy there is no candidate', () => {
    expect(overlapPairs(offers, { ...ground, subsidised: new Set() }, on)).toEqual([])
  })
})
