import { describe, expect, it } from 'vitest'
import { isTimeForWork } from './daily'

const at = (moment: string, lastOn: string | null = null): boolean => isTimeForWork(new Date(moment), lastOn)

describe('when the day’s work may begin, in Europe/Amsterdam', () => {
  it.each([
    ['winter (UTC+1)', '2026-01-15', '00:59:59', '01:00:00', '03:59:59', '04:00:00'],
    ['summer (UTC+2)', '2026-07-15', '23:59:59', '00:00:00', '02:59:59', '03:00:00'],
    // At 2:00 the clock goes to 3:00: the night is an hour shorter.
    ['the night in which summer time begins', '2026-03-29', '00:59:59', '01:00:00', '02:59:59', '03:00:00'],
    // At 3:00 the clock goes back to 2:00: the hour from 2 to 3 comes twice.
    ['the night in which summer time ends', '2026-10-25', '23:59:59', '00:00:00', '03:59:59', '04:00:00'],
  ])('from 2 to 5 in %s', (_, date, before, first, last, after) => {
    const evening = before.startsWith('23') ? new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10) : date
    expect(at(`${evening}T${before}Z`)).toBe(false)
    expect(at(`${date}T${first}Z`)).toBe(true)
    expect(at(`${date}T${last}Z`)).toBe(true)
    expect(at(`${date}T${after}Z`)).toBe(false)
  })

  it('has a beginning in every night for who looks once an hour, whatever the minute of the start', () => {
    for (const night of ['2026-01-15', '2026-03-29', '2026-07-15', '2026-10-25'])
      for (let minute = 0; minute < 60; minute += 7) {
        const evening = Date.parse(`${night}T00:00:00Z`) - 4 * 3_600_000 + minute * 60_000
        expect(Array.from({ length: 12 }, (_, hour) => isTimeForWork(new Date(evening + hour * 3_600_000), night)).filter(Boolean).length, `${night} ${minute}`).toBeGreaterThanOrEqual(2)
      }
  })

  it('by day only when the last time was three days ago or longer; never for the first time', () => {
    expect(at('2026-06-15T12:00:00Z', '2026-06-12')).toBe(true)
    expect(at('2026-06-15T12:00:00Z', '2026-01-01')).toBe(true)
    expect(at('2026-06-15T12:00:00Z', '2026-06-13')).toBe(false)
    expect(at('2026-06-15T12:00:00Z', '2026-06-15')).toBe(false)
    expect(at('2026-06-15T12:00:00Z', null)).toBe(false)
    // The day is the one in Amsterdam: half past midnight on the 16th there.
    expect(at('2026-06-15T22:30:00Z', '2026-06-13')).toBe(true)
    expect(at('2026-06-15T21:30:00Z', '2026-06-13')).toBe(false)
  })
})
