import { describe, expect, it } from 'vitest'
import { overlapCells, perBuurt, type SpreadActivity } from './overlap-cells'

/** A town of buurten A (300 people) and B (100); need of `geld`: half in each, of `taal` as people live. */
const inhabitants = new Map([['A', 300], ['B', 100]])
const need = new Map([['geld', new Map([['A', 0.5], ['B', 0.5]])], ['taal', new Map([['A', 0.75], ['B', 0.25]])]])
const all = new Map([['A', 300], ['B', 100]])
const activity = (organisation: number, hours: number, more: Partial<SpreadActivity> = {}): SpreadActivity => ({ organisation, serviceType: 'spreekuur', themes: ['geld'], targetGroups: ['ouderen'], hours, perBuurt: all, ...more })
const cellsOf = (...activities: SpreadActivity[]) => overlapCells(activities, need, inhabitants)
const hoursIn = (cells: ReturnType<typeof cellsOf>['cells'], buurt: string) => cells.filter((c) => c.buurt === buurt).reduce((n, c) => n + c.hours, 0)

describe('who does what where', () => {
  it('spreads hours by need over the buurten that are reached', () => {
    const { cells } = cellsOf(activity(1, 10))
    expect([hoursIn(cells, 'A'), hoursIn(cells, 'B')]).toEqual([5, 5])
    // only a third of A: 1/3 x 0.5 against 0.5
    const part = cellsOf(activity(1, 12, { perBuurt: new Map([['A', 100], ['B', 100]]) })).cells
    expect([hoursIn(part, 'A'), hoursIn(part, 'B')].map((h) => Math.round(h * 1e9) / 1e9)).toEqual([3, 9])
  })
  it('two at one place, where half of the need is: what is above that half is double, as far as the second gives it', () => {
    const only = new Map([['A', 300]])
    const { cells } = cellsOf(activity(1, 6, { perBuurt: only }), activity(2, 4, { perBuurt: only }))
    // 10 hours in A, of which 5 are its part of the need; the second gives 4
    expect(perBuurt(cells).get('A')).toMatchObject({ hours: 10, needHours: 5, surplusHours: 5, secondHours: 4, doubleHours: 4, organisations: 2 })
    expect(perBuurt(cells).get('B')).toMatchObject({ hours: 0, needHours: 5, shortHours: 5, effectiveProviders: null, organisations: 0 })
  })
  it('another service, group or theme is another cell, and never double', () => {
    const only = { perBuurt: new Map([['A', 300]]) }
    for (const other of [{ serviceType: 'cursus' }, { targetGroups: ['jongeren'] }, { themes: ['taal'] }]) expect(perBuurt(cellsOf(activity(1, 6, only), activity(2, 4, { ...only, ...other })).cells).get('A')!.doubleHours).toBe(0)
  })
  it('hours go in equal parts to themes and groups; everything adds up, what reaches nobody apart', () => {
    const activities = [activity(1, 8, { themes: ['geld', 'taal'], targetGroups: ['ouderen', 'gezinnen'] }), activity(2, 5, { themes: [], targetGroups: [] }), activity(3, 7, { perBuurt: new Map() }), activity(4, 3, { themes: ['onbekend'], perBuurt: new Map([['B', 20]]) })]
    const { cells, nowhere } = cellsOf(...activities)
    expect(nowhere).toBe(7)
    expect(cells.reduce((n, c) => n + c.hours, 0) + nowhere).toBeCloseTo(23, 12)
    expect(cells.filter((c) => c.theme === 'taal').reduce((n, c) => n + c.hours, 0)).toBeCloseTo(4, 12)
    expect(cells.find((c) => c.theme === '')!.group).toBe('iedereen')
  })
  it('one for the whole gemeente counts once: its parts are its hours', () => {
    const { cells } = cellsOf(activity(1, 10), activity(2, 6))
    expect(cells.reduce((n, c) => n + c.hours, 0)).toBe(16)
    expect(cells.reduce((n, c) => n + c.doubleHours, 0)).toBeCloseTo(0, 12) // spread as the need is
  })
})
