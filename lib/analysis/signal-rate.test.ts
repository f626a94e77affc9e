import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minInhabitants, rateTogether, signalRates } from './signal-rate'

describe('known answers: a hand-worked town', () => {
  const town = [
    { n: 0, inhabitants: 1000 }, // nobody was heard
    { n: 1, inhabitants: 1000 }, // 1 per 1,000
    { n: 4, inhabitants: 2000 }, // 2
    { n: 5, inhabitants: 1000 }, // 5
    { n: 20, inhabitants: 2000 }, // 10
    { n: 20, inhabitants: 1000 }, // 20
    { n: 3, inhabitants: minInhabitants - 1 }, // too few
    { n: 3, inhabitants: minInhabitants }, // exactly at the limit: 60
    { n: 2, inhabitants: null },
    { n: 0, inhabitants: null },
  ]
  it('gives rate and class', () => {
    const { answers, breaks } = signalRates(town)
    // rates above 0: 1 2 5 10 20 60; places 1, 2, 3, 4 -> 2 5 10 20
    expect(breaks).toEqual([2, 5, 10, 20])
    expect(answers.map((a) => a.rate)).toEqual([0, 1, 2, 5, 10, 20, null, 60, null, null])
    expect(answers.map((a) => a.class)).toEqual(['no-signals', 'rate-1', 'rate-1', 'rate-2', 'rate-3', 'rate-4', 'too-few', 'rate-5', 'no-denominator', 'no-signals'])
  })
  it('has nothing to classify without signals', () => {
    expect(signalRates([{ n: 0, inhabitants: 100 }]).breaks).toBeNull()
    expect(signalRates([])).toEqual({ answers: [], breaks: null })
  })
  it('refuses numbers that are no counts', () => {
    expect(() => signalRates([{ n: -1, inhabitants: 10 }])).toThrow(RangeError)
    expect(() => signalRates([{ n: 1, inhabitants: Number.NaN }])).toThrow(RangeError)
  })
})

describe('with an estimate of what is behind the counts', () => {
  const town = [
    { n: 30, inhabitants: 1000, estimate: { rate: 24, pHigher: 0.999 } },
    { n: 2, inhabitants: 60, estimate: { rate: 12, pHigher: 0.7 } }, // 33 per 1,000 by two signals: no colour
    { n: 10, inhabitants: 1000, estimate: { rate: 10, pHigher: 0.5 } },
    { n: 1, inhabitants: 1000, estimate: { rate: 4, pHigher: 0.02 } },
    { n: 0, inhabitants: 1000, estimate: { rate: 3, pHigher: 0.01 } },
    { n: 9, inhabitants: 30, estimate: { rate: 40, pHigher: 0.99 } },
    { n: 9, inhabitants: null, estimate: null },
  ]
  it('colours only what lies clear of the average, by the estimate; the rate stays that of the counts', () => {
    const { answers, breaks } = signalRates(town)
    // estimates 3 4 10 12 24, places 1, 2, 3, 4 -> near 4 10 12 24
    expect(breaks).toEqual([5, 10, 20, 25])
    expect(answers.map((a) => a.class)).toEqual(['rate-4', 'average', 'average', 'rate-1', 'no-signals', 'too-few', 'no-denominator'])
    expect(answers[0]!.rate).toBe(30)
  })
  it('is exactly at the limit: 0.95 and 0.05 count as clear', () => {
    const of = (pHigher: number) => signalRates([{ n: 5, inhabitants: 1000, estimate: { rate: 5, pHigher } }]).answers[0]!.class
    expect([of(0.95), of(0.949), of(0.051), of(0.05)].map((c) => c === 'average')).toEqual([false, true, true, false])
  })
})

describe('several buurten together', () => {
  it('leaves out what has no denominator, above and below the line', () => {
    expect(rateTogether([{ n: 2, inhabitants: 1000 }, { n: 4, inhabitants: 1000 }, { n: 9, inhabitants: null }])).toBe(3)
  })
  it('gives no rate for too few people, also for one small buurt', () => {
    expect(rateTogether([{ n: 3, inhabitants: 12 }])).toBeNull()
    expect(rateTogether([{ n: 3, inhabitants: 30 }, { n: 0, inhabitants: 20 }])).toBe(60)
    expect(rateTogether([])).toBeNull()
  })
})

const row = fc.record({ n: fc.nat(500), inhabitants: fc.option(fc.nat(9000), { nil: null }) })

describe('counts that the reader may not know exactly', () => {
  it('gives no rate where the count is withheld, and says few where it rounds to 0', () => {
    const { answers, breaks } = signalRates([{ n: null, inhabitants: 1000 }, { n: 0, inhabitants: 1000, rounded: true }, { n: 15, inhabitants: 1000, rounded: true }])
    expect(answers.slice(0, 2)).toEqual([{ rate: null, class: 'withheld' }, { rate: null, class: 'few' }])
    expect(answers[2]!.rate).toBe(15)
    expect(answers[2]!.class).toMatch(/^rate-/)
    expect(breaks).toHaveLength(4)
  })
  it('gives no rate together when one is withheld: a part is not the whole', () => {
    expect(rateTogether([{ n: null, inhabitants: 1000 }, { n: 4, inhabitants: 1000 }])).toBeNull()
  })
})

describe('relations', () => {
  it('limits increase, a higher rate is never in a lower class, and the order of rows does not matter', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 80 }), (rows) => {
        const { answers, breaks } = signalRates(rows)
        if (breaks) for (let i = 1; i < breaks.length; i++) expect(breaks[i]!).toBeGreaterThan(breaks[i - 1]!)
        const classed = answers.filter((a) => a.rate !== null && a.class.startsWith('rate-')).sort((a, b) => a.rate! - b.rate!)
        for (let i = 1; i < classed.length; i++) expect(classed[i]!.class >= classed[i - 1]!.class).toBe(true)
        expect(signalRates([...rows].reverse()).answers.reverse()).toEqual(answers)
      }),
      { seed: 1, numRuns: 300 },
    )
  })
})
