/** Signals and inhabitants of a buurt; null when not told or not known. */
export type NeedRow = { signals: number | null; inhabitants: number | null }

/**
 * Which share of the need of a gemeente lies in each buurt, by its inhabitants and by what is signalled; the shares add up to 1. Rates of small buurten are drawn towards the mean of the
 * gemeente (empirical Bayes), so that one signal more or less changes little. Without signals, or where rates do not really differ, by inhabitants alone; where nobody is known to live all are 0.
 *
 * It is a proportion, not a number of hours: no norm says how many hours a signal needs. Signals are what people report.
 * Source: Marshall 1991, doi:10.2307/2347593 (global empirical Bayes).
 */
export function needShares(rows: readonly NeedRow[]): number[] {
  const living = rows.map((r) => Math.max(0, r.inhabitants ?? 0))
  const told = rows.map((r, i) => (living[i]! > 0 ? Math.max(0, r.signals ?? 0) : 0))
  const people = sum(living)
  if (people === 0) return rows.map(() => 0)
  const mean = sum(told) / people
  const spread = sum(rows.map((_, i) => (living[i]! > 0 ? living[i]! * (told[i]! / living[i]! - mean) ** 2 : 0))) / people
  const between = spread - mean / (people / living.filter((n) => n > 0).length)
  const need = rows.map((_, i) => {
    if (mean === 0 || between <= 0) return living[i]!
    const [alpha, beta] = [mean ** 2 / between, mean / between]
    return living[i]! * ((alpha + told[i]!) / (beta + living[i]!) / mean)
  })
  const all = sum(need)
  return need.map((n) => n / all)
}

const sum = (list: readonly number[]): number => list.reduce((total, n) => total + n, 0)
