import { addDays, daysBetween, wholeMonths, type Period } from '@/lib/domain/period'
import { longDate, monthName, monthYear } from './format'

/** "3 maanden", "12 weken", or the first and last day of a period that is neither. Weeks are said up to half a year. */
export function periodLength(period: Period): string {
  const months = wholeMonths(period)
  if (months !== null) return months === 1 ? '1 maand' : `${months} maanden`
  const days = daysBetween(period.from, period.to)
  if (days >= 14 && days <= 182 && days % 7 === 0) return `${days / 7} weken`
  return `de periode van ${longDate(period.from)} tot en met ${longDate(addDays(period.to, -1))}`
}

/** "september tot en met november 2026" */
export function periodText(period: Period): string {
  const last = addDays(period.to, -1)
  const months = wholeMonths(period)
  if (months === null) return `${longDate(period.from)} tot en met ${longDate(last)}`
  if (months === 1) return monthYear(period.from)
  const first = period.from.slice(0, 4) === last.slice(0, 4) ? monthName(period.from) : monthYear(period.from)
  return `${first} tot en met ${monthYear(last)}`
}

/** How Dutch speaks of an area: "de Visbuurt", "het Centrum", "Huisduinen". Only for one-word names of a sure kind. */
export function withArticle(name: string): string {
  if (/\s/.test(name)) return name
  if (/(buurt|wijk|polder)$/i.test(name)) return `de ${name}`
  if (/(centrum|kwartier)$/i.test(name)) return `het ${name}`
  return name
}
