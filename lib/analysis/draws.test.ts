import { describe, expect, it } from 'vitest'
import { shareOut, shareOutOnce } from './draw-shares'
import { drawBinomial, drawGamma, drawPoisson } from './draws'
import { seededRandom, type Random } from './seeded-random'

const times = 20_000

/** Chi-square distance between what was drawn and the chances, classes with less than five expected put together; and its degrees of freedom. */
function distance(draw: (random: Random) => number, chance: (k: number) => number, most: number): { square: number; classes: number } {
  const random = seededRandom(5)
  const seen = new Map<number, number>()
  for (let i = 0; i < times; i++) {
    const k = draw(random)
    seen.set(k, (seen.get(k) ?? 0) + 1)
  }
  let [square, classes, restSeen, restExpected] = [0, 0, times, times]
  for (let k = 0; k <= most; k++) {
    const expected = chance(k) * times
    if (expected < 5) continue
    square += ((seen.get(k) ?? 0) - expected) ** 2 / expected
    classes++
    restSeen -= seen.get(k) ?? 0
    restExpected -= expected
  }
  if (restExpected > 1) square += (restSeen - restExpected) ** 2 / restExpected
  return { square, classes }
}
const logFactorials = [0]
for (let k = 1; k <= 3000; k++) logFactorials.push(logFactorials[k - 1]! + Math.log(k))
const binomial = (n: number, p: number) => (k: number): number => Math.exp(logFactorials[n]! - logFactorials[k]! - logFactorials[n - k]! + k * Math.log(p) + (n - k) * Math.log1p(-p))

describe('single draws', { timeout: 60_000 }, () => {
  it.each([[12, 0.3], [40, 0.2], [60, 0.5], [2000, 0.013], [2000, 0.4], [2000, 0.97]])('binomial of %d tries with chance %d', (n, p) => {
    const { square, classes } = distance((random) => drawBinomial(n, p, random), binomial(n, p), n)
    expect(square).toBeLessThan(classes + 4 * Math.sqrt(2 * classes))
  })

  it.each([0.4, 9.9, 10.1, 60, 900])('poisson with mean %d', (mean) => {
    const { square, classes } = distance((random) => drawPoisson(mean, random), (k) => Math.exp(k * Math.log(mean) - mean - logFactorials[k]!), 3000)
    expect(square).toBeLessThan(classes + 4 * Math.sqrt(2 * classes))
  })

  it.each([0.05, 0.7, 1, 6, 250])('gamma of shape %d has that mean, that variance, and third moment', (shape) => {
    const random = seededRandom(6)
    const drawn = Array.from({ length: times }, () => drawGamma(shape, random))
    const moment = (power: number): number => drawn.reduce((sum, g) => sum + (g - shape) ** power, 0) / times
    expect(Math.abs(moment(1))).toBeLessThan(4 * Math.sqrt(shape / times))
    expect(Math.abs(moment(2) / shape - 1)).toBeLessThan(4 * Math.sqrt((2 + 6 / shape) / times))
    expect(moment(3)).toBeGreaterThan(0)
  })

  it('knows where nothing is left to chance', () => {
    const random = seededRandom(1)
    expect([drawBinomial(0, 0.5, random), drawBinomial(9, 0, random), drawBinomial(9, 1, random), drawPoisson(0, random)]).toEqual([0, 0, 9, 0])
  })
})

describe('sharing out', { timeout: 60_000 }, () => {
  const weights = [3, 0, 1, 0.5, 0, 5.5, 0]
  it.each([['by alias table', 7, shareOut], ['by binomials', 500, shareOut], ['once', 7, shareOutOnce], ['once, many', 500, shareOutOnce]])('%s keeps the total, gives nothing to weight 0, and the rest in proportion', (_, n, make) => {
    const [random, out, sums] = [seededRandom(3), new Int32Array(7), new Float64Array(7)]
    const share = make(weights)
    for (let r = 0; r < 4000; r++) {
      share(n, random, out)
      expect(out.reduce((a, b) => a + b, 0)).toBe(n)
      out.forEach((c, i) => (sums[i] = sums[i]! + c))
    }
    weights.forEach((w, i) => {
      const mean = (w / 10) * n * 4000
      expect(Math.abs(sums[i]! - mean), `place ${i}`).toBeLessThanOrEqual(4.5 * Math.sqrt(mean * (1 - w / 10)))
    })
  })

  it('gives the same for the same seed, and works with one place', () => {
    const draw = (seed: number): number[] => {
      const out = new Int32Array(7)
      shareOut(weights)(300, seededRandom(seed), out)
      return [...out]
    }
    expect(draw(1)).toEqual(draw(1))
    expect(draw(1)).not.toEqual(draw(2))
    for (const n of [2, 9]) {
      const out = new Int32Array(1)
      shareOut([0.1])(n, seededRandom(1), out)
      expect(out[0]).toBe(n)
    }
  })

  it('refuses weights that say nothing', () => {
    for (const bad of [[], [0, 0], [1, -1], [NaN, 1], [Infinity]]) expect(() => shareOut(bad), String(bad)).toThrow(RangeError)
  })
})
