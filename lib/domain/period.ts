/** Dates are text `yyyy-mm-dd` in Europe/Amsterdam; intervals are half-open [from, to). */
export type Period = { from: string; to: string }

const isoDate = /^\d{4}-\d{2}-\d{2}$/

/** True for a date that exists ("2025-02-30" does not), from 1900 on: an earlier year in our data is a slip of the pen. */
export function isDate(text: string): boolean {
  if (!isoDate.test(text) || text < '1900') return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text
}

/** Today's date in Amsterdam for a moment (clock given by the caller). */
export function dateInAmsterdam(moment: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' }).format(moment)
}

/** First day of the month that holds `date`. */
export function monthOf(date: string): string {
  return `${date.slice(0, 7)}-01`
}

/** First day of the month `n` months after (or before, when negative) the month of `date`. */
export function addMonths(date: string, n: number): string {
  const months = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + n
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`
}

/** The day `n` days after (or before) `date`. */
export function addDays(date: string, n: number): string {
  const at = new Date(`${date}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + n)
  return at.toISOString().slice(0, 10)
}

/** Days from one day to another; below zero when the other is earlier. Days are read as midnight in UTC, so that summer time does not matter. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

/** Whole months in a period that starts and ends on the first of a month; null for other periods. */
export function wholeMonths({ from, to }: Period): number | null {
  if (!from.endsWith('-01') || !to.endsWith('-01')) return null
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
}

/**
 * Cuts a period into the whole months in its middle and the days before and after them; no piece of days crosses the end of a month.
 * Counts of whole months come from the rollup as they are, the days from its daily numbers; together they are exact.
 */
export function splitAtMonths({ from, to }: Period): { months: Period | null; days: Period[] } {
  const first = from.endsWith('-01') ? from : addMonths(from, 1)
  const last = monthOf(to)
  if (from >= to) return { months: null, days: [] }
  if (first > last) return { months: null, days: [{ from, to }] } // within one month
  const days: Period[] = []
  if (from < first) days.push({ from, to: first })
  if (last < to) days.push({ from: last, to })
  return { months: first < last ? { from: first, to: last } : null, days }
}

/** The whole months that lie in the period for more than half: what is told of a period when only months are known. */
export function nearestMonths({ from, to }: Period): Period {
  const nearest = (date: string): string => (date.slice(8) > '15' ? addMonths(date, 1) : monthOf(date))
  return { from: nearest(from), to: nearest(to) }
}
