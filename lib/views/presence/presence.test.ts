import { describe, expect, it } from 'vitest'
import { classes, type Answer, type AreaRow } from './definition'
import { sentence } from './panel'
import { sortRows } from './sort'
import { ago } from './words'

const row = (name: string, more: Partial<AreaRow> = {}): AreaRow => ({ code: `BU${name}`, name, wijkName: 'West', werkgebied: 'west', inhabitants: 100, class: 'never', lastVisit: null, days: null, targetWeeks: null, targetReason: null, visits: 0, ...more })
const answer = (areas: AreaRow[], visible = true): Answer => ({
  view: 'presence', params: {}, meta: { gemeente: { code: 'GM9990', name: 'Proefstad', fictional: true }, boundaryYear: 2024, from: '2026-01-01', to: '2026-11-25', n: areas.length, visible, asOf: '2026-11-24T10:00:00Z', method: 'x' },
  choices: { gemeenten: [], werkgebieden: [] }, areas, lastVisits: [], targetSet: null, may: { record: false, target: false }, findings: [],
})

describe('presence in words', () => {
  it('counts in days below two weeks, then in weeks and days', () => {
    expect([0, 1, 13, 14, 15, 28, 30].map(ago)).toEqual(['vandaag', '1 dag', '13 dagen', '2 weken', '2 weken en 1 dag', '4 weken', '4 weken en 2 dagen'])
  })
  it('judges nothing without a target, also where nobody ever was (N7)', () => {
    const never = sentence(answer([]), row('Brink'))
    const long = sentence(answer([]), row('Brink', { class: 'no-target-3', days: 400, lastVisit: '2025-10-20' }))
    for (const text of [never, long]) expect(text).not.toMatch(/doel|te lang|langer/)
    expect(sentence(answer([]), row('Brink', { class: 'within', days: 14, lastVisit: '2026-11-10', targetWeeks: 2 }))).toBe('In Brink was 2 weken geleden voor het laatst iemand, op 10 november 2026. Dat is binnen het doel (elke 2 weken een bezoek).')
    expect(sentence(answer([]), row('Brink', { class: 'over', targetWeeks: 1 }))).toBe('In Brink is nog nooit een bezoek vastgelegd. Dat is langer dan het doel (elke week een bezoek).')
  })
  it('sums up what is shown, and says so when visits are not visible', () => {
    expect(sentence(answer([row('a'), row('b', { class: 'over', targetWeeks: 2, days: 20, lastVisit: '2026-11-04' }), row('c', { class: 'within', targetWeeks: 9, days: 2, lastVisit: '2026-11-22' })]), undefined))
      .toBe('In Proefstad: 3 buurten. Van 2 buurten met een doel is er 1 langer niet bezocht dan het doel. In 1 buurt is nog nooit een bezoek vastgelegd.')
    expect(sentence(answer([row('a', { class: 'withheld' })], false), undefined)).toBe('Bezoeken zijn niet zichtbaar voor uw rol.')
  })
  it('no class is red, and without a target every class is grey (N7)', () => {
    const rgb = (hex: string) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as [number, number, number]
    for (const c of classes) for (const hex of [c.fill.light, c.fill.dark]) {
      const [r, g, b] = rgb(hex)
      expect(r > 1.6 * g && r > 1.6 * b, `${c.id} ${hex}`).toBe(false)
      if (c.id.startsWith('no-target') || c.id === 'never') expect(Math.max(r, g, b) - Math.min(r, g, b), `${c.id} ${hex}`).toBeLessThan(28)
    }
  })
})

describe('the order of the table', () => {
  const rows = [row('a', { days: 3, targetWeeks: 4 }), row('b'), row('c', { days: 9, targetWeeks: 2 }), row('d', { days: 3 })]
  it('never is longest ago; no target is last both ways; equal ones by name', () => {
    expect(sortRows(rows, '-days').map((r) => r.name)).toEqual(['b', 'c', 'a', 'd'])
    expect(sortRows(rows, 'days').map((r) => r.name)).toEqual(['a', 'd', 'c', 'b'])
    expect(sortRows(rows, 'targetWeeks').map((r) => r.name)).toEqual(['c', 'a', 'b', 'd'])
    expect(sortRows(rows, '-targetWeeks').map((r) => r.name)).toEqual(['a', 'c', 'b', 'd'])
  })
})
