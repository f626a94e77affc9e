import { addDays, addMonths, daysBetween, wholeMonths, type Period } from './period'
import { recentDays } from './cluster'

/** Every piece of time that a calculation counts in. */
export type Slices = {
  now: Period
  recent: Period
  /** nearest first */
  earlier: Period[]
  recentEarlier: Period[]
  /** oldest first */
  quarters: Period[]
  /** from the first day of the oldest week of seven days to the end of the last; null without a whole week of data */
  weeks: Period | null
}

const mostEarlier = 3
/** Nobody reports every day: data that begin so soon after the first day reach back to it. */
const graceDays = 6
const mostQuarters = 16
const mostWeeks = 104

/**
 * The pieces of time that a question about `period` counts in. Those before it are left out where the data do not reach back to their first day: counts of
 * half a period would make everything look as if it grew.
 *
 * The last weeks end after the last observed day, so that a month that has just begun does not hide them; they are never longer than the period itself.
 * @param lastDay last day with a counted signal in the period; null when there is none
 * @param reach the first day with signals from which on all of them are there
 */
export function slicesOf(period: Period, lastDay: string | null, reach: string): Slices {
  const months = wholeMonths(period)
  const recentTo = lastDay === null ? period.to : addDays(lastDay, 1)
  const days = Math.min(recentDays, daysBetween(period.from, period.to))
  const recent = { from: addDays(recentTo, -days), to: recentTo }
  const before = ({ from, to }: Period, i: number, back: (date: string, times: number) => string): Period => ({ from: back(from, i), to: back(to, i) })
  const known = (p: Period): boolean => p.from >= addDays(reach, -graceDays)
  const back = (date: string, i: number): string => (months === null ? addDays(date, -i * daysBetween(period.from, period.to)) : addMonths(date, -i * months))
  const numbers = [...Array(mostEarlier).keys()].map((i) => i + 1)
  const quarterEnd = (i: number): string => quarterBefore(period.to, i)
  const weeks = Math.min(mostWeeks, Math.floor(daysBetween(reach, recentTo) / 7))
  return {
    now: period,
    recent,
    earlier: numbers.map((i) => before(period, i, back)).filter(known),
    recentEarlier: numbers.map((i) => before(recent, i, (date, times) => addDays(date, -times * days))).filter(known),
    quarters: [...Array(mostQuarters).keys()].map((i) => ({ from: quarterEnd(i + 1), to: quarterEnd(i) })).filter(known).reverse(),
    weeks: weeks > 0 ? { from: addDays(recentTo, -7 * weeks), to: recentTo } : null,
  }
}

/** The date `i` quarters of a year before; on a day that the month does not have, its last one. */
function quarterBefore(date: string, i: number): string {
  const month = addMonths(date, -3 * i)
  const day = Math.min(Number(date.slice(8)), daysBetween(month, addMonths(month, 1)))
  return addDays(month, day - 1)
}
