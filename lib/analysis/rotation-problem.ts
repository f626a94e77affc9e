import type { RotationFault } from '@/lib/domain/rotation-rules'

/** One buurt as the planner sees it. `worth` is what a start in the first year is worth with the weights of the planner (0 or more): an input, never an outcome. */
export type RotationBuurt = {
  code: string
  worth: number
  /** where starts are to be spread over (a wijk); null: in none */
  group: string | null
  /** whose time it takes (the wijkmanager of a werkgebied); null: of nobody */
  manager: string | null
  /** time it takes in the year of the plan and in the year of execution, in the unit of `managerMost` */
  load: readonly [plan: number, execution: number]
  /** years in which it started before the first year of the schedule */
  past: readonly number[]
}
export type Start = { code: string; year: number }

/** Who starts when, with every rule as data. Years are consecutive; a start in a year is a plan in that year and execution in the next. */
export type RotationProblem = {
  firstYear: number
  numYears: number
  /** worth of a start one year later, as part of a year earlier; 0 < discount <= 1 */
  discount: number
  buurten: readonly RotationBuurt[]
  /** years between two starts of one buurt, 1 or more */
  restYears: number
  /** per year: at most and at least so many starts, those fixed among them */
  most: readonly number[]
  least: readonly number[]
  /** starts per group and year; null: no limit */
  perGroup: number | null
  /** every group starts at least once */
  eachGroup: boolean
  /** per manager and year; null: no limit */
  managerMost: number | null
  /** decided already: they stay */
  fixed: readonly Start[]
  must: readonly { code: string; by: number }[]
  /** `year` null: in no year */
  never: readonly { code: string; year: number | null }[]
  /** start in the same year, or neither does */
  together: readonly (readonly [string, string])[]
  /** not in the same year */
  apart: readonly (readonly [string, string])[]
  /** wanted, not demanded: without a start by this year the schedule is worth twice the buurt less */
  fair: readonly { code: string; by: number }[]
}

/** Why a problem makes no sense, the first fault there is; null when it can be solved. */
export function faultOf(p: RotationProblem): RotationFault | null {
  const { numYears, most, least } = p
  if (!Number.isInteger(numYears) || numYears < 1) return 'no_years'
  if (p.buurten.length === 0) return 'no_buurten'
  const codes = new Set(p.buurten.map((b) => b.code))
  if (codes.size !== p.buurten.length) return 'twice'
  const pairs = [...p.together, ...p.apart]
  if ([...p.fixed, ...p.must, ...p.never, ...p.fair].some((r) => !codes.has(r.code)) || pairs.flat().some((code) => !codes.has(code))) return 'unknown_buurt'
  if (pairs.some(([a, b]) => a === b)) return 'pair_of_one'
  const numbers = [...most, ...least, p.perGroup ?? 0, p.managerMost ?? 0, ...p.buurten.flatMap((b) => [b.worth, ...b.load])]
  if (most.length !== numYears || least.length !== numYears || numbers.some((n) => !(n >= 0) || !Number.isFinite(n)) || !(p.discount > 0 && p.discount <= 1) || !Number.isInteger(p.restYears) || p.restYears < 1) return 'bad_number'
  if (least.some((n, i) => n > most[i]!)) return 'least_above_most'
  if (p.fixed.some((s) => !isYear(p, s.year)) || p.must.some((m) => !isYear(p, m.by))) return 'outside_years'
  const barred = (code: string, year: number): boolean => p.never.some((n) => n.code === code && (n.year === null || n.year === year))
  if (p.fixed.some((s) => barred(s.code, s.year))) return 'fixed_and_never'
  if (p.must.some((m) => yearsOf(p).every((y) => y > m.by || barred(m.code, y)))) return 'must_and_never'
  return null
}

export const yearsOf = ({ firstYear, numYears }: Pick<RotationProblem, 'firstYear' | 'numYears'>): number[] => Array.from({ length: numYears }, (_, i) => firstYear + i)
export const isYear = (p: RotationProblem, year: number): boolean => year >= p.firstYear && year < p.firstYear + p.numYears

/** Whether a buurt may start in a year as far as its rest, what is fixed and "never" go. */
export function mayStart(p: RotationProblem, b: RotationBuurt, year: number): boolean {
  if (p.never.some((n) => n.code === b.code && (n.year === null || n.year === year))) return false
  const known = [...b.past, ...p.fixed.filter((s) => s.code === b.code).map((s) => s.year)]
  return known.every((y) => Math.abs(y - year) >= p.restYears)
}

/** What a schedule is worth: every start that is not fixed at its worth, less for each year later, and less for what was wanted and is not there. */
export function worthOf(p: RotationProblem, starts: readonly Start[]): number {
  const at = new Map(p.buurten.map((b) => [b.code, b]))
  const isFixed = (s: Start): boolean => p.fixed.some((f) => f.code === s.code && f.year === s.year)
  const gains = starts.filter((s) => !isFixed(s)).map((s) => at.get(s.code)!.worth * p.discount ** (s.year - p.firstYear))
  const misses = wanted(p).filter((w) => !starts.some((s) => s.code === w.code && s.year <= w.by)).map((w) => -2 * at.get(w.code)!.worth)
  return [...gains, ...misses].sort((a, b) => a - b).reduce((sum, v) => sum + v, 0)
}

/** Wishes that can come true. */
export function wanted(p: RotationProblem): RotationProblem['fair'] {
  const at = new Map(p.buurten.map((b) => [b.code, b]))
  return p.fair.filter((w) => !p.fixed.some((s) => s.code === w.code && s.year <= w.by) && yearsOf(p).some((y) => y <= w.by && mayStart(p, at.get(w.code)!, y)))
}
