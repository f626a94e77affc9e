import { describe, expect, it } from 'vitest'
import { signalRates } from '@/lib/analysis/signal-rate'
import { subjectOf, toldOf } from './answer-panel'
import { rateClasses, type Answer, type AreaRow } from './definition'
import { exampleAnswer, exampleRow } from './example'
import { circleSteps, limitsOf } from './legend'
import { monthWindow } from './months'
import { sortRows } from './sort'

const row = (name: string, n: number, rate: number | null): AreaRow => exampleRow(name, { n, rate, ratio: rate })

describe('sorting', () => {
  const rows = [row('Éénhoorn', 2, null), row('Anker', 2, 5), row('Zee', 9, 1)]
  it.each([
    ['name', ['Anker', 'Éénhoorn', 'Zee']],
    ['-name', ['Zee', 'Éénhoorn', 'Anker']],
    ['-n', ['Zee', 'Anker', 'Éénhoorn']],
    ['rate', ['Zee', 'Anker', 'Éénhoorn']],
    ['-rate', ['Anker', 'Zee', 'Éénhoorn']],
    ['-ratio', ['Anker', 'Zee', 'Éénhoorn']],
  ] as const)('%s, unknown last and equal ones by name', (sort, names) => {
    expect(sortRows(rows, sort).map((r) => r.name)).toEqual(names)
  })
})

describe('the limits in the legend', () => {
  it('are those of the classes: a rate on a limit is in the lower class', () => {
    const { answers, breaks } = signalRates([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => ({ n, inhabitants: 1000 })))
    const texts = rateClasses.map((c) => limitsOf(c.id, breaks))
    expect(texts[0]).toBe(`tot en met ${breaks![0]}`)
    expect(texts.at(-1)).toBe(`meer dan ${breaks!.at(-1)}`)
    const onLimit = answers.find((a) => a.rate === breaks![0])
    expect(onLimit?.class).toBe('rate-1')
  })
  it('are absent where there is nothing to classify', () => expect(limitsOf('rate-1', null)).toBeUndefined())
})

it.each([
  [53, [50, 10, 2]],
  [20, [20, 5, 1]],
  [7, [5, 1]],
  [1, [1]],
])('shows sizes for a largest count of %i', (largest, steps) => expect(circleSteps(largest)).toEqual(steps))

describe('the time window', () => {
  const span = { first: '2023-11-01', last: '2026-11-01' }
  it('keeps its length and ends with the last month', () => {
    const w = monthWindow(span, { from: '2026-09-01', to: '2026-12-01' })
    expect([w.at, w.max]).toEqual([34, 34])
    expect([w.from(34), w.to(34)]).toEqual(['2026-09-01', '2026-12-01'])
    expect([w.from(0), w.to(0)]).toEqual(['2023-11-01', '2024-02-01'])
  })
  it('takes whole months for a period of days, and stays within the data', () => {
    const w = monthWindow(span, { from: '2020-05-12', to: '2020-05-20' })
    expect([w.at, w.from(w.at), w.to(w.at)]).toEqual([0, '2023-11-01', '2023-12-01'])
  })
})

describe('what the panel is about', () => {
  const areas = [
    { ...row('Visbuurt', 8, 4), code: 'BU04000105', inhabitants: 2000, visits: 2 },
    { ...row('Haven', 2, null), code: 'BU04000107', inhabitants: null, visits: 0 },
  ]
  const answer: Answer = exampleAnswer({ params: { werkgebied: 'oost' }, areas, findings: [] }, { n: 10, gemeenteRate: 9.5 })
  it('is the chosen buurt, with its own numbers', () => {
    expect(subjectOf(answer, { selected: 'BU04000105' })).toMatchObject({ name: 'Visbuurt', n: 8, rate: 4, visits: 2, isGemeente: false })
  })
  it('is the werkgebied when none is chosen: only known inhabitants count, above and below the line', () => {
    expect(subjectOf(answer, answer.params)).toMatchObject({ row: null, name: 'Oost', n: 10, rate: 4, inhabitants: 2000, visits: 2, isGemeente: false })
  })
  it('is the gemeente without a werkgebied', () => {
    expect(subjectOf(answer, {})).toMatchObject({ name: 'Proefstad', rate: 9.5, isGemeente: true })
  })
  it('names the theme of the numbers', () => {
    expect(toldOf(answer, { theme: 'eenzaamheid' }).theme).toBe('Eenzaamheid')
  })
})
