/** The middle value, or the mean of the two in the middle. @throws {RangeError} when there are none */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the median of nothing')
  const sorted = [...values].sort((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** The smallest value that at least `share` (0..1] of the values do not exceed (nearest rank). @throws {RangeError} when there are none */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('a percentile of nothing')
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

/** The median over the rounds of a / b within one round: what disturbs the machine in a round disturbs both. */
export function pairedRatio(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`${a.length} rounds against ${b.length}`)
  return median(a.map((value, round) => value / b[round]!))
}
