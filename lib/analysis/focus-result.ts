/** Figures of one buurt over the years. `border` names the shape it had in that year: another name means that its border changed; null: figure not known. */
export type Course = { code: string; years: readonly { year: number; value: number | null; border: string }[] }
/** Whole years [start, aftercare) are the focus, years from `aftercare` are after it; null: focus has not ended. */
export type FocusYears = { start: number; aftercare: number | null }

export type Stage = 'before' | 'during' | 'after'
export type StageMeans = Record<Stage, number | null>
/** Change of the buurt less the mean change of the buurten like it, in the unit of the figure; low and high: 95 % interval. */
export type Difference = { difference: number; low: number; high: number }
export type FocusResult = {
  own: StageMeans
  /** mean over the buurten like it that have a figure in that stage */
  comparable: StageMeans
  /** null: too little to say anything (no figure before or in that stage, or too few buurten to know what chance does) */
  during: Difference | null
  after: Difference | null
  /** years from which the border of the buurt is another one; figures across such a year are not compared */
  breaks: number[]
}

const level = 0.95
/** Fewer trials than this cannot leave 5 % outside. */
export const leastTrials = 19
/** Fewer buurten like it than this are no comparison. */
const leastComparable = 3

/**
 * What became of a figure before, during and after focus, beside the buurten that were like it before the start (difference in differences).
 *
 * How large such a difference is without focus is measured at the buurten that had none: each is treated as if it had focus in the same years, beside the buurten like that one. The interval is the
 * difference give or take the size that 95 % of those stay within (rank of n + 1, so at least 19 are needed). It assumes that a focus buurt moves by chance as much as the others do, and it knows
 * nothing of what else happened there: a difference is not an effect of focus.
 * @param courses all buurten that may be compared, and the buurt itself; others that were in focus in these years must not be among them
 * @param like codes of the buurten most like a buurt by figures of before `start`; those not in `courses`, and the focus buurt itself, are passed over
 * @throws {RangeError} when the buurt is not among the courses, or focus ends before it starts
 * Source: placebo tests in space, Abadie, Diamond and Hainmueller 2010, doi:10.1198/jasa.2009.ap08746
 */
export function focusResult(code: string, courses: readonly Course[], like: (code: string) => readonly string[], years: FocusYears): FocusResult {
  if (years.aftercare !== null && years.aftercare <= years.start) throw new RangeError(`focus from ${years.start} cannot end in ${years.aftercare}`)
  const means = new Map(courses.map((course) => [course.code, stageMeans(course, years)]))
  const course = courses.find((c) => c.code === code)
  if (!course) throw new RangeError(`no figures of ${code}`)
  const others = (of: string) => [...new Set(like(of))].flatMap((c) => (c === of || c === code ? [] : (means.get(c) ?? [])))
  const beside = others(code)
  const difference = (of: string, stage: Stage) => {
    const own = change(means.get(of)!, stage)
    const changes = others(of).flatMap((m) => change(m, stage) ?? [])
    return own === null || changes.length < leastComparable ? null : own - mean(changes)!
  }
  const withInterval = (stage: Stage): Difference | null => {
    const found = difference(code, stage)
    if (found === null) return null
    const trials = courses.flatMap((c) => (c.code === code ? [] : (difference(c.code, stage) ?? []))).map(Math.abs)
    if (trials.length < leastTrials) return null
    const reach = trials.sort((a, b) => a - b)[Math.ceil(level * (trials.length + 1) - 1e-9) - 1]!
    return { difference: found, low: found - reach, high: found + reach }
  }
  const meanOf = (stage: Stage) => mean(beside.flatMap((m) => m[stage] ?? []))
  return {
    own: means.get(code)!,
    comparable: { before: meanOf('before'), during: meanOf('during'), after: meanOf('after') },
    during: withInterval('during'),
    after: withInterval('after'),
    breaks: inOrder(course).flatMap((row, i, all) => (i > 0 && all[i - 1]!.border !== row.border ? [row.year] : [])),
  }
}

/** The years of a figure that can be compared: those whose border is the one of the last year before the start, without a year of another border between. None when there is no year before. */
export function comparableYears(course: Course, start: number): Course['years'] {
  const rows = inOrder(course)
  const anchor = rows.findLastIndex((row) => row.year < start)
  if (anchor === -1) return []
  let from = anchor
  let to = anchor
  while (rows[from - 1]?.border === rows[anchor]!.border) from--
  while (rows[to + 1]?.border === rows[anchor]!.border) to++
  return rows.slice(from, to + 1)
}

function stageMeans(course: Course, { start, aftercare }: FocusYears): StageMeans {
  const rows = comparableYears(course, start)
  const stage = (low: number, high: number) => mean(rows.flatMap((row) => (row.year >= low && row.year < high ? (row.value ?? []) : [])))
  return { before: stage(-Infinity, start), during: stage(start, aftercare ?? Infinity), after: aftercare === null ? null : stage(aftercare, Infinity) }
}

const inOrder = (course: Course) => [...course.years].sort((a, b) => a.year - b.year)
const change = (means: StageMeans, stage: Stage) => (means.before === null || means[stage] === null ? null : means[stage] - means.before)
const mean = (values: readonly number[]) => (values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length)
