import { describe, expect, it } from 'vitest'
import { standingOf, type Judged } from './verdict'

const now = { firstVersion: 3, secondVersion: 1, firstOrganisation: 10, secondOrganisation: 20 }
const said = (more: Partial<Judged> = {}): Judged => ({ id: 1, verdict: 'complementary', on: '2026-05-01', expires: '2026-12-01', ...now, ...more })
const on = '2026-11-26'
const state = (history: Judged[], changes = {}, day = on) => {
  const { state: s, unsettled } = standingOf(history, { ...now, ...changes }, day)
  return [s, unsettled]
}

describe('where a pair stands', () => {
  it('without a verdict it is a candidate', () => {
    expect(standingOf([], now, on)).toEqual({ state: 'candidate', last: null, unsettled: null })
  })
  it.each(['double', 'complementary', 'wanted'] as const)('%s holds until it expires: the day before yes, on that day no', (verdict) => {
    expect(state([said({ verdict })])).toEqual([verdict, null])
    expect(state([said({ verdict })], {}, '2026-11-30')).toEqual([verdict, null])
    expect(state([said({ verdict })], {}, '2026-12-01')).toEqual(['candidate', 'expired'])
  })
  it('falls back when either activity changed since', () => {
    expect(state([said()], { firstVersion: 4 })).toEqual(['candidate', 'changed'])
    expect(state([said()], { secondVersion: 2 })).toEqual(['candidate', 'changed'])
  })
  it('falls back when an activity went to another organisation; that is told first', () => {
    expect(state([said()], { secondOrganisation: 30, firstVersion: 4 })).toEqual(['candidate', 'moved'])
  })
  it('taken back: a candidate, and the one before it does not come back', () => {
    expect(state([said(), said({ id: 2, verdict: 'withdrawn', expires: null })])).toEqual(['candidate', 'withdrawn'])
  })
  it('the last one counts, in any order; a new one after a change holds', () => {
    const history = [said({ id: 3, verdict: 'wanted', firstVersion: 4 }), said({ id: 1 }), said({ id: 2, verdict: 'withdrawn', expires: null })]
    expect(state(history, { firstVersion: 4 })).toEqual(['wanted', null])
    expect(state([...history].reverse(), { firstVersion: 4 })).toEqual(['wanted', null])
  })
  it('on a day before it was said it is not there yet', () => {
    expect(state([said()], {}, '2026-04-30')).toEqual(['candidate', null])
    expect(state([said()], {}, '2026-05-01')).toEqual(['complementary', null])
  })
  it('expiry restores the candidate, whatever the verdict was, and never the other way round', () => {
    for (const verdict of ['double', 'complementary', 'wanted'] as const)
      for (let day = 1; day <= 31; day++) {
        const date = `2026-12-${String(day).padStart(2, '0')}`
        expect(state([said({ verdict, expires: '2026-12-16' })], {}, date)[0]).toBe(day < 16 ? verdict : 'candidate')
      }
  })
})
