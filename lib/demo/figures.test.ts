import { describe, expect, it } from 'vitest'
import { focusRelapse } from '@/lib/analysis/focus-relapse'
import { makeGeography } from './areas'
import { demoIndicators, figureYears, makeFigures, roundToFive } from './figures'
import { resultCohort } from './figures-focus'
import { makeProfiles } from './profile'
import { makeRandom, makeSampler } from './random'

const geography = makeGeography()
const profiles = makeProfiles(geography.buurten, 1)
const figures = makeFigures(geography, profiles, 1)
const get = (code: string, indicator: string, year = 2025) => figures.find((f) => f.code === code && f.indicator === indicator && f.year === year)!
const codeOf = (name: string) => geography.buurten.find((b) => b.plan.name === name)!.code

describe('figures', () => {
  it('hold one row per area, year and indicator, with a value or a reason', () => {
    expect(figures).toHaveLength((geography.buurten.length + 8 + 1) * figureYears.length * demoIndicators.length)
    for (const f of figures) expect((f.value === null) !== (f.reason === null)).toBe(true)
  })

  it('count 55,000 to 60,000 inhabitants, the gemeente exactly', () => {
    const total = get('GM9001', 'inhabitants').value!
    expect(total).toBe(profiles.reduce((sum, p) => sum + p.inhabitants, 0))
    expect(total > 55_000 && total < 60_000).toBe(true)
  })

  it('round counts of buurten and wijken to 5 at random, so that they do not add up', () => {
    for (const f of figures.filter((x) => x.level !== 'gemeente' && ['inhabitants', 'households', 'age-0-15', 'age-65-plus'].includes(x.indicator) && x.value !== null)) expect(f.value! % 5).toBe(0)
    const differs = geography.wijken.filter((w) => get(w.code, 'inhabitants').value !== geography.buurten.filter((b) => b.wijkCode === w.code).reduce((s, b) => s + get(b.code, 'inhabitants').value!, 0))
    expect(differs.length).toBeGreaterThanOrEqual(3)
    const random = makeRandom(1, 'test')
    const mean = Array.from({ length: 20_000 }, () => roundToFive(12, random)).reduce((a, b) => a + b, 0) / 20_000
    expect(mean).toBeCloseTo(12, 1)
  })

  it('keep small areas secret and leave the newest income for later', () => {
    expect(get(codeOf('Noorderduinen'), 'density').reason).toBe('geheim')
    expect(get(codeOf('Werfeiland'), 'loneliness').reason).toBe('geheim')
    expect(get(codeOf('Meerzijde'), 'inhabitants').value).toBe(0)
    expect(get(codeOf('Ringpolder'), 'low-income', 2024).reason).toBe('geheim')
    expect(get(codeOf('Sterneiland'), 'low-income').reason).toBe('later')
    expect(get(codeOf('Sterneiland'), 'low-income', 2024).value).toBeGreaterThan(12)
    expect(get(codeOf('Sterneiland'), 'social-rented', 2024).reason).toBe('vervallen')
    expect(get('WK900104', 'social-rented', 2024).reason).toBeNull()
  })
})

describe('what focus left behind in the figures', () => {
  // the threshold of the demo (lib/commands/demo-thresholds.ts)
  const lonely = { value: 50, direction: 'from' } as const
  const course = (name: string) => figureYears.map((year) => ({ year, value: get(codeOf(name), 'loneliness', year).value }))
  it('is a relapse in the one buurt of the cohort and none in the other', () => {
    expect(focusRelapse(course('Touwslagersbuurt'), resultCohort, lonely)).toEqual({ under: resultCohort + 1, again: resultCohort + 2 })
    expect(focusRelapse(course('Sluiswachter'), resultCohort, lonely)).toBeNull()
    expect(course('Sluiswachter').filter((y) => y.year > resultCohort).every((y) => y.value! < lonely.value)).toBe(true)
  })
})

describe('makeSampler', () => {
  it('draws in proportion to the weights and never a zero', () => {
    const random = makeRandom(1, 'alias')
    const draw = makeSampler([1, 0, 3])
    const n = [0, 0, 0]
    for (let i = 0; i < 40_000; i++) n[draw(random)]!++
    expect(n[1]).toBe(0)
    expect(n[2]! / n[0]!).toBeCloseTo(3, 0)
    expect(() => makeSampler([0, 0])).toThrow(RangeError)
  })
})
