import { checkpoint, type Watch } from './cancelled'
import { drawPoisson } from './draws'
import { poissonLlr } from './scan-llr'
import { areasOf, type Zones } from './scan-zones'
import { seededRandom } from './seeded-random'
import { zonesApart, zoneShares } from './zone-search'

/**
 * How sure it is that an area belongs to a cluster: the share of trials with other chance in which it lies in a significant one. Above 0.8 it is the core, from
 * 0.3 to 0.8 the edge.
 *
 * In every trial each area gets a count by chance around its mean, and the scan is done again. Areas outside the zones have 0.
 * @param input.means per area what its count would be without chance: its own count, or an estimate; not a number: the area takes no part
 * @param input.expected what the places are compared by, as in the scan
 * @param options.criticalLlr what a zone must exceed, of the scan itself; null: nothing is significant, and every share is 0
 * @throws {Cancelled} when the watch says so
 * Source: Oliveira, Duczmal, Cançado and Tavares 2011, doi:10.1186/1476-072X-10-47
 */
export function borderCertainty(
  input: { zones: Zones; means: readonly number[]; expected: readonly number[] },
  options: Watch & { seed: number; criticalLlr: number | null; resamples?: number; minCases?: number; maxClusters?: number },
): number[] {
  const { zones, means, expected } = input
  const { seed, criticalLlr, resamples = 200, minCases = 2, maxClusters = 10 } = options
  const areas = areasOf(zones)
  const takesPart = (i: number): boolean => expected[i]! > 0 && means[i]! >= 0
  const within = (of: readonly number[]): Float64Array => Float64Array.from(areas, (own) => own.reduce((sum, i) => sum + (takesPart(i) ? of[i]! : 0), 0))
  const [mean, weight] = [within(means), within(expected)]
  const certainty = new Array<number>(zones.areas).fill(0)
  if (criticalLlr === null || zones.member.length === 0 || !weight.some((w) => w > 0)) return certainty
  const set = zoneShares(zones, weight)
  const times = new Int32Array(areas.length)
  for (let r = 0; r < resamples; r++) {
    checkpoint(options, r / resamples)
    const random = seededRandom(seed, borderStream, r)
    const counts = Int32Array.from(mean, (m) => drawPoisson(m, random))
    const cases = counts.reduce((sum, c) => sum + c, 0)
    if (cases === 0) continue
    const strength = { llr: (c: number, share: number): number => poissonLlr(c, share * cases, cases), cases, minCases, chiSquare: 1 }
    for (const { centre, zone, llr } of zonesApart(set, counts, strength, maxClusters, criticalLlr))
      if (llr > criticalLlr) for (let z = zones.start[centre]!; z <= zone; z++) times[zones.member[z]!] = times[zones.member[z]!]! + 1
  }
  areas.forEach((own, location) => own.forEach((i) => (certainty[i] = takesPart(i) ? times[location]! / resamples : 0)))
  return certainty
}

const borderStream = 2
