import { poissonAtLeast } from './poisson-interval'
import type { RawFinding } from './problem-clusters'

const order: Record<RawFinding['kind'], number> = { area: 0, presence: 0, recent: 1, rise: 1, fading: 2 }
/** Below this chance a new recent buurt is more than the place that it lies in explains. */
const unexplained = 0.01

/**
 * Tells nothing twice: a finding of which at least half of the buurten is in findings told before it becomes part of those. Areas come first, then the larger of
 * recent buurten and rises, then what fades; within a kind the surest first.
 *
 * One exception: a buurt that is new in the last weeks, inside a place that is not new, is told by itself when that many reporters are unlikely (1 %) even at the
 * rate of the whole place. Else something new would drown in a large old area.
 */
export function toldOnce(findings: readonly RawFinding[]): RawFinding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      order[a.kind] - order[b.kind] || (order[a.kind] === 1 ? b.areas.length - a.areas.length : 0) || Number(a.kind === 'rise') - Number(b.kind === 'rise') || a.p - b.p || a.areas[0]! - b.areas[0]!,
  )
  const told: RawFinding[] = []
  for (const finding of sorted) {
    const around = told.filter((other) => other.areas.some((i) => finding.areas.includes(i)))
    const covered = finding.areas.filter((i) => around.some((other) => other.areas.includes(i))).length
    const newInOld = finding.kind === 'recent' && finding.label === 'new' && around.every((other) => other.label !== 'new' && poissonAtLeast(finding.observed, finding.expected * Math.max(1, other.ratio?.value ?? Infinity)) <= unexplained)
    if (covered * 2 < finding.areas.length || newInOld) told.push(finding)
  }
  return told
}
