import { matchClusters } from '@/lib/analysis/cluster-match'
import type { ProblemOutput, RawFinding } from '@/lib/analysis/problem-clusters'
import type { RunQuestion } from '@/lib/domain/cluster'

/** Per finding (counted through all themes): the work item that it goes on with, a new one, or none. `gone`: work items that were not found again. */
export type Sightings = { clusters: (number | 'new' | null)[]; gone: number[] }
/** A work item with the ids of its areas; one that is gone may come back. */
type Item = { id: number; areas: number[]; gone: boolean }

/** Only what everybody sees of one theme makes and ends work items: anything else would follow from how somebody happened to ask. */
export const keepsItems = (question: RunQuestion, standard: boolean): boolean => standard && question.theme !== null && question.kind === 'knelpunt' && question.source === null && question.evidence === null

/** Presence is no cluster; what fades is one only while it is followed. */
const mayBegin = (finding: RawFinding): boolean => finding.kind !== 'presence' && finding.kind !== 'fading'

/**
 * Which findings are the work items that were there: first those that are followed, then those that were gone, else a new one.
 * @param areaIds of the areas that findings name by index
 * @param items of the theme; null for a calculation that leaves all of them as they are
 */
export function sightingsOf(output: ProblemOutput, areaIds: readonly number[], items: readonly Item[] | null): Sightings {
  const findings = output.themes.flatMap((t) => t.findings)
  const clusters: Sightings['clusters'] = findings.map(() => null)
  if (items === null) return { clusters, gone: [] }
  const match = (may: (finding: RawFinding, index: number) => boolean, among: readonly Item[]): void => {
    const found = findings.flatMap((finding, index) => (may(finding, index) ? [{ index, areas: finding.areas.map((a) => areaIds[a]!) }] : []))
    const matched = matchClusters(found, among)
    found.forEach(({ index }, i) => (clusters[index] = matched[i] ?? null))
  }
  const followed = items.filter((item) => !item.gone)
  match((finding) => finding.kind !== 'presence', followed)
  match((finding, index) => clusters[index] === null && mayBegin(finding), items.filter((item) => item.gone))
  return {
    clusters: clusters.map((item, i) => item ?? (mayBegin(findings[i]!) ? 'new' : null)),
    gone: followed.map((item) => item.id).filter((id) => !clusters.includes(id)),
  }
}
