import { checkpoint, type Watch } from './cancelled'
import { poissonNull } from './scan-null'
import { criticalLlr as criticalOf } from './scan-significance'
import { areasOf, type Zones } from './scan-zones'
import { seededRandom, type Random } from './seeded-random'
import { nullMaxima, prepareScan } from './spatial-scan'
import { zonesApart } from './zone-search'

/** What would be found if there were something: `share` of the trials, 0..1, and how well the place is met then (shared areas / areas of both; null when never found). */
export type Power = { share: number; overlap: number | null }

/**
 * How often the scan finds a place where the risk is raised, with as many reporters as there are now: "geen opeenhoping gevonden" is not "geen probleem".
 *
 * In every trial another centre is drawn (each area as likely), it and the areas nearest to it get `relativeRisk` times the chance of the rest, and the reporters
 * are shared out. Found is: a significant cluster that holds at least one of them. A neighbourhood is at most all areas but one.
 * @param input.cases how many reporters there are
 * @param options.areas how many areas beside each other are raised (default five)
 * @param options.criticalLlr of the scan with the same reporters; null: found here with as many replicates as usual
 * @throws {Cancelled} when the watch says so
 */
export function scanPower(
  input: { zones: Zones; expected: readonly number[]; cases: number },
  options: Watch & {
    seed: number; relativeRisk?: number; areas?: number; criticalLlr?: number | null; simulations?: number; replicates?: number; dispersion?: number | null; minCases?: number; maxClusters?: number
  },
): Power {
  const { zones, expected, cases } = input
  const { seed, relativeRisk = 2, areas: size = 5, simulations = 300, replicates = 999, maxClusters = 10 } = options
  const usable = areasOf(zones).flatMap((own, location) => (own.some((i) => expected[i]! > 0) ? [location] : []))
  const scan = usable.length < 2 || cases < 1 ? null : prepareScan({ zones, counts: spread(zones, expected, cases), expected }, options)
  if (scan === null) return { share: 0, overlap: null }
  const critical = options.criticalLlr ?? criticalOf(nullMaxima(scan, { seed, from: 0, to: replicates }, { shouldStop: options.shouldStop }))
  const counts = new Int32Array(scan.counts.length)
  let found = 0
  let overlap = 0
  for (let r = 0; r < simulations; r++) {
    checkpoint(options, r / simulations)
    const random = seededRandom(seed, powerStream, r)
    const raised = neighbourhood(zones, usable, Math.min(size, usable.length - 1), random)
    const weights = scan.zoneSet.share.map((share, location) => (raised.has(location) ? share * relativeRisk : share))
    poissonNull(weights, cases, options.dispersion)(random, counts)
    const hits = zonesApart(scan.zoneSet, counts, scan.strength, maxClusters, critical)
      .filter((zone) => zone.llr > critical)
      .map(({ centre, zone }) => zones.member.subarray(zones.start[centre]!, zone + 1).filter((location) => scan.zoneSet.share[location]! > 0))
      .map((members) => ({ members, shared: members.filter((location) => raised.has(location)).length }))
      .filter((hit) => hit.shared > 0)
    if (hits.length === 0) continue
    found++
    overlap += Math.max(...hits.map(({ members, shared }) => shared / (members.length + raised.size - shared)))
  }
  return { share: found / simulations, overlap: found === 0 ? null : overlap / found }
}

const powerStream = 3

/** A drawn location and those nearest to it, as many as asked. */
function neighbourhood({ x, y }: Zones, usable: readonly number[], size: number, random: Random): Set<number> {
  const centre = usable[Math.floor(random() * usable.length)]!
  const distance = (i: number): number => Math.hypot(x[i]! - x[centre]!, y[i]! - y[centre]!)
  return new Set([...usable].sort((a, b) => distance(a) - distance(b) || a - b).slice(0, size))
}

/** Any counts with the right total: a scan is prepared with them, and only what is drawn is looked at. */
function spread(zones: Zones, expected: readonly number[], cases: number): number[] {
  const first = expected.findIndex((e, i) => zones.locationOf[i]! >= 0 && e > 0)
  return expected.map((_, i) => (i === first ? cases : 0))
}
