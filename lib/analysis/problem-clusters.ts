import type { ClusterLabel, FindingKind, TrendLabel } from '@/lib/domain/cluster'
import type { Period } from '@/lib/domain/period'

/** What a calculation reads: counts per area, in the order of `areas`. Reporters are counted once per episode of 90 days (4-methods.md 1.1). */
export type ProblemInput = {
  /** land buurten of one boundary set; x, y in RD metres where people live; neighbours = indexes of areas that touch */
  areas: { id: number; x: number; y: number; inhabitants: number | null; neighbours: number[] }[]
  period: Period
  /** at most 84 days, ends the day after the last observed day within the period */
  recent: Period
  /** one; or all when the question names none */
  themes: ThemeCounts[]
  /** unique reporters (theme by theme) of all themes per area in the period */
  everything: number[]
  /** the same in the last weeks (`recent`) */
  recentEverything: number[]
  /** visits per area; null when nobody writes visits down */
  visits: number[] | null
  recentVisits: number[] | null
}

export type ThemeCounts = {
  theme: string
  /** people at risk per area; null when unknown */
  atRisk: (number | null)[]
  /** unique reporters per area, of the kind asked */
  now: number[]
  recent: number[]
  /** up to three periods of the same length just before, nearest first; only those that the data reach back to */
  earlier: number[][]
  recentEarlier: number[][]
  /** oldest first, ending at period.to; the last 8 are used, or 16 where quarters hold too few reporters and half-years are taken */
  quarters: number[][]
  /** up to 104 [week][area], oldest first, ending at recent.to */
  weeks: number[][]
  /** signals (messages) per area */
  signals: number[]
  recentSignals: number[]
  /** per area the indexes of the sources that reported */
  sources: number[][]
  recentSources: number[][]
  /** 0..1 of the signals without reporter key */
  unkeyedShare: number
}

export type RawFinding = {
  kind: FindingKind
  label: ClusterLabel | null
  /** indexes, ascending */
  areas: number[]
  /** per member 0..1: share of the trials with other chance in which it belongs to a cluster (Oliveira's F); 1 where nothing was tried (recent, rise, fading) */
  certainty: number[]
  from: string
  to: string
  /** unique reporters and what even spread over the people at risk would give; for `rise` what its own past and the gemeente would give */
  observed: number
  expected: number
  /** observed / expected with an exact 95 % interval; null when nothing was expected */
  ratio: { value: number; low: number; high: number } | null
  /** log-likelihood ratio of the scan; null for `recent`; of the period before for `fading` */
  llr: number | null
  /** corrected for the number of themes; of the period before for `fading` */
  p: number
  /** `rise` only */
  onceInYears: number | null
  since: string | null
  /** messages behind the reporters; null for `rise`, whose weeks are its own */
  signals: number | null
  visits: number | null
  /** people at risk */
  people: number
  /** number of sources that reported */
  sources: number
}

export type ThemeResult = {
  theme: string
  /** unique reporters in areas with people */
  total: number
  state: 'ok' | 'too_few' | 'no_people' | 'one_buurt'
  /** variance / mean of weekly counts; null when no area has ten reporters */
  dispersion: number | null
  /** more than 30 % of the signals has no reporter key */
  indicative: boolean
  /** chance to find a doubling in five buurten, 0..1; null without a scan */
  power: number | null
  /** per area */
  reporters: number[]
  expected: number[]
  trend: TrendLabel[]
  findings: RawFinding[]
}

export type ProblemOutput = { themes: ThemeResult[]; method: string }
