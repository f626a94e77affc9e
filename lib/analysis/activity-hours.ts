import { addDays } from '@/lib/domain/period'
import { checkSchedule, nextDates } from './schedule'

/** When an activity is held and how many hours it gives each time. `to` is the first day after it; null when it has no end. */
export type Held = { schedule: string; timesPerYear: number; from: string; to: string | null; capacityHours: number | null; durationMinutes: number | null }

/**
 * The first day on which an activity is over, null when it has no end: the end of its interval, or earlier when its schedule ends before (the day after
 * UNTIL, or after the last of COUNT times). An activity whose schedule ends today runs today and is over tomorrow. A schedule that is not right ends nothing.
 */
export function overFrom({ schedule, from, to }: Pick<Held, 'schedule' | 'from' | 'to'>): string | null {
  const parts = new Map(schedule.split(';').map((p) => p.split('=') as [string, string]))
  const ends = [to]
  const until = parts.get('UNTIL')
  const count = parts.get('COUNT')
  // Looked at only when it can end: reading a rule takes milliseconds.
  if ((until || count) && checkSchedule(schedule) === null) {
    if (until) ends.push(addDays(`${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`, 1))
    if (count) {
      const last = nextDates(schedule, from, to, Number(count)).at(-1)
      if (last) ends.push(addDays(last, 1))
    }
  }
  return ends.filter((d) => d !== null).sort()[0] ?? null
}

/**
 * Hours in each month of a year (January first), as its schedule has it on average: times a year x hours each time, over the months in which it is held. The hours each time are those
 * of all professionals together; where those are not known, its length for one. null when neither is known. A month is a twelfth of a year.
 */
export function hoursPerMonth(a: Held): number[] | null {
  const each = a.capacityHours ?? (a.durationMinutes === null ? null : a.durationMinutes / 60)
  if (each === null) return null
  const months = monthsOf(a)
  return Array.from({ length: 12 }, (_, m) => (months.includes(m + 1) ? (a.timesPerYear * each) / months.length : 0))
}

/** The months in which it is held: those that the schedule names; a yearly one without months in the month in which it began. */
function monthsOf({ schedule, from }: Held): number[] {
  const parts = new Map(schedule.split(';').map((p) => p.split('=') as [string, string]))
  const named = (parts.get('BYMONTH') ?? '').split(',').map(Number).filter((m) => m >= 1 && m <= 12)
  if (named.length > 0) return [...new Set(named)]
  const fixed = parts.get('FREQ') === 'YEARLY' && !parts.has('BYYEARDAY') && !parts.has('BYWEEKNO') && !parts.has('BYDAY')
  return fixed ? [Number(from.slice(5, 7))] : Array.from({ length: 12 }, (_, m) => m + 1)
}

/** Mean hours a month of a year of months. */
export const meanHours = (months: readonly number[]): number => months.reduce((sum, h) => sum + h, 0) / 12

