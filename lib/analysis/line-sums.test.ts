import { describe, expect, it } from 'vitest'
import { sumLines } from './line-sums'

describe('what the lines of an agreement add up to', () => {
  it('adds hours and euro, and says what is left', () => {
    const lines = [{ hours: 120, subsidyEur: 0.1 }, { hours: 80.5, subsidyEur: 0.2 }, { hours: 0, subsidyEur: null }]
    expect(sumLines(lines, { hours: 400, subsidyEur: 0.3 })).toEqual({ hours: { lines: 200.5, agreed: 400, left: 199.5 }, subsidyEur: { lines: 0.3, agreed: 0.3, left: 0 } })
  })
  it('has nothing left to say without a total, and no lines are nothing', () => {
    expect(sumLines([], { hours: null, subsidyEur: 12 })).toEqual({ hours: { lines: 0, agreed: null, left: null }, subsidyEur: { lines: 0, agreed: 12, left: 12 } })
  })
})
