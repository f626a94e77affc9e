import { minClusterSources, minReporters } from '@/lib/domain/cluster'
import { addDays } from '@/lib/domain/period'
import { minScanned } from './area-findings'
import { ratioWithInterval } from './poisson-interval'
import type { RawFinding } from './problem-clusters'
import { spaceTimeScan } from './space-time-scan'
import type { ThemeScene } from './theme-scene'

/** Weeks of data before which a place has no past to compare with. */
const minWeeks = 26
/** Longest time that something can have been rising, in weeks. */
const longestRise = 13
const weeksInYear = 52

/**
 * Places where reporters came faster in the last weeks (at most 13) than their own past and the rest of the gemeente explain. Looked for every week and for every
 * theme, one false alarm a year is allowed over all themes together: told when it would come without a cause less than once a year.
 * @param themes how many themes are looked at
 * @param foundBefore whether something significant was found in the same place in the period before
 */
export function riseFindings(scene: ThemeScene, themes: number, foundBefore: (areas: readonly number[]) => boolean): RawFinding[] {
  const { counts, input, sum, options } = scene
  const weeks = counts.weeks
  if (weeks.length < minWeeks || weeks.reduce((total, week) => total + sum(week), 0) < minScanned) return []
  const { clusters } = spaceTimeScan({ zones: scene.zones, weeks }, { model: 'permutation', prospective: true, maxWindow: longestRise, seed: scene.seedFor(3), replicates: options.replicates, ...options.watch('rise') })
  return clusters.flatMap((c): RawFinding[] => {
    const sources = scene.sources(c.members, 'recent')
    if (c.onceIn! < weeksInYear * themes || c.observed < minReporters || sources < minClusterSources) return []
    const presence = scene.presence(c.members, 'recent')
    const from = addDays(input.recent.to, -7 * (weeks.length - c.from))
    return [{
      kind: presence ? 'presence' : 'rise',
      label: presence ? null : foundBefore(c.members) ? 'growing' : 'new',
      areas: c.members,
      certainty: c.members.map(() => 1),
      from, to: input.recent.to,
      observed: c.observed, expected: c.expected,
      ratio: ratioWithInterval(c.observed, c.expected),
      llr: c.llr, p: c.p,
      onceInYears: c.onceIn! / weeksInYear,
      since: from,
      signals: null, visits: null,
      people: sum(scene.people, c.members),
      sources,
    }]
  })
}
