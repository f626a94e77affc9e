import { describe, expect, it } from 'vitest'
import { readFixture } from '@/lib/testing/fixtures'
import { scatteredAreas } from '@/lib/testing/scattered-areas'
import { Cancelled } from './cancelled'
import { bernoulliLlr, poissonLlr } from './scan-llr'
import { bernoulliNull, poissonNull } from './scan-null'
import { areasOf, radiusOf, scanZones, type Zones } from './scan-zones'
import { seededRandom } from './seeded-random'
import { nullMaxima, prepareScan, spatialScan, type ScanCluster, type ScanInput } from './spatial-scan'
import { strongestOfFour } from './zone-search'

type Area = { x: number; y: number; people: number }
const zonesOf = (areas: readonly Area[], maxFrac = 0.25): Zones => scanZones(areas.map(({ x, y, people }) => ({ x, y, weight: people })), { maxFrac })
const peopleOf = (areas: readonly Area[]): number[] => areas.map((a) => a.people)
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0)

/** Counts by chance, with `times` the risk where asked. */
function draw(areas: readonly Area[], cases: number, seed: number, raised: (i: number) => boolean = () => false, times = 2): number[] {
  const out = new Int32Array(areas.length)
  poissonNull(areas.map((a, i) => a.people * (raised(i) ? times : 1)), cases)(seededRandom(seed, 99), out)
  return [...out]
}

/** Every zone the slow way: each circle as a set of areas, with its own sums. */
function everyZone({ zones, counts, expected, totals }: ScanInput, bernoulli = false): { members: number[]; llr: number; radiusM: number; centre: number }[] {
  const areas = areasOf(zones)
  const base = bernoulli ? totals! : expected
  const inside = areas.flat()
  const total = (of: readonly number[], who: readonly number[]): number => who.reduce((s, i) => s + of[i]!, 0)
  const [cases, all] = [total(counts, inside), total(base, inside)]
  return areas.flatMap((own, centre) =>
    Array.from({ length: zones.start[centre + 1]! - zones.start[centre]! }, (_, k) => {
      const members = [...zones.member.subarray(zones.start[centre]!, zones.start[centre]! + k + 1)].flatMap((l) => areas[l]!).sort((a, b) => a - b)
      const c = total(counts, members)
      const llr = c < 2 ? 0 : bernoulli ? bernoulliLlr(c, total(base, members), cases, all) : poissonLlr(c, (total(base, members) * cases) / all, cases)
      return { members, llr, radiusM: radiusOf(zones, centre, zones.start[centre]! + k), centre: own[0]! }
    }),
  )
}

describe('log likelihood ratio', () => {
  it('is worked by hand', () => {
    // 8 of 10 where 4 are expected: 8 ln 2 + 2 ln(2/6)
    expect(poissonLlr(8, 4, 10)).toBeCloseTo(8 * Math.log(2) + 2 * Math.log(1 / 3), 12)
    expect(poissonLlr(10, 4, 10)).toBeCloseTo(10 * Math.log(2.5), 12)
    expect(poissonLlr(4, 4, 10)).toBe(0)
    expect(poissonLlr(3, 4, 10)).toBe(0)
    // 3 of 4 in the zone, 1 of 6 outside, 4 of 10 in all
    expect(bernoulliLlr(3, 4, 4, 10)).toBeCloseTo(3 * Math.log(3 / 4) + Math.log(1 / 4) + Math.log(1 / 6) + 5 * Math.log(5 / 6) - 4 * Math.log(0.4) - 6 * Math.log(0.6), 12)
    expect(bernoulliLlr(4, 4, 4, 10)).toBeCloseTo(-4 * Math.log(0.4) - 6 * Math.log(0.6), 12)
    expect(bernoulliLlr(2, 5, 4, 10)).toBe(0)
    expect(bernoulliLlr(4, 10, 4, 10)).toBe(0)
  })
})

