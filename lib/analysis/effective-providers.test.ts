import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { effectiveProviders, together } from './effective-providers'

type Fixture = { hours: Record<string, Record<string, number>>; cells: Record<string, { hours: number; need: number; nEff: number; secondHours: number; surplus: number; double: number; short: number }> }
const { hours, cells } = JSON.parse(readFileSync(new URL('../testing/fixtures/who-does-what.json', import.meta.url), 'utf8')) as Fixture
const organisations = Object.keys(hours)
const rowsOf = (cell: string) => organisations.map((o, organisation) => ({ organisation, hours: hours[o]![cell]! }))

describe('who gives how many hours in a cell', () => {
  it.each(Object.entries(cells))('%s as the reference has it', (cell, expected) => {
    const found = effectiveProviders(rowsOf(cell), expected.need)
    for (const [name, value] of [['hours', 'hours'], ['effectiveProviders', 'nEff'], ['secondHours', 'secondHours'], ['surplusHours', 'surplus'], ['doubleHours', 'double'], ['shortHours', 'short']] as const)
      expect(found[name], name).toBeCloseTo(expected[value], 9)
  })
  it('two that fill a need together are not double; one that gives too much is not either', () => {
    expect(effectiveProviders([{ organisation: 1, hours: 5 }, { organisation: 2, hours: 5 }], 10)).toMatchObject({ effectiveProviders: 2, secondHours: 5, surplusHours: 0, doubleHours: 0 })
    expect(effectiveProviders([{ organisation: 1, hours: 10 }], 4)).toMatchObject({ effectiveProviders: 1, secondHours: 0, surplusHours: 6, doubleHours: 0 })
  })
  it('hours of one organisation are one; nothing at all is no provider', () => {
    expect(effectiveProviders([{ organisation: 1, hours: 2 }, { organisation: 1, hours: 3 }], 0)).toMatchObject({ hours: 5, effectiveProviders: 1, secondHours: 0 })
    expect(effectiveProviders([{ organisation: 1, hours: 0 }], 3)).toEqual({ hours: 0, effectiveProviders: null, secondHours: 0, surplusHours: 0, doubleHours: 0, shortHours: 3 })
    expect(() => effectiveProviders([{ organisation: 1, hours: -1 }], 0)).toThrow(RangeError)
  })
  it('is between 1 and the number of organisations; double is never more than second or surplus hours', () => {
    for (let i = 1; i < 200; i++) {
      const rows = [1, 2, 3, 4].map((organisation) => ({ organisation, hours: (i * organisation * 7919) % 23 }))
      const found = effectiveProviders(rows, i % 40)
      if (found.effectiveProviders !== null) {
        expect(found.effectiveProviders).toBeGreaterThanOrEqual(1 - 1e-12)
        expect(found.effectiveProviders).toBeLessThanOrEqual(4 + 1e-12)
      }
      expect(found.doubleHours).toBeLessThanOrEqual(Math.min(found.secondHours, found.surplusHours))
      expect(found.hours - found.surplusHours + found.shortHours).toBeCloseTo(i % 40, 9)
    }
  })
})

describe('cells together', () => {
  it('adds hours up and does not let a surplus hide a shortage', () => {
    const [much, little] = [effectiveProviders([{ organisation: 1, hours: 6 }, { organisation: 2, hours: 6 }], 4), effectiveProviders([{ organisation: 1, hours: 1 }], 9)]
    expect(together([much, little])).toMatchObject({ hours: 13, secondHours: 6, surplusHours: 8, doubleHours: 6, shortHours: 8 })
    expect(together([much]).effectiveProviders).toBeCloseTo(2, 12)
    expect(together([]).effectiveProviders).toBeNull()
  })
  it('two cells, each of another organisation, look like one provider each', () => {
    const one = (organisation: number) => effectiveProviders([{ organisation, hours: 5 }], 5)
    expect(together([one(1), one(2)]).effectiveProviders).toBeCloseTo(1, 12)
  })
})
