import type { TrendLabel } from '@/lib/domain/cluster'
import { smoothedRates } from './empirical-bayes'
import { falseDiscovery } from './false-discovery'
import { localGi, withNearest } from './local-gi'
import { seededRandom } from './seeded-random'
import { minSlices, trendLabel } from './trend-label'

const level = 0.05
const slicesUsed = 8

/**
 * The trend label of every area over the last eight quarters: per quarter which areas are hot (Gi* of smoothed rates, false discovery rate 5 %), then the course.
 *
 * Where some quarter has fewer reporters than one per area on average, half-years are taken; where those have too few as well, or there are fewer than six,
 * every label is "too few data". Areas without people or without anybody within 10 km have that label too.
 * @param quarters [quarter][area], oldest first
 */
export function themeTrend(areas: readonly { x: number; y: number; neighbours: readonly number[] }[], people: readonly number[], quarters: readonly (readonly number[])[], seed: number): TrendLabel[] {
  const lived = people.map((n) => n > 0)
  const slices = enough(quarters.slice(-slicesUsed), lived) ?? enough(halfYears(quarters).slice(-slicesUsed), lived)
  if (slices === null) return people.map(() => 'too_few_data')
  const neighbours = withNearest(areas, lived)
  const perSlice = slices.map((counts, t) => {
    const { rows } = smoothedRates(counts.map((n, i) => ({ n, inhabitants: people[i]! })))
    const found = localGi(rows.map((row) => row?.ratio ?? null), neighbours, seededRandom(seed, t))
    const told = found.flatMap((row, i) => (row ? [i] : []))
    const corrected = falseDiscovery(told.map((i) => found[i]!.p))
    const hot = new Set(told.filter((_, k) => corrected[k]! <= level))
    return { found, hot }
  })
  return people.map((_, i) => (perSlice.some(({ found }) => found[i] === null) ? 'too_few_data' : trendLabel(perSlice.map(({ hot }) => hot.has(i)), perSlice.map(({ found }) => found[i]!.star))))
}

/** Null when there are too few slices, or one of them has fewer reporters than one per area with people. */
function enough(slices: readonly (readonly number[])[], lived: readonly boolean[]): readonly (readonly number[])[] | null {
  const areas = lived.filter(Boolean).length
  const total = (counts: readonly number[]) => counts.reduce((sum, n, i) => sum + (lived[i] ? n : 0), 0)
  return slices.length >= minSlices && areas > 0 && slices.every((counts) => total(counts) >= areas) ? slices : null
}

/** Two quarters each, counted back from the newest; an odd oldest one is left out. */
function halfYears(quarters: readonly (readonly number[])[]): number[][] {
  const out: number[][] = []
  for (let q = quarters.length - 1; q >= 1; q -= 2) out.unshift(quarters[q]!.map((n, i) => n + quarters[q - 1]![i]!))
  return out
}
