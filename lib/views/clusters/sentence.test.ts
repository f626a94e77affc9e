import { describe, expect, it } from 'vitest'
import { countText, perTenVisits, sentence, type Told } from './sentence'

const visbuurt: Told = { area: 'Visbuurt', gemeente: 'Den Helder', isGemeente: false, period: { from: '2026-09-01', to: '2026-12-01' }, n: 41, rate: 16.3, gemeenteRate: 9.96 }

describe('the answer in a sentence', () => {
  it('counts, divides and compares', () => {
    expect(sentence(visbuurt)).toBe('In de Visbuurt zijn in 3 maanden 41 signalen geteld: 16 per 1.000 inwoners. Gemiddeld in Den Helder is dat 10.')
  })
  it('is singular for one, and for one month', () => {
    expect(sentence({ ...visbuurt, n: 1, rate: 0.4, gemeenteRate: 9.5, period: { from: '2026-11-01', to: '2026-12-01' } })).toBe('In de Visbuurt is in 1 maand 1 signaal geteld: 0,4 per 1.000 inwoners. Gemiddeld in Den Helder is dat 9,5.')
  })
  it('says that none is not the same as no problem', () => {
    expect(sentence({ ...visbuurt, n: 0, rate: 0 })).toBe('In de Visbuurt zijn in 3 maanden geen signalen geteld. Dat betekent niet dat er geen problemen zijn. Gemiddeld in Den Helder zijn het er 10 per 1.000 inwoners.')
    expect(sentence({ ...visbuurt, n: 0, rate: null, gemeenteRate: null })).toBe('In de Visbuurt zijn in 3 maanden geen signalen geteld. Dat betekent niet dat er geen problemen zijn.')
  })
  it('gives no rate without a denominator, and says why', () => {
    expect(sentence({ ...visbuurt, n: 3, rate: null, why: 'too-few' })).toBe('In de Visbuurt zijn in 3 maanden 3 signalen geteld. Er wonen te weinig mensen voor een eerlijke verhouding.')
    expect(sentence({ ...visbuurt, n: 3, rate: null, why: 'no-denominator' })).toContain('Het aantal inwoners is niet bekend')
  })
  it('does not compare the gemeente with itself, and groups thousands', () => {
    expect(sentence({ ...visbuurt, area: 'Den Helder', isGemeente: true, n: 1234, rate: 21.9 })).toBe('In Den Helder zijn in 3 maanden 1.234 signalen geteld: 22 per 1.000 inwoners.')
  })
  it('says about how many when the count was rounded, and that it may not tell', () => {
    expect(sentence({ ...visbuurt, n: 15, rate: 6, rounded: true })).toBe('In de Visbuurt zijn in 3 maanden ongeveer 15 signalen geteld: 6,0 per 1.000 inwoners. Gemiddeld in Den Helder is dat 10.')
    expect(sentence({ ...visbuurt, n: 1911, rate: 33, rounded: true })).toContain('zijn in 3 maanden 1.911 signalen geteld (een som met afgeronde aantallen): 33 per 1.000 inwoners.')
    for (const n of [66, 385]) expect(sentence({ ...visbuurt, n, rate: 33, rounded: true })).not.toContain('ongeveer')
    expect(sentence({ ...visbuurt, n: 0, rate: null, rounded: true })).toContain('weinig of geen signalen geteld')
    expect(sentence({ ...visbuurt, n: null, rate: null })).toContain('mag u met dit filter geen aantal zien')
    expect([{ n: 12, told: 'exact' }, { n: 15, told: 'rounded' }, { n: 0, told: 'rounded' }, { n: 0, told: 'exact' }, { n: null, told: 'withheld' }].map((a) => countText(a as never))).toEqual(['12', '± 15', 'weinig of geen', '0', '–'])
  })
  it('names theme and kind', () => {
    expect(sentence({ ...visbuurt, theme: 'Eenzaamheid', kind: 'knelpunt' })).toContain('41 knelpunten over eenzaamheid geteld')
    expect(sentence({ ...visbuurt, n: 1, kind: 'kans' })).toContain('is in 3 maanden 1 kans geteld')
  })
  it('names days when the period is not whole months', () => {
    expect(sentence({ ...visbuurt, period: { from: '2026-11-02', to: '2026-11-25' } })).toContain('zijn in de periode van 2 november 2026 tot en met 24 november 2026 41 signalen geteld')
  })
})

it('knows signals per 10 visits only where there were visits', () => {
  expect(perTenVisits(8, 2)).toBe(40)
  expect(perTenVisits(8, 0)).toBeNull()
  expect(perTenVisits(8, null)).toBeNull()
  expect(perTenVisits(null, 3)).toBeNull()
})
