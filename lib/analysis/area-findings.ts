import { clusterAlpha, minClusterSources, minReporters } from '@/lib/domain/cluster'
import { changeSince, clusterLabel, samePlace, type Before } from './cluster-label'
import { ratioWithInterval } from './poisson-interval'
import type { RawFinding } from './problem-clusters'
import { poissonLlr } from './scan-llr'
import { significance } from './scan-significance'
import { spatialScan, type ScanAnswer } from './spatial-scan'
import type { ThemeScene } from './theme-scene'

/** Fewer reporters in the gemeente are not scanned. */
export const minScanned = 20
/** Earlier periods only say whether something was found: fewer trials are enough. */
const earlierReplicates = 199

export type AreaFindings = { findings: RawFinding[]; scan: ScanAnswer; found: (areas: readonly number[]) => Before[] }

/**
 * Places of one or more buurten with more reporters over the period than chance explains, how they compare with the same places before, and what was found in
 * the period before and is not there any more (`fading`).
 *
 * A buurt where somebody comes more often and everything is reported more is judged apart: what stands out without it stays `area`, what it explains is
 * `presence`. Found means at most 5 % chance, at least five reporters and (now, for which sources are known) at least two sources.
 */
export function areaFindings(scene: ThemeScene): AreaFindings {
  const { counts, input, sum, shareOf, dispersion, zones, options } = scene
  const total = sum(counts.now)
  const scan = spatialScan({ zones, counts: counts.now, expected: scene.people }, { seed: scene.seedFor(1), replicates: options.replicates, dispersion, ...options.watch('now') })
  const earlier = counts.earlier.map((then, k) => {
    if (sum(then) < minScanned) return []
    const answer = spatialScan({ zones, counts: then, expected: scene.people }, { seed: scene.seedFor(2, k), replicates: Math.min(options.replicates, earlierReplicates), dispersion, ...options.watch('earlier') })
    return answer.clusters.filter((c) => c.p <= clusterAlpha && c.observed >= minReporters)
  })
  const found = (areas: readonly number[]): Before[] =>
    counts.earlier.map((then, k) => ({ observed: sum(then, areas), expected: sum(then) * shareOf(areas), found: earlier[k]!.some((c) => samePlace(areas, c.members)) }))

  const tell = (kind: RawFinding['kind'], areas: number[], llr: number, p: number): RawFinding => {
    const observed = sum(counts.now, areas)
    const expected = total * shareOf(areas)
    return {
      kind, areas, llr, p, observed, expected,
      label: kind === 'fading' ? 'fading' : kind === 'presence' ? null : clusterLabel({ observed, expected }, found(areas)),
      certainty: areas.map(() => 1),
      from: input.period.from, to: input.period.to,
      ratio: ratioWithInterval(observed, expected),
      onceInYears: null,
      since: kind === 'fading' ? null : scene.since(areas),
      signals: sum(counts.signals, areas),
      visits: input.visits && sum(input.visits, areas),
      people: sum(scene.people, areas),
      sources: scene.sources(areas, 'period'),
    }
  }
  const strength = (areas: readonly number[]) => {
    const llr = poissonLlr(sum(counts.now, areas), total * shareOf(areas), total)
    return { llr, p: significance(llr, scan.maxima, { cases: total }).p }
  }
  const real = (f: RawFinding) => f.p <= clusterAlpha && f.observed >= minReporters && f.sources >= minClusterSources
  const now = scan.clusters.filter((c) => c.p <= clusterAlpha).flatMap((cluster): RawFinding[] => {
    const visited = cluster.members.filter((i) => scene.presence([i], 'period'))
    if (visited.length === 0) return [tell(scene.presence(cluster.members, 'period') ? 'presence' : 'area', cluster.members, cluster.llr, cluster.p)]
    const rest = cluster.members.filter((i) => !visited.includes(i))
    return [{ kind: 'area' as const, areas: rest }, { kind: 'presence' as const, areas: visited }].flatMap(({ kind, areas }) => {
      if (areas.length === 0) return []
      const { llr, p } = strength(areas)
      return [tell(kind, areas, llr, p)]
    })
  }).filter(real)
  const gone = (earlier[0] ?? []).flatMap((c): RawFinding[] => {
    if (now.some((f) => samePlace(f.areas, c.members))) return []
    const before = { observed: c.observed, expected: c.expected }
    const after = { observed: sum(counts.now, c.members), expected: total * shareOf(c.members) }
    return changeSince(after, before) === 'more' || after.observed / after.expected >= before.observed / before.expected ? [] : [tell('fading', c.members, c.llr, c.p)]
  })
  return { findings: [...now, ...gone], scan, found }
}
