import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keyedRounding, leafFraction, roundedByFraction } from './keyed-rounding'

const key = Buffer.from('a key for this test only, 32 long')
const leafAt = (at: number) => ({ area: `PG9001${String(at % 1000).padStart(4, '0')}`, theme: `thema-${Math.floor(at / 1000) % 50}`, period: `${2000 + Math.floor(at / 50_000)}Q1` })

describe('keyed rounding', () => {
  it('takes its fraction from the first 53 bits of the HMAC of the names, each after its length', () => {
    const message = Buffer.concat([Buffer.from([0, 0, 0, 2]), Buffer.from('PG'), Buffer.from([0, 0, 0, 3]), Buffer.from('é', 'utf8'), Buffer.from('x'), Buffer.from([0, 0, 0, 6]), Buffer.from('2026Q1')])
    const hex = createHmac('sha256', key).update(message).digest('hex')
    expect(leafFraction(key, { area: 'PG', theme: 'éx', period: '2026Q1' })).toBe(Number(BigInt(`0x${hex}`) >> (256n - 53n)) / 2 ** 53)
    expect(leafFraction(key, { area: 'PGé', theme: 'x', period: '2026Q1' })).not.toBe(leafFraction(key, { area: 'PG', theme: 'éx', period: '2026Q1' }))
    expect(leafFraction(Buffer.from('another key'), { area: 'PG', theme: 'éx', period: '2026Q1' })).not.toBe(leafFraction(key, { area: 'PG', theme: 'éx', period: '2026Q1' }))
  })

  it('rounds up below r / base and leaves multiples alone', () => {
    expect([0, 5, 25].map((n) => roundedByFraction(n, 0, 5))).toEqual([0, 5, 25])
    expect([0, 10, 50].map((n) => roundedByFraction(n, 0, 10))).toEqual([0, 10, 50])
    expect(roundedByFraction(7, 0.399999, 5)).toBe(10)
    expect(roundedByFraction(7, 0.4, 5)).toBe(5)
    expect(roundedByFraction(1, 0.2, 5)).toBe(0)
    expect(roundedByFraction(17, 0.699999, 10)).toBe(20)
    expect(roundedByFraction(17, 0.7, 10)).toBe(10)
    expect(roundedByFraction(5, 0.499999, 10)).toBe(10)
    for (const no of [-1, 1.5, Number.NaN, Infinity]) expect(() => roundedByFraction(no, 0, 5)).toThrow(RangeError)
    for (const no of [0, 1, -10, 2.5, Number.NaN]) expect(() => roundedByFraction(3, 0, no)).toThrow(RangeError)
  })

  it.each([5, 10] as const)('to %i: one signal more changes a figure by nothing or by the base, never down', (base) => {
    for (let u = 0; u < 1; u += 0.01) for (let n = 0; n < 50; n++) expect([0, base]).toContain(roundedByFraction(n + 1, u, base) - roundedByFraction(n, u, base))
  })

  it.each([5, 10] as const)('to %i: every figure stands for every count that is less than the base away: as many as the base at least', (base) => {
    const fractions = Array.from({ length: 2_000 }, (_, at) => leafFraction(key, leafAt(at)))
    for (const p of [0, base, 2 * base]) {
      const counts = Array.from({ length: 60 }, (_, n) => n).filter((n) => fractions.some((u) => roundedByFraction(n, u, base) === p))
      expect(counts).toEqual(Array.from({ length: 60 }, (_, n) => n).filter((n) => n >= Math.max(0, p - base + 1) && n <= p + base - 1))
      expect(counts.length).toBe(p === 0 ? base : 2 * base - 1)
    }
  })

  // The fractions do not depend on chance of the run: the same key gives the same 200,000 draws.
  const draws = 200_000
  const us = Array.from({ length: draws }, (_, at) => leafFraction(key, leafAt(at)))

  /** Chi-square of how often a residue goes up, with one degree of freedom. */
  const chi2Of = (r: number, base: number): number => {
    const up = us.filter((u) => roundedByFraction(2 * base + r, u, base) === 3 * base).length
    const expected = (draws * r) / base
    return (up - expected) ** 2 / expected + (up - expected) ** 2 / (draws - expected)
  }

  it.each([[5, 1], [5, 2], [5, 3], [5, 4], ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((r) => [10, r])] as [number, number][])('to %i: over 200,000 leaves residue %i goes up as often as it should (chi-square, p > 0.001)', (base, r) => {
    expect(chi2Of(r, base)).toBeLessThan(10.828)
  })

  // Statistics New Zealand, random rounding to base 3 (RR3): a multiple of 3 stays, others go to the nearest multiple with 2/3 and to the one further away with 1/3.
  it('to 3 it is the random rounding that Statistics New Zealand publishes (chi-square, p > 0.001)', () => {
    expect(us.slice(0, 100).every((u) => roundedByFraction(6, u, 3) === 6)).toBe(true)
    expect(chi2Of(1, 3)).toBeLessThan(10.828)
    expect(chi2Of(2, 3)).toBeLessThan(10.828)
    expect(us.filter((u) => roundedByFraction(1, u, 3) === 0).length / draws).toBeCloseTo(2 / 3, 2)
    expect(us.filter((u) => roundedByFraction(2, u, 3) === 3).length / draws).toBeCloseTo(2 / 3, 2)
  })

  it('the fractions are spread evenly over 100 classes (chi-square, p > 0.001) and do not follow each other', () => {
    const classes = Array.from({ length: 100 }, () => 0)
    for (const u of us) classes[Math.floor(u * 100)]!++
    expect(classes.reduce((sum, n) => sum + (n - draws / 100) ** 2 / (draws / 100), 0)).toBeLessThan(148.23) // 99 degrees of freedom
    const mean = us.reduce((a, b) => a + b, 0) / draws
    const lag = us.slice(1).reduce((sum, u, at) => sum + (u - mean) * (us[at]! - mean), 0) / us.reduce((sum, u) => sum + (u - mean) ** 2, 0)
    expect(Math.abs(lag)).toBeLessThan(3.29 / Math.sqrt(draws)) // two-sided, p = 0.001
  })

  it.each([5, 10] as const)('to %i: the mean of the rounded figures is the count, the standard deviation that of the rule', (base) => {
    for (const n of [0, 1, 2, 3, 4, 5, 7, 10, 19, 23]) {
      const figures = us.map((u) => roundedByFraction(n, u, base))
      const mean = figures.reduce((a, b) => a + b, 0) / draws
      const deviation = Math.sqrt((n % base) * (base - (n % base))) // of one figure: base times that of a coin with r / base
      expect(Math.abs(mean - n), `${n} became ${mean} on average`).toBeLessThanOrEqual((3.29 * deviation) / Math.sqrt(draws))
      expect(Math.sqrt(figures.reduce((sum, p) => sum + (p - n) ** 2, 0) / draws)).toBeCloseTo(deviation, 1)
    }
  })

  it('is the same whenever it is asked, and with the same fraction to 5 and to 10', () => {
    expect(keyedRounding(key, leafAt(7), 13, 5)).toBe(keyedRounding(key, leafAt(7), 13, 5))
    for (let at = 0; at < 200; at++) expect(keyedRounding(key, leafAt(at), 13, 10)).toBe(leafFraction(key, leafAt(at)) < 0.3 ? 20 : 10)
  })
})