describe('spatialScan on a town worked by hand', () => {
  // four areas of 100 people on a line, 100 m apart; half of the people fit in a zone
  const line: Area[] = [0, 100, 200, 300].map((x) => ({ x, y: 0, people: 100 }))
  const scan = (counts: number[]): ScanCluster[] => spatialScan({ zones: zonesOf(line, 0.5), counts, expected: peopleOf(line) }, { seed: 1 }).clusters

  it('finds the two that stand out, with what is counted and expected there', () => {
    const [first, ...others] = scan([1, 8, 9, 2])
    expect(first).toMatchObject({ members: [1, 2], observed: 17, expected: 10, radiusM: 100, pGumbel: null })
    expect(first!.llr).toBeCloseTo(17 * Math.log(1.7) + 3 * Math.log(0.3), 12)
    expect(first!.p).toBeGreaterThan(0.001)
    expect(first!.p).toBeLessThan(0.05)
    expect(others).toEqual([])
  })

  it('of zones as strong as each other takes the one with the fewest areas, then the smallest circle, then the lowest index', () => {
    expect(scan([6, 0, 0, 6]).map((c) => c.members)).toEqual([[0], [3]])
    const uneven: Area[] = [{ x: 0, y: 0, people: 100 }, { x: 90, y: 0, people: 100 }, { x: 1000, y: 0, people: 100 }, { x: 1050, y: 0, people: 100 }]
    const tied = spatialScan({ zones: zonesOf(uneven, 0.5), counts: [5, 5, 5, 5], expected: [1, 1, 1, 1] }, { seed: 1 })
    expect(tied.clusters).toEqual([])
    const pairs = spatialScan({ zones: zonesOf([...uneven, { x: 9000, y: 0, people: 400 }], 0.25), counts: [5, 5, 5, 5, 0], expected: [1, 1, 1, 1, 4] }, { seed: 1 })
    expect(pairs.clusters.map((c) => [c.members, c.centre, c.radiusM])).toEqual([[[2, 3], 2, 50], [[0, 1], 0, 90]])
  })

  it('needs two reporters in a zone', () => {
    expect(scan([1, 0, 0, 0])).toEqual([])
    const far: Area[] = [...line, { x: 5000, y: 0, people: 1 }]
    const found = spatialScan({ zones: zonesOf(far, 0.25), counts: [5, 5, 5, 5, 1], expected: peopleOf(far) }, { seed: 1 }).clusters
    expect(found.filter((c) => c.members.includes(4))).toEqual([])
  })

  it('lets no later circle reach over an area that was told before', () => {
    // the middle one first; the two beside it are stronger together, but lie on both sides of it
    const row: Area[] = [{ x: 0, y: 0, people: 100 }, { x: 100, y: 0, people: 10 }, { x: 200, y: 0, people: 100 }, { x: 9000, y: 0, people: 1790 }]
    const found = spatialScan({ zones: zonesOf(row), counts: [14, 60, 14, 62], expected: peopleOf(row) }, { seed: 1 }).clusters
    expect(found.map((c) => c.members)).toEqual([[1], [0], [2]])
  })

  it('has an answer when there is nothing: nobody reported, nobody lives there, one area', () => {
    const nothing = { clusters: [], criticalLlr: null, cases: 0 }
    expect(spatialScan({ zones: zonesOf(line), counts: [0, 0, 0, 0], expected: peopleOf(line) }, { seed: 1 })).toMatchObject(nothing)
    expect(spatialScan({ zones: zonesOf(line.map((a) => ({ ...a, people: 0 }))), counts: [1, 2, 3, 4], expected: [0, 0, 0, 0] }, { seed: 1 })).toMatchObject(nothing)
    expect(spatialScan({ zones: zonesOf([]), counts: [], expected: [] }, { seed: 1 })).toMatchObject(nothing)
    expect(spatialScan({ zones: zonesOf([line[0]!], 1), counts: [30], expected: [100] }, { seed: 1 }).clusters).toEqual([])
  })

  it('refuses counts that are none', () => {
    for (const counts of [[1, 2, 3], [1, 2, 3, -1], [1, 2, 3, 0.5], [1, 2, 3, NaN]]) expect(() => scan(counts), String(counts)).toThrow(RangeError)
    expect(() => spatialScan({ zones: zonesOf(line), counts: [2, 0, 0, 0], expected: [], totals: [1, 5, 5, 5] }, { seed: 1, model: 'bernoulli' })).toThrow(RangeError)
    expect(() => spatialScan({ zones: zonesOf(line), counts: [2, 0, 0, 0], expected: [1, 1, 1, 1] }, { seed: 1, model: 'bernoulli' })).toThrow(RangeError)
  })

  it('stops when asked, and tells how far it is', () => {
    const input = { zones: zonesOf(line, 0.5), counts: [1, 8, 9, 2], expected: peopleOf(line) }
    const shares: number[] = []
    expect(() => spatialScan(input, { seed: 1, onProgress: (share) => shares.push(share), shouldStop: () => shares.length === 3 })).toThrow(Cancelled)
    expect(shares).toEqual([0, 4 / 999, 8 / 999])
  })
})

