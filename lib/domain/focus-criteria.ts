/** What speaks for a buurt as focus buurt, in the order of the screen: each is scaled to 0..1 between fixed anchors, and none is ever a grade of the buurt. */
export const criteria = ['need', 'trend', 'gap', 'energy', 'physical', 'rest'] as const
export type Criterion = (typeof criteria)[number]

/** Below this many inhabitants percentages say little and a plan of two years fits badly: "niet van toepassing". */
export const fewestInhabitants = 100
/** Years since the last focus after which a buurt counts as fully rested; one that never was in focus counts the same. */
export const fullRestYears = 8
/** Initiatives of residents count for so many months before the day of the question. */
export const energyMonths = 24
/** Slug of the figure per buurt that counts planned works in public space; a gemeente that loads it gets the criterion `physical`. */
export const physicalIndicator = 'planned-works'

/** A value that is 0 at `low` and 1 at `high`. */
export type Anchor = { low: number; high: number }
/**
 * The ends of every scale for one cycle, kept with the thresholds so that another buurt or a later figure changes no scaled value. `from` says whose buurten they are: the 5th and 95th percentile
 * of the gemeente itself, or of all gemeenten whose figures are loaded.
 */
export type Anchors = {
  from: 'gemeente' | 'land'
  figures: Record<string, Anchor & { year: number }>
  criteria: Record<Criterion, Anchor>
}

/** Why a buurt is looked at; each with where it comes from and the year or day it is about. */
export type Reason = { source: string; asOf: string } & (
  | { kind: 'figure'; indicator: string; label: string; unit: string; direction: LimitDirection; value: number; limit: number; year: number }
  | { kind: 'criterion'; criterion: Criterion; direction: LimitDirection; value: number; limit: number }
  | { kind: 'cluster'; id: number; theme: string; name: string; state: string; since: string | null }
  | { kind: 'coverage'; class: 'gap' | 'thin'; theme: string; since: string | null }
  | { kind: 'overlap'; hours: number; pairs: number }
  | { kind: 'initiatives'; n: number; months: number }
  | { kind: 'project'; what: 'initiative' | 'measure'; id: number | string; title: string }
  | { kind: 'visits'; n: number; weeks: number; last: string | null }
  | { kind: 'focus'; year: number | null }
  | { kind: 'chosen'; year: number; decided: boolean }
)

export type CriterionValue = {
  /** in the criterion's own unit (see `criterionUnits`); null when nothing is known */
  value: number | null
  /** what the scaled value may be when part of it is not known, 0..1; absent when all is known. Nothing known: 0 to 1, never the mean */
  low?: number
  high?: number
  /** 0..1 between the anchors; null when nothing is known */
  scaled: number | null
  source: string
  /** year or day */
  asOf: string
}

export type BuurtCriteria = {
  code: string
  name: string
  wijk: string | null
  /** slug of the werkgebied */
  werkgebied: string | null
  inhabitants: number | null
  /** false below `fewestInhabitants`, and when inhabitants are not known */
  applicable: boolean
  reasons: Reason[]
  values: Record<Criterion, CriterionValue>
  /** year in which its last focus began, before the year of the question; null when there was none that is known */
  lastFocusYear: number | null
}

export type LimitDirection = 'from' | 'to'
/** A threshold on a figure (slug of the indicator) or on a criterion in its own unit; exactly at it passes. */
export type Limit = { key: string; direction: LimitDirection; value: number }
/** One version of all thresholds of a gemeente: a buurt is looked at when it passes at least `atLeast` of them. */
export type Thresholds = { limits: Limit[]; atLeast: number }

/** A figure of a buurt over the years, for scales, reasons and lines. Missing years are left out. */
export type FigureSeries = { indicator: string; label: string; unit: string; direction: 'higher_is_worse' | 'lower_is_worse' | 'neutral'; source: string; values: Record<string, { year: number; value: number }[]> }

/** A kept version of the thresholds, with the ends of the scales of its cycle. */
export type ThresholdVersion = Thresholds & {
  version: number
  /** the cycle that its anchors are of */
  year: number
  anchors: Anchors
  reason: string
  restores: number | null
  /** role of who made it; null for the program */
  by: string | null
  at: string
}
