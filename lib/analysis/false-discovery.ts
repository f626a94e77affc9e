/**
 * Corrects p-values for the number of tests: among the tests told at a corrected value of at most q, a share q is expected to be false.
 * Same order as given; holds for independent tests and for tests that depend on each other positively.
 * @throws {RangeError} when a p-value lies outside 0..1
 * Source: Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
 */
export function falseDiscovery(pValues: readonly number[]): number[] {
  for (const p of pValues) if (!(p >= 0 && p <= 1)) throw new RangeError(`p-value: expected 0 to 1, got ${p}`)
  const n = pValues.length
  const falling = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!)
  const out = new Array<number>(n)
  let least = 1
  falling.forEach((i, place) => {
    least = Math.min(least, Math.max(pValues[i]!, (pValues[i]! * n) / (n - place)))
    out[i] = least
  })
  return out
}
