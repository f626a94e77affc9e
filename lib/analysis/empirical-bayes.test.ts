import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import local from '@/lib/testing/fixtures/local-nc-sids.json'
import fixture from '@/lib/testing/fixtures/smoothed-nc-sids.json'
import { smoothedRates } from './empirical-bayes'

const rows = fixture.rows as unknown as [string, number, number, number, number, number, number][]
const near = (value: number, wanted: number, relative: number) => expect(Math.abs(value - wanted)).toBeLessThanOrEqual(relative * Math.abs(wanted))

describe('reference: North Carolina 1974', () => {
  const answer = smoothedRates(rows.map(([, n, inhabitants]) => ({ n, inhabitants })))
  it('has the moments and means of Marshall (1e-9) and the quantiles of R (1e-6)', () => {
    near(answer.mean, fixture.mean, 1e-12)
    near(answer.alpha!, fixture.alpha, 1e-9)
    near(answer.beta!, fixture.beta, 1e-9)
    expect(rows).toHaveLength(100)
    rows.forEach(([, , , ratio, low, high, pHigher], i) => {
      const row = answer.rows[i]!
      near(row.ratio, ratio, 1e-9)
      near(row.low, low, 1e-6)
      near(row.high, high, 1e-6)
      near(row.pHigher, pHigher, 1e-6)
    })
  })
  it('draws Anson County from 4.7 to 2.4 times the average', () => {
    const row = answer.rows[rows.findIndex(([name]) => name === 'Anson')]!
    expect([row.ratio, row.low, row.high].map((x) => Number(x.toFixed(3)))).toEqual([2.394, 1.468, 3.542])
  })
  it('equals the global estimator of spdep', () => {
    const cases = local.rows as unknown as [number, number, number[], number][]
    const { rows: found } = smoothedRates(cases.map(([n, inhabitants]) => ({ n, inhabitants })))
    cases.forEach(([, , , smoothed], i) => near(found[i]!.rate, smoothed * 1000, 1e-9))
  })
})

describe('border cases', () => {
  it('no reporters, no people, one area, unknown numbers', () => {
    expect(smoothedRates([{ n: 0, inhabitants: 10 }, { n: 0, inhabitants: 20 }])).toEqual({ rows: [null, null], mean: 0, alpha: null, beta: null, differs: false })
    expect(smoothedRates([]).rows).toEqual([])
    const one = smoothedRates([{ n: 5, inhabitants: 100 }, { n: 3, inhabitants: 0 }, { n: null, inhabitants: 50 }, { n: 2, inhabitants: null }])
    expect(one.differs).toBe(false)
    expect(one.rows).toEqual([{ rate: 50, ratio: 1, low: 1, high: 1, pHigher: 0.5 }, null, null, null])
    expect(() => smoothedRates([{ n: -1, inhabitants: 10 }])).toThrow(RangeError)
  })
  it('areas that differ less than chance would make them are all average', () => {
    const equal = smoothedRates([1, 2, 3].map((size) => ({ n: 10 * size, inhabitants: 1000 * size })))
    expect(equal.differs).toBe(false)
    expect(equal.rows.map((row) => row!.ratio)).toEqual([1, 1, 1])
  })
  it('expected numbers in place of people: the mean is then 1', () => {
    const answer = smoothedRates([{ n: 30, inhabitants: 10 }, { n: 5, inhabitants: 20 }, { n: 15, inhabitants: 20 }])
    expect(answer.mean).toBe(1)
    expect(answer.rows[0]!.ratio).toBeGreaterThan(1.5)
  })
})

it('relations: between the raw ratio and 1, inside its interval, the order of areas and the unit of people do not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ n: fc.nat(200), inhabitants: fc.integer({ min: 1, max: 9000 }) }), { minLength: 2, maxLength: 40 }), (input) => {
      const { rows: found, mean, differs } = smoothedRates(input)
      if (!differs) return
      found.forEach((row, i) => {
        const raw = input[i]!.n / input[i]!.inhabitants / mean
        expect(row!.ratio).toBeGreaterThanOrEqual(Math.min(raw, 1) * (1 - 1e-9))
        expect(row!.ratio).toBeLessThanOrEqual(Math.max(raw, 1) * (1 + 1e-9))
        expect(row!.low).toBeLessThan(row!.high)
      })
      const tens = smoothedRates([...input].reverse().map((row) => ({ n: row.n, inhabitants: row.inhabitants * 10 }))).rows.reverse()
      tens.forEach((row, i) => near(row!.ratio, found[i]!.ratio, 1e-9))
    }),
    { seed: 5, numRuns: 100 },
  )
})
