import { describe, expect, it } from 'vitest'
import type { FigureSeries } from '@/lib/domain/focus-criteria'
import { anchorsOf, focusCriteria, place, type BuurtFacts, type CycleFacts } from './focus-criteria'

/** A hand-made gemeente: three buurten and a hamlet, two figures; the year 2027 is asked about in 2026. */
const buurt = (code: string, more: Partial<BuurtFacts> = {}): BuurtFacts => ({ code, name: code, wijk: null, werkgebied: null, inhabitants: 1000, lastFocusYear: null, reasons: [], gaps: 0, thin: 0, initiatives: 0, ...more })
const years = (...values: number[]) => values.map((value, i) => ({ year: 2025 - values.length + 1 + i, value }))
const income: FigureSeries = { indicator: 'income', label: 'Laag inkomen', unit: '%', direction: 'higher_is_worse', source: 'CBS', values: { a: years(10, 10, 10), b: years(10, 15, 20), c: years(30) } }
const homes: FigureSeries = { indicator: 'homes', label: 'WOZ', unit: '', direction: 'lower_is_worse', source: 'CBS', values: { a: years(400, 300, 200), b: years(300) } }
const cycle: CycleFacts = { year: 2027, on: '2026-11-26', figures: [income, homes], works: null, focusKnown: true }
const spread = [{ indicator: 'income', year: 2025, low: 10, high: 30 }, { indicator: 'income', year: 2024, low: 0, high: 1 }, { indicator: 'income', year: 2027, low: 0, high: 1 }, { indicator: 'homes', year: 2025, low: 200, high: 400 }]
const town = [buurt('a', { gaps: 2, thin: 1, initiatives: 3, inhabitants: 1500 }), buurt('b', { lastFocusYear: 2024 }), buurt('c', { gaps: null, inhabitants: null })]
const anchors = anchorsOf(town, cycle, spread, 'gemeente')

describe('focusCriteria', () => {
  it('a hand-made gemeente: every criterion on its scale', () => {
    expect(anchors.figures).toEqual({ income: { low: 10, high: 30, year: 2025 }, homes: { low: 400, high: 200, year: 2025 } })
    const [a, b, c] = focusCriteria(town, cycle, anchors)
    expect(a!.values.need).toMatchObject({ value: 0.5, scaled: 0.5, source: 'CBS', asOf: '2025' }) // best income, worst homes
    expect(b!.values.need.value).toBeCloseTo((0.5 + 0.5) / 2, 12)
    expect(a!.values.trend.value).toBeCloseTo((0 + 100 / 200) / 2, 12) // homes lost 100 a year of a scale of 200
    expect(b!.values.trend.value).toBeCloseTo(5 / 20, 12) // one year of homes makes no trend
    expect([a, b, c].map((x) => x!.values.gap.value)).toEqual([2.5, 0, null])
    expect([a, b, c].map((x) => x!.values.energy.value)).toEqual([2, 0, null])
    expect([a, b].map((x) => x!.values.rest)).toMatchObject([{ value: 8, scaled: 1 }, { value: 3, scaled: 3 / 8 }])
    expect([a, b, c].map((x) => x!.applicable)).toEqual([true, true, false])
  })

  it('what is not known is an interval, never a mean', () => {
    const c = focusCriteria(town, cycle, anchors)[2]!.values
    expect(c.need).toMatchObject({ value: 1, low: 0.5, high: 1 }) // homes may be anything
    expect(c.trend).toMatchObject({ value: null, scaled: null, low: 0, high: 1 })
    expect(c.physical).toMatchObject({ value: null, low: 0, high: 1 })
    const [nothing] = focusCriteria([buurt('z')], cycle, anchors)
    expect(nothing!.values.need).toMatchObject({ scaled: null, low: 0, high: 1 })
    expect(focusCriteria([buurt('z')], { ...cycle, focusKnown: false }, anchors)[0]!.values.rest.scaled).toBeNull()
  })

  it('as the anchors are fixed, another buurt or a later figure changes no scaled value', () => {
    const before = focusCriteria(town, cycle, anchors)
    const extreme = { ...income, values: { ...income.values, x: years(99, 99, 99), a: [...income.values.a!, { year: 2026, value: 77 }, { year: 2027, value: 78 }] } }
    const after = focusCriteria([...town, buurt('x', { gaps: 50, initiatives: 900 })], { ...cycle, figures: [extreme, homes] }, anchors)
    expect(after.slice(0, 3)).toEqual(before)
    expect(after[3]!.values.need).toMatchObject({ scaled: 1, low: 0.5, high: 1 })
  })

  it('planned works count where a gemeente has figures of them', () => {
    const works: FigureSeries = { ...income, indicator: 'planned-works', direction: 'neutral', source: 'Rioolplan', values: { a: [{ year: 2025, value: 2 }, { year: 2026, value: 4 }], b: [{ year: 2027, value: 9 }] } }
    const [a, b] = focusCriteria(town, { ...cycle, works }, { ...anchors, criteria: { ...anchors.criteria, physical: { low: 0, high: 8 } } })
    expect([a!.values.physical, b!.values.physical]).toMatchObject([{ value: 4, scaled: 0.5, source: 'Rioolplan', asOf: '2026' }, { value: null }])
  })

  it('places between two ends, either way round, clipped; equal ends part what is above them', () => {
    expect([place(15, { low: 10, high: 20 }), place(15, { low: 20, high: 10 }), place(99, { low: 10, high: 20 }), place(1, { low: 10, high: 20 })]).toEqual([0.5, 0.5, 1, 0])
    expect([place(3, { low: 3, high: 3 }), place(4, { low: 3, high: 3 })]).toEqual([0, 1])
  })
})
