import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { keyedRounding, leafFraction, roundedByFraction } from './keyed-rounding'

const key = Buffer.from('a key for this test only, 32 long')
const leafAt = (at: number) => ({ area: `PG9001${String(at % 1000).padStart(4, '0')}`, theme: `thema-${Math.floor(at / 1000) % 50}`, period: `${2000 + Math.floor(at / 50_000)}Q1` })

describe('keyed rounding to 5', () => {
  it('takes its fraction from the first 53 bits of the HMAC of the names, each after its length', () => {
    const message = Buffer.concat([Buffer.from([0, 0, 0, 2]), Buffer.from('PG'), Buffer.from([0, 0, 0, 3]), Buffer.from('é', 'utf8'), Buffer.from('x'), Buffer.from([0, 0, 0, 6]), Buffer.from('2026Q1')])
    const hex = createHmac('sha256', key).update(message).digest('hex')
    expect(leafFraction(key, { area: 'PG', theme: 'éx', period: '2026Q1' })).toBe(Number(BigInt(`0x${hex}`) >> (256n - 53n)) / 2 ** 53)
    expect(leafFraction(key, { area: 'PGé', theme: 'x', period: '2026Q1' })).not.toBe(leafFraction(key, { area: 'PG', theme: 'éx', period: '2026Q1' }))
    expect(leafFraction(Buffer.from('another key'), { area: 'PG', theme: 'éx', period: '2026Q1' })).not.toBe(leafFraction(key, { area: 'PG', theme: 'éx', period: '2026Q1' }))
  })

  it('rounds up below r / 5 and leaves multiples of 5 alone', () => {
    expect([0, 5, 25].map((n) => roundedByFraction(n, 0))).toEqual([0, 5, 25])
    expect(roundedByFraction(7, 0.399999)).toBe(10)
    expect(roundedByFraction(7, 0.4)).toBe(5)
    expect(roundedByFraction(1, 0.2)).toBe(0)
    for (const no of [-1, 1.5, Number.NaN, Infinity]) expect(() => roundedByFraction(no, 0)).toThrow(RangeError)
  })

  it('one signal more changes a figure by 0 or +5, never down', () => {
    for (let u = 0; u < 1; u += 0.01) for (let n = 0; n < 30; n++) expect([0, 5]).toContain(roundedByFraction(n + 1, u) - roundedByFraction(n, u))
  })

  it('every figure stands for every count that is at most 4 away: five at least', () => {
    const fractions = Array.from({ length: 2_000 }, (_, at) => leafFraction(key, leafAt(at)))
    for (const p of [0, 5, 10]) {
      const counts = Array.from({ length: 30 }, (_, n) => n).filter((n) => fractions.some((u) => roundedByFraction(n, u) === p))
      expect(counts).toEqual(Array.from({ length: 30 }, (_, n) => n).filter((n) => n >= Math.max(0, p - 4) && n <= p + 4))
    }
  })

  // The fractions do not depend on chance of the run: the same key gives the same 200,000 draws.
  const draws = 200_000
  const us = Array.from({ length: draws }, (_, at) => leafFraction(key, leafAt(at)))

  it('over 200,000 leaves each residue goes up as often as it should (chi-square, p > 0.001)', () => {
    for (const r of [1, 2, 3, 4]) {
      const up = us.filter((u) => roundedByFraction(10 + r, u) === 15).length
      const expected = (draws * r) / 5
      const chi2 = (up - expected) ** 2 / expected + (up - expected) ** 2 / (draws - expected)
      expect(chi2, `residue ${r}: ${up} of ${draws} up`).toBeLessThan(10.828) // 1 degree of freedom, p = 0.001
    }
  })

  it('the fractions are spread evenly over 100 classes (chi-square, p > 0.001) and do not follow each other', () => {
    const classes = Array.from({ length: 100 }, () => 0)
    for (const u of us) classes[Math.floor(u * 100)]!++
    expect(classes.reduce((sum, n) => sum + (n - draws / 100) ** 2 / (draws / 100), 0)).toBeLessThan(148.23) // 99 degrees of freedom
    const mean = us.reduce((a, b) => a + b, 0) / draws
    const lag = us.slice(1).reduce((sum, u, at) => sum + (u - mean) * (us[at]! - mean), 0) / us.reduce((sum, u) => sum + (u - mean) ** 2, 0)
    expect(Math.abs(lag)).toBeLessThan(3.29 / Math.sqrt(draws)) // two-sided, p = 0.001
  })

  it('the mean of the rounded figures is the count', () => {
    for (const n of [0, 1, 2, 3, 4, 5, 7, 23]) {
      const mean = us.reduce((sum, u) => sum + roundedByFraction(n, u), 0) / draws
      expect(Math.abs(mean - n), `${n} became ${mean} on average`).toBeLessThanOrEqual((3.29 * 2.5) / Math.sqrt(draws)) // standard error of at most 2.5 / sqrt(n)
    }
  })

  it('is the same whenever it is asked', () => expect(keyedRounding(key, leafAt(7), 13)).toBe(keyedRounding(key, leafAt(7), 13)))
})
