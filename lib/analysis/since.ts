import { minReporters } from '@/lib/domain/cluster'

/** Half the 95 % point of chi-square with one degree: starts whose likelihood is this close cannot be told apart. */
const sameLikelihood = 1.92

/**
 * Since which week reporters in a place came faster than its people explain: the start that makes "raised from then until now" most likely (Poisson).
 *
 * Null when fewer than five reporters came since then, when it was not raised, or when "raised as long as we know" is about as likely: then the start lies
 * before the first week or cannot be told.
 * @param place reporters of the place per week, oldest first
 * @param everywhere reporters of the gemeente per week, the place included
 * @param share 0..1 of the people at risk who live in the place
 * @returns index of the week
 */
export function weekSince(place: readonly number[], everywhere: readonly number[], share: number): number | null {
  const all = everywhere.reduce((a, b) => a + b, 0)
  let best: { week: number; llr: number; observed: number } | null = null
  let observed = 0
  let expected = 0
  let always = 0
  for (let week = place.length - 1; week >= 0; week--) {
    observed += place[week]!
    expected += everywhere[week]! * share
    always = logLikelihoodRatio(observed, expected, all)
    // a start in a week without reporters is no start
    if (place[week]! > 0 && always > (best?.llr ?? 0)) best = { week, llr: always, observed }
  }
  if (best === null || best.observed < minReporters || best.llr - always < sameLikelihood) return null
  return best.week
}

function logLikelihoodRatio(observed: number, expected: number, all: number): number {
  if (observed <= expected || expected <= 0) return 0
  const rest = all - observed
  return observed * Math.log(observed / expected) + (rest > 0 ? rest * Math.log(rest / (all - expected)) : 0)
}
