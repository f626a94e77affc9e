import { checkpoint, type Watch } from './cancelled'
import { shareOut } from './draw-shares'
import { poissonLlr } from './scan-llr'
import { takeFrom, type NullDraw } from './scan-null'
import { recurrenceInterval, significance, stopAfter, type Significance } from './scan-significance'
import { areasOf, radiusOf, type Zones } from './scan-zones'
import { seededRandom } from './seeded-random'
import { strongestWindow, windowsApart, type Slices } from './window-search'
import { zoneShares } from './zone-search'

export type SpaceTimeInput = {
  zones: Zones
  /** unique reporters, [slice][area], oldest first; a slice is a week, usually */
  weeks: readonly (readonly number[])[]
  /** poisson only: what is expected in every slice and area, in any unit */
  expected?: readonly (readonly number[])[]
}

export type SpaceTimeOptions = Watch & {
  /**
   * permutation: faster than the place's own past and the rest of the gemeente explain; needs no number of people, and cannot see what was always there.
   * poisson: more than expected in that place and time
   */
  model: 'permutation' | 'poisson'
  /** only windows that end with the last slice: is something starting now? */
  prospective: boolean
  /** longest window, in slices; at most all but one. Default 13 (prospective), else half of them */
  maxWindow?: number
  seed: number
  replicates?: number
  minCases?: number
  maxClusters?: number
  earlyStop?: boolean
}

export type SpaceTimeCluster = Significance & {
  members: number[]
  centre: number
  radiusM: number
  /** slices [from, to) */
  from: number
  to: number
  observed: number
  expected: number
  llr: number
  /** when looked for every slice: once in so many slices without a cause; null when not prospective */
  onceIn: number | null
}

/**
 * Whether there is a place and a time with more reporters than chance explains: the strongest cylinder (circle x window) against the strongest ones when
 * the same reporters come at other times (permutation) or anywhere (poisson). Further ones share no area with those before.
 *
 * Fewer than two slices, no reporters or no zones: nothing. Equal strength: as in the spatial scan, then the shorter and the earlier window.
 * @throws {Cancelled} when the watch says so
 * @throws {RangeError} when a count is negative or no whole number, or the poisson model has no expected
 * Source: Kulldorff 2001, doi:10.1111/1467-985X.00186; Kulldorff et al. 2005, doi:10.1371/journal.pmed.0020059
 */
export function spaceTimeScan(input: SpaceTimeInput, options: SpaceTimeOptions): { clusters: SpaceTimeCluster[]; maxima: Float64Array; cases: number } {
  const { replicates = 999, minCases = 2, maxClusters = 10, earlyStop = true, prospective, seed } = options
  const { zones, weeks } = input
  const maxWindow = Math.max(1, Math.min(options.maxWindow ?? (prospective ? 13 : Math.floor(weeks.length / 2)), weeks.length - 1))
  const first = prospective ? Math.max(0, weeks.length - maxWindow) : 0
  const table = weeks.length < 2 || zones.member.length === 0 ? null : makeTable(input, options.model, first)
  if (table === null) return { clusters: [], maxima: new Float64Array(0), cases: 0 }
  const { cases, counts, share, draw } = table
  const slices: Slices = { set: zoneShares(zones, table.weight), n: weeks.length - first, maxWindow, prospective, share }
  const strength = { llr: (c: number, part: number): number => poissonLlr(c, part * cases, cases), cases, minCases, chiSquare: 1 }
  const best = windowsApart(slices, counts, strength, maxClusters)
  const stopAt = earlyStop && best.length > 0 ? stopAfter(replicates) : null
  const search = strongestWindow(slices, strength)
  const maxima = new Float64Array(replicates)
  const drawn = new Int32Array(counts.length)
  let done = 0
  for (let asStrong = 0; done < replicates && (stopAt === null || asStrong < stopAt); done++) {
    checkpoint(options, done / replicates)
    draw(seededRandom(seed, spaceTimeStream, done), drawn)
    maxima[done] = search(drawn)
    if (best.length > 0 && maxima[done]! >= best[0]!.llr - 1e-9) asStrong++
  }
  const seen = maxima.slice(0, done)
  const areas = areasOf(zones)
  return {
    clusters: best.map(({ centre, zone, llr, from, to, count, share: part }): SpaceTimeCluster => {
      const sure = significance(llr, seen, { cases, stopAt: llr === best[0]!.llr ? stopAt : null })
      return {
        members: [...zones.member.subarray(zones.start[centre]!, zone + 1)].filter((l) => table.weight[l]! > 0).flatMap((l) => areas[l]!).sort((a, b) => a - b),
        centre: areas[centre]![0]!,
        radiusM: radiusOf(zones, centre, zone),
        from: from + first, to: to + first,
        observed: count, expected: part * cases, llr, ...sure,
        onceIn: prospective ? recurrenceInterval(sure.p) : null,
      }
    }),
    maxima: seen,
    cases,
  }
}

