/** The bad side of a threshold: from its value up, or to its value down; the value itself is past it. */
export type BadSide = { value: number; direction: 'from' | 'to' }

/**
 * Whether a figure is past its threshold again after it had come under it: past before the start, not past in some year since, and past in the newest year that is known.
 * A figure that never came under is no relapse, and neither is one that was good before the start.
 * @param years figures by year in any order, null: not known (that year says nothing)
 * @returns the year in which it was last seen under and the newest year; null: no relapse
 */
export function focusRelapse(years: readonly { year: number; value: number | null }[], start: number, threshold: BadSide): { under: number; again: number } | null {
  const known = years.flatMap(({ year, value }) => (value === null ? [] : [{ year, past: threshold.direction === 'from' ? value >= threshold.value : value <= threshold.value }])).sort((a, b) => a.year - b.year)
  const before = known.findLast(({ year }) => year < start)
  const newest = known.at(-1)
  const under = known.findLast(({ year, past }) => year >= start && !past)
  return before?.past && newest?.past && under ? { under: under.year, again: newest.year } : null
}
