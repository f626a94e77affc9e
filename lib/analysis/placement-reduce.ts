import { isCovered, total, type PlacementProblem } from './placement-problem'

/** Demand that the same places reach, as one. */
type Group = { places: readonly number[]; weight: number }
export type Reduced = {
  /** indexes of places that may still be chosen; each reaches something */
  places: number[]
  groups: Group[]
  /** indexes of the musts, and the weight that they reach */
  must: number[]
  mustWeight: number
  /** indexes of demand that no place reaches (not covered, weight above 0) */
  unreachable: number[]
}

/**
 * The same question with less in it and the same best value.
 *
 * Left out is demand that is covered, weighs nothing, is reached by a must or by no place; demand with the same places is one. With `dominated`, a
 * place also goes when another reaches all that it reaches (of equals the first by id stays): the best value is the same, but not every other choice is left.
 */
export function reduce(problem: PlacementProblem, { dominated }: { dominated: boolean }): Reduced {
  const { candidates, distancesM, reachM } = problem
  const width = candidates.length
  const barred = new Set(problem.never)
  const musts = new Set(problem.must)
  const must = candidates.flatMap((id, j) => (musts.has(id) ? [j] : []))
  const free = candidates.flatMap((id, j) => (!musts.has(id) && !barred.has(id) ? [j] : [])).sort((a, b) => (candidates[a]! < candidates[b]! ? -1 : 1))
  const reached: number[] = []
  const unreachable: number[] = []
  const groups = new Map<string, { places: number[]; weights: number[] }>()
  for (const [i, d] of problem.demand.entries()) {
    if (d.weight <= 0 || isCovered(d, reachM)) continue
    const near = (j: number): boolean => distancesM[i * width + j]! <= reachM
    if (must.some(near)) {
      reached.push(i)
      continue
    }
    const places = free.filter(near)
    if (places.length === 0) unreachable.push(i)
    const key = places.join()
    const group = groups.get(key) ?? { places, weights: [] }
    if (places.length > 0) groups.set(key, group)
    group.weights.push(d.weight)
  }
  const merged = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { places, weights }]) => ({ places, weight: total(weights) }))
  const useful = free.filter((j) => merged.some((g) => g.places.includes(j)))
  const kept = dominated ? undominated(useful, merged) : useful
  const stays = new Set(kept)
  return { places: kept, groups: merged.map((g) => ({ places: g.places.filter((j) => stays.has(j)), weight: g.weight })), must, mustWeight: total(reached.map((i) => problem.demand[i]!.weight)), unreachable }
}

/** Places of which no other reaches everything too; the reach of a place is a row of bits over the groups. */
function undominated(places: readonly number[], groups: readonly Group[]): number[] {
  const words = Math.ceil(groups.length / 32)
  const bits = new Map(places.map((j) => [j, new Uint32Array(words)]))
  for (const [g, { places: near }] of groups.entries()) for (const j of near) bits.get(j)![g >> 5]! |= 1 << (g & 31)
  const count = new Map(places.map((j) => [j, groups.filter((g) => g.places.includes(j)).length]))
  // largest first: whoever is reached by another is reached by one that stays
  const bySize = [...places].sort((a, b) => count.get(b)! - count.get(a)! || places.indexOf(a) - places.indexOf(b))
  const kept: number[] = []
  for (const j of bySize) {
    const own = bits.get(j)!
    if (!kept.some((k) => own.every((word, w) => (word & ~bits.get(k)![w]!) === 0))) kept.push(j)
  }
  return places.filter((j) => kept.includes(j))
}
