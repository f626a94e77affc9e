import { describe, expect, it } from 'vitest'
import { publicModel } from '@/lib/testing/public-model'
import type { Claim } from './claims'
import { differences } from './differencing'
import { numbersIn, type Said } from './numbers'
import { oddOrders } from './orders'
import { readFiles, type Passage } from './passages'
import { vocabularyOf } from './vocabulary'

const vocabulary = vocabularyOf(publicModel())
const html = (body: string): Passage[] => readFiles([{ address: '/x', type: 'text/html', body }]).passages
const scope = (said: Said): string => (['place', 'theme', 'period'] as const).map((kind) => said.scopes[0]![kind]?.join('+') ?? '*').join(' ')
const numbers = (passages: readonly Passage[]): string[] => numbersIn(passages, vocabulary).map((said) => `${scope(said)} ${said.form} ${said.low}${said.high === said.low ? '' : `-${said.high}`}`)

describe('reading a page', () => {
  it('knows what a cell is about by its row, its column and its caption, also when heads span rows', () => {
    const table = `<table><caption>Signalen in Kerkbuurt</caption><thead><tr><th>Thema</th><th>Periode</th><th>Aantal</th></tr></thead>
      <tbody><tr><th rowspan="2">Zwerfafval</th><td>januari tot en met maart 2026</td><td>ongeveer 15</td></tr><tr><td>2026Q2</td><td>0&ndash;4</td></tr></tbody></table>`
    expect(numbers(html(table))).toEqual(['PG90010101 zwerfafval 2026Q1 about 15', 'PG90010101 zwerfafval 2026Q2 range 0-4'])
  })

  it('takes names in the sentence before those in a heading, and an area before a buurt in its name', () => {
    expect(numbers(html("<h2>Havenkwartier, zwerfafval</h2><p>In Duinrand en 't Zand &amp; Veen: 12 meldingen in 2026.</p>"))).toEqual(['PG90010102 zwerfafval 2026H1+2026Q1+2026Q2+2026Q3 plain 12'])
    expect(numbers(html('<h2>Westkant</h2><ul><li>Zwerfafval: 1.204</li></ul>'))).toEqual(['PG90010101+PG90010102+WK900101 zwerfafval * plain 1204'])
  })

  it('leaves out days, times, distances and postcodes, and reads percentages, attributes and comments', () => {
    expect(numbers(html('<h2>Zwerfafval in Kerkbuurt</h2><p>Op 3 maart 2026 om 13:30 uur, 450 m verder, 1781 AB.</p>'))).toEqual([])
    expect(numbers(html('<p title="Kerkbuurt zwerfafval 2026Q1: 7">x</p><!-- 37 signalen --><p>Zwerfafval in Kerkbuurt: 12,5 %</p>'))).toEqual(['PG90010101 zwerfafval 2026Q1 plain 7', '* * * plain 37', 'PG90010101 zwerfafval * percent 12.5'])
  })

  it('reads records of JSON and rows of CSV', () => {
    const record = { gebied: 'PG90010202', thema: 'zwerfafval', periode: '2026Q3', n: 9 }
    const files = [{ address: '/a', type: 'application/json', body: JSON.stringify({ rijen: [record] }) }, { address: '/b', type: 'text/csv', body: 'gebied;periode;signalen_zwerfafval\r\nPG90010202;2026Q3;9\r\n' }]
    expect(numbers(readFiles(files).passages)).toEqual(['PG90010202 zwerfafval 2026Q3 plain 9', 'PG90010202 zwerfafval 2026Q3 plain 9'])
  })

  it('refuses a page that is not well formed rather than reading half of it', () => {
    expect(() => html('<ul><li>een</ul></li>')).toThrow(/closes/)
  })
})

describe('the difference of two numbers', () => {
  const claim = (leaves: string[], low: number, high = low): Claim => ({ leaves, low, high, where: '', text: leaves.join() })

  it('is found for every pair that differs in one leaf, through a longer sum too', () => {
    const found = differences([claim(['a', 'b', 'c'], 12), claim(['c', 'a'], 9), claim(['a'], 0, 4), claim(['b', 'd'], 7)])
    expect(found.get('b')).toMatchObject({ low: 3, high: 3 })
    expect(found.get('a')).toMatchObject({ low: 0, high: 4 })
    expect(found.has('d')).toBe(false)
  })

  it('is as wide as what it is made of', () => {
    expect(differences([claim(['a', 'b'], 10, 18), claim(['b'], 6, 14)]).get('a')).toMatchObject({ low: 0, high: 12 })
  })
})

describe('orders', () => {
  const places = ['Kerkbuurt', 'Duinrand', "'t Zand & Veen", 'Stationsbuurt', 'Havenkwartier']
  const odd = (items: string[][]): number => oddOrders([{ where: '', items }], vocabulary).length

  it('are explained by name, by code, and by what each shows with equal ones by name', () => {
    expect(odd([...places].sort((a, b) => a.localeCompare(b, 'nl')).map((p) => [p]))).toBe(0)
    expect(odd(places.map((p) => [p]))).toBe(0)
    expect(odd([['Havenkwartier', '20'], ['Duinrand', '15'], ['Stationsbuurt', '15'], ['Kerkbuurt', '10'], ["'t Zand & Veen", '0']])).toBe(0)
  })

  it('are odd when equal ones stand in an order of their own', () => {
    expect(odd([['Havenkwartier', '20'], ['Stationsbuurt', '15'], ['Duinrand', '15'], ['Kerkbuurt', '10'], ["'t Zand & Veen", '0']])).toBe(1)
    expect(odd(['Stationsbuurt', 'Kerkbuurt', "'t Zand & Veen", 'Havenkwartier', 'Duinrand'].map((p) => [p]))).toBe(1)
  })
})
