import { checkpoint, type Watch } from './cancelled'
import { bernoulliLlr, poissonLlr } from './scan-llr'
import { bernoulliNull, poissonNull, type NullDraw } from './scan-null'
import { criticalLlr, significance, stopAfter, type Significance } from './scan-significance'
import { areasOf, radiusOf, type Zones } from './scan-zones'
import { seededRandom } from './seeded-random'
import { atOnce, strongestOfFour, zonesApart, zoneShares, type ZoneStrength } from './zone-search'

/** What is scanned, per area. Areas that no zone can hold (see Zones) and those where nothing is expected are left out, with their counts. */
export type ScanInput = {
  zones: Zones
  /** unique reporters */
  counts: readonly number[]
  /** reporters by which the places are compared, in any unit: scaled so that their sum is that of the counts. With `totals`: not used */
  expected: readonly number[]
  /** bernoulli only: unique reporters of everything, at least `counts`; the question is then where this theme has a larger share */
  totals?: readonly number[]
}

export type ScanOptions = Watch & {
  model?: 'poisson' | 'bernoulli'
  /** the same seed gives the same answer */
  seed: number
  replicates?: number
  /** how much more counts vary than by chance; above 1.5 chance may clump (poisson only) */
  dispersion?: number | null
  /** a zone has at least so many reporters */
  minCases?: number
  maxClusters?: number
  /** stop when 50 of 999 replicates are as strong as the best zone: it is clear then that it is not significant (default true) */
  earlyStop?: boolean
}

export type ScanCluster = Significance & {
  /** indexes of its areas, ascending */
  members: number[]
  /** index of an area in the middle */
  centre: number
  radiusM: number
  observed: number
  expected: number
  llr: number
}

export type ScanAnswer = {
  /** the strongest first, none sharing an area with one before it; significant or not */
  clusters: ScanCluster[]
  /** what an LLR must exceed to be significant at 5 %; null when the replicates stopped early (nothing is) or there are too few */
  criticalLlr: number | null
  /** the strongest LLR of every replicate that was done, in order */
  maxima: Float64Array
  /** reporters that took part */
  cases: number
}

/**
 * Whether there is a place with more reporters than chance explains, where, and how sure that is: the circle that stands out most among all circles, against the
 * circle that stands out most on maps where the same reporters are spread by chance. Further places are held against the same, which is careful.
 *
 * No reporters or no zones: no clusters. Zones as strong as each other: fewest areas, then the smallest circle, then the lowest index.
 * @throws {Cancelled} when the watch says so
 * @throws {RangeError} when a count is negative or no whole number, or one above its total
 * Source: Kulldorff 1997, doi:10.1080/03610929708831995; tie rules as SaTScan 10
 */
export function spatialScan(input: ScanInput, options: ScanOptions): ScanAnswer {
  const { replicates = 999, maxClusters = 10, earlyStop = true } = options
  const scan = prepareScan(input, options)
  if (scan === null) return { clusters: [], criticalLlr: null, maxima: new Float64Array(0), cases: 0 }
  const { zones } = input
  const best = zonesApart(scan.zoneSet, scan.counts, scan.strength, maxClusters)
  const stopAt = earlyStop && best.length > 0 ? stopAfter(replicates) : null
  const maxima = nullMaxima(scan, { seed: options.seed, from: 0, to: replicates, stop: stopAt === null ? null : { llr: best[0]!.llr, at: stopAt } }, options)
  const areas = areasOf(zones)
  const base = options.model === 'bernoulli' ? input.totals! : input.expected
  return {
    clusters: best.map(({ centre, zone, llr, count, share }): ScanCluster => ({
      members: [...zones.member.subarray(zones.start[centre]!, zone + 1)].flatMap((location) => areas[location]!.filter((i) => base[i]! > 0)).sort((a, b) => a - b),
      centre: areas[centre]![0]!,
      radiusM: radiusOf(zones, centre, zone),
      observed: count,
      expected: share * scan.cases,
      llr,
      ...significance(llr, maxima, { cases: scan.cases, stopAt: llr === best[0]!.llr ? stopAt : null }),
    })),
    criticalLlr: finite(maxima.length < replicates ? Infinity : criticalLlr(maxima)),
    maxima,
    cases: scan.cases,
  }
}