const spaceTimeStream = 4

/** Counts and shares per location and slice from `first` on; what lies before counts in the totals only. Null when there are no cases. */
function makeTable({ zones, weeks, expected }: SpaceTimeInput, model: 'permutation' | 'poisson', first: number): { cases: number; counts: Int32Array; share: Float64Array; weight: Float64Array; draw: NullDraw } | null {
  if (model === 'poisson' && !expected) throw new RangeError('expected what is expected per slice and area for the poisson model')
  const places = zones.x.length
  const n = weeks.length - first
  const [total, weight] = [new Int32Array(places), new Float64Array(places)]
  const [counts, share] = [new Int32Array(places * n), new Float64Array(places * n)]
  const perSlice = new Int32Array(n)
  weeks.forEach((week, t) =>
    zones.locationOf.forEach((place, i) => {
      const count = week[i]!
      if (!(count >= 0) || !Number.isInteger(count)) throw new RangeError(`slice ${t}, area ${i}: expected a whole count of 0 or more, got ${count}`)
      const part = model === 'poisson' ? Math.max(0, expected![t]![i]! || 0) : count
      if (place < 0) return
      const counted = model === 'poisson' && part === 0 ? 0 : count
      total[place] = total[place]! + counted
      weight[place] = weight[place]! + part
      if (t < first) return
      const at = place * n + t - first
      counts[at] = counts[at]! + counted
      share[at] = share[at]! + part
      perSlice[t - first] = perSlice[t - first]! + counted
    }),
  )
  const cases = total.reduce((sum, c) => sum + c, 0)
  if (cases === 0) return null
  if (model === 'permutation') {
    for (let at = 0; at < share.length; at++) share[at] = ((total[Math.floor(at / n)]! / cases) * perSlice[at % n]!) / cases
    return { cases, counts, share, weight, draw: permuted(total, perSlice) }
  }
  const sum = weight.reduce((a, b) => a + b, 0)
  // The last cell is everything before the first slice.
  const inside = share.reduce((a, b) => a + b, 0)
  const cells = Float64Array.from([...share, first === 0 ? 0 : Math.max(0, sum - inside)])
  const out = new Int32Array(cells.length)
  const spread = shareOut(cells)
  const draw: NullDraw = (random, into) => {
    spread(cases, random, out)
    into.set(out.subarray(0, into.length))
  }
  return { cases, counts, share: share.map((e) => e / sum), weight, draw }
}

/** The same reporters at other times: as many per place and per slice as there were. */
function permuted(perPlace: Int32Array, perSlice: Int32Array): NullDraw {
  const urn = takeFrom(perPlace)
  const n = perSlice.length
  return (random, out) => {
    out.fill(0)
    perSlice.forEach((cases, t) =>
      urn.draw(cases, random, (place) => {
        const at = place * n + t
        out[at] = out[at]! + 1
      }),
    )
    urn.restore()
  }
}