describe('spatialScan against every zone the slow way', { timeout: 60_000 }, () => {
  const areas = scatteredAreas(65, 12).map((a, i) => (i === 7 ? { ...scatteredAreas(65, 12)[3]!, people: 300 } : a)) // two areas in the same place
  const zones = zonesOf(areas)
  const expected = peopleOf(areas)

  it.each([1, 2, 3, 4, 5, 6])('the same clusters, strongest first, none sharing an area (poisson, draw %d)', (seed) => {
    const counts = draw(areas, 60 * seed, seed, (i) => i < 4, 3)
    const input = { zones, counts, expected }
    const found = spatialScan(input, { seed, replicates: 19 }).clusters
    let left = everyZone(input)
    for (const cluster of found) {
      const most = Math.max(...left.map((z) => z.llr))
      const tied = left.filter((z) => Math.abs(z.llr - most) < 1e-9).sort((a, b) => a.members.length - b.members.length || a.radiusM - b.radiusM)
      expect(cluster.llr).toBeCloseTo(most, 9)
      expect(cluster).toMatchObject({ members: tied[0]!.members, radiusM: tied[0]!.radiusM })
      left = left.filter((z) => !z.members.some((m) => cluster.members.includes(m)))
    }
    expect(found.length === 10 || Math.max(0, ...left.map((z) => z.llr)) === 0).toBe(true)
  })

  it.each([1, 2, 3, 4, 5])('the same for the share of a theme among all reporters (bernoulli, draw %d)', (seed) => {
    const totals = draw(areas, 900, seed)
    const counts = new Int32Array(areas.length)
    bernoulliNull(Int32Array.from(totals), 150 * seed)(seededRandom(seed), counts)
    const input = { zones, counts: [...counts], expected: [], totals }
    let left = everyZone(input, true)
    for (const cluster of spatialScan(input, { seed, replicates: 19, model: 'bernoulli' }).clusters) {
      expect(cluster.llr).toBeCloseTo(Math.max(...left.map((z) => z.llr)), 9)
      // members without any reporter at all are not told: the zone is the same without them
      expect(left.some((z) => Math.abs(z.llr - cluster.llr) < 1e-9 && z.members.filter((i) => totals[i]! > 0).join() === cluster.members.join())).toBe(true)
      expect(cluster.expected).toBeCloseTo((cluster.members.reduce((s, i) => s + totals[i]!, 0) * sum(counts)) / sum(areasOf(zones).flat().map((i) => totals[i]!)), 9)
      left = left.filter((z) => !z.members.some((m) => cluster.members.includes(m)))
    }
  })

  it('searches four maps at once, with a table or (above a million cases) with a bound, as one at a time with every logarithm', () => {
    const locations = areasOf(zones)
    const compare = (maps: number[][], input: (counts: number[]) => ScanInput, bernoulli: boolean): void => {
      const prepared = prepareScan(input(maps[0]!), { model: bernoulli ? 'bernoulli' : 'poisson' })!
      const counted = maps.map((counts) => locations.map((own) => own.reduce((s, i) => s + counts[i]!, 0)))
      const best = new Float64Array(4)
      strongestOfFour(prepared.zoneSet, prepared.strength)(Int32Array.from(locations.flatMap((_, l) => counted.map((c) => c[l]!))), best)
      maps.forEach((counts, r) => expect(best[r]).toBeCloseTo(Math.max(0, ...everyZone(input(counts), bernoulli).map((z) => z.llr)), 6))
    }
    // with five cases a single one in a small area would be the strongest, if it counted
    for (const cases of [5, 150, 3_000_000]) compare([1, 2, 3, 4].map((seed) => draw(areas, cases, seed, (i) => seed === 4 && i < 5, 1.3)), (counts) => ({ zones, counts, expected }), false)
    const totals = draw(areas, 700, 9)
    for (const cases of [30, 600]) {
      const maps = [1, 2, 3, 4].map((seed) => {
        const out = new Int32Array(areas.length)
        bernoulliNull(Int32Array.from(totals), cases)(seededRandom(seed), out)
        return [...out]
      })
      compare(maps, (counts) => ({ zones, counts, expected: [], totals }), true)
    }
  })
})

