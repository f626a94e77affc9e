import { describe, expect, it } from 'vitest'
import { activityEuro, type PaidActivity, type Pot } from './activity-euro'
import { apportionedEuro, euroOfPair } from './apportioned-euro'

const part = (key: string, hours: number, inhabitants: number) => ({ key, hours, inhabitants })

describe('an amount over what it is for', () => {
  it('by delivered hours', () => {
    expect(apportionedEuro(1000, [part('a', 30, 1), part('b', 10, 999)])).toEqual({ method: 'hours', parts: [{ key: 'a', euro: 750 }, { key: 'b', euro: 250 }] })
  })
  it('without any hours by inhabitants, and without those equally', () => {
    expect(apportionedEuro(1000, [part('a', 0, 300), part('b', 0, 100)])).toEqual({ method: 'inhabitants', parts: [{ key: 'a', euro: 750 }, { key: 'b', euro: 250 }] })
    expect(apportionedEuro(1000, [part('a', 0, 0), part('b', 0, 0)])).toEqual({ method: 'equally', parts: [{ key: 'a', euro: 500 }, { key: 'b', euro: 500 }] })
  })
  it('one hour anywhere makes it by hours: who delivered none gets none', () => {
    expect(apportionedEuro(90, [part('a', 1, 5), part('b', 0, 5)]).parts.map((p) => p.euro)).toEqual([90, 0])
  })
  it('adds up to the amount; nothing to divide over gives nothing; refuses what cannot be', () => {
    const { parts } = apportionedEuro(12345.67, [part('a', 3, 1), part('b', 7, 1), part('c', 11, 1)])
    expect(parts.reduce((n, p) => n + p.euro, 0)).toBeCloseTo(12345.67, 8)
    expect(apportionedEuro(5, []).parts).toEqual([])
    expect(() => apportionedEuro(-1, [])).toThrow(RangeError)
    expect(() => apportionedEuro(1, [part('a', Number.NaN, 1)])).toThrow(RangeError)
  })
})

describe('euro of a pair', () => {
  it('by hand: 1200 and 600 euro a year for 10 and 20 hours a month; 10 hours overlap: 10 / 30 of 1800', () => {
    expect(euroOfPair([{ euro: 1200, hours: 10, share: 1 }, { euro: 600, hours: 20, share: 1 }], 10)).toBeCloseTo(600, 9)
  })
  it('only what lies in the part that they share counts', () => {
    expect(euroOfPair([{ euro: 1200, hours: 10, share: 0.5 }, { euro: 0, hours: 5, share: 1 }], 5)).toBeCloseTo(300, 9) // 5 of 10 hours, 600 euro
  })
  it('is not known when one amount is not, and nothing when no hours are given', () => {
    expect(euroOfPair([{ euro: null, hours: 1, share: 1 }, { euro: 1, hours: 1, share: 1 }], 1)).toBeNull()
    expect(euroOfPair([{ euro: 1, hours: 1, share: 1 }, { euro: 1, hours: 1, share: 1 }], null)).toBeNull()
    expect(euroOfPair([{ euro: 1, hours: 0, share: 1 }, { euro: 1, hours: 0, share: 1 }], 0)).toBe(0)
  })
})

describe('subsidy over the activities of a year', () => {
  const activity = (id: number, organisation: number, service: number, more: Partial<PaidActivity> = {}): PaidActivity => ({ id, organisation, service, themes: ['geld'], hours: 0, inhabitants: 100, ...more })
  const pot = (organisation: number, euro: number, more: Partial<Pot> = {}): Pot => ({ organisation, service: null, theme: null, kind: 'line', euro, ...more })
  const activities = [activity(1, 1, 10, { hours: 30 }), activity(2, 1, 10, { hours: 10 }), activity(3, 1, 11, { themes: ['taal'] }), activity(4, 2, 20), activity(5, 2, 20, { inhabitants: 300 })]
  it('a line goes to its service, the rest to services without a line, what finds nothing is left', () => {
    const { perActivity, left } = activityEuro([pot(1, 4000, { service: 10 }), pot(1, 500, { kind: 'rest' }), pot(2, 800, { theme: 'geld' }), pot(2, 70, { kind: 'rest' }), pot(3, 9)], activities)
    expect(Object.fromEntries(perActivity)).toEqual({ 1: { euro: 3000, method: 'hours' }, 2: { euro: 1000, method: 'hours' }, 3: { euro: 500, method: 'inhabitants' }, 4: { euro: 200, method: 'inhabitants' }, 5: { euro: 600, method: 'inhabitants' } })
    expect(left).toBe(79)
  })
  it('says that it was divided in more than one way', () => {
    const { perActivity } = activityEuro([pot(1, 100, { service: 11 }), pot(1, 40, { service: 10 }), pot(1, 10, { theme: 'taal' })], [activity(1, 1, 10, { hours: 4 }), activity(3, 1, 11, { themes: ['taal'], hours: 0 }), activity(6, 1, 12, { themes: ['taal'], hours: 5 })])
    expect(perActivity.get(3)).toEqual({ euro: 100, method: 'mixed' })
  })
  it('all parts and what is left add up, whatever the amounts', () => {
    const pots = [pot(1, 123.4, { service: 10 }), pot(1, 77.1, { theme: 'taal' }), pot(1, 5, { kind: 'rest' }), pot(2, 800, { theme: 'taal' }), pot(9, 3)]
    const { perActivity, left } = activityEuro(pots, activities)
    expect([...perActivity.values()].reduce((n, a) => n + a.euro, left)).toBeCloseTo(pots.reduce((n, p) => n + p.euro, 0), 9)
  })
})
