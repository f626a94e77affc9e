/**
 * Days and months in Dutch, of `yyyy-mm-dd`: the same on the server, in the browser and in what was published (fixed locale and zone).
 * Plain JavaScript, because the web server runs without a compiler.
 *
 * @typedef {'MO' | 'TU' | 'WE' | 'TH' | 'FR' | 'SA' | 'SU'} Weekday as in iCalendar
 */

/** @param {Intl.DateTimeFormatOptions} parts */
const writer = (parts) => {
  const format = new Intl.DateTimeFormat('nl-NL', { timeZone: 'UTC', ...parts })
  return (/** @type {string} */ date) => format.format(new Date(`${date}T00:00:00Z`)).replace('.', '')
}

/** "24 november 2026" */
export const longDate = writer({ day: 'numeric', month: 'long', year: 'numeric' })
/** "24 nov 2026", for tables */
export const shortDate = writer({ day: 'numeric', month: 'short', year: 'numeric' })
/** "dinsdag 24 november" */
export const weekdayDate = writer({ weekday: 'long', day: 'numeric', month: 'long' })
/** "dinsdag 24 november 2026" */
export const weekdayLongDate = writer({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
/** "dinsdag" */
export const weekdayName = writer({ weekday: 'long' })
/** "november", of any date in it */
export const monthName = writer({ month: 'long' })
/** "november 2026", of any date in it */
export const monthYear = writer({ month: 'long', year: 'numeric' })
/** "nov 2026", for axes */
export const shortMonth = writer({ month: 'short', year: 'numeric' })

/** January first. */
export const monthNames = Array.from({ length: 12 }, (_, i) => monthName(`2026-${String(i + 1).padStart(2, '0')}-01`))
/** @type {Readonly<Record<Weekday, string>>} */
export const weekdayNames = { MO: 'maandag', TU: 'dinsdag', WE: 'woensdag', TH: 'donderdag', FR: 'vrijdag', SA: 'zaterdag', SU: 'zondag' }
