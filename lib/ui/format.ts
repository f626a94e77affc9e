import { dateInAmsterdam } from '@/lib/domain/period'

/** Dutch notation of numbers and dates, the same on server and in the browser (fixed locale and zone). */
const whole = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 0 })
const tenth = new Intl.NumberFormat('nl-NL', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const plain = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 3 })
const day = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const month = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const monthOnly = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', month: 'long' })
const monthShort = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', month: 'short', year: 'numeric' })
const moment = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', dateStyle: 'long', timeStyle: 'short' })
const dayShort = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' })
const momentShort = new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })

const at = (date: string): Date => new Date(`${date}T00:00:00Z`)

export const count = (n: number): string => whole.format(n)
/** A rate: one decimal below 10, whole above, so that no false precision is shown. 9.96 reads "10". */
export const rate = (value: number): string => (value !== 0 && value < 9.95 ? tenth.format(value) : whole.format(value))
/** A class limit, as exact as it is. */
export const limit = (value: number): string => plain.format(value)
/** "24 november 2026" of `yyyy-mm-dd` */
export const longDate = (date: string): string => day.format(at(date))
/** "24 november 2026" of an ISO moment: its day in Amsterdam */
export const dayOfMoment = (iso: string): string => longDate(dateInAmsterdam(new Date(iso)))
/** "november 2026" of any date in it */
export const monthYear = (date: string): string => month.format(at(date))
export const monthName = (date: string): string => monthOnly.format(at(date))
/** "nov 2026", for axes */
export const shortMonth = (date: string): string => monthShort.format(at(date)).replace('.', '')
/** "24 november 2026 om 10:12" of an ISO moment */
export const longMoment = (iso: string): string => moment.format(new Date(iso))
/** "24 nov 2026, 10:12" of an ISO moment, for tables */
export const shortMoment = (iso: string): string => momentShort.format(new Date(iso)).replace('.', '')
/** "24 nov 2026" of `yyyy-mm-dd` */
export const shortDate = (date: string): string => dayShort.format(at(date)).replace('.', '')
