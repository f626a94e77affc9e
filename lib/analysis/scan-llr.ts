/**
 * How much better "this zone has a rate of its own" fits than "everywhere the same" (log likelihood ratio), for zones with more than expected; else 0.
 * The Poisson form; the space-time permutation scan uses the same.
 * @param c counted in the zone
 * @param expected in the zone, where the expected of all zones together is `total`
 * Source: Kulldorff 1997, doi:10.1080/03610929708831995
 */
export function poissonLlr(c: number, expected: number, total: number): number {
  if (c <= expected) return 0
  return c * Math.log(c / expected) + (c === total ? 0 : (total - c) * Math.log((total - c) / (total - expected)))
}

/**
 * The same for `c` of `n` people in the zone, where it is `cases` of `people` everywhere. 0 where the zone has no larger share than the rest.
 * Source: Kulldorff and Nagarwalla 1995, doi:10.1002/sim.4780140809
 */
export function bernoulliLlr(c: number, n: number, cases: number, people: number): number {
  if (n <= 0 || (n < people && c * (people - n) <= (cases - c) * n) || n >= people) return 0
  const [outside, rest] = [cases - c, people - n]
  return timesLog(c, n) + timesLog(n - c, n) + timesLog(outside, rest) + timesLog(rest - outside, rest) - timesLog(cases, people) - timesLog(people - cases, people)
}

/** c ln(c / n), where nothing times the logarithm of nothing is nothing */
const timesLog = (c: number, n: number): number => (c <= 0 ? 0 : c * Math.log(c / n))
