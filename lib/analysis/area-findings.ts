import { clusterAlpha, minClusterSources, minReporters } from '@/lib/domain/cluster'
import { borderCertainty } from './border-certainty'
import type { Watch } from './cancelled'
import { clusterLabel, samePlace, type Before } from './cluster-label'
import { ratioWithInterval } from './poisson-interval'
import type { RawFinding } from './problem-clusters'
import { poissonLlr } from './scan-llr'
import { significance } from './scan-significance'
import { spatialScan, type ScanAnswer } from './spatial-scan'
import type { Moment, ThemeScene } from './theme-scene'

/** Fewer reporters in the gemeente are not scanned. */
export const minScanned = 20
/** Earlier periods only say whether something was found: fewer trials are enough. */
const earlierReplicates = 199

/** A place that stands out; `whole` is the circle that it was found in. */
type Part = { kind: 'area' | 'presence'; areas: number[]; whole: number[]; llr: number; p: number }

/**
 * Places of one or more buurten with more reporters over the period than chance explains, how they compare with the same places before, and what was found in
 * the period before and is not there any more (`fading`).
 *
 * Found means at most 5 % chance, at least five reporters and (now, for which sources are known) at least two sources.
 * @returns also the scan of the period itself, and whether a place was found in the period before
 */
export function areaFindings(scene: ThemeScene): { findings: RawFinding[]; scan: ScanAnswer; foundBefore(areas: readonly number[]): boolean } {
  const { counts, input, sum, shareOf, dispersion, zones, options } = scene
  const scanOf = (reporters: readonly number[], replicates: number, seed: number, watch: Watch) => spatialScan({ zones, counts: reporters, expected: scene.people }, { seed, replicates, dispersion, ...watch })
  const scan = scanOf(counts.now, options.replicates, scene.seedFor(1), options.watch('now'))
  const now = partsOf(scene, scan, counts.now, 'period')
  const earlier = counts.earlier.map((then, k, all) => {
    if (sum(then) < minScanned) return []
    const before = scanOf(then, Math.min(options.replicates, earlierReplicates), scene.seedFor(2, k), options.watch('earlier', k, all.length))
    return partsOf(scene, before, then, k).filter((part) => part.kind === 'area')
  })
  const total = sum(counts.now)
  const tell = (kind: RawFinding['kind'], { areas, whole, llr, p }: Part): RawFinding => {
    const observed = sum(counts.now, areas)
    const expected = total * shareOf(areas)
    const before = counts.earlier.map((then, k): Before => ({ observed: sum(then, areas), expected: sum(then) * shareOf(areas), found: earlier[k]!.some((part) => samePlace(whole, part.whole)) }))
    return {
      kind, areas, llr, p, observed, expected,
      label: kind === 'fading' ? 'fading' : kind === 'presence' ? null : clusterLabel({ observed, expected }, before),
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
  const found = now.map((part) => ({ part, finding: tell(part.kind, part) })).filter(({ finding }) => finding.sources >= minClusterSources)
  const gone = (earlier[0] ?? []).flatMap((part): RawFinding[] => {
    if (now.some((still) => still.kind === 'area' && samePlace(still.whole, part.whole))) return []
    const [before, after] = [sum(counts.earlier[0]!, part.areas) / sum(counts.earlier[0]!), sum(counts.now, part.areas) / total]
    return after < before ? [tell('fading', part)] : []
  })
  const certainty = found.length === 0 ? null : borders(scene, scan)
  return {
    findings: [...found.map(({ finding }) => ({ ...finding, certainty: finding.areas.map((i) => certainty![i]!) })), ...gone],
    scan,
    foundBefore: (areas) => (earlier[0] ?? []).some((part) => samePlace(areas, part.whole)),
  }
}

/**
 * Per area how sure it is that it belongs to a cluster: the scan again with other chance around the counts themselves. Not around smoothed ones: with few reporters
 * those lie so near the average that next to nothing is found again, even of a cluster that is beyond doubt (see the decision in README.md).
 */
function borders({ counts, people, zones, options, seedFor }: ThemeScene, scan: ScanAnswer): number[] {
  return borderCertainty({ zones, means: counts.now, expected: people }, { seed: seedFor(4), criticalLlr: scan.criticalLlr, ...options.watch('border') })
}

/**
 * The significant circles of a scan; a buurt in which everything is reported more because somebody comes there more often is judged apart from the rest of its
 * circle, each by what it is without the other.
 */
function partsOf(scene: ThemeScene, scan: ScanAnswer, reporters: readonly number[], when: Moment): Part[] {
  const total = scene.sum(reporters)
  const strength = (areas: readonly number[]) => {
    const llr = poissonLlr(scene.sum(reporters, areas), total * scene.shareOf(areas), total)
    return { llr, p: significance(llr, scan.maxima, { cases: total }).p }
  }
  return scan.clusters
    .filter((cluster) => cluster.p <= clusterAlpha)
    .flatMap(({ members, llr, p }): Part[] => {
      const visited = members.filter((i) => scene.presence([i], when))
      if (visited.length === 0) return [{ kind: scene.presence(members, when) ? 'presence' : 'area', areas: members, whole: members, llr, p }]
      const rest = members.filter((i) => !visited.includes(i))
      return (['area', 'presence'] as const).flatMap((kind) => {
        const areas = kind === 'area' ? rest : visited
        return areas.length === 0 ? [] : [{ kind, areas, whole: members, ...strength(areas) }]
      })
    })
    .filter((part) => part.p <= clusterAlpha && scene.sum(reporters, part.areas) >= minReporters)
}
