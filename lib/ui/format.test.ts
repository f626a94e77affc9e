import { expect, it } from 'vitest'
import { count, limit, longMoment, rate } from './format'

it.each([[0, '0'], [0.04, '0,0'], [6.32, '6,3'], [9.94, '9,9'], [9.96, '10'], [16.3, '16'], [1234.5, '1.235']])('writes the rate %d as %s', (value, text) => expect(rate(value)).toBe(text))
it('writes numbers and moments in Dutch', () => {
  expect(count(56365)).toBe('56.365')
  expect(limit(2.5)).toBe('2,5')
  expect(longMoment('2026-10-25T00:30:00Z')).toBe('25 oktober 2026 om 02:30')
})
