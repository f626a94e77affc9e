import { longDate } from '@/lib/domain/dutch-days.mjs'
import { dateInAmsterdam } from '@/lib/domain/period'

export { longDate, monthName, monthYear, shortDate, shortMonth } from '@/lib/domain/dutch-days.mjs'

/** Dutch notation of numbers and moments, the same on server and in the browser (fixed locale and zone). */
const whole = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 0 })
const tenth = new Intl.NumberFormat('nl-NL', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const plain = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 3 })
const moment = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' })
const momentShort = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })

export const count = (n: number): string => whole.format(n)
/** A rate: one decimal below 10, whole above, so that no false precision is shown. 9.96 reads "10". */
export const rate = (value: number): string => (value !== 0 && value < 9.95 ? tenth.format(value) : whole.format(value))
/** A class limit, as exact as it is. */
export const limit = (value: number): string => plain.format(value)
/** "24 november 2026" of an ISO moment: its day in Amsterdam */
export const dayOfMoment = (iso: string): string => longDate(dateInAmsterdam(new Date(iso)))
/** "24 november 2026 om 10:12" of an ISO moment */
export const longMoment = (iso: string): string => moment.format(new Date(iso))
/** "24 nov 2026, 10:12" of an ISO moment, for tables */
export const shortMoment = (iso: string): string => momentShort.format(new Date(iso)).replace('.', '')
