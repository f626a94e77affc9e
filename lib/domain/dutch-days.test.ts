import { expect, it } from 'vitest'
import { longDate, monthName, monthNames, monthYear, shortDate, shortMonth, weekdayDate, weekdayLongDate, weekdayName, weekdayNames } from './dutch-days.mjs'

it('writes days and months in Dutch, whatever the zone of the machine', () => {
  expect([longDate('2026-11-24'), shortDate('2026-03-01'), weekdayDate('2026-11-24'), weekdayLongDate('2026-11-24'), weekdayName('2026-11-24')]).toEqual(['24 november 2026', '1 mrt 2026', 'dinsdag 24 november', 'dinsdag 24 november 2026', 'dinsdag'])
  expect([monthName('2026-05-31'), monthYear('2026-03-31'), shortMonth('2026-03-01')]).toEqual(['mei', 'maart 2026', 'mrt 2026'])
})

it('names every month and every day of the week', () => {
  expect(monthNames).toEqual(['januari', 'februari', 'maart', 'april', 'mei', 'juni', 'juli', 'augustus', 'september', 'oktober', 'november', 'december'])
  expect(Object.values(weekdayNames)).toEqual(Array.from({ length: 7 }, (_, i) => weekdayName(`2026-11-${23 + i}`))) // 23 November 2026 is a Monday
})
