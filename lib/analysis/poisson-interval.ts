import { gammaBelow, gammaQuantile } from './gamma'

/**
 * Exact 95 % interval (or another level) of a mean of which `count` was seen: no count that small or large is too unlikely at its ends.
 * @param level share of cases in which the interval holds the true mean at least, default 0.95
 * @throws {RangeError} when count is not a whole number of 0 or more
 * Source: Garwood 1936, doi:10.1093/biomet/28.3-4.437
 */
export function poissonInterval(count: number, level = 0.95): { low: number; high: number } {
  checkCount(count)
  const tail = (1 - level) / 2
  return { low: count === 0 ? 0 : gammaQuantile(tail, count), high: gammaQuantile(1 - tail, count + 1) }
}

/** Observed / expected with that interval; null when nothing was expected. */
export function ratioWithInterval(observed: number, expected: number): { value: number; low: number; high: number } | null {
  if (!(expected > 0)) return null
  const { low, high } = poissonInterval(observed)
  return { value: observed / expected, low: low / expected, high: high / expected }
}

/** Chance of `count` or more when `mean` is expected. */
export function poissonAtLeast(count: number, mean: number): number {
  checkCount(count)
  return count === 0 ? 1 : gammaBelow(count, mean)
}

function checkCount(count: number): void {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`count: expected a whole number of 0 or more, got ${count}`)
}
