import { normalAbove } from './gamma'

export type LocalGi = {
  /** the published G*: how many standard errors the area and its neighbours together lie above the mean */
  star: number
  /** the same with the area's own value held fixed and its neighbours drawn from the others: exact mean and variance */
  z: number
  /** one-sided chance of neighbours that high: by permutation below 200 areas, else from z */
  p: number
}

/** From so many areas on the normal distribution is close enough. */
const enoughAreas = 200
/** After so many permutations that are as high it is clear that an area is not hot: p is then that number / those tried (Besag and Clifford 1991). */
const clearlyNot = 500

/**
 * Says of each area whether high values lie together there: its own value and those of its neighbours against all areas.
 *
 * Areas without a value take no part, also not as a neighbour. An area without neighbours has no answer (see `withNearest`). All values equal: z 0, p 1.
 * Values equal to the observed sum count as that high. One permutation draws other areas without replacement; the same draws serve every area.
 * @param random uniform in [0, 1)
 * Source: Getis and Ord 1992, Ord and Getis 1995, doi:10.1111/j.1538-4632.1995.tb00912.x
 */
export function localGi(values: readonly (number | null)[], neighbours: readonly (readonly number[])[], random: () => number, options: { replicates?: number; stopAt?: number } = {}): (LocalGi | null)[] {
  const { replicates = 9999, stopAt = clearlyNot } = options
  const used = values.flatMap((value, i) => (value === null ? [] : [i]))
  const place = new Map(used.map((area, k) => [area, k]))
  const x = Float64Array.from(used, (area) => values[area]!)
  const sets = used.map((area) => neighbours[area]!.flatMap((other) => (other !== area && place.has(other) ? [place.get(other)!] : [])))
  const n = x.length
  const sum = x.reduce((a, b) => a + b, 0)
  const squares = x.reduce((a, b) => a + b * b, 0)
  const spread = Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2))
  const flat = spread <= 1e-12 * Math.max(1, Math.abs(sum / n))
  const most = Math.max(0, ...sets.map((set) => set.length))
  const ranks = n < enoughAreas && !flat ? drawRanks(n - 1, most, replicates, random) : null
  const out = values.map((): LocalGi | null => null)
  sets.forEach((set, i) => {
    const k = set.length
    if (k === 0) return
    if (flat || k >= n - 1) return void (out[used[i]!] = { star: 0, z: 0, p: 1 })
    const around = set.reduce((total, j) => total + x[j]!, 0)
    const others = { mean: (sum - x[i]!) / (n - 1), squares: squares - x[i]! ** 2 }
    const variance = Math.max(0, (others.squares - (n - 1) * others.mean ** 2) / (n - 2))
    const error = Math.sqrt(k * (1 - k / (n - 1)) * variance)
    const z = error > 0 ? (around - k * others.mean) / error : 0
    const size = k + 1
    const star = (around + x[i]! - (sum / n) * size) / (spread * Math.sqrt((n * size - size * size) / (n - 1)))
    const p = ranks ? permuted(x, i, k, around, ranks, most, stopAt) : normalAbove(z)
    out[used[i]!] = { star, z, p }
  })
  return out
}

/**
 * Neighbours of every area that has people; one without such neighbours (an island) gets its three nearest within 10 km, or none.
 * @param areas x, y in RD metres; `neighbours` indexes of areas that touch
 */
export function withNearest(areas: readonly { x: number; y: number; neighbours: readonly number[] }[], lived: readonly boolean[]): number[][] {
  return areas.map((area, i) => {
    if (!lived[i]) return []
    const touching = area.neighbours.filter((j) => lived[j] && j !== i)
    if (touching.length > 0) return touching
    return areas
      .flatMap((other, j) => (lived[j] && j !== i ? [{ j, distance: Math.hypot(other.x - area.x, other.y - area.y) }] : []))
      .filter(({ distance }) => distance <= 10_000)
      .sort((a, b) => a.distance - b.distance || a.j - b.j)
      .slice(0, 3)
      .map(({ j }) => j)
  })
}

/** Per replicate `most` different whole numbers below `n`, flat. */
function drawRanks(n: number, most: number, replicates: number, random: () => number): Int32Array {
  const deck = Int32Array.from({ length: n }, (_, i) => i)
  const out = new Int32Array(most * replicates)
  for (let r = 0; r < replicates; r++)
    for (let k = 0; k < most; k++) {
      const j = k + Math.floor(random() * (n - k))
      const card = deck[j]!
      deck[j] = deck[k]!
      deck[k] = card
      out[r * most + k] = card
    }
  return out
}

/** Share of the permutations in which the neighbours are as high as observed, the observed one included. */
function permuted(x: Float64Array, i: number, k: number, observed: number, ranks: Int32Array, most: number, stopAt: number): number {
  const limit = observed - 1e-10 * Math.max(1, Math.abs(observed))
  const replicates = ranks.length / most
  let count = 0
  for (let r = 0, at = 0; r < replicates; r++, at += most) {
    let sum = 0
    for (let j = at; j < at + k; j++) {
      const rank = ranks[j]!
      sum += x[rank < i ? rank : rank + 1]!
    }
    if (sum >= limit && ++count === stopAt) return count / (r + 1)
  }
  return (1 + count) / (replicates + 1)
}
