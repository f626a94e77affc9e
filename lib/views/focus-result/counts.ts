import { focusCounts } from '@/lib/analysis/focus-counts'
import type { FocusYears } from '@/lib/analysis/focus-result'
import type { MonthCount } from '@/lib/db/signal-counts'
import { addMonths } from '@/lib/domain/period'
import type { SignalsResult } from './definition'

/**
 * Signals of a buurt per quarter and per stage. A quarter or year of which not every month is known is left out and not taken for 0.
 * @param counts per month of the areas that the buurt is now, exact and rounded ones together
 * @param known first and last month with signals in the gemeente
 * @param today the month of it has not ended, so it is not known yet
 */
export function signalsResult(counts: readonly MonthCount[], known: { first: string; last: string }, today: string, inhabitants: readonly { year: number; value: number | null }[], told: SignalsResult['told'], years: FocusYears): SignalsResult {
  const sums = new Map<string, number>()
  for (const { month, n } of counts) sums.set(month, (sums.get(month) ?? 0) + n)
  const ended = addMonths(today, -1)
  const last = known.last < ended ? known.last : ended
  const isKnown = (month: string): boolean => month >= known.first && month <= last
  const sumOf = (first: string, months: number): number | null => {
    const all = Array.from({ length: months }, (_, i) => addMonths(first, i))
    return all.every(isKnown) ? all.reduce((sum, m) => sum + (sums.get(m) ?? 0), 0) : null
  }
  const from = Number(known.first.slice(0, 4))
  const to = Number(last.slice(0, 4))
  const span = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i)
  const perYear = span.map((year) => ({ year, count: sumOf(`${year}-01-01`, 12), inhabitants: inhabitants.findLast((i) => i.year <= year && i.value !== null)?.value ?? inhabitants.find((i) => i.value !== null)?.value ?? null }))
  return {
    told,
    quarters: span.flatMap((year) => [0, 1, 2, 3].map((q) => ({ quarter: `${year} K${q + 1}`, n: sumOf(addMonths(`${year}-01-01`, 3 * q), 3) }))).filter((q) => q.n !== null),
    years: perYear.flatMap((y) => (y.count === null ? [] : [y.year])),
    stages: focusCounts(perYear, years),
  }
}
