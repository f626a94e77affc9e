import { describe, expect, it } from 'vitest'
import { distance, longDate, number, periodInWords, rounded, weekdayDate } from './format'

describe('words of numbers and days', () => {
  it('says rounded figures as what may be known of them', () => {
    expect([0, 5, 15, 1005, null].map((p) => rounded(p, 5))).toEqual(['0–4', 'ongeveer 5', 'ongeveer 15', 'ongeveer 1.005', 'geen cijfer'])
    expect([0, 10, 20, null].map((p) => rounded(p, 10))).toEqual(['0–9', 'ongeveer 10', 'ongeveer 20', 'geen cijfer'])
  })
  it('says periods by their months', () => {
    expect(periodInWords({ from: '2026-07-01', to: '2026-10-01' })).toBe('juli tot en met september 2026')
    expect(periodInWords({ from: '2026-10-01', to: '2027-04-01' })).toBe('oktober 2026 tot en met maart 2027')
  })
  it('says distances no finer than they are known', () => expect([0, 72, 130, 974, 975, 1449, 12_340].map(distance)).toEqual(['50 m', '50 m', '150 m', '950 m', '1 km', '1,4 km', '12,3 km']))
  it('writes Dutch', () => expect([longDate('2026-11-24'), weekdayDate('2026-11-24'), number(1234.56)]).toEqual(['24 november 2026', 'dinsdag 24 november', '1.234,6']))
})