/** A scan that is ready to be done on its own counts or on those of chance. */
export type PreparedScan = { zoneSet: ReturnType<typeof zoneShares>; counts: Int32Array; cases: number; strength: ZoneStrength; draw: NullDraw }

/** @returns null when there is nothing to scan: no zones or no reporters in them */
export function prepareScan({ zones, counts, expected, totals }: ScanInput, options: Pick<ScanOptions, 'model' | 'dispersion' | 'minCases'>): PreparedScan | null {
  const bernoulli = options.model === 'bernoulli'
  if (bernoulli && !totals) throw new RangeError('expected totals for the bernoulli model')
  const weight = new Float64Array(zones.x.length)
  const located = new Int32Array(zones.x.length)
  zones.locationOf.forEach((location, i) => {
    const [count, base] = [counts[i]!, (bernoulli ? totals! : expected)[i]!]
    if (!(count >= 0) || !Number.isInteger(count)) throw new RangeError(`area ${i}: expected a whole count of 0 or more, got ${count}`)
    if (bernoulli && (count > base || !Number.isInteger(base))) throw new RangeError(`area ${i}: expected ${count} to be at most its whole total ${base}`)
    if (location < 0 || !(base > 0) || base === Infinity) return
    weight[location] = weight[location]! + base
    located[location] = located[location]! + count
  })
  const cases = located.reduce((sum, c) => sum + c, 0)
  if (cases === 0 || zones.member.length === 0) return null
  const zoneSet = zoneShares(zones, weight)
  const people = weight.reduce((sum, w) => sum + w, 0)
  const llr = bernoulli ? (c: number, share: number): number => bernoulliLlr(c, Math.round(share * people), cases, people) : (c: number, share: number): number => poissonLlr(c, share * cases, cases)
  return {
    zoneSet, cases, counts: located,
    strength: { llr, cases, minCases: options.minCases ?? 2, chiSquare: bernoulli ? people / Math.max(1, people - cases) : 1 },
    draw: bernoulli ? bernoulliNull(Int32Array.from(weight), cases) : poissonNull(weight, cases, options.dispersion),
  }
}

/**
 * The strongest zone of the replicates [from, to). Every replicate has a stream of its own, so parts that are done apart and put together are the same as
 * the whole.
 * @param part.stop stop after the replicate with which `at` of this part were as strong as `llr`
 */
export function nullMaxima(scan: PreparedScan, part: { seed: number; from: number; to: number; stop?: { llr: number; at: number } | null }, watch: Watch = {}): Float64Array {
  const { seed, from, to, stop } = part
  const maxima = new Float64Array(to - from)
  const counts = new Int32Array(scan.counts.length)
  const four = new Int32Array(scan.counts.length * atOnce)
  const best = new Float64Array(atOnce)
  const search = strongestOfFour(scan.zoneSet, scan.strength)
  let asStrong = 0
  for (let first = from; first < to; first += atOnce) {
    checkpoint(watch, (first - from) / (to - from))
    for (let r = 0; r < atOnce; r++) {
      scan.draw(seededRandom(seed, spatialStream, first + r), counts)
      for (let i = 0; i < counts.length; i++) four[i * atOnce + r] = counts[i]!
    }
    search(four, best)
    for (let r = first; r < Math.min(to, first + atOnce); r++) {
      maxima[r - from] = best[r - first]!
      if (stop && best[r - first]! >= stop.llr - 1e-9 && ++asStrong === stop.at) return maxima.slice(0, r - from + 1)
    }
  }
  return maxima
}

const spatialStream = 1
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)
