import { clusterAlpha, minReporters } from '@/lib/domain/cluster'
import { binomialAtLeast } from './binomial-tail'
import { falseDiscovery } from './false-discovery'

/** One area: unique reporters in the last weeks and people at risk (0 or null: takes no part). */
export type Input = { reporters: number; people: number | null }
/** `p` = share of false alarms among areas told at this value (corrected for the number of areas). */
export type Answer = { expected: number; p: number; found: boolean }

/**
 * Finds single buurten with more reporters in the last weeks than chance explains; a scan over larger areas is blind to the smallest ones.
 *
 * Given the total of the gemeente every reporter falls in a buurt with its share of the people at risk, so the chance of so many or more is a binomial tail
 * (exact for any total; for small shares the Poisson tail). Corrected for the number of buurten with people (false discovery rate 5 %). Fewer than five
 * reporters are never found. It does not know whether people in a buurt report more about everything.
 * @returns null for an area without people
 */
export function recentBuurten(rows: readonly Input[]): (Answer | null)[] {
  const used = rows.flatMap((row, i) => (row.people !== null && row.people > 0 ? [i] : []))
  const total = used.reduce((sum, i) => sum + rows[i]!.reporters, 0)
  const people = used.reduce((sum, i) => sum + rows[i]!.people!, 0)
  const shares = used.map((i) => rows[i]!.people! / people)
  const corrected = falseDiscovery(used.map((i, k) => binomialAtLeast(rows[i]!.reporters, total, shares[k]!)))
  const out = rows.map((): Answer | null => null)
  used.forEach((i, k) => {
    out[i] = { expected: total * shares[k]!, p: corrected[k]!, found: corrected[k]! <= clusterAlpha && rows[i]!.reporters >= minReporters }
  })
  return out
}
