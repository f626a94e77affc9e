import { expect, it } from 'vitest'
import { periodLength, periodText, withArticle } from './spoken'

it.each([
  ['Visbuurt', 'de Visbuurt'],
  ['Centrum', 'het Centrum'],
  ['Huisduinen', 'Huisduinen'],
  ['Nieuw Den Helder Zuid', 'Nieuw Den Helder Zuid'],
  ['Indische buurt-Noord', 'Indische buurt-Noord'],
])('speaks of %s as %s', (name, spoken) => expect(withArticle(name)).toBe(spoken))

it.each([
  [{ from: '2026-09-01', to: '2026-12-01' }, 'september tot en met november 2026'],
  [{ from: '2025-11-01', to: '2026-02-01' }, 'november 2025 tot en met januari 2026'],
  [{ from: '2026-11-01', to: '2026-12-01' }, 'november 2026'],
  [{ from: '2026-11-02', to: '2026-11-25' }, '2 november 2026 tot en met 24 november 2026'],
])('names the period %o', (period, text) => expect(periodText(period)).toBe(text))

it.each([
  [{ from: '2026-09-01', to: '2026-12-01' }, '3 maanden'],
  [{ from: '2026-11-01', to: '2026-12-01' }, '1 maand'],
  [{ from: '2026-08-10', to: '2026-11-02' }, '12 weken'],
  [{ from: '2026-08-10', to: '2026-11-03' }, 'de periode van 10 augustus 2026 tot en met 2 november 2026'],
  [{ from: '2026-11-02', to: '2026-11-09' }, 'de periode van 2 november 2026 tot en met 8 november 2026'],
])('says how long %o is', (period, text) => expect(periodLength(period)).toBe(text))
