import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addYears, againAfter, focusPhase, focusPhaseAt, leadingPeriod, nextPhase, phases, phaseStarts, type FocusDates } from './focus'
import { addDays } from './period'

const none: FocusDates = { proposedOn: null, decidedOn: null, planFrom: null, executionFrom: null, aftercareFrom: null, endedOn: null }
const cohort2025: FocusDates = { proposedOn: '2024-10-01', decidedOn: '2024-11-12', planFrom: '2025-01-01', executionFrom: '2026-01-01', aftercareFrom: '2027-01-01', endedOn: null }

const keys = ['proposedOn', 'decidedOn', 'planFrom', 'executionFrom', 'aftercareFrom', 'endedOn'] as const
const day = fc.integer({ min: 0, max: 5000 }).map((n) => addDays('2018-01-01', n))
/** Dates in order, any of them left out but the first that is there. */
const dates = fc.tuple(fc.uniqueArray(day, { minLength: 6, maxLength: 6 }), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 })).map(([days, kept]) => {
  const sorted = [...days].sort()
  return Object.fromEntries(keys.map((key, i) => [key, kept[i] ? sorted[i]! : null])) as FocusDates
})

describe('phase of a focus buurt', () => {
  it('is worked out by hand for cohort 2025', () => {
    const on = (d: string) => focusPhase(cohort2025, d)
    expect([on('2024-09-30'), on('2024-10-01'), on('2024-11-11'), on('2024-11-12'), on('2024-12-31')]).toEqual([null, 'proposed', 'proposed', 'decided', 'decided'])
    expect([on('2025-01-01'), on('2025-12-31'), on('2026-01-01'), on('2026-12-31'), on('2027-01-01'), on('2029-12-31'), on('2030-01-01')]).toEqual(['plan', 'plan', 'execution', 'execution', 'aftercare', 'aftercare', 'regular'])
    expect(focusPhase({ ...cohort2025, endedOn: '2028-01-01' }, '2028-01-01')).toBe('regular')
    expect(focusPhase(none, '2026-01-01')).toBeNull()
  })

  it('turns at local midnight, in winter and in summer, and on the days that the clock moves', () => {
    const at = (from: string, moment: string) => focusPhaseAt({ ...none, planFrom: '2020-01-01', executionFrom: from }, new Date(moment))
    for (const [from, before, after] of [
      ['2026-01-01', '2025-12-31T22:59:59.999Z', '2025-12-31T23:00:00Z'], // UTC+1
      ['2026-07-01', '2026-06-30T21:59:59.999Z', '2026-06-30T22:00:00Z'], // UTC+2
      ['2026-03-29', '2026-03-28T22:59:59.999Z', '2026-03-28T23:00:00Z'], // this day has 23 hours
      ['2026-03-30', '2026-03-29T21:59:59.999Z', '2026-03-29T22:00:00Z'],
      ['2026-10-25', '2026-10-24T21:59:59.999Z', '2026-10-24T22:00:00Z'], // this day has 25 hours
      ['2026-10-26', '2026-10-25T22:59:59.999Z', '2026-10-25T23:00:00Z'],
    ] as const) expect([at(from, before), at(from, after)], from).toEqual(['plan', 'execution'])
  })

  it('never goes back, and is on every day the last that began', () => {
    fc.assert(fc.property(dates, day, fc.integer({ min: 0, max: 900 }), (d, from, n) => {
      const [a, b] = [focusPhase(d, from), focusPhase(d, addDays(from, n))]
      if (a !== null) expect(phases.indexOf(b!)).toBeGreaterThanOrEqual(phases.indexOf(a))
      for (const start of phaseStarts(d)) {
        expect(focusPhase(d, start.from)).toBe(start.phase)
        expect(focusPhase(d, addDays(start.from, -1))).not.toBe(start.phase)
      }
    }))
  })

  it('names what comes next, which is what it then becomes', () => {
    expect(nextPhase(cohort2025, '2025-06-01')).toEqual({ phase: 'execution', from: '2026-01-01' })
    expect(nextPhase(cohort2025, '2030-01-01')).toBeNull()
    fc.assert(fc.property(dates, day, (d, on) => {
      const next = nextPhase(d, on)
      if (next) { expect(focusPhase(d, next.from)).toBe(next.phase); expect(focusPhase(d, addDays(next.from, -1))).toBe(focusPhase(d, on)) }
    }))
  })

  it('aftercare lasts three years, also from a leap day', () => {
    expect(addYears('2024-02-29', 3)).toBe('2027-02-28')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
    expect(focusPhase({ ...none, planFrom: '2023-01-01', aftercareFrom: '2024-02-29' }, '2027-02-27')).toBe('aftercare')
    expect(focusPhase({ ...none, planFrom: '2023-01-01', aftercareFrom: '2024-02-29' }, '2027-02-28')).toBe('regular')
  })

  it('P3: a start within four years of another one, before or after it, is again; four years to the day is not', () => {
    const of = (year: number, planFrom: string | null = null) => ({ year, planFrom })
    expect([2022, 2023, 2026, 2027, 2028, 2030, 2031].map((y) => [y, againAfter([of(y)], 2027)])).toEqual([[2022, null], [2023, null], [2026, 2026], [2027, null], [2028, 2028], [2030, 2030], [2031, null]])
    expect(againAfter([of(2023, '2023-01-02')], 2027)).toBe(2023) // its plan began a day later
    expect(againAfter([of(2030, '2031-01-01')], 2027)).toBeNull()
    expect(againAfter([of(2020), of(2025), of(2026)], 2027)).toBe(2025)
  })

  it('of two cohorts that overlap the map shows what is being done', () => {
    const again: FocusDates = { ...none, proposedOn: '2027-06-01', planFrom: '2028-01-01' }
    expect(leadingPeriod([cohort2025, again], '2026-06-01')?.phase).toBe('execution')
    expect(leadingPeriod([again, cohort2025], '2027-07-01')).toEqual({ period: again, phase: 'proposed' })
    expect(leadingPeriod([cohort2025], '2020-01-01')).toBeNull()
  })
})
