import { describe, expect, it } from 'vitest'
import { registers } from '@/lib/domain/registers'
import { checkRecord } from './record-check'

const activity = { name: 'Inloop', service: 1, venue: 2, schedule: 'FREQ=WEEKLY;BYDAY=TU', from: '2026-01-01' }
const fieldsOf = (given: object) => checkRecord(registers.activities, { ...activity, ...given }).problems?.map((p) => p.field) ?? null

describe('a record', () => {
  it('that may be kept is whole: what was left out is empty, what follows from it is worked out', () => {
    expect(checkRecord(registers.activities, { ...activity, to: '' }).record).toMatchObject({ ...activity, to: null, buurten: [], professional: false, cooperationWith: [], timesPerYear: 52 })
  })
  it('has all its problems told at once, by field', () => {
    expect(fieldsOf({ name: ' ', durationMinutes: 0, startTime: '25:00' })).toEqual(['name', 'startTime', 'durationMinutes'])
    expect(fieldsOf({ timesPerYear: 9 })).toEqual(['timesPerYear'])
    expect(fieldsOf({ naam: 'x', plek: 'y' })).toEqual(['naam', 'plek'])
  })
  it('has a schedule that fires, in its own interval', () => {
    expect(fieldsOf({ schedule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31' })).toEqual(['schedule'])
    expect(fieldsOf({ schedule: 'FREQ=SECONDLY' })).toEqual(['schedule'])
    // Yearly in December, over before December
    expect(fieldsOf({ schedule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1', to: '2026-06-01' })).toEqual(['schedule'])
    // The interval itself is the problem: one message, not two
    expect(fieldsOf({ to: '2026-01-01' })).toEqual(['to'])
  })
})
