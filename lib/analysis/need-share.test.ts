import { describe, expect, it } from 'vitest'
import { effortShares } from './effort-share'
import { needShares } from './need-share'

const sum = (list: readonly number[]) => list.reduce((n, x) => n + x, 0)

describe('shares of the need', () => {
  it('without signals by inhabitants; where nobody lives nothing', () => {
    expect(needShares([{ signals: 0, inhabitants: 300 }, { signals: 0, inhabitants: 100 }, { signals: 4, inhabitants: 0 }])).toEqual([0.75, 0.25, 0])
    expect(needShares([{ signals: 3, inhabitants: null }, { signals: 3, inhabitants: 0 }])).toEqual([0, 0])
  })
  it('where rates do not differ by inhabitants alone', () => {
    expect(needShares([{ signals: 3, inhabitants: 300 }, { signals: 1, inhabitants: 100 }])).toEqual([0.75, 0.25])
  })
  it('by hand: 30 and 10 signals for 1000 people each', () => {
    // mean 0.02, spread 0.0001, between 0.0001 - 0.02 / 1000 = 0.00008; alpha 5, beta 250: (5 + 30) / 1250 and (5 + 10) / 1250, together 50 / 1250
    const [a, b] = needShares([{ signals: 30, inhabitants: 1000 }, { signals: 10, inhabitants: 1000 }])
    expect(a).toBeCloseTo(0.7, 12)
    expect(b).toBeCloseTo(0.3, 12)
  })
  it('adds up to 1, draws small buurten to the mean, and more signals never give less', () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({ signals: (i * 37) % 41, inhabitants: 50 + ((i * 7919) % 4000) }))
    expect(sum(needShares(rows))).toBeCloseTo(1, 12)
    for (const i of [0, 7, 29]) expect(needShares(rows.map((r, j) => (i === j ? { ...r, signals: r.signals + 1 } : r)))[i]!).toBeGreaterThan(needShares(rows)[i]! - 1e-12)
    const [, small] = needShares([{ signals: 20, inhabitants: 4000 }, { signals: 1, inhabitants: 20 }, { signals: 60, inhabitants: 4000 }])
    expect(small! / (20 / 8020)).toBeLessThan((1 / 20) / (81 / 8020)) // its own rate is five times the mean
  })
})

describe('effort beside signals', () => {
  it('shares of the gemeente and their proportion', () => {
    const [a, b] = effortShares([{ hours: 30, euro: 600, signals: 10 }, { hours: 10, euro: 200, signals: 30 }])
    expect(a).toEqual({ hours: 0.75, euro: 0.75, signals: 0.25, hoursPerSignal: 3, euroPerSignal: 3 })
    expect(b!.hoursPerSignal).toBeCloseTo(1 / 3, 12)
  })
  it('without signals there is no proportion; what is not told stays so', () => {
    expect(effortShares([{ hours: 5, euro: null, signals: 0 }, { hours: 5, euro: null, signals: 4 }])).toEqual([
      { hours: 0.5, euro: null, signals: 0, hoursPerSignal: null, euroPerSignal: null }, { hours: 0.5, euro: null, signals: 1, hoursPerSignal: 0.5, euroPerSignal: null },
    ])
    expect(effortShares([{ hours: 0, euro: 0, signals: null }])[0]).toEqual({ hours: null, euro: null, signals: null, hoursPerSignal: null, euroPerSignal: null })
  })
})
