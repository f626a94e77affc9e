import { describe, expect, it } from 'vitest'
import { criteria, type BuurtCriteria, type Criterion, type FigureSeries } from '@/lib/domain/focus-criteria'
import { focusChoice, thresholdChange, usedCriteria, type ChoiceFacts, type Preference } from './focus-choice'

const buurt = (code: string, values: Partial<Record<Criterion, number>>, applicable = true): BuurtCriteria => ({
  code, name: code, wijk: null, werkgebied: null, inhabitants: applicable ? 1000 : 20, applicable, reasons: [], lastFocusYear: null,
  values: Object.fromEntries(criteria.map((c) => [c, values[c] === undefined ? { value: null, scaled: null, low: 0, high: 1, source: '', asOf: '' } : { value: 4 * values[c], scaled: values[c], source: '', asOf: '2026-11-26' }])) as BuurtCriteria['values'],
})
const income: FigureSeries = { indicator: 'income', label: '', unit: '', direction: 'higher_is_worse', source: 'CBS', values: { a: [{ year: 2024, value: 20 }, { year: 2025, value: 12 }, { year: 2027, value: 99 }], b: [{ year: 2024, value: 15 }] } }
const facts: ChoiceFacts = { year: 2027, figures: [income], running: ['d'], buurten: [buurt('a', { need: 0.9, gap: 0.1 }), buurt('b', { need: 0.2, gap: 0.75 }), buurt('c', { need: 0.1, gap: 0.05 }), buurt('d', { need: 1, gap: 1 }), buurt('e', { need: 1, gap: 1 }, false)] }
const preference: Preference = { weights: { need: 50, trend: 0, gap: 50, energy: 0, physical: 0, rest: 0 }, noPreference: false, top: 1, thresholds: { limits: [{ key: 'income', direction: 'from', value: 15 }, { key: 'gap', direction: 'from', value: 3 }], atLeast: 1 } }

describe('focusChoice', () => {
  it('a hand-made gemeente: who stands where, what is passed and when it was measured', () => {
    const [a, b, c, d, e] = focusChoice(facts, preference)
    expect([a, b, c, d, e].map((x) => x!.standing)).toEqual(['below', 'candidate', 'below', 'running', 'not_applicable'])
    expect(b!.passed).toEqual([{ limit: preference.thresholds.limits[0], value: 15, asOf: '2024' }, { limit: preference.thresholds.limits[1], value: 3, asOf: '2026-11-26' }])
    expect([a!.passed, c!.unknown]).toEqual([[], 1]) // 12 in 2025 counts, not 20 of the year before, and nothing of the year itself
    expect([b!.share, a!.share, d!.share]).toEqual([1, null, null])
    // a would come first as soon as it passes: by its figure (15 down to 12, all of what is known) or by its gaps (3 down to 0.4, a little less than all)
    expect(a!.flip).toMatchObject({ chosen: false, candidate: false, threshold: { limit: 1, from: 3, to: 0.4 } })
  })

  it('criteria that nobody knows anything of are left out; points of all nought weigh alike; no preference tries everything', () => {
    expect(usedCriteria(facts.buurten)).toEqual(['need', 'gap'])
    const all = { ...preference, thresholds: { limits: [], atLeast: 1 } }
    const shares = (over: Partial<Preference>) => Object.fromEntries(focusChoice(facts, { ...all, ...over }).map((c) => [c.code, c.share]))
    const free = shares({ noPreference: true })
    expect(shares({ weights: { ...preference.weights, need: 0, gap: 0, physical: 80 } })).toEqual(free)
    // a is first where 0.9 w + 0.1 (1 - w) > 0.2 w + 0.75 (1 - w): above w = 0.65 / 1.35
    expect(Math.abs(free.a! - (1 - 0.65 / 1.35))).toBeLessThan(3 * Math.sqrt(0.25 / 10_000))
    expect([free.c, free.d, free.e]).toEqual([0, null, null])
    expect(shares({})).toEqual(shares({}))
    // a weight is told by its place in the list of all criteria
    expect(criteria[focusChoice(facts, all)[1]!.flip!.weight!.criterion]).toMatch(/need|gap/)
  })

  it('tells who becomes a candidate and who is none any more', () => {
    const at = (value: number) => ({ limits: [{ key: 'income', direction: 'from' as const, value }], atLeast: 1 })
    expect(thresholdChange(facts, at(15), at(12))).toEqual({ joins: ['a'], leaves: [] })
    expect(thresholdChange(facts, at(12), at(13))).toEqual({ joins: [], leaves: ['a'] })
    expect(thresholdChange(facts, at(12), at(12))).toEqual({ joins: [], leaves: [] })
  })
})
