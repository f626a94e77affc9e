import { comparableBuurten, type Comparable } from '@/lib/analysis/comparable-buurten'
import { comparableYears, focusResult, type Course, type FocusYears, type Stage } from '@/lib/analysis/focus-result'
import { focusRelapse } from '@/lib/analysis/focus-relapse'
import type { BuurtCourse } from '@/lib/db/focus/result'
import type { FocusDates } from '@/lib/domain/focus'
import type { Limit } from '@/lib/domain/focus-criteria'
import type { FigureResult, Relapse } from './definition'

/** Buurten that a focus buurt is put beside. */
export const mostComparable = 6

/** Whole years of a focus: a year in which it began or ended counts from its first day. null before it is known when it begins. */
export function focusYears({ planFrom, aftercareFrom }: Pick<FocusDates, 'planFrom' | 'aftercareFrom'>): FocusYears | null {
  if (!planFrom) return null
  const start = Number(planFrom.slice(0, 4))
  return { start, aftercare: aftercareFrom ? Math.max(start + 1, Number(aftercareFrom.slice(0, 4))) : null }
}

export const stageOf = (year: number, { start, aftercare }: FocusYears): Stage => (year < start ? 'before' : aftercare === null || year < aftercare ? 'during' : 'after')

export type Matching = { like: (code: string) => Comparable[]; /** per figure the year that was compared: the newest before the start with a value anywhere; figures without one are left out */ by: { indicator: string; label: string; unit: string; year: number; values: ReadonlyMap<string, number | null> }[] }

/** Which buurten are like which, by figures with a good and a bad side of before the start. @param pool codes that may be compared with */
export function matchingOf(courses: readonly BuurtCourse[], codes: readonly string[], pool: ReadonlySet<string>, start: number): Matching {
  const indicators = [...new Map(courses.filter((c) => c.direction !== 'neutral').map((c) => [c.indicator, c])).values()]
  const by = indicators.flatMap(({ indicator, label, unit }) => {
    const of = courses.filter((c) => c.indicator === indicator)
    const year = Math.max(...of.flatMap((c) => c.years.flatMap((y) => (y.year < start && y.value !== null ? [y.year] : []))))
    return Number.isFinite(year) ? [{ indicator, label, unit, year, values: new Map(of.map((c) => [c.code, c.years.find((y) => y.year === year)?.value ?? null])) }] : []
  })
  const profiles = codes.map((code) => ({ code, figures: by.map((b) => b.values.get(code) ?? null), eligible: pool.has(code) }))
  const known = new Map<string, Comparable[]>()
  const like = (code: string): Comparable[] => {
    const found = known.get(code) ?? comparableBuurten(code, profiles, mostComparable)
    known.set(code, found)
    return found
  }
  return { like, by }
}

const digitsOf = (values: readonly number[]): number => Math.min(2, Math.max(0, ...values.map((v) => (String(v).split('.')[1] ?? '').length)))

/** One figure before, during and after focus beside the buurten like it, with its years. @param rows of this figure: of the buurt itself and of those in the pool */
export function figureOf(code: string, rows: readonly BuurtCourse[], pool: ReadonlySet<string>, matching: Matching, years: FocusYears, limit: Limit | null): FigureResult {
  const { indicator, label, unit, direction, source } = rows[0]!
  const own: Course = rows.find((r) => r.code === code) ?? { code, years: [] }
  const courses: Course[] = [own, ...rows.filter((r) => r.code !== code && pool.has(r.code))]
  const found = focusResult(code, courses, (of) => matching.like(of).map((c) => c.code), years)
  const compared = new Set(comparableYears(own, years.start).map((y) => y.year))
  const beside = matching.like(code).flatMap((c) => courses.filter((o) => o.code === c.code).map((o) => new Map(comparableYears(o, years.start).map((y) => [y.year, y.value]))))
  const all = [...new Set(courses.flatMap((c) => c.years.flatMap((y) => (y.value === null ? [] : [y.year]))))].sort((a, b) => a - b)
  return {
    indicator, label, unit, direction, source, limit,
    digits: digitsOf(courses.flatMap((c) => c.years.flatMap((y) => y.value ?? []))),
    years: all.map((year) => {
      const others = beside.flatMap((o) => o.get(year) ?? [])
      return { year, stage: stageOf(year, years), own: own.years.find((y) => y.year === year)?.value ?? null, others: others.length === 0 ? null : others.reduce((sum, v) => sum + v, 0) / others.length, compared: compared.has(year) }
    }),
    ...found,
    relapse: limit && relapseOf(rows.find((r) => r.code === code), years, limit),
  }
}

/** Whether a figure is past its threshold again, by years of the same border only. null: no, or nothing known of it. */
export function relapseOf(course: BuurtCourse | undefined, { start }: FocusYears, limit: Limit): Relapse | null {
  if (!course) return null
  const years = comparableYears(course, start)
  const found = focusRelapse(years, start, limit)
  return found && { indicator: course.indicator, label: course.label, unit: course.unit, ...found, value: years.find((y) => y.year === found.again)!.value!, limit }
}