describe('what must not change the answer', { timeout: 60_000 }, () => {
  const areas = scatteredAreas(50, 3)
  const counts = draw(areas, 150, 8, (i) => i < 3, 3)
  const answer = spatialScan({ zones: zonesOf(areas), counts, expected: peopleOf(areas) }, { seed: 5 })

  it('the unit of what is expected', () => {
    expect(spatialScan({ zones: zonesOf(areas), counts, expected: peopleOf(areas).map((n) => n / 1024) }, { seed: 5 })).toEqual(answer)
  })

  it('the order of the areas (strength and members)', () => {
    const order = areas.map((_, i) => (i * 17) % areas.length)
    const turned = spatialScan({ zones: zonesOf(order.map((i) => areas[i]!)), counts: order.map((i) => counts[i]!), expected: order.map((i) => areas[i]!.people) }, { seed: 5 })
    const back = turned.clusters.map((c) => ({ members: c.members.map((m) => order[m]!).sort((a, b) => a - b), observed: c.observed }))
    expect(back).toEqual(answer.clusters.map(({ members, observed }) => ({ members, observed })))
    turned.clusters.forEach((c, i) => expect(c.llr).toBeCloseTo(answer.clusters[i]!.llr, 9))
  })

  it('an area without people, also when somebody reported there', () => {
    const [more, plus] = [[...areas, { x: areas[0]!.x + 1, y: areas[0]!.y, people: 0 }], [...counts, 9]]
    expect(spatialScan({ zones: zonesOf(more), counts: plus, expected: peopleOf(more) }, { seed: 5 })).toEqual(answer)
  })

  it('an area where nobody is at risk of the theme, though people live there', () => {
    const risk = peopleOf(areas)
    risk[answer.clusters[0]!.members[0]!] = 0
    const found = spatialScan({ zones: zonesOf(areas), counts, expected: risk }, { seed: 5 })
    expect(found.cases).toBe(answer.cases - counts[answer.clusters[0]!.members[0]!]!)
    expect(found.clusters.every((c) => !c.members.includes(answer.clusters[0]!.members[0]!) && Number.isFinite(c.llr))).toBe(true)
  })

  it('how the replicates are shared out', () => {
    const input = { zones: zonesOf(areas), counts, expected: peopleOf(areas), totals: counts.map((c) => c + 3) }
    const share = prepareScan(input, { model: 'bernoulli' })!
    const shares = nullMaxima(share, { seed: 5, from: 0, to: 60 })
    expect([...nullMaxima(share, { seed: 5, from: 0, to: 22 }), ...nullMaxima(share, { seed: 5, from: 22, to: 60 })]).toEqual([...shares])
    const scan = prepareScan(input, {})!
    const whole = nullMaxima(scan, { seed: 5, from: 0, to: 200 })
    for (const cut of [4, 77, 150]) expect([...nullMaxima(scan, { seed: 5, from: 0, to: cut }), ...nullMaxima(scan, { seed: 5, from: cut, to: 200 })]).toEqual([...whole])
    expect([...answer.maxima.slice(0, 200)]).toEqual([...whole])
    expect([...nullMaxima(scan, { seed: 6, from: 0, to: 200 })]).not.toEqual([...whole])
  })

  it('whether it stopped early: the same first replicates, and not significant either way', () => {
    const quiet = { zones: zonesOf(areas), counts: draw(areas, 150, 21), expected: peopleOf(areas) }
    const [early, full] = [spatialScan(quiet, { seed: 5 }), spatialScan(quiet, { seed: 5, earlyStop: false })]
    expect(early.maxima.length).toBeLessThan(999)
    expect([...full.maxima.slice(0, early.maxima.length)]).toEqual([...early.maxima])
    expect(early.clusters[0]).toMatchObject({ replicatesDone: early.maxima.length, pMonteCarlo: 50 / early.maxima.length })
    expect(early.criticalLlr).toBeNull()
    expect(full.clusters[0]!.pMonteCarlo).toBeGreaterThan(0.05)
    expect(full.clusters[0]!.llr).toBeLessThanOrEqual(full.criticalLlr!)
  })
})

