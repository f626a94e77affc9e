/** How often chance alone gives something at least as strong. */
export type Significance = {
  /** counted: (1 + replicates at least as strong) / (replicates + 1), or 50 / replicates where counting stopped there */
  pMonteCarlo: number
  /** from the Gumbel distribution that fits the replicates, at least 1e-6; null below 30 cases, or when the replicates do not differ */
  pGumbel: number | null
  /** the one to tell: Gumbel's when fewer than 10 replicates are as strong, else the counted one */
  p: number
  replicatesDone: number
}

/** Chances below this are told as "smaller than one in a million": no model is right so far out. */
export const leastP = 1e-6
const minCasesForGumbel = 30
const fewExceedances = 10

/**
 * The chance that the strongest zone of a map without any cluster is at least as strong as `llr`.
 *
 * @param maxima the strongest zone of every replicate, in their order
 * @param options.stopAt counting stopped at so many replicates as strong as this one (see `stopAfter`); null when it did not
 * Source: Dwass 1957; Besag and Clifford 1991, doi:10.1093/biomet/78.2.301; Abrams, Kulldorff and Kleinman 2010, doi:10.1186/1476-072X-9-61
 */
export function significance(llr: number, maxima: ArrayLike<number>, options: { cases: number; stopAt?: number | null }): Significance {
  const done = maxima.length
  let asStrong = 0
  for (let r = 0; r < done; r++) if (maxima[r]! >= llr - 1e-9) asStrong++
  const stopped = options.stopAt != null && asStrong === options.stopAt && maxima[done - 1]! >= llr - 1e-9
  const pMonteCarlo = stopped ? asStrong / done : (1 + asStrong) / (done + 1)
  const pGumbel = options.cases < minCasesForGumbel ? null : gumbelP(llr, maxima)
  return { pMonteCarlo, pGumbel, p: pGumbel !== null && asStrong < fewExceedances ? pGumbel : pMonteCarlo, replicatesDone: done }
}

/** Chance of `llr` or more under the Gumbel distribution with mean and spread of the maxima. */
function gumbelP(llr: number, maxima: ArrayLike<number>): number | null {
  const n = maxima.length
  let mean = 0
  for (let r = 0; r < n; r++) mean += maxima[r]! / n
  let squares = 0
  for (let r = 0; r < n; r++) squares += (maxima[r]! - mean) ** 2
  const beta = (Math.sqrt(squares / (n - 1)) * Math.sqrt(6)) / Math.PI
  if (!(beta > 0)) return null
  return Math.max(leastP, -Math.expm1(-Math.exp((mean - 0.5772156649015329 * beta - llr) / beta)))
}

/** With so many replicates at least as strong the answer is clear: not significant. 50 of 999. */
export const stopAfter = (replicates: number): number => Math.ceil((replicates + 1) / 20)

/**
 * What a zone must exceed to have a counted chance of at most `alpha`. Infinity when there are too few replicates to tell.
 * @param maxima of all replicates, not of those up to an early stop
 */
export function criticalLlr(maxima: ArrayLike<number>, alpha = 0.05): number {
  const rank = Math.floor(alpha * (maxima.length + 1) + 1e-9)
  return rank < 1 ? Infinity : Float64Array.from(maxima).sort()[maxima.length - rank]!
}

/** Once in how many rounds something with this chance comes without a cause, when it is looked for every round. */
export const recurrenceInterval = (p: number): number => 1 / p
