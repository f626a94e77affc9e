import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { morisitaHorn, sharedSurplusHours } from './morisita-horn'

type Fixture = { hours: Record<string, Record<string, number>>; cells: Record<string, { surplus: number }>; likeness: Record<string, Record<string, number>> }
const { hours, cells, likeness } = JSON.parse(readFileSync(new URL('../testing/fixtures/who-does-what.json', import.meta.url), 'utf8')) as Fixture
const profile = (o: string) => new Map(Object.entries(hours[o]!))

describe('how alike two organisations spread their hours', () => {
  it('as the reference has it, for every two', () => {
    for (const [a, row] of Object.entries(likeness)) for (const [b, value] of Object.entries(row)) expect(morisitaHorn(profile(a), profile(b)), `${a} ${b}`).toBeCloseTo(value, 9)
  })
  it('is symmetric, and the same when one gives twice as much', () => {
    expect(morisitaHorn(profile('A'), profile('B'))).toBe(morisitaHorn(profile('B'), profile('A')))
    expect(morisitaHorn(new Map([...profile('A')].map(([c, h]) => [c, 2 * h])), profile('B'))).toBeCloseTo(morisitaHorn(profile('A'), profile('B'))!, 12)
  })
  it('is not there for who gives nothing', () => {
    expect(morisitaHorn(new Map([['x', 0]]), profile('A'))).toBeNull()
  })
})

describe('hours that both give above the need', () => {
  const surplus = new Map(Object.entries(cells).map(([c, { surplus: s }]) => [c, s]))
  it('by hand: A and B meet in cell1 (10 and 8, surplus) and cell2 (4 and 6, none)', () => {
    expect(sharedSurplusHours(profile('A'), profile('B'), surplus)).toBe(8)
    expect(sharedSurplusHours(profile('A'), profile('D'), surplus)).toBe(8) // cell1 5, cell5 3
    expect(sharedSurplusHours(profile('A'), profile('C'), surplus)).toBe(0)
  })
})
