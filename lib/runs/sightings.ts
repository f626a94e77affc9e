import { matchClusters } from '@/lib/analysis/cluster-match'
import type { ProblemOutput, RawFinding } from '@/lib/analysis/problem-clusters'
import type { RunQuestion } from '@/lib/domain/cluster'

/** Per finding (counted through all themes): the work item that it goes on with, a new one, or none. `gone`: work items that were not found again. */
export type Sightings = { clusters: (number | 'new' | null)[]; gone: number[] }

/** Only what everybody sees of one theme makes and ends work items: anything else would follow from how somebody happened to ask. */
export const keepsItems = (question: RunQuestion, standard: boolean): boolean => standard && question.theme !== null && question.kind === 'knelpunt' && question.source === null && question.evidence === null

/** Presence is no cluster; what fades is one only when it was followed before. */
const mayBegin = (finding: RawFinding): boolean => finding.kind !== 'presence' && finding.kind !== 'fading'

/**
 * Which findings are the work items that were there. A calculation with parameters of somebody's own leaves all items as they are.
 * @param areaIds of the areas that findings name by index
 * @param open of the theme of the question, gone ones that may come back included
 */
export function sightingsOf(output: ProblemOutput, areaIds: readonly number[], open: readonly { id: number; areas: number[] }[]): Sightings {
  const findings = output.themes.flatMap((t) => t.findings)
  const may = findings.flatMap((finding, index) => (finding.kind === 'presence' ? [] : [{ index, areas: finding.areas.map((a) => areaIds[a]!) }]))
  const matched = matchClusters(may, [...open])
  const clusters: Sightings['clusters'] = findings.map(() => null)
  may.forEach(({ index }, i) => (clusters[index] = matched[i] ?? (mayBegin(findings[index]!) ? 'new' : null)))
  return { clusters, gone: open.map((o) => o.id).filter((id) => !clusters.includes(id)) }
}
