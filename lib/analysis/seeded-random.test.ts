import { describe, expect, it } from 'vitest'
import { seededRandom } from './seeded-random'

const first = (count: number, ...seeds: number[]): number[] => {
  const random = seededRandom(...seeds)
  return Array.from({ length: count }, random)
}

describe('seededRandom', () => {
  it('gives the same numbers for the same seeds, on every machine', () => {
    expect(first(3, 1, 2, 3)).toEqual(first(3, 1, 2, 3))
    expect(first(3, 2026, 1)).toEqual([0.5151909249052267, 0.8499841544872887, 0.3963382139908074])
    expect(first(2, -0)).toEqual(first(2, 0))
  })

  it('gives other numbers when one seed is another, their order too, or one is left out', () => {
    const seeds = [[1, 2], [2, 1], [1, 3], [1], [1, 2, 0], [1.5, 2], [-1, 2], [2 ** 40 + 1, 2]]
    expect(new Set(seeds.map((s) => first(1, ...s)[0])).size).toBe(seeds.length)
    expect(() => seededRandom(1, NaN)).toThrow(RangeError)
  })

  it('is uniform in [0, 1), also over the first numbers of streams beside each other', () => {
    for (const numbers of [first(20_000, 7), Array.from({ length: 20_000 }, (_, r) => first(1, 7, 1, r)[0]!)]) {
      const tenths = new Array<number>(10).fill(0)
      for (const u of numbers) tenths[Math.floor(u * 10)]!++
      // chi-square with 9 degrees of freedom: above 27.9 in one of a thousand
      expect(tenths.reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0)).toBeLessThan(27.9)
      const mean = numbers.reduce((a, b) => a + b, 0) / 20_000
      const nextTo = numbers.slice(1).reduce((sum, u, i) => sum + (u - mean) * (numbers[i]! - mean), 0) / 20_000 / (1 / 12)
      expect(Math.abs(nextTo)).toBeLessThan(4 / Math.sqrt(20_000))
    }
  })
})
