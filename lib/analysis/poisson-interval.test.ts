import { expect, it } from 'vitest'
import fixture from '@/lib/testing/fixtures/poisson-intervals.json'
import { poissonAtLeast, poissonInterval, ratioWithInterval } from './poisson-interval'

it('equals the exact intervals of R', () => {
  expect(fixture.rows).toHaveLength(31)
  for (const [count, low, high] of fixture.rows as [number, number, number][]) {
    const found = poissonInterval(count)
    expect(Math.abs(found.low - low)).toBeLessThanOrEqual(1e-9 * low)
    expect(Math.abs(found.high - high)).toBeLessThanOrEqual(1e-9 * high)
  }
})

it('is where the tails are exactly a fortieth', () => {
  const { low, high } = poissonInterval(7)
  expect(poissonAtLeast(7, low)).toBeCloseTo(0.025, 10)
  expect(1 - poissonAtLeast(8, high)).toBeCloseTo(0.025, 10)
  expect(poissonAtLeast(0, 3)).toBe(1)
  expect(poissonAtLeast(7, 1.4)).toBeCloseTo(1 - Math.exp(-1.4) * (1 + 1.4 + 1.4 ** 2 / 2 + 1.4 ** 3 / 6 + 1.4 ** 4 / 24 + 1.4 ** 5 / 120 + 1.4 ** 6 / 720), 12)
})

it('tells a ratio with its interval: 36 reporters where 15.67 were expected', () => {
  const ratio = ratioWithInterval(36, 15.67)!
  expect([ratio.value, ratio.low, ratio.high].map((x) => Number(x.toFixed(2)))).toEqual([2.3, 1.61, 3.18])
  expect(ratioWithInterval(3, 0)).toBeNull()
  expect(() => poissonInterval(1.5)).toThrow(RangeError)
})
