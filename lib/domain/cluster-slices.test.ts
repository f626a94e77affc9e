import { describe, expect, it } from 'vitest'
import { daysBetween } from './period'
import { slicesOf } from './cluster-slices'

const period = { from: '2026-09-01', to: '2026-12-01' }

describe('the pieces of time of a question', () => {
  it('are the period, the same before it, and quarters up to its end', () => {
    const s = slicesOf(period, '2026-11-30', '2020-01-01')
    expect(s.now).toEqual(period)
    expect(s.earlier).toEqual([{ from: '2026-06-01', to: '2026-09-01' }, { from: '2026-03-01', to: '2026-06-01' }, { from: '2025-12-01', to: '2026-03-01' }])
    expect(s.quarters).toHaveLength(16)
    expect(s.quarters[0]).toEqual({ from: '2022-12-01', to: '2023-03-01' })
    expect(s.quarters.at(-1)).toEqual(period)
    for (const [i, q] of s.quarters.entries()) if (i > 0) expect(q.from).toBe(s.quarters[i - 1]!.to)
  })

  it('end the last weeks after the last observed day, also before the period when its last month has just begun', () => {
    const s = slicesOf(period, '2026-11-01', '2020-01-01')
    expect(s.recent).toEqual({ from: '2026-08-10', to: '2026-11-02' })
    expect(daysBetween(s.recent.from, s.recent.to)).toBe(84)
    expect(s.recentEarlier[0]).toEqual({ from: '2026-05-18', to: '2026-08-10' })
    expect(s.weeks).toEqual({ from: '2024-11-04', to: '2026-11-02' })
  })

  it('make the last weeks no longer than a short period', () => {
    expect(slicesOf({ from: '2026-11-01', to: '2026-12-01' }, '2026-11-20', '2020-01-01').recent).toEqual({ from: '2026-10-22', to: '2026-11-21' })
  })

  it('leave out what the data do not reach back to, to the day', () => {
    const s = slicesOf(period, '2026-11-30', '2026-03-07') // within a week of the first day
    expect(s.earlier.map((p) => p.from)).toEqual(['2026-06-01', '2026-03-01'])
    expect(slicesOf(period, '2026-11-30', '2026-03-08').earlier.map((p) => p.from)).toEqual(['2026-06-01'])
    expect(s.quarters.map((p) => p.from)).toEqual(['2026-03-01', '2026-06-01', '2026-09-01'])
    expect(daysBetween(s.weeks!.from, s.weeks!.to)).toBe(38 * 7)
    expect(s.weeks!.from).toBe('2026-03-10') // whole weeks only
  })

  it('take days where the period is not of whole months, and the last day of a shorter month', () => {
    const s = slicesOf({ from: '2026-05-01', to: '2026-05-31' }, null, '2020-01-01')
    expect(s.recent).toEqual({ from: '2026-05-01', to: '2026-05-31' })
    expect(s.earlier[0]).toEqual({ from: '2026-04-01', to: '2026-05-01' })
    expect(s.quarters.at(-1)).toEqual({ from: '2026-02-28', to: '2026-05-31' })
    expect(s.quarters.at(-2)!.to).toBe('2026-02-28')
  })

  it('have no week before there are seven days', () => {
    expect(slicesOf(period, '2026-09-06', '2026-09-01').weeks).toBeNull() // six days
    expect(slicesOf(period, '2026-09-07', '2026-09-01').weeks).toEqual({ from: '2026-09-01', to: '2026-09-08' })
  })
})
