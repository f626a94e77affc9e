import { clusterAlpha, type ClusterLabel, type FindingKind, type TrendLabel } from '@/lib/domain/cluster'
import type { Period } from '@/lib/domain/period'
import type { Watch } from './cancelled'
import { falseDiscovery } from './false-discovery'
import { themeClusters } from './theme-clusters'
import { toldOnce } from './told-once'
import { calculationSteps, type CalculationStep } from './words'

/** What a calculation reads: counts per area, in the order of `areas`. Reporters are counted once per episode of 90 days (4-methods.md 1.1). */
export type ProblemInput = {
  /** land buurten of one boundary set; x, y in RD metres where people live; neighbours = indexes of areas that touch */
  areas: { id: number; x: number; y: number; inhabitants: number | null; neighbours: number[] }[]
  period: Period
  /** at most 84 days, ends the day after the last observed day within the period */
  recent: Period
  /** one; or all when the question names none */
  themes: ThemeCounts[]
  /** how many themes of this gemeente are looked at every week, for the bound of `rise`; left out: as many as there are here */
  themesLookedAt?: number
  /** unique reporters (theme by theme) of all themes per area in the period */
  everything: number[]
  /** the same in the last weeks (`recent`), and in the earlier periods of the themes, nearest first */
  recentEverything: number[]
  earlierEverything: number[][]
  /** visits per area; null when nobody writes visits down */
  visits: number[] | null
  recentVisits: number[] | null
  earlierVisits: number[][] | null
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

export type ProblemOptions = {
  /** the same input and seed give the same output, on every machine */
  seed: number
  /** trials of chance, default 999 */
  replicates?: number
  /** 0..1, and what is being done (Dutch) */
  onProgress?(share: number, step: string): void
  shouldStop?(): boolean
}

/** Raised when the same input would give another output than before. */
export const methodVersion = 'clusters 1'

/** About which part of the time of a theme is gone when a step begins, and how much it takes. */
const timing: Record<CalculationStep, [start: number, length: number]> = {
  now: [0, 0.25], earlier: [0.25, 0.1], border: [0.35, 0.15], recent: [0.5, 0], rise: [0.5, 0.35], power: [0.85, 0.1], trend: [0.95, 0.05],
}

/**
 * Where a problem is really concentrated, theme by theme: areas, single buurten in the last weeks, what rises and what fades, the course per buurt, and how sure.
 *
 * Several themes at once: chances are corrected for their number (false discovery rate over the best of each theme) and findings above 5 % after that are
 * not told. Overlapping findings of one theme are told once. It sees what people report, not what they keep silent.
 * @throws {Cancelled} when shouldStop says so
 */
export function problemClusters(input: ProblemInput, options: ProblemOptions): ProblemOutput {
  const { seed, replicates = 999, onProgress, shouldStop } = options
  const results = input.themes.map((counts, t) => {
    const watch = (step: CalculationStep, part = 0, parts = 1): Watch => ({
      onProgress: (share) => onProgress?.((t + timing[step][0] + ((part + share) / parts) * timing[step][1]) / input.themes.length, calculationSteps[step]),
      shouldStop,
    })
    return themeClusters(input, counts, { seed, replicates, watch })
  })
  const corrected = falseDiscovery(results.map(({ findings }) => bestOf(findings)))
  return {
    method: methodVersion,
    themes: results.map((result, t) => {
      const factor = corrected[t]! / bestOf(result.findings)
      const findings = result.findings.map((f) => (f.kind === 'rise' ? f : { ...f, p: Math.min(1, f.p * factor) })).filter((f) => f.kind === 'rise' || f.p <= clusterAlpha)
      return { ...result, findings: toldOnce(findings) }
    }),
  }
}

/** The smallest chance of a theme; rises have a bound of their own that knows the number of themes. */
function bestOf(findings: readonly RawFinding[]): number {
  return Math.min(1, ...findings.filter((f) => f.kind !== 'rise').map((f) => f.p))
}
