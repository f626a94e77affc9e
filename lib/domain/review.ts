import type { Role } from './identity'

/** How often somebody looks whether a user still needs these rights, in months (BIO2 5.18.02 and 8.02.01). */
const reviewMonths = (role: Role): number => (role === 'admin' ? 3 : 12)

/**
 * The day on which the rights of a user must be looked at again: so many months after the last time, or after the account was
 * made (giving the rights was the first look). Where the month has no such day, its last day.
 *
 * @param last day of that look, yyyy-mm-dd
 */
export function reviewDue(role: Role, last: string): string {
  const [year, month, day] = last.split('-').map(Number) as [number, number, number]
  const months = year * 12 + (month - 1) + reviewMonths(role)
  const lastDay = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate()
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-${String(Math.min(day, lastDay)).padStart(2, '0')}`
}
