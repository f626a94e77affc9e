import { describe, expect, it } from 'vitest'
import { placementQuestion, type PlacementResult } from '@/lib/domain/placement'
import { parseParams } from '@/lib/domain/params'
import { params, paramsOf, questionOf } from './definition'
import { words } from './words'

const asked = (query: string) => {
  const parsed = parseParams(params, new URLSearchParams(query))
  return parsed.problems ? { question: null, problems: parsed.problems } : questionOf(parsed.params)
}

describe('a question in an address', () => {
  it('comes back as it went', () => {
    const question = placementQuestion.parse({
      gemeente: 'GM9001', theme: 'schulden', on: '2026-12-01', places: 3, reachM: 600, weight: 'shortage', goal: 'distance', classes: ['gap', 'unknown'], kinds: ['hub', 'buurthuis'], planned: false,
      own: [{ id: 'p1', name: 'School, aula', lon: 4.76, lat: 52.95 }, { id: 'p2', name: 'Plein', lon: 4.7, lat: 53 }], must: ['p1', 'v12'], never: ['v3'],
    })
    const address = new URLSearchParams(Object.entries(paramsOf(question)).filter(([, v]) => v !== undefined) as [string, string][])
    expect(asked(address.toString())).toEqual({ question, problems: [] })
  })
  it('is short when everything is as usual', () => expect(JSON.stringify(paramsOf(placementQuestion.parse({ theme: 'schulden' })))).toBe('{"theme":"schulden"}'))
  it('asks nothing without a theme', () => expect(asked('places=2')).toEqual({ question: null, problems: [] }))
  it.each([
    ['theme=x&places=0', 'places', '1 of meer'], ['theme=x&places=21', 'places', 'hoogstens 20'], ['theme=x&reach=99999', 'reach', 'hoogstens 20000'], ['theme=x&places=a', 'places', 'heel getal'], ['theme=x&must=12', 'must', 'nummer'],
    ['theme=x&own=Plein', 'own', 'naam~lengte~breedte'], ['theme=x&own=Plein~400~52', 'own', ''], ['theme=x&classes=covered', 'classes', 'gap'], ['theme=x&compare=1,2,3,4', 'compare', 'drie'], ['theme=x&anders=1', 'anders', 'onbekend'],
  ])('%s is refused', (query, name, message) => {
    const { question, problems } = asked(query)
    expect(question).toBeNull()
    expect(problems[0]).toMatchObject({ name, message: expect.stringContaining(message) })
  })
})

describe('words', () => {
  it('say the answer as people would', () => {
    expect(words.answer.sentence(['het Huis', 'de School', 'de Hub'], 5895.4, 6, 9)).toBe('Een spreekuur in het Huis, de School en de Hub bereikt 5.895 inwoners die nu niets in de buurt hebben, en dekt 6 van de 9 buurten die open zijn.')
    expect(words.answer.sentence([], 0, 0, 2)).toBe('Geen enkele plek bereikt mensen die nu niets in de buurt hebben.')
    expect(words.answer.gap(0.0213)).toBe('Hooguit 2,1 % onder het best mogelijke. De tijd was op voordat alles was uitgesloten.')
    expect(words.answer.stays(0.75, ['een vijfde meer bereik'])).toBe('Blijft bij 3 van de 4 andere aannames de beste; niet bij een vijfde meer bereik.')
    expect(words.answer.stays(0, ['a', 'b', 'c', 'd'])).toBe('Blijft bij 0 van de 4 andere aannames de beste; niet bij a, b, c en d.')
    expect(words.answer.distanceSentence(['het Huis'], 707, 1619)).toBe('Met een spreekuur in het Huis is de weg naar de dichtstbijzijnde plek gemiddeld 1,6 km; nu is dat 710 m, hemelsbreed.')
    const notices: PlacementResult['notices'] = [{ kind: 'fewer_places', asked: 9, used: 1 }, { kind: 'unknown_inhabitants', codes: ['A', 'B'] }]
    expect(notices.map((n) => words.answer.notice(n, (code) => `Buurt ${code}`))).toEqual(['U vroeg 9 plekken, maar er is er maar 1 om uit te kiezen. Wij rekenden met 1.', 'Van Buurt A en Buurt B is het aantal inwoners niet bekend. Deze buurten tellen daarom niet mee.'])
  })
})
