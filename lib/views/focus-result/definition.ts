import type { Difference, FocusYears, Stage, StageMeans } from '@/lib/analysis/focus-result'
import type { StageCount } from '@/lib/analysis/focus-counts'
import type { BuurtCluster } from '@/lib/db/focus/criteria'
import type { OpenMeasure } from '@/lib/db/focus/result'
import type { Phase } from '@/lib/domain/focus'
import type { FigureSeries, Limit } from '@/lib/domain/focus-criteria'

/** A figure that is past its threshold again: in which year it was last seen under it, and the newest year. */
export type Relapse = { indicator: string; label: string; unit: string; under: number; again: number; value: number; limit: Limit }

export type FigureResult = {
  indicator: string
  label: string
  unit: string
  direction: FigureSeries['direction']
  source: string
  /** after the comma, as many as the figures have (at most 2) */
  digits: number
  /** what the newest thresholds say of it */
  limit: Limit | null
  /** every year with a figure; `others`: mean of the buurten like it that have one; `compared`: the border is that of before the start */
  years: { year: number; stage: Stage; own: number | null; others: number | null; compared: boolean }[]
  /** years from which the border of the buurt was another one */
  breaks: number[]
  own: StageMeans
  comparable: StageMeans
  during: Difference | null
  after: Difference | null
  relapse: Relapse | null
}

type Quarter = { quarter: string; n: number | null }
export type SignalsResult = {
  /** how counts are told to this reader; rounded ones are sums of multiples of five */
  told: 'exact' | 'rounded'
  quarters: Quarter[]
  /** years that are counted from their first to their last day */
  years: number[]
  stages: Record<Stage, StageCount | null>
}

export type Answer = {
  gemeente: { code: string; name: string; fictional: boolean }
  boundaryYear: number
  today: string
  year: number
  code: string
  name: string
  phase: Phase
  years: FocusYears
  /** version of the thresholds; null: none yet */
  thresholds: number | null
  comparable: { code: string; name: string; /** figures that both have */ shared: number }[]
  /** what they were chosen by: figures of before the start */
  matchedOn: { indicator: string; label: string; unit: string; year: number; own: number | null; others: number | null }[]
  /** buurten without focus in these years, which say what happens by chance */
  pool: number
  figures: FigureResult[]
  signals: SignalsResult | null
  clusters: Pick<BuurtCluster, 'id' | 'theme' | 'name' | 'state' | 'since' | 'lastSeen'>[]
  measures: OpenMeasure[]
}
