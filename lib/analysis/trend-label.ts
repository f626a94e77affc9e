import type { TrendLabel } from '@/lib/domain/cluster'
import { mannKendall } from './mann-kendall'

/** Fewer slices of time say nothing about a course. */
export const minSlices = 6
/** Hot in this share of the slices is "mostly hot"; with 8 slices that is 6. */
const mostly = 0.75

/**
 * The course of one area over time: when it was hot (high values together) and whether that becomes more or less.
 *
 * Tested in this order: too few slices; new (hot now, for at most two slices in a row, never before those); increasing, decreasing or persistent (hot now and in
 * at least 75 % of the slices; two-sided Mann-Kendall at 5 %); past (as often, but not now); alternating (hot now and earlier with a gap, less often); none.
 * @param hot per slice, oldest first
 * @param z how hot, per slice
 * @throws {RangeError} when the two are not equally long
 */
export function trendLabel(hot: readonly boolean[], z: readonly number[]): TrendLabel {
  if (hot.length !== z.length) throw new RangeError(`${hot.length} slices and ${z.length} values`)
  if (hot.length < minSlices) return 'too_few_data'
  const now = hot.at(-1)!
  const times = hot.filter(Boolean).length
  const run = hot.length - 1 - hot.lastIndexOf(false)
  if (now && run <= 2 && times === run) return 'new'
  if (times >= mostly * hot.length) {
    if (!now) return 'past'
    const { z: trend, p } = mannKendall(z)
    if (p >= 0.05) return 'persistent'
    return trend > 0 ? 'increasing' : 'decreasing'
  }
  return now && times > run ? 'alternating' : 'none'
}
