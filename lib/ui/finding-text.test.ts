import { describe, expect, it } from 'vitest'
import { chanceText, expectedWords, findingSentence, labelText, scoreText, sinceText, sureText, type Told } from './finding-text'

const lonely: Told = {
  kind: 'recent', theme: { slug: 'eenzaamheid', label: 'Eenzaamheid' }, label: 'new', name: 'Visbuurt', buurten: [{ code: 'BU04000105', name: 'Visbuurt', part: 'core' }], from: '2026-08-10', to: '2026-11-02',
  told: 'exact', observed: 7, expected: 1.4, ratio: { value: 5, low: 2, high: 10.3 }, p: 0.003, pBelow: 0.01, onceInYears: null, since: '2026-08-12',
}
const area: Told = { ...lonely, kind: 'area', label: 'persistent', name: 'Lamsoor en 2 andere buurten', buurten: ['A', 'B', 'C'].map((name) => ({ code: `BU0400010${name}`, name, part: 'core' as const })), from: '2026-05-01', to: '2026-11-01', observed: 36, expected: 15.67, ratio: { value: 2.3, low: 1.61, high: 3.18 } }
const rounded: Told = { ...area, told: 'rounded', observed: 35, expected: 16, ratio: null, p: null, pBelow: 0.001, since: null }

describe('a finding in words', () => {
  it('says what, where and how much', () => {
    expect(findingSentence(lonely)).toBe('In de Visbuurt waren er in 12 weken 7 melders over eenzaamheid. Bij gelijke verdeling verwacht je er 1 of 2. Dat is 5,0 keer zo veel (waarschijnlijk tussen 2,0 en 10).')
    expect(findingSentence(area)).toBe('In Lamsoor en 2 andere buurten waren er in 6 maanden 36 melders over eenzaamheid. Bij gelijke verdeling verwacht je er ongeveer 16. Dat is 2,3 keer zo veel (waarschijnlijk tussen 1,6 en 3,2).')
    expect(findingSentence({ ...lonely, observed: 1, kind: 'rise', ratio: null })).toBe('In de Visbuurt was er in 12 weken 1 melder over eenzaamheid. Naar het verloop hier en in de hele gemeente verwacht je er 1 of 2.')
  })
  it('is rounded for who may not know exactly', () => {
    expect(findingSentence(rounded)).toBe('In Lamsoor en 2 andere buurten waren er in 6 maanden ongeveer 35 melders over eenzaamheid. Bij gelijke verdeling verwacht je er ongeveer 16.')
    expect(sureText(rounded)).toBe('Dat is bijna zeker geen toeval.')
    expect([0.01, 0.05, null].map((pBelow) => sureText({ ...rounded, pBelow }))).toEqual(['Dat is zeer waarschijnlijk geen toeval.', 'Dat is waarschijnlijk geen toeval.', 'Dit past ook bij toeval.'])
    expect([scoreText(rounded), scoreText({ ...rounded, observed: 0 })]).toEqual(['± 35 / 16 verwacht', 'weinig of geen / 16 verwacht'])
  })
  it('says how sure it is, by how it was found', () => {
    expect(sureText(area)).toBe('Een opeenhoping die zo sterk is, komt bij toeval ergens in de gemeente in 3 van de 1.000 gevallen voor.')
    expect(sureText(lonely)).toBe('Van de buurten die zo opvallen, is 3 van de 1.000 vals alarm.')
    expect(sureText({ ...area, kind: 'rise', onceInYears: 4.2 })).toBe('Zo’n toename zou zonder oorzaak ongeveer eens in de 4 jaar voorkomen.')
    expect(sureText({ ...area, kind: 'rise', onceInYears: 400 })).toContain('minder dan eens in de 100 jaar')
    expect(sureText({ ...area, kind: 'fading' })).toContain('Nu niet meer')
    expect(sureText({ ...area, kind: 'presence' })).toContain('telt dit niet als opeenhoping')
    expect(sureText({ ...area, p: 0.2 })).toBe('Dit past ook bij toeval.')
  })
  it('has a short form for the map, and a label', () => {
    expect(scoreText(lonely)).toBe('7 / 1,4 verwacht')
    expect([scoreText({ ...lonely, expected: 0.02 }), scoreText({ ...rounded, expected: 0 })]).toEqual(['7 / < 0,1 verwacht', '± 35 / < 1 verwacht'])
    expect([labelText(lonely), labelText(area), labelText({ kind: 'presence', label: null }), labelText({ kind: 'rise', label: null })]).toEqual(['nieuw', 'aanhoudend', 'meer bezoek, meer gemeld', 'neemt nu toe'])
  })
  it('says since when, if that can be told', () => {
    expect(sinceText(lonely)).toBe('Sinds ongeveer 12 augustus 2026 komen er sneller melders bij.')
    expect(sinceText(rounded)).toBeNull()
  })
})

it.each([
  [0.3, 'minder dan 1'], [0.97, '1'], [1.4, '1 of 2'], [3, '3'], [3.02, '3'], [9.5, '9 of 10'], [10.4, 'ongeveer 10'], [15.67, 'ongeveer 16'],
])('says an expected number of %d as %s', (expected, text) => expect(expectedWords(expected)).toBe(text))

it.each([
  [1e-7, 'minder dan 1 van de miljoen'], [0.0004, 'minder dan 1 van de 1.000'], [0.001, '1 van de 1.000'], [0.0031, '3 van de 1.000'], [0.0094, '9 van de 1.000'], [0.0096, '1 van de 100'], [0.049, '5 van de 100'],
])('says a chance of %d as %s', (p, text) => expect(chanceText(p)).toBe(text))
