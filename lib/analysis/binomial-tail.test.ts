import fc from 'fast-check'
import { expect, it } from 'vitest'
import { binomialAtLeast, binomialAtMost, binomialTwoSided } from './binomial-tail'
import { poissonAtLeast } from './poisson-interval'

it('known answers: four coins', () => {
  expect([0, 1, 2, 3, 4, 5].map((k) => binomialAtLeast(k, 4, 0.5))).toEqual([16, 15, 11, 5, 1, 0].map((n) => expect.closeTo(n / 16, 12) as number))
  expect(binomialAtMost(1, 4, 0.5)).toBeCloseTo(5 / 16, 12)
  expect(binomialTwoSided(4, 4, 0.5)).toBeCloseTo(1 / 8, 12)
  expect(binomialTwoSided(2, 4, 0.5)).toBe(1)
  expect(binomialAtLeast(3, 5, 0)).toBe(0)
  expect(binomialAtLeast(3, 5, 1)).toBe(1)
  expect(() => binomialAtLeast(1, 2, 1.2)).toThrow(RangeError)
  expect(() => binomialAtLeast(0.5, 2, 0.2)).toThrow(RangeError)
})

it('equals the slow sum over all outcomes, and both sides add up', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (n, some, p) => {
      const k = Math.min(some, n)
      let choose = 1
      let sum = 0
      for (let i = 0; i <= n; i++) {
        if (i >= k) sum += choose * p ** i * (1 - p) ** (n - i)
        choose *= (n - i) / (i + 1)
      }
      expect(Math.abs(binomialAtLeast(k, n, p) - sum)).toBeLessThan(1e-11)
      if (k > 0) expect(Math.abs(binomialAtLeast(k, n, p) + binomialAtMost(k - 1, n, p) - 1)).toBeLessThan(1e-11)
    }),
    { seed: 2, numRuns: 300 },
  )
})

it('is the Poisson tail when there are very many and each is unlikely', () => {
  expect(binomialAtLeast(7, 10_000_000, 1.4 / 10_000_000) / poissonAtLeast(7, 1.4)).toBeCloseTo(1, 5)
})
