/** How the form shows a repeat. `other` is any rule that the boxes cannot say; it stays as it was. */
export const modes = ['weekly', 'biweekly', 'month-weekday', 'month-day', 'yearly', 'once', 'other'] as const
type Mode = (typeof modes)[number]
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]
export const nths = ['1', '2', '3', '4', '-1'] as const

export type ScheduleForm = { mode: Mode | ''; days: Weekday[]; nth: string; weekday: Weekday; monthDay: string; month: string; rule: string }

export const emptySchedule: ScheduleForm = { mode: '', days: [], nth: '1', weekday: 'MO', monthDay: '1', month: '1', rule: '' }

/** The boxes of a rule (RFC 5545, without DTSTART). What they cannot say is `other`: nothing of a rule is lost by opening the form. */
export function readSchedule(rule: string | null): ScheduleForm {
  if (!rule) return emptySchedule
  const other = { ...emptySchedule, mode: 'other' as const, rule }
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const only = (...names: string[]): boolean => parts.size === names.length && names.every((name) => parts.has(name))
  const days = (parts.get('BYDAY') ?? '').split(',').filter(Boolean)
  const plain = days.length > 0 && days.every((day): day is Weekday => weekdays.includes(day as Weekday))
  const monthDay = parts.get('BYMONTHDAY') ?? ''
  switch (parts.get('FREQ')) {
    case 'WEEKLY':
      if (!plain) return other
      if (only('FREQ', 'BYDAY') || (only('FREQ', 'INTERVAL', 'BYDAY') && parts.get('INTERVAL') === '1')) return { ...emptySchedule, mode: 'weekly', days: days as Weekday[] }
      return only('FREQ', 'INTERVAL', 'BYDAY') && parts.get('INTERVAL') === '2' ? { ...emptySchedule, mode: 'biweekly', days: days as Weekday[] } : other
    case 'MONTHLY': {
      const [, nth, weekday] = /^(-?\d)([A-Z]{2})$/.exec(parts.get('BYDAY') ?? '') ?? []
      if (only('FREQ', 'BYDAY') && nth && (nths as readonly string[]).includes(nth) && weekdays.includes(weekday as Weekday)) return { ...emptySchedule, mode: 'month-weekday', nth, weekday: weekday as Weekday }
      return only('FREQ', 'BYMONTHDAY') && isDay(monthDay) ? { ...emptySchedule, mode: 'month-day', monthDay } : other
    }
    case 'YEARLY':
      return only('FREQ', 'BYMONTH', 'BYMONTHDAY') && isDay(monthDay) && /^([1-9]|1[0-2])$/.test(parts.get('BYMONTH')!) ? { ...emptySchedule, mode: 'yearly', monthDay, month: parts.get('BYMONTH')! } : other
    case 'DAILY':
      return only('FREQ', 'COUNT') && parts.get('COUNT') === '1' ? { ...emptySchedule, mode: 'once' } : other
    default:
      return other
  }
}

const isDay = (text: string): boolean => /^([1-9]|[12]\d|3[01])$/.test(text)

/** The rule of the boxes; null when they say nothing yet. */
export function writeSchedule(form: ScheduleForm): string | null {
  const days = weekdays.filter((day) => form.days.includes(day)).join(',')
  switch (form.mode) {
    case 'weekly': return days && `FREQ=WEEKLY;BYDAY=${days}`
    case 'biweekly': return days && `FREQ=WEEKLY;INTERVAL=2;BYDAY=${days}`
    case 'month-weekday': return `FREQ=MONTHLY;BYDAY=${form.nth}${form.weekday}`
    case 'month-day': return `FREQ=MONTHLY;BYMONTHDAY=${form.monthDay}`
    case 'yearly': return `FREQ=YEARLY;BYMONTH=${form.month};BYMONTHDAY=${form.monthDay}`
    case 'once': return 'FREQ=DAILY;COUNT=1'
    case 'other': return form.rule.trim() || null
    default: return null
  }
}
