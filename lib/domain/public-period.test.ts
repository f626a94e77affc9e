import { describe, expect, it } from 'vitest'
import { closedPeriods, isClosed, periodOf } from './public-period'

describe('periods of a publication', () => {
  it('are closed 30 days after their end', () => {
    expect(closedPeriods('quarter', '2026-10-30').at(-1)!.id).toBe('2026Q2')
    expect(closedPeriods('quarter', '2026-10-31').at(-1)!.id).toBe('2026Q3')
    expect(isClosed({ to: '2026-10-01' }, '2026-10-30')).toBe(false)
    expect(isClosed({ to: '2026-10-01' }, '2026-10-31')).toBe(true)
    expect(closedPeriods('half_year', '2026-10-31').map((p) => p.id)).toEqual(['2024H2', '2025H1', '2025H2', '2026H1'])
  })

  it('are those of two years, also over the turn of the year', () => {
    expect(closedPeriods('quarter', '2027-01-15').map((p) => p.id)).toEqual(['2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'])
    expect(closedPeriods('quarter', '2027-02-01').at(-1)).toEqual({ id: '2026Q4', from: '2026-10-01', to: '2027-01-01' })
  })

  it('end where somebody says', () => expect(closedPeriods('quarter', '2026-11-27', periodOf('2026Q1')).map((p) => p.id)).toEqual(['2024Q2', '2024Q3', '2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1']))

  it('are known by their name, and no other name is one', () => {
    expect(periodOf('2026Q4')).toEqual({ id: '2026Q4', from: '2026-10-01', to: '2027-01-01' })
    expect(periodOf('2026H2')).toEqual({ id: '2026H2', from: '2026-07-01', to: '2027-01-01' })
    for (const no of ['2026Q5', '2026H3', '2026', '2026-Q1', ' 2026Q1', '2026Q1 ', '1026Q1']) expect(periodOf(no), no).toBeNull()
  })
})
