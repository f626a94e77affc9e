import type { PublicPeriod, RoundingBase } from '@/lib/domain/public-model'
import { addDays } from '@/lib/domain/period'
import { tellP } from '@/lib/domain/release'

/** Dutch notation of numbers and days on public pages; the locale and zone are fixed, so that a release is the same wherever it is made. */
const day = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const weekday = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' })
const weekdayYear = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const month = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', month: 'long' })
const plain = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 })
const at = (date: string): Date => new Date(`${date}T00:00:00Z`)

export const number = (n: number): string => plain.format(n)
/** "24 november 2026" of `yyyy-mm-dd` */
export const longDate = (date: string): string => day.format(at(date))
/** "dinsdag 24 november" of `yyyy-mm-dd` */
export const weekdayDate = (date: string): string => weekday.format(at(date))

/** "dinsdag 24 november 2026" of `yyyy-mm-dd` */
export const weekdayLongDate = (date: string): string => weekdayYear.format(at(date))

/** "juli tot en met september 2026" of a closed period of whole months. */
export function periodInWords({ from, to }: Pick<PublicPeriod, 'from' | 'to'>): string {
  const last = addDays(to, -1)
  const years = from.slice(0, 4) === last.slice(0, 4) ? '' : ` ${from.slice(0, 4)}`
  return `${month.format(at(from))}${years} tot en met ${month.format(at(last))} ${last.slice(0, 4)}`
}

/** A rounded figure as it may be said: nothing finer is known. `base`: what it is a multiple of. `null`: not published for this area. */
export const rounded = (p: number | null, base: RoundingBase): string => (p === null ? 'geen cijfer' : p === 0 ? tellP(0, base) : `ongeveer ${number(p)}`)

/** A straight line in metres: "350 m" to the nearest 50, from 1 km on "1,4 km". */
export function distance(metres: number): string {
  const near = Math.max(50, Math.round(metres / 50) * 50)
  return near < 1000 ? `${near} m` : `${number(Math.round(metres / 100) / 10)} km`
}
