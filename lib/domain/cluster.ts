import { addMonths, type Period } from './period'

/**
 * How a cluster compares with the same place in earlier periods (2-domain.md "Cluster"). `gone` is for the work item only: it was found before and is not
 * there any more.
 */
export type ClusterLabel = 'new' | 'growing' | 'persistent' | 'fading'
export const clusterLabels: Record<ClusterLabel | 'gone', string> = { new: 'nieuw', growing: 'groeiend', persistent: 'aanhoudend', fading: 'afnemend', gone: 'verdwenen' }

/** Trend label of a buurt over the last quarters (4-methods.md 1.6). */
export type TrendLabel = 'too_few_data' | 'new' | 'increasing' | 'decreasing' | 'persistent' | 'past' | 'alternating' | 'none'
export const trendLabels: Record<TrendLabel, string> = {
  too_few_data: 'te weinig gegevens', new: 'nieuw', increasing: 'toenemend', decreasing: 'afnemend', persistent: 'hardnekkig', past: 'voorbij', alternating: 'wisselend', none: 'geen patroon',
}

/**
 * What a calculation can find:
 * - `area`: buurten beside each other with more reporters than chance explains (spatial scan)
 * - `recent`: one buurt with more reporters than chance explains in the last twelve weeks (exact test, false discovery rate over all buurten)
 * - `rise`: a place where reporters came faster lately than its own past and the gemeente explain (space-time permutation)
 * - `fading`: found in the period before, not any more
 * - `presence`: like `area`, but everything is reported more there and visits are more frequent too: shown apart, never as a cluster
 */
export type FindingKind = 'area' | 'recent' | 'rise' | 'fading' | 'presence'

/** Within this share of false alarms a finding is called no chance. */
export const clusterAlpha = 0.05
/** A cluster has at least so many reporters from at least so many sources (2-domain.md "Cluster"). */
export const minReporters = 5
export const minClusterSources = 2
/** The last twelve weeks: what `recent` looks at. */
export const recentDays = 84

/** What a calculation is about. `theme` null: every theme by itself, corrected for their number. */
export type RunQuestion = {
  gemeente: string
  theme: string | null
  period: Period
  source: string | null
  evidence: string | null
  /** problems unless asked otherwise: chances cluster too, and are no problem */
  kind: 'knelpunt' | 'kans'
}

export type RunStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'
/** A calculation as its starter and every page see it. */
export type RunState = {
  id: number
  status: RunStatus
  /** 0..1 */
  progress: number
  /** what is being done, in Dutch; null when nothing */
  step: string | null
  question: RunQuestion
  askedAt: string
  finishedAt: string | null
  /** whether signals, visits, boundaries or figures changed after its data were read */
  outdated: boolean
}

/** How numbers of a finding are told: a reader who may not see the counts of all its buurten exactly gets them rounded to fives. */
type FindingTold = 'exact' | 'rounded'

/** A finding as map, panel, table, API and export tell it. */
export type Finding = {
  id: number
  kind: FindingKind
  theme: { slug: string; label: string }
  label: ClusterLabel | null
  /** "Lijnbaan", "Dukdalf en Meerpaal", "Lamsoor en 2 andere buurten" */
  name: string
  buurten: { code: string; name: string; /** how sure it is that this buurt belongs to it; `core` in at least 80 % of the trials with other chance */ part: 'core' | 'edge' }[]
  from: string
  to: string
  told: FindingTold
  /** unique reporters counted */
  observed: number
  /** reporters if they were spread evenly over the people at risk */
  expected: number
  /** observed / expected with a 95 % interval; null when rounded */
  ratio: { value: number; low: number; high: number } | null
  /** chance of something so strong anywhere in the gemeente without a cause (area, fading, presence), or share of false alarms among such buurten (recent); null when rounded: then `pBelow` alone is told */
  p: number | null
  /** the smallest of 0.05, 0.01, 0.001 and 0.000001 that p lies below; null when it lies above all */
  pBelow: number | null
  /** `rise` only: once in so many years without a cause */
  onceInYears: number | null
  /** since about when reporters came faster, a date; null when that cannot be told */
  since: string | null
  /** signals behind the reporters, visits of the period; null when the reader may not know */
  signals: number | null
  visits: number | null
  /** people at risk */
  people: number | null
  /** sources that reported; null when rounded */
  sources: number | null
  /** the work item that it belongs to; null for a calculation with parameters of somebody's own */
  cluster: number | null
}

/**
 * The period that a theme is looked at over when nobody chose one: its window in whole months, up to the end of the last month with signals. The same on
 * the page and in the calculations that are ready before anybody asks.
 * @param windowWeeks of the theme; null for all themes together: three months
 * @param afterLast first day of the month after the last one with signals
 */
export function standardPeriod(windowWeeks: number | null, afterLast: string): Period {
  const months = windowWeeks === null ? 3 : Math.max(1, Math.round((windowWeeks * 12) / 52))
  return { from: addMonths(afterLast, -months), to: afterLast }
}