describe('chance alone', { timeout: 60_000 }, () => {
  const areas = scatteredAreas(60, 2)
  const zones = zonesOf(areas)
  const people = areasOf(zones).map((own) => sum(own.map((i) => areas[i]!.people)))

  /** Share of 400 maps without a cluster that are called significant at 5 %. */
  function falseAlarms(cases: number, really: number | null, taken: number | null): number {
    const scan = prepareScan({ zones, counts: draw(areas, cases, 1), expected: peopleOf(areas) }, { dispersion: taken })!
    const maxima = nullMaxima(scan, { seed: 11, from: 0, to: 999 })
    const critical = Float64Array.from(maxima).sort()[maxima.length - 50]!
    const maps = nullMaxima({ ...scan, draw: poissonNull(people, cases, really) }, { seed: 12, from: 0, to: 400 })
    return maps.filter((llr) => llr > critical).length
  }

  it('gives a false alarm in about 5 % (400 maps: 8 to 34 in 99.9 % of the cases)', () => {
    for (const cases of [40, 300, 2000]) expect([falseAlarms(cases, null, null)].every((n) => n >= 8 && n <= 34), `${cases} reporters`).toBe(true)
  })

  it('also when reporters hang together, once that is known; far too often when it is not', () => {
    const known = falseAlarms(300, 2.5, 2.5)
    expect(known).toBeGreaterThanOrEqual(8)
    expect(known).toBeLessThanOrEqual(34)
    expect(falseAlarms(300, 2.5, null)).toBeGreaterThan(200)
  })

  it('varies counts as much as the dispersion says, and keeps the total even when it says too much', () => {
    const out = new Int32Array(people.length)
    const total = sum(people)
    for (const phi of [2.5, 40]) {
      const nullDraw = poissonNull(people, 400, phi)
      let squares = 0
      for (let r = 0; r < 3000; r++) {
        nullDraw(seededRandom(r, phi), out)
        out.forEach((c, i) => {
          const p = people[i]! / total
          squares += (c - 400 * p) ** 2 / (400 * p * (1 - p)) / people.length / 3000
        })
      }
      expect(squares / phi).toBeGreaterThan(0.9)
      expect(squares / phi).toBeLessThan(1.1)
    }
    for (const phi of [400, 1e9]) {
      poissonNull(people, 20, phi)(seededRandom(1), out)
      expect(sum(out)).toBe(20)
    }
  })

  it('never gives a place more reporters of the theme than it has reporters (bernoulli)', () => {
    const totals = Int32Array.from([5, 0, 3, 1, 11])
    const [out, sums] = [new Int32Array(5), new Float64Array(5)]
    for (const cases of [4, 17]) {
      const nullDraw = bernoulliNull(totals, cases)
      sums.fill(0)
      for (let r = 0; r < 4000; r++) {
        nullDraw(seededRandom(3, r), out)
        expect(sum(out)).toBe(cases)
        out.forEach((c, i) => {
          expect(c).toBeLessThanOrEqual(totals[i]!)
          sums[i] = sums[i]! + c / 4000
        })
      }
      totals.forEach((n, i) => expect(Math.abs(sums[i]! - (n * cases) / 20)).toBeLessThan(0.1))
    }
    expect(() => bernoulliNull(totals, 21)).toThrow(RangeError)
  })
})

