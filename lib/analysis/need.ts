/** Signals of a buurt x theme, as far as they decide. Counted in the database (drizzle/0014); a number is null when the reader may not know it. */
export type SignalFact = { enough: boolean; since: string | null; n: number | null; sources: number | null }
/** A significant cluster of the theme that holds the buurt. */
export type FindingFact = { id: number; since: string; label: string | null }
/** A figure of the theme, by year, and the limit that was set for it. */
export type FigureFact = { indicator: string; label: string; unit: string; direction: 'higher_is_worse' | 'lower_is_worse' | 'neutral'; limit: number; values: readonly { year: number; value: number }[] }
export type FigurePass = { indicator: string; label: string; unit: string; direction: FigureFact['direction']; limit: number; year: number; value: number; passes: boolean; since: string | null }

export type Need = {
  need: boolean
  /** the first day on which one of the reasons of today held; null without need, or when it is not known */
  since: string | null
  /** which of the three reasons fired */
  bySignals: boolean
  byFinding: boolean
  byFigure: boolean
}

/**
 * Whether something is needed in a buurt about a theme: enough signals from enough sources, a cluster that is no chance, or a figure that passes its limit. One is enough.
 *
 * It says that there is a reason to look, not how large the problem is. Without a reason there is no need here; that is not the same as no problem.
 */
export function needOf(signals: Pick<SignalFact, 'enough' | 'since'>, findings: readonly Pick<FindingFact, 'since'>[], figures: readonly Pick<FigurePass, 'passes' | 'since'>[]): Need {
  const passing = figures.filter((f) => f.passes)
  const since = [...(signals.enough ? [signals.since] : []), ...findings.map((f) => f.since), ...passing.map((f) => f.since)].filter((day) => day !== null).sort()
  return { need: signals.enough || findings.length > 0 || passing.length > 0, since: since[0] ?? null, bySignals: signals.enough, byFinding: findings.length > 0, byFigure: passing.length > 0 }
}

/**
 * Whether a figure passes its limit on a date: by the newest year that is not after that date. Exactly at the limit passes. A figure without a direction has no bad side
 * and never passes. `since` is the first day of the first year of the unbroken row of years that pass (a year that is missing breaks the row).
 * @returns null when no figure is known on that date
 */
export function figurePass(fact: FigureFact, on: string): FigurePass | null {
  const year = Number(on.slice(0, 4))
  const known = fact.values.filter((v) => v.year <= year).sort((a, b) => b.year - a.year)
  const newest = known[0]
  if (!newest) return null
  const bad = (value: number): boolean => (fact.direction === 'higher_is_worse' ? value >= fact.limit : fact.direction === 'lower_is_worse' && value <= fact.limit)
  let row = 0
  while (row < known.length && known[row]!.year === newest.year - row && bad(known[row]!.value)) row++
  const { indicator, label, unit, direction, limit } = fact
  return { indicator, label, unit, direction, limit, year: newest.year, value: newest.value, passes: row > 0, since: row > 0 ? `${newest.year - row + 1}-01-01` : null }
}
