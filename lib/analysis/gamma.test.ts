import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gammaAbove, gammaBelow, gammaQuantile, logGamma, normalAbove } from './gamma'

const near = (value: number, wanted: number, relative: number) => expect(Math.abs(value - wanted)).toBeLessThanOrEqual(relative * Math.abs(wanted))

describe('known answers', () => {
  it('log gamma of whole and half numbers', () => {
    let factorial = 1
    for (let n = 1; n <= 20; n++) {
      near(Math.exp(logGamma(n)), factorial, 1e-13)
      factorial *= n
    }
    near(Math.exp(logGamma(0.5)), Math.sqrt(Math.PI), 1e-14)
    near(logGamma(0.1), 2.252712651734206, 1e-13)
  })
  it('shape 1 is the exponential, whole shapes are Poisson sums', () => {
    for (const x of [1e-9, 0.2, 1, 3, 12, 40]) {
      near(gammaBelow(1, x), -Math.expm1(-x), 1e-13)
      near(gammaAbove(1, x), Math.exp(-x), 1e-13)
      near(gammaAbove(4, x), Math.exp(-x) * (1 + x + x ** 2 / 2 + x ** 3 / 6), 1e-12)
    }
  })
  it('the normal tail', () => {
    near(normalAbove(1.959963984540054), 0.025, 1e-12)
    near(normalAbove(-1.959963984540054), 0.975, 1e-12)
    near(normalAbove(6), 9.865876450376946e-10, 1e-10)
    expect(normalAbove(0)).toBe(0.5)
  })
  it('the ends of a distribution, and numbers that are none', () => {
    expect(gammaQuantile(0, 2)).toBe(0)
    expect(gammaQuantile(1, 2)).toBe(Infinity)
    expect(gammaBelow(2, 0)).toBe(0)
    expect(() => gammaQuantile(1.1, 2)).toThrow(RangeError)
    expect(() => gammaQuantile(0.5, 0)).toThrow(RangeError)
    expect(() => gammaBelow(2, -1)).toThrow(RangeError)
    expect(() => logGamma(0)).toThrow(RangeError)
  })
})

describe('relations', () => {
  it('the quantile undoes the share, above and below add up to 1, rate only scales', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 5000, noNaN: true }), fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (shape, p) => {
        const x = gammaQuantile(p, shape)
        expect(Math.abs(gammaBelow(shape, x) - p)).toBeLessThan(1e-9)
        expect(Math.abs(gammaBelow(shape, x) + gammaAbove(shape, x) - 1)).toBeLessThan(1e-12)
        near(gammaQuantile(p, shape, 8), x / 8, 1e-15)
      }),
      { seed: 4, numRuns: 400 },
    )
  })
})
