import { describe, expect, it } from 'vitest'
import { readFixture } from '@/lib/testing/fixtures'
import { scatteredAreas } from '@/lib/testing/scattered-areas'
import { Cancelled } from './cancelled'
import { drawPoisson } from './draws'
import { poissonLlr } from './scan-llr'
import { areasOf, scanZones } from './scan-zones'
import { seededRandom } from './seeded-random'
import { spaceTimeScan, type SpaceTimeInput, type SpaceTimeOptions } from './space-time-scan'

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** Poisson counts per week and area, `times` as many in the raised places from week `from` on. */
function counts(people: readonly number[], weeks: number, perThousand: number, seed: number, raised: (t: number, i: number) => number = () => 1): number[][] {
  const random = seededRandom(seed, 7)
  return Array.from({ length: weeks }, (_, t) => people.map((n, i) => drawPoisson((n / 1000) * perThousand * raised(t, i), random)))
}

/** The strongest of every zone and window, each with its own sums. */
function strongestSlowly({ zones, weeks, expected }: SpaceTimeInput, { model, prospective, maxWindow }: SpaceTimeOptions): number {
  const areas = areasOf(zones)
  const inside = areas.flat()
  const cases = sum(weeks.map((week) => sum(inside.map((i) => week[i]!))))
  const perArea = weeks[0]!.map((_, i) => sum(weeks.map((week) => week[i]!)))
  const perWeek = weeks.map((week) => sum(inside.map((i) => week[i]!)))
  const all = model === 'poisson' ? sum(expected!.map((week) => sum(inside.map((i) => week[i]!)))) : 1
  let best = 0
  for (let k = 0; k < areas.length; k++)
    for (let z = zones.start[k]!; z < zones.start[k + 1]!; z++) {
      const members = [...zones.member.subarray(zones.start[k]!, z + 1)].flatMap((l) => areas[l]!)
      for (let to = prospective ? weeks.length : 1; to <= weeks.length; to++)
        for (let from = Math.max(0, to - maxWindow!); from < to; from++) {
          let [c, e] = [0, 0]
          for (let t = from; t < to; t++)
            for (const i of members) {
              c += weeks[t]![i]!
              e += model === 'poisson' ? (expected![t]![i]! * cases) / all : (perArea[i]! * perWeek[t]!) / cases
            }
          if (c >= 2) best = Math.max(best, poissonLlr(c, e, cases))
        }
    }
  return best
}

