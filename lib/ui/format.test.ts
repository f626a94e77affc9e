import { expect, it } from 'vitest'
import { count, limit, longDate, longMoment, monthYear, rate, shortMonth } from './format'

it.each([[0, '0'], [0.04, '0,0'], [6.32, '6,3'], [9.94, '9,9'], [9.96, '10'], [16.3, '16'], [1234.5, '1.235']])('writes the rate %d as %s', (value, text) => expect(rate(value)).toBe(text))
it('writes numbers and dates in Dutch', () => {
  expect(count(56365)).toBe('56.365')
  expect(limit(2.5)).toBe('2,5')
  expect(longDate('2026-11-24')).toBe('24 november 2026')
  expect(monthYear('2026-03-31')).toBe('maart 2026')
  expect(shortMonth('2026-03-01')).toBe('mrt 2026')
  expect(longMoment('2026-10-25T00:30:00Z')).toBe('25 oktober 2026 om 02:30')
})
