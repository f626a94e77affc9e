import type { RawFinding } from './problem-clusters'

const order: Record<RawFinding['kind'], number> = { area: 0, presence: 0, recent: 1, rise: 1, fading: 2 }

/**
 * Tells nothing twice: a finding of which at least half of the buurten is in findings told before it becomes part of those. Areas come first, then the larger of
 * recent buurten and rises, then what fades; within a kind the surest first.
 */
export function toldOnce(findings: readonly RawFinding[]): RawFinding[] {
  const sorted = [...findings].sort((a, b) => order[a.kind] - order[b.kind] || (order[a.kind] === 1 ? b.areas.length - a.areas.length : 0) || Number(a.kind === 'rise') - Number(b.kind === 'rise') || a.p - b.p || a.areas[0]! - b.areas[0]!)
  const told = new Set<number>()
  return sorted.filter((finding) => {
    if (finding.areas.filter((i) => told.has(i)).length * 2 >= finding.areas.length) return false
    finding.areas.forEach((i) => told.add(i))
    return true
  })
}
