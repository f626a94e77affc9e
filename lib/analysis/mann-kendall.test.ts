import { expect, it } from 'vitest'
import fixture from '@/lib/testing/fixtures/mann-kendall.json'
import { mannKendall } from './mann-kendall'

it.each(fixture.cases)('reference: $name', ({ series, s, variance, z, p }) => {
  const found = mannKendall(series)
  expect(found.s).toBe(s)
  expect(found.variance).toBeCloseTo(variance, 8)
  expect(found.z).toBeCloseTo(z, 9)
  expect(Math.abs(found.p - p)).toBeLessThan(1e-10)
})

it('backwards is the other way, and only the order counts', () => {
  const series = [3, 1, 4, 1, 5, 9, 2, 6]
  const forward = mannKendall(series)
  expect(mannKendall([...series].reverse())).toEqual({ ...forward, s: -forward.s, z: -forward.z })
  expect(mannKendall(series.map((x) => x ** 3))).toEqual(forward)
  expect(mannKendall([])).toEqual({ s: 0, variance: 0, z: 0, p: 1 })
})
