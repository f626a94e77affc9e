import type { ClusterLabel } from '@/lib/domain/cluster'
import { binomialTwoSided } from './binomial-tail'
import { sharedShare } from './cluster-match'

/** Reporters of the same areas in one period: counted, expected by people at risk, and whether something significant was found there then. */
export type Counted = { observed: number; expected: number }
export type Before = Counted & { found: boolean }

/** From this share of areas in common two findings of different periods are about the same place. */
const samePlaceFrom = 0.25
const level = 0.05

/**
 * Says how a finding compares with the same areas before, from the data of earlier periods alone: it does not matter how often somebody calculated.
 *
 * Not found in the period before: new, unless it was found in one of the two periods before that and there are not significantly more reporters than in the period
 * before (then it was there and only just missed: persistent). Found in the period before: growing or fading when reporters are significantly more or
 * fewer than then, else persistent. A rise or fall of the whole gemeente is no change: expected numbers follow it.
 * @param earlier nearest first; empty when data do not reach back: new
 */
export function clusterLabel(now: Counted, earlier: readonly Before[]): ClusterLabel {
  const [before, ...longer] = earlier
  if (before === undefined) return 'new'
  const change = changeSince(now, before)
  if (!before.found) return longer.some((period) => period.found) && change !== 'more' ? 'persistent' : 'new'
  return change === 'more' ? 'growing' : change === 'fewer' ? 'fading' : 'persistent'
}

/** Exact comparison of two counts given their sum, with expected numbers as exposure, two-sided at 5 %. */
export function changeSince(now: Counted, before: Counted): 'more' | 'fewer' | 'same' {
  const both = now.expected + before.expected
  if (!(both > 0)) return 'same'
  const share = now.expected / both
  const total = now.observed + before.observed
  if (total === 0 || binomialTwoSided(now.observed, total, share) > level) return 'same'
  return now.observed > total * share ? 'more' : 'fewer'
}

/** Whether two findings are about the same place: a quarter of all their areas in common, or at least half of one of them. */
export function samePlace(a: readonly number[], b: readonly number[]): boolean {
  const inB = new Set(b)
  const shared = a.filter((area) => inB.has(area)).length
  return sharedShare(a, b) >= samePlaceFrom || (shared > 0 && shared >= Math.min(a.length, b.length) / 2)
}
