import { describe, expect, it } from 'vitest'
import { parseParams } from '@/lib/domain/params'
import { rotationQuestion } from '@/lib/domain/rotation'
import type { Broken } from '@/lib/domain/rotation-rules'
import { changesOf, changesText, params, paramsOf, questionOf } from './definition'
import { words } from './words'

const asked = (query: string) => {
  const parsed = parseParams(params, new URLSearchParams(query))
  return parsed.problems ? { question: null, problems: parsed.problems } : questionOf(parsed.params)
}

describe('a question in an address', () => {
  it('comes back as it went', () => {
    const question = rotationQuestion.parse({
      gemeente: 'GM9001', from: 2028, years: 6, most: [3, 3, 2], least: 1, restYears: 5, perWijk: null, eachWijk: true, perManager: 2, weights: { need: 50, gap: 10 }, fair: false, draws: 50,
      must: [{ code: 'BU90010101', by: 2029 }], never: [{ code: 'BU90010102', year: null }, { code: 'BU90010103', year: 2030 }], together: [['BU90010101', 'BU90010104']], apart: [['BU90010105', 'BU90010106']],
    })
    const address = new URLSearchParams(Object.entries(paramsOf(question)).filter(([, v]) => v !== undefined) as [string, string][])
    expect(asked(address.toString())).toEqual({ question, problems: [] })
  })
  it('is short when everything is as usual', () => expect(JSON.stringify(paramsOf(rotationQuestion.parse({})))).toBe('{}'))
  it('holds changes by hand in their order', () => {
    const text = 'BU90010101:2028,BU90010102:0'
    expect(changesOf(text)).toEqual([{ code: 'BU90010101', year: 2028 }, { code: 'BU90010102', year: null }])
    expect(changesText(changesOf(text))).toBe(text)
    expect(changesText([])).toBeUndefined()
  })
  it.each([
    ['years=0', 'years', '1 of meer'], ['years=11', 'years', 'hoogstens 10'], ['rest=3', 'rest', '4 of meer'], ['w=need:0', 'w', 'need:30'], ['w=need:101', 'w', '100'], ['must=BU90010101', 'must', 'jaar'], ['most=a', 'most', 'getal'], ['wijk=0', 'wijk', '1 of meer'],
    ['together=BU90010101', 'together', '~'], ['compare=1,2,3,4', 'compare', 'drie'], ['anders=1', 'anders', 'onbekend'],
  ])('%s is refused', (query, name, message) => {
    const { question, problems } = asked(query)
    expect(question).toBeNull()
    expect(problems[0]).toMatchObject({ name, message: expect.stringContaining(message) })
  })
})

describe('words', () => {
  it('say the rule that is broken as people would', () => {
    const name = (code: string) => ({ a: 'Vismarkt', b: 'Dukdalf' })[code] ?? code
    const say = (b: Broken) => words.broken(b, name)
    expect(say({ rule: 'most', year: 2027, is: 4, limit: 3 })).toBe('In 2027 beginnen 4 buurten; er mogen er 3.')
    expect(say({ rule: 'least', year: 2027, is: 1, limit: 2 })).toBe('In 2027 begint 1 buurt; het moeten er ten minste 2 zijn.')
    expect(say({ rule: 'load', of: 'west', year: 2028, is: 4, limit: 3 })).toBe('De wijkmanager van west heeft in 2028 4 focusbuurten tegelijk; er mogen er 3.')
    expect(say({ rule: 'together', code: 'a', other: 'b', is: 0, limit: 1 })).toBe('Vismarkt en Dukdalf beginnen niet samen.')
    expect(say({ rule: 'rest', code: 'a', year: 2027, is: 3, limit: 6 })).toBe('Vismarkt komt in 2027 na 3 jaar terug; afgesproken is 6 jaar rust.')
  })
  it('say what a choice costs without a grade', () => {
    expect([0, 0.004, 0.02, 0.05, 0.2].map(words.cost)).toEqual(['kost niets: het rooster blijft even goed', 'kost bijna niets (0,4 %)', 'kost weinig (2 %)', 'kost merkbaar (5 %)', 'kost veel (20 %)'])
    expect(words.answer.sentence(12, 2027, 2030, 1)).toBe('Van 2027 tot en met 2030 beginnen 12 buurten. 1 buurt is dan nog nooit focusbuurt geweest.')
  })
})
