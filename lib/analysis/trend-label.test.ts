import { expect, it } from 'vitest'
import fixture from '@/lib/testing/fixtures/trend-labels.json'
import { mannKendall } from './mann-kendall'
import { trendLabel } from './trend-label'

it.each(fixture.cases)('truth table: $label', ({ label, hot, z, mannKendall: wanted }) => {
  expect(trendLabel(hot.map(Boolean), z)).toBe(label)
  const found = mannKendall(z)
  expect(found.s).toBe(wanted.s)
  expect(found.variance).toBeCloseTo(wanted.variance, 9)
  expect(found.z).toBeCloseTo(wanted.z, 9)
})

it('the truth table has every label', () => {
  expect(new Set(fixture.cases.map((row) => row.label))).toEqual(new Set(['too_few_data', 'new', 'increasing', 'decreasing', 'persistent', 'past', 'alternating', 'none']))
})

it('three in a row without anything before has no name', () => {
  expect(trendLabel([false, false, false, false, false, true, true, true], [0, 0, 0, 0, 0, 2, 2, 2])).toBe('none')
  expect(() => trendLabel([true], [])).toThrow(RangeError)
})
