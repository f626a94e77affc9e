import { describe, expect, it } from 'vitest'
import { addDays, addMonths, dateInAmsterdam, isDate, splitAtMonths, wholeMonths } from './period'

describe('dates', () => {
  it('knows which dates exist', () => {
    expect(['2024-02-29', '2025-02-29', '2025-13-01', '2025-1-01', 'x'].map(isDate)).toEqual([true, false, false, false, false])
  })
  it('counts months and days over the year and over summer time', () => {
    expect(addMonths('2025-11-15', 3)).toBe('2026-02-01')
    expect(addMonths('2025-01-31', -1)).toBe('2024-12-01')
    expect(addDays('2025-03-29', 2)).toBe('2025-03-31')
    expect(wholeMonths({ from: '2025-11-01', to: '2026-02-01' })).toBe(3)
    expect(wholeMonths({ from: '2025-11-02', to: '2026-02-01' })).toBeNull()
  })
  it('takes the date of Amsterdam at midnight, in summer and winter', () => {
    expect(dateInAmsterdam(new Date('2026-06-30T21:59:59Z'))).toBe('2026-06-30')
    expect(dateInAmsterdam(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01')
    expect(dateInAmsterdam(new Date('2026-12-31T23:00:00Z'))).toBe('2027-01-01')
  })
})

describe('splitAtMonths', () => {
  it('keeps whole months whole and the rest as days', () => {
    expect(splitAtMonths({ from: '2025-01-01', to: '2025-04-01' })).toEqual({ months: { from: '2025-01-01', to: '2025-04-01' }, days: [] })
    expect(splitAtMonths({ from: '2025-01-15', to: '2025-04-10' })).toEqual({
      months: { from: '2025-02-01', to: '2025-04-01' },
      days: [{ from: '2025-01-15', to: '2025-02-01' }, { from: '2025-04-01', to: '2025-04-10' }],
    })
    expect(splitAtMonths({ from: '2025-01-15', to: '2025-02-10' })).toEqual({ months: null, days: [{ from: '2025-01-15', to: '2025-02-01' }, { from: '2025-02-01', to: '2025-02-10' }] })
    expect(splitAtMonths({ from: '2025-01-01', to: '2025-01-20' })).toEqual({ months: null, days: [{ from: '2025-01-01', to: '2025-01-20' }] })
    expect(splitAtMonths({ from: '2025-01-10', to: '2025-02-01' })).toEqual({ months: null, days: [{ from: '2025-01-10', to: '2025-02-01' }] })
  })
  it('covers every day exactly once', () => {
    for (let a = 0; a < 70; a += 3)
      for (let b = a + 1; b < 140; b += 7) {
        const whole = { from: addDays('2024-01-20', a), to: addDays('2024-01-20', b) }
        const { months, days } = splitAtMonths(whole)
        const parts = [...(months ? [months] : []), ...days].sort((x, y) => x.from.localeCompare(y.from))
        expect(parts[0]!.from).toBe(whole.from)
        expect(parts.at(-1)!.to).toBe(whole.to)
        for (let i = 1; i < parts.length; i++) expect(parts[i]!.from).toBe(parts[i - 1]!.to)
      }
  })
})
