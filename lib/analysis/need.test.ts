import { describe, expect, it } from 'vitest'
import { figurePass, needOf, type FigureFact } from './need'

const nothing = { enough: false, since: null }
const enough = { enough: true, since: '2026-09-27' }

describe('need', () => {
  it('is there for one reason out of three, and the reasons are told apart', () => {
    expect(needOf(nothing, [], [])).toEqual({ need: false, since: null, bySignals: false, byFinding: false, byFigure: false })
    expect(needOf(enough, [], [])).toMatchObject({ need: true, since: '2026-09-27', bySignals: true })
    expect(needOf(nothing, [{ since: '2026-08-10' }], [])).toMatchObject({ need: true, since: '2026-08-10', byFinding: true })
    expect(needOf(nothing, [], [{ passes: true, since: '2024-01-01' }])).toMatchObject({ need: true, since: '2024-01-01', byFigure: true })
    expect(needOf(nothing, [], [{ passes: false, since: null }])).toMatchObject({ need: false, byFigure: false })
  })
  it('began with the first of the reasons that hold', () => expect(needOf(enough, [{ since: '2026-08-10' }], [{ passes: false, since: '2020-01-01' }]).since).toBe('2026-08-10'))
  it('may have begun on a day that is not known', () => expect(needOf({ enough: true, since: null }, [], [])).toMatchObject({ need: true, since: null }))
})

describe('a figure against its limit', () => {
  const fact = (more: Partial<FigureFact>): FigureFact => ({ indicator: 'lonely', label: 'Eenzaam', unit: '%', direction: 'higher_is_worse', limit: 40, values: [{ year: 2026, value: 45 }, { year: 2025, value: 40 }, { year: 2024, value: 39 }, { year: 2022, value: 50 }], ...more })
  it('passes exactly at the limit, by the newest year that is not after the date', () => {
    expect(figurePass(fact({}), '2026-11-26')).toMatchObject({ passes: true, year: 2026, value: 45, since: '2025-01-01' })
    expect(figurePass(fact({}), '2025-11-26')).toMatchObject({ passes: true, year: 2025, value: 40, since: '2025-01-01' })
    expect(figurePass(fact({}), '2024-11-26')).toMatchObject({ passes: false, year: 2024, since: null })
    expect(figurePass(fact({}), '2021-11-26')).toBeNull()
  })
  it('knows that lower is worse, and that some figures have no bad side', () => {
    expect(figurePass(fact({ direction: 'lower_is_worse' }), '2024-05-01')).toMatchObject({ passes: true, since: '2024-01-01' })
    expect(figurePass(fact({ direction: 'lower_is_worse' }), '2026-05-01')).toMatchObject({ passes: false })
    expect(figurePass(fact({ direction: 'neutral' }), '2026-05-01')).toMatchObject({ passes: false })
  })
  it('a missing year breaks the row of years', () => expect(figurePass(fact({ values: [{ year: 2026, value: 45 }, { year: 2024, value: 45 }] }), '2026-05-01')?.since).toBe('2026-01-01'))
})
