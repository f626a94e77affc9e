import { describe, expect, it } from 'vitest'
import { noTargetWeeks, presenceOf, type PresenceInput } from './presence'

const one = (lastVisit: string | null, targetWeeks: number | null, asOf = '2026-11-24') => presenceOf([{ lastVisit, targetWeeks }], asOf)[0]

describe('how long ago somebody was in a buurt', () => {
  it('counts days, also over the end of summer time and of a year', () => {
    expect(one('2026-11-24', 2)).toEqual({ days: 0, class: 'within' })
    expect(one('2026-10-24', null)).toMatchObject({ days: 31 }) // 25 October 2026: the clock goes back
    expect(one('2025-12-31', null, '2026-01-01')).toMatchObject({ days: 1 })
    expect(one('2024-02-28', null, '2024-03-01')).toMatchObject({ days: 2 })
  })
  it('meets a target of two weeks on day 14 and not on day 15', () => {
    expect(one('2026-11-10', 2)).toEqual({ days: 14, class: 'within' })
    expect(one('2026-11-09', 2)).toEqual({ days: 15, class: 'over' })
  })
  it('does not meet a target where nobody ever was, however low it is', () => {
    expect(one(null, 1)).toEqual({ days: null, class: 'over' })
    expect(one(null, 104)).toEqual({ days: null, class: 'over' })
  })
  it('judges nothing without a target (N7)', () => {
    expect(one(null, null)).toEqual({ days: null, class: 'never' })
    expect(one('2026-10-27', null)).toEqual({ days: 28, class: 'no-target-1' })
    expect(one('2026-10-26', null)).toEqual({ days: 29, class: 'no-target-2' })
    expect(one('2026-09-01', null)).toEqual({ days: 84, class: 'no-target-2' })
    expect(one('2026-08-31', null)).toEqual({ days: 85, class: 'no-target-3' })
    expect(one('2001-01-01', null)!.class).toBe('no-target-3')
  })
  it('a low target makes a long time fine: 50 weeks ago with a target of 52', () => {
    expect(one('2025-12-09', 52)).toEqual({ days: 350, class: 'within' })
  })
  it('refuses what cannot be', () => {
    expect(() => one('2026-11-25', null)).toThrow(RangeError)
    expect(() => one(null, 0)).toThrow(RangeError)
    expect(() => one(null, NaN)).toThrow(RangeError)
  })
  it('relations: a day later is never better, a lower demand never worse, order does not matter', () => {
    const dates = Array.from({ length: 120 }, (_, i) => new Date(Date.UTC(2026, 6, 28 + i)).toISOString().slice(0, 10))
    const rank = { within: 0, over: 1 } as const
    for (const weeks of [1, 2, 4, 13]) {
      const ranks = dates.map((d) => rank[one(d, weeks)!.class as keyof typeof rank])
      for (let i = 1; i < ranks.length; i++) expect(ranks[i]!).toBeLessThanOrEqual(ranks[i - 1]!)
      for (const d of dates) expect(rank[one(d, weeks + 1)!.class as keyof typeof rank]).toBeLessThanOrEqual(rank[one(d, weeks)!.class as keyof typeof rank])
    }
    const rows: PresenceInput[] = dates.map((lastVisit, i) => ({ lastVisit, targetWeeks: i % 3 === 0 ? null : (i % 9) + 1 }))
    expect(presenceOf([...rows].reverse(), '2026-11-24').reverse()).toEqual(presenceOf(rows, '2026-11-24'))
    expect(noTargetWeeks[0]).toBeLessThan(noTargetWeeks[1])
  })
})
