import type { FocusYears, Stage } from './focus-result'
import { ratioWithInterval } from './poisson-interval'
import { minInhabitants } from './signal-rate'

export type StageCount = { count: number; /** per 1,000 inhabitants a year, with its exact 95 % interval */ per1000: { value: number; low: number; high: number } }

/**
 * What was counted before, during and after focus, per 1,000 inhabitants a year. The interval is that of counts of people who come on their own (Poisson); where one person counts more than once it is
 * too narrow.
 * @param years count and inhabitants of each year, null where not known: such a year, and one below 50 inhabitants, is left out and not taken for 0
 * @returns null for a stage without such a year
 */
export function focusCounts(years: readonly { year: number; count: number | null; inhabitants: number | null }[], { start, aftercare }: FocusYears): Record<Stage, StageCount | null> {
  const stage = (low: number, high: number): StageCount | null => {
    const known = years.flatMap(({ year, count, inhabitants }) => (year >= low && year < high && count !== null && inhabitants !== null && inhabitants >= minInhabitants ? [{ count, inhabitants }] : []))
    const count = known.reduce((sum, row) => sum + row.count, 0)
    const per1000 = ratioWithInterval(count, known.reduce((sum, row) => sum + row.inhabitants, 0) / 1000)
    return per1000 && { count, per1000 }
  }
  return { before: stage(-Infinity, start), during: stage(start, aftercare ?? Infinity), after: aftercare === null ? null : stage(aftercare, Infinity) }
}
