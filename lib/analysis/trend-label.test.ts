import { expect, it } from 'vitest'
import fixture from '@/lib/testing/fixtures/trend-labels.json'
import { mannKendall } from './mann-kendall'
import { trendLabel } from './trend-label'

it.each(fixture.cases)('truth table: $label', ({ label, hot, z, s }) => {
  expect(trendLabel(hot.map(Boolean), z)).toBe(label)
  expect(mannKendall(z).s).toBe(s)
})

it('the truth table has every label', () => {
  expect(new Set(fixture.cases.map((row) => row.label))).toEqual(new Set(['too_few_data', 'new', 'increasing', 'decreasing', 'persistent', 'past', 'alternating', 'none']))
})

it('three in a row without anything before has no name', () => {
  expect(trendLabel([false, false, false, false, false, true, true, true], [0, 0, 0, 0, 0, 2, 2, 2])).toBe('none')
  expect(() => trendLabel([true], [])).toThrow(RangeError)
})
