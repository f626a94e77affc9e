import { addMonths, monthOf, wholeMonths, type Period } from '@/lib/domain/period'

/**
 * The steps of the time slider: a window as long as the period on the screen (whole months, at least one), moved over the
 * months that have signals. `at` is where the period is now.
 */
export function monthWindow(span: { first: string; last: string }, period: Period): { at: number; max: number; from: (at: number) => string; to: (at: number) => string } {
  const first = monthOf(period.from)
  const end = period.to.endsWith('-01') ? period.to : addMonths(period.to, 1)
  const length = Math.max(1, wholeMonths({ from: first, to: end }) ?? 1)
  const months = (wholeMonths({ from: span.first, to: span.last }) ?? 0) + 1
  const max = Math.max(0, months - length)
  const at = Math.max(0, Math.min(max, wholeMonths({ from: span.first, to: first }) ?? 0))
  return { at, max, from: (step) => addMonths(span.first, step), to: (step) => addMonths(span.first, step + length) }
}