describe('spaceTimeScan', { timeout: 60_000 }, () => {
  // three areas of 100 people far apart, four weeks
  const far = scanZones([0, 10_000, 20_000].map((x) => ({ x, y: 0, weight: 100 })), { maxFrac: 0.34 })

  it('is worked by hand: seven of ten in the last week in one area', () => {
    const weeks = [[1, 1, 2], [1, 2, 1], [1, 1, 1], [7, 2, 2]]
    const [first, ...others] = spaceTimeScan({ zones: far, weeks }, { model: 'permutation', prospective: true, maxWindow: 2, seed: 1 }).clusters
    // that area has 10 of 22, the last week 11 of 22: 5 expected
    expect(first).toMatchObject({ members: [0], from: 3, to: 4, observed: 7, radiusM: 0 })
    expect(first!.expected).toBeCloseTo(5, 12)
    expect(first!.llr).toBeCloseTo(7 * Math.log(7 / 5) + 15 * Math.log(15 / 17), 12)
    expect(first!.onceIn).toBe(1 / first!.p)
    expect(others).toEqual([])
    const poisson = spaceTimeScan({ zones: far, weeks, expected: weeks.map(() => [1, 1, 1]) }, { model: 'poisson', prospective: false, seed: 1 }).clusters
    expect(poisson[0]).toMatchObject({ members: [0], from: 3, to: 4, observed: 7, onceIn: null })
    expect(poisson[0]!.expected).toBeCloseTo(22 / 12, 12)
  })

  it('does not alarm for a place that always has more, nor for a week in which everybody reports more (permutation)', () => {
    const always = [[8, 1, 1], [8, 1, 1], [8, 1, 1], [8, 1, 1]]
    const busy = [[1, 1, 1], [1, 1, 1], [1, 1, 1], [9, 9, 9]]
    for (const weeks of [always, busy]) expect(spaceTimeScan({ zones: far, weeks }, { model: 'permutation', prospective: true, seed: 1 }).clusters).toEqual([])
  })

  it('has an answer when there is nothing, and refuses what are no counts', () => {
    const options: SpaceTimeOptions = { model: 'permutation', prospective: true, seed: 1 }
    for (const weeks of [[], [[1, 2, 3]], [[0, 0, 0], [0, 0, 0]]]) expect(spaceTimeScan({ zones: far, weeks }, options).clusters).toEqual([])
    expect(spaceTimeScan({ zones: scanZones([], { maxFrac: 1 }), weeks: [[], []] }, options).clusters).toEqual([])
    expect(() => spaceTimeScan({ zones: far, weeks: [[1, 2], [1, 2, 3]] }, options)).toThrow(RangeError)
    expect(() => spaceTimeScan({ zones: far, weeks: [[1, 2, 3], [1, 2, 3]] }, { ...options, model: 'poisson' })).toThrow(RangeError)
    expect(() => spaceTimeScan({ zones: far, weeks: [[1, 2, 3], [6, 2, 3]] }, { ...options, shouldStop: () => true })).toThrow(Cancelled)
  })

  const areas = scatteredAreas(30, 8).map((a, i) => (i === 4 ? { ...a, people: 0 } : a))
  const zones = scanZones(areas.map((a) => ({ x: a.x, y: a.y, weight: a.people })), { maxFrac: 0.3 })
  const people = areas.map((a) => a.people)

  it.each([['permutation', true], ['permutation', false], ['poisson', true], ['poisson', false]] as const)('%s, prospective %s: as strong as every zone and window the slow way', (model, prospective) => {
    for (const seed of [1, 2, 3]) {
      const weeks = counts(people, 11, 0.8, seed, (t, i) => (t > 8 && i < 4 ? 4 : 1))
      // another rate per week: expected need not be separable
      const expected = weeks.map((_, t) => people.map((n, i) => n * (1 + ((t * 7 + i) % 5) / 10)))
      const options: SpaceTimeOptions = { model, prospective, maxWindow: 5, seed, replicates: 19 }
      const found = spaceTimeScan({ zones, weeks, expected }, options).clusters
      expect(found[0]!.llr).toBeCloseTo(strongestSlowly({ zones, weeks, expected }, options), 9)
      const seen = found.flatMap((c) => c.members)
      expect(new Set(seen).size).toBe(seen.length)
      for (const c of found) {
        expect(c.observed).toBe(sum(weeks.slice(c.from, c.to).map((week) => sum(c.members.map((i) => week[i]!)))))
        expect(c.to - c.from).toBeLessThanOrEqual(5)
        if (prospective) expect(c.to).toBe(11)
      }
    }
  })

  it('lets no later cylinder reach over an area that was told before', () => {
    // the middle one rises most; the two beside it are stronger together, but lie on both sides of it
    const row = scanZones([[0, 100], [100, 10], [200, 100], [9000, 1790]].map(([x, weight]) => ({ x: x!, y: 0, weight: weight! })), { maxFrac: 0.25 })
    const weeks = [[4, 1, 4, 60], [4, 1, 4, 60], [4, 1, 4, 60], [9, 60, 9, 60]]
    const found = spaceTimeScan({ zones: row, weeks }, { model: 'permutation', prospective: true, maxWindow: 1, seed: 1 }).clusters
    expect(found.map((c) => c.members)).toEqual([[1], [0], [2]])
  })

  it('keeps what happened before the longest window in the totals only: other weeks there, the same answer', () => {
    const weeks = counts(people, 12, 0.8, 5, (t, i) => (t > 9 && i < 4 ? 4 : 1))
    const mixed = [...weeks.slice(4, 8), ...weeks.slice(0, 4), ...weeks.slice(8)]
    const options: SpaceTimeOptions = { model: 'permutation', prospective: true, maxWindow: 4, seed: 2 }
    expect(spaceTimeScan({ zones, weeks: mixed }, options)).toEqual(spaceTimeScan({ zones, weeks }, options))
  })

  it('is the same with the same seed, and does not depend on areas without people', () => {
    const weeks = counts(people, 10, 1, 6, (t, i) => (t > 7 && i < 4 ? 4 : 1))
    const options: SpaceTimeOptions = { model: 'permutation', prospective: true, seed: 2 }
    const answer = spaceTimeScan({ zones, weeks }, options)
    expect(spaceTimeScan({ zones, weeks: weeks.map((week) => week.map((c, i) => (people[i] === 0 ? c + 3 : c))) }, options)).toEqual(answer)
    expect(spaceTimeScan({ zones, weeks }, { ...options, seed: 3 }).maxima).not.toEqual(answer.maxima)
  })

  it.each(['permutation', 'poisson'] as const)('%s: by chance alone about one false alarm in twenty (200 series: 1 to 23 in nearly all cases)', (model) => {
    let alarms = 0
    for (let seed = 0; seed < 200; seed++) {
      const weeks = counts(people, 12, 0.6, 100 + seed)
      const [best] = spaceTimeScan({ zones, weeks, expected: weeks.map(() => people) }, { model, prospective: true, maxWindow: 4, seed, replicates: 99 }).clusters
      if (best && best.pMonteCarlo <= 0.05) alarms++
    }
    expect(alarms).toBeGreaterThanOrEqual(1)
    expect(alarms).toBeLessThanOrEqual(23)
  })
})