/** What SaTScan 10.3.2 says; the tolerance of a p-value from 999 replicates is three times the spread of the difference of two of them. */
function expectCluster(found: ScanCluster, reference: { members?: number[]; n: number; observed: number; expected: number; llr: number; p: number }): void {
  expect(found.llr).toBeCloseTo(reference.llr, 5)
  expect(found).toMatchObject({ observed: reference.observed })
  expect(found.expected).toBeCloseTo(reference.expected, 1)
  expect(found.members).toHaveLength(reference.n)
  if (reference.members) expect(found.members.map((i) => i + 1)).toEqual([...reference.members].sort((a, b) => a - b))
  expect(Math.abs(found.pMonteCarlo - reference.p)).toBeLessThanOrEqual(3 * Math.sqrt((Math.max(reference.p, 0.001) * (1 - reference.p) * 2) / 999) + 1e-9)
}

describe('published data, against SaTScan 10.3.2', { timeout: 60_000 }, () => {
  it.each([
    [0.5, { n: 29, observed: 101, expected: 58.72, llr: 14.364045, p: 0.001 }],
    [0.1, { n: 26, observed: 95, expected: 54.74, llr: 13.789128, p: 0.001 }],
  ])('leukaemia in New York, window %d', (maxFrac, first) => {
    const { rows } = readFixture<{ rows: [number, number, number, number][] }>('leukaemia-ny8.json')
    const areas = rows.map(([x, y, , people]) => ({ x, y, people }))
    const { clusters } = spatialScan({ zones: zonesOf(areas, maxFrac), counts: rows.map((r) => r[2]), expected: peopleOf(areas) }, { seed: 1 })
    expectCluster(clusters[0]!, first)
    expectCluster(clusters[1]!, { members: [88, 87, 92, 86, 89, 91, 93, 85, 90], n: 9, observed: 42, expected: 21.24, llr: 8.287056, p: maxFrac === 0.5 ? 0.032 : 0.024 })
    expectCluster(clusters[2]!, { members: [113, 117, 116, 112, 118, 220, 115, 123, 124, 111, 125, 114, 122, 219, 126, 119], n: 16, observed: 44, expected: 23.83, llr: 7.199672, p: 0.088 })
    // Gumbel: SaTScan 0.00012 in both; within a factor three
    expect(clusters[0]!.pGumbel! / 0.00012).toBeGreaterThan(1 / 3)
    expect(clusters[0]!.pGumbel! / 0.00012).toBeLessThan(3)
  })

  it('sudden infant deaths in North Carolina 1974-84, window 0.5', () => {
    const { rows } = readFixture<{ rows: [string, number, number, number, number][] }>('sids-north-carolina.json')
    const areas = rows.map(([, x, y, , people]) => ({ x, y, people }))
    const { clusters } = spatialScan({ zones: zonesOf(areas, 0.5), counts: rows.map((r) => r[3]), expected: peopleOf(areas) }, { seed: 1 })
    const names = (c: ScanCluster): string[] => c.members.map((i) => rows[i]![0]).sort()
    expect(names(clusters[0]!)).toEqual(['Bladen', 'Columbus', 'Hoke', 'Robeson', 'Scotland'])
    expectCluster(clusters[0]!, { n: 5, observed: 139, expected: 72.67, llr: 25.380685, p: 0.001 })
    expect(clusters[0]!.p).toBe(1e-6) // SaTScan 1.9e-9: below one in a million nothing is told
    expect(names(clusters[1]!)).toEqual(['Halifax', 'Hertford', 'Northampton'])
    expectCluster(clusters[1]!, { n: 3, observed: 59, expected: 28.74, llr: 12.484724, p: 0.001 })
    expect(clusters[1]!.pGumbel! / 0.00027).toBeLessThan(3)
    expectCluster(clusters[2]!, { members: [85], n: 1, observed: 19, expected: 6.88, llr: 7.225956, p: 0.034 })
  })
})
