import { logGamma } from './gamma'

/**
 * Chance of `k` or more hits in `n` trials that each hit with chance `p`, exactly: a sum of the smaller tail, whatever n is.
 * @throws {RangeError} when k or n is no whole number of 0 or more, or p lies outside 0..1
 */
export function binomialAtLeast(k: number, n: number, p: number): number {
  if (!Number.isInteger(n) || n < 0 || !Number.isInteger(k) || k < 0) throw new RangeError(`binomial: expected whole numbers of 0 or more, got ${k} of ${n}`)
  if (!(p >= 0 && p <= 1)) throw new RangeError(`chance: expected 0 to 1, got ${p}`)
  if (k === 0) return 1
  if (k > n || p === 0) return 0
  if (p === 1) return 1
  return k > n * p ? upward(k, n, p) : 1 - upward(n - k + 1, n, 1 - p)
}

/** Chance of `k` or fewer. */
export function binomialAtMost(k: number, n: number, p: number): number {
  return k >= n ? 1 : binomialAtLeast(n - k, n, 1 - p)
}

/** Two-sided: twice the smaller tail, at most 1. */
export function binomialTwoSided(k: number, n: number, p: number): number {
  return Math.min(1, 2 * Math.min(binomialAtLeast(k, n, p), binomialAtMost(k, n, p)))
}

/** Terms from k up, each from the one before; they fall, because k lies above the mean. */
function upward(k: number, n: number, p: number): number {
  let term = Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log1p(-p))
  let sum = 0
  for (let i = k; i <= n && term > sum * 1e-17; i++) {
    sum += term
    term *= ((n - i) / (i + 1)) * (p / (1 - p))
  }
  return Math.min(1, sum)
}
