import { describe, expect, it } from 'vitest'
import { hoursPerMonth, meanHours, overFrom, type Held } from './activity-hours'
import { timesPerYear } from './schedule'

const held = (schedule: string, more: Partial<Held> = {}): Held => ({ schedule, timesPerYear: timesPerYear(schedule), from: '2026-01-06', to: null, capacityHours: 3, durationMinutes: 120, ...more })

describe('when an activity is over', () => {
  it('at the end of its interval, or earlier when its schedule ends', () => {
    expect(overFrom(held('FREQ=WEEKLY;BYDAY=TU'))).toBeNull()
    expect(overFrom(held('FREQ=WEEKLY;BYDAY=TU', { to: '2026-12-01' }))).toBe('2026-12-01')
    expect(overFrom(held('FREQ=WEEKLY;BYDAY=TU;UNTIL=20261124', { to: '2026-12-01' }))).toBe('2026-11-25')
    expect(overFrom(held('FREQ=WEEKLY;BYDAY=TU;UNTIL=20271231', { to: '2026-12-01' }))).toBe('2026-12-01')
    expect(overFrom(held('FREQ=WEEKLY;BYDAY=TU;COUNT=3'))).toBe('2026-01-21') // 6, 13 and 20 January
  })
  it('a schedule that ends today runs today, and is over tomorrow', () => {
    expect(overFrom(held('FREQ=DAILY;UNTIL=20261126'))).toBe('2026-11-27')
  })
  it('a schedule that is not right ends nothing', () => {
    expect(overFrom({ schedule: 'FREQ=WEEKLY;UNTIL=morgen', from: '2026-01-06', to: null })).toBeNull()
  })
})

describe('hours a month', () => {
  it('times a year x hours each time, over twelve months', () => {
    expect(meanHours(hoursPerMonth(held('FREQ=WEEKLY;BYDAY=TU'))!)).toBeCloseTo(13, 9) // 52 x 3 / 12
    expect(meanHours(hoursPerMonth(held('FREQ=MONTHLY;BYDAY=1TU', { capacityHours: 2.5 }))!)).toBeCloseTo(2.5, 9)
  })
  it('without known hours those of one professional for its length; without both not known', () => {
    expect(meanHours(hoursPerMonth(held('FREQ=MONTHLY;BYDAY=1TU', { capacityHours: null }))!)).toBeCloseTo(2, 9)
    expect(hoursPerMonth(held('FREQ=MONTHLY;BYDAY=1TU', { capacityHours: null, durationMinutes: null }))).toBeNull()
    expect(meanHours(hoursPerMonth(held('FREQ=MONTHLY;BYDAY=1TU', { capacityHours: 0 }))!)).toBe(0)
  })
  it('only in the months in which it is held', () => {
    const summer = hoursPerMonth(held('FREQ=MONTHLY;BYMONTH=6,7;BYDAY=1TU', { capacityHours: 4 }))!
    expect(summer).toEqual([0, 0, 0, 0, 0, 4, 4, 0, 0, 0, 0, 0])
    expect(hoursPerMonth(held('FREQ=YEARLY', { from: '2026-03-14', capacityHours: 6 }))).toEqual([0, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  })
})
