/** From this share of areas in common (of all areas of either) a finding is the same thing as before. */
const sameFrom = 0.3

/**
 * Says which open work item each finding continues: the pair with the largest share of areas in common (Jaccard) first, each item and each finding once.
 *
 * Equal shares: the older item (lower id), then the finding that comes first. Below 0.3 a finding is something new (null).
 */
export function matchClusters(found: readonly { areas: readonly number[] /* ids */ }[], open: readonly { id: number; areas: readonly number[] }[]): (number | null)[] {
  const pairs = found.flatMap((finding, index) => open.map((item) => ({ index, id: item.id, share: sharedShare(finding.areas, item.areas) })))
  pairs.sort((a, b) => b.share - a.share || a.id - b.id || a.index - b.index)
  const out = found.map((): number | null => null)
  const taken = new Set<number>()
  for (const { index, id, share } of pairs) {
    if (share < sameFrom) break
    if (out[index] !== null || taken.has(id)) continue
    out[index] = id
    taken.add(id)
  }
  return out
}

/** Areas in both / areas in either, 0..1; 0 when both are empty. */
export function sharedShare(a: readonly number[], b: readonly number[]): number {
  const inA = new Set(a)
  const either = new Set([...a, ...b]).size
  return either === 0 ? 0 : new Set(b.filter((id) => inA.has(id))).size / either
}
