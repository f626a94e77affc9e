import { monthName } from '@/lib/domain/dutch-days.mjs'
import type { PublicPeriod, RoundingBase } from '@/lib/domain/public-model'
import { addDays } from '@/lib/domain/period'
import { tellP } from '@/lib/domain/release'

export { longDate, weekdayDate, weekdayLongDate } from '@/lib/domain/dutch-days.mjs'

/** Dutch notation of numbers and periods on public pages; the locale is fixed, so that a release is the same wherever it is made. */
const plain = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 1 })

export const number = (n: number): string => plain.format(n)

/** "juli tot en met september 2026" of a closed period of whole months. */
export function periodInWords({ from, to }: Pick<PublicPeriod, 'from' | 'to'>): string {
  const last = addDays(to, -1)
  const years = from.slice(0, 4) === last.slice(0, 4) ? '' : ` ${from.slice(0, 4)}`
  return `${monthName(from)}${years} tot en met ${monthName(last)} ${last.slice(0, 4)}`
}

/** A rounded figure as it may be said: nothing finer is known. `base`: what it is a multiple of. `null`: not published for this area. */
export const rounded = (p: number | null, base: RoundingBase): string => (p === null ? 'geen cijfer' : p === 0 ? tellP(0, base) : `ongeveer ${number(p)}`)

/** A straight line in metres: "350 m" to the nearest 50, from 1 km on "1,4 km". */
export function distance(metres: number): string {
  const near = Math.max(50, Math.round(metres / 50) * 50)
  return near < 1000 ? `${near} m` : `${number(Math.round(metres / 100) / 10)} km`
}
