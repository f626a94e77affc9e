import { minClusterSources } from '@/lib/domain/cluster'
import { clusterLabel, type Before } from './cluster-label'
import { ratioWithInterval } from './poisson-interval'
import type { RawFinding } from './problem-clusters'
import { recentBuurten, type Answer } from './recent-buurten'
import type { ThemeScene } from './theme-scene'

/** Single buurten with more reporters over the last weeks than chance explains, compared with the same number of weeks before. */
export function recentFindings(scene: ThemeScene): RawFinding[] {
  const { counts, input, sum, people } = scene
  const test = (reporters: readonly number[]): (Answer | null)[] => recentBuurten(reporters.map((n, i) => ({ reporters: n, people: people[i]! })))
  const earlier = counts.recentEarlier.map(test)
  return test(counts.recent).flatMap((row, i): RawFinding[] => {
    const sources = scene.sources([i], 'recent')
    if (row === null || !row.found || sources < minClusterSources) return []
    const observed = counts.recent[i]!
    const before = earlier.map((rows, k): Before => ({ observed: counts.recentEarlier[k]![i]!, expected: rows[i]!.expected, found: rows[i]!.found }))
    const presence = scene.presence([i], 'recent')
    return [{
      kind: presence ? 'presence' : 'recent',
      label: presence ? null : clusterLabel({ observed, expected: row.expected }, before),
      areas: [i],
      certainty: [1],
      from: input.recent.from, to: input.recent.to,
      observed, expected: row.expected,
      ratio: ratioWithInterval(observed, row.expected),
      llr: null, p: row.p, onceInYears: null,
      since: scene.since([i]),
      signals: sum(counts.recentSignals, [i]),
      visits: input.recentVisits && sum(input.recentVisits, [i]),
      people: people[i]!,
      sources,
    }]
  })
}