describe('invented weeks, against SaTScan 10.3.2', () => {
  const { areas, cases } = readFixture<{ areas: [number, number, number, number][]; cases: [number, number, number][] }>('invented-weeks.json')
  const zones = scanZones(areas.map(([, x, y, weight]) => ({ x, y, weight })), { maxFrac: 0.5 })
  const weeks = Array.from({ length: 24 }, () => areas.map(() => 0))
  for (const [area, slice, n] of cases) weeks[slice]![area] = n
  const expected = weeks.map(() => areas.map((a) => a[3]))

  it.each([
    ['poisson', false, [8, 11, 24, 46, 53], 34, 8.465, 22.030528, 0.001, [16, 21, 60, 6.010417, 0.911]],
    ['poisson', true, [8, 11, 24, 46, 53], 34, 8.465, 22.030528, 0.001, [16, 21, 60, 4.430836, 0.589]],
    ['permutation', false, [8, 11, 24, 53], 32, 13.361, 9.465698, 0.003, [4, 16, 21, 33, 34, 60, 7.663258, 0.049]],
    ['permutation', true, [8, 11, 24, 53], 32, 13.361, 9.465698, 0.001, [16, 21, 60, 3.92499, 0.327]],
  ] as const)('%s, prospective %s', { timeout: 60_000 }, (model, prospective, ids, observed, e, llr, p, second) => {
    const replicates = prospective ? 999 : 399
    const { clusters } = spaceTimeScan({ zones, weeks, expected }, { model, prospective, maxWindow: 12, seed: 1, replicates })
    const near = (found: number, reference: number): void => expect(Math.abs(found - reference)).toBeLessThanOrEqual(3 * Math.sqrt(reference * (1 - reference) * (1 / 999 + 1 / replicates)) + 1e-9)
    expect(clusters[0]!.members.map((i) => areas[i]![0])).toEqual([...ids])
    expect(clusters[0]).toMatchObject({ from: 21, to: 24, observed })
    expect(clusters[0]!.expected).toBeCloseTo(e, 3)
    expect(clusters[0]!.llr).toBeCloseTo(llr, 5)
    near(clusters[0]!.pMonteCarlo, p)
    expect(clusters[1]!.members.map((i) => areas[i]![0])).toEqual(second.slice(0, -2))
    expect(clusters[1]!.llr).toBeCloseTo(second.at(-2)!, 5)
    near(clusters[1]!.pMonteCarlo, second.at(-1)!)
  })
})
