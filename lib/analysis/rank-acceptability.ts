import { drawGamma } from './draws'
import { seededRandom, type Random } from './seeded-random'

/** What one buurt is on each criterion: a scaled value 0..1, or from `low` to `high` when that is all that is known. */
export type Alternative = { id: string; low: readonly number[]; high: readonly number[] }
export type Weighing = {
  alternatives: readonly Alternative[]
  /** weights that are drawn around, in any unit; null: no preference, every weighing as likely as another */
  weights: readonly number[] | null
  /** how close drawn weights stay to the weights: 20 is about 0.1 up or down per weight */
  kappa: number
  draws: number
  seed: number
  /** how many are chosen */
  top: number
  /** also tell every rank, central weights and who comes before whom: sorts every draw, and keeps n x n */
  whole?: boolean
}
export type Acceptability = {
  id: string
  /** share of the weighings in which it is among the first `top`, 0..1 */
  top: number
  /** share per rank, first rank first; empty unless asked */
  ranks: number[]
  /** mean of the weights with which it came first; null when it never did, or unless asked */
  central: number[] | null
  /** per other alternative, in the order given: the share of the weighings in which it comes before it; empty unless asked */
  before: number[]
}

/**
 * In how many reasonable weighings a buurt is among the first few. Weights are drawn around the given ones (Dirichlet with kappa times the weights) or from all weighings, and what is not known of a
 * buurt is drawn between its ends; in each draw buurten stand by the weighted sum of their values.
 *
 * Buurten are treated in the order of their ids, each with a random stream of its own for what is not known of it, so that their order in the input does not matter. Equal sums go by id, in every other
 * draw the other way round. A weight of 0 stays 0. The same seed gives the same answer.
 *
 * @throws {RangeError} when a weight is negative, or all are 0
 * Source: Lahdelma and Salminen 2001, SMAA-2, doi:10.1287/opre.49.3.444.11220; selection: Hoare 1961
 */
export function rankAcceptability({ alternatives, weights, kappa, draws, seed, top, whole = false }: Weighing): Acceptability[] {
  const order = alternatives.map((_, i) => i).sort((a, b) => (alternatives[a]!.id < alternatives[b]!.id ? -1 : 1))
  const n = order.length
  const k = alternatives[0]?.low.length ?? 0
  if (k === 0) return alternatives.map(({ id }) => ({ id, top: 0, ranks: [], central: null, before: [] }))
  const shapes = weights === null ? Array.from({ length: k }, () => 1) : shapesOf(weights, kappa)
  const values = new Float64Array(n * k)
  const unknown: { at: number; low: number; span: number; random: Random }[] = []
  order.forEach((from, i) => {
    const { low, high } = alternatives[from]!
    const random = low.some((l, c) => l !== high[c]) ? seededRandom(seed, 2, i) : null
    for (let c = 0; c < k; c++) {
      values[i * k + c] = low[c]!
      if (low[c] !== high[c]) unknown.push({ at: i * k + c, low: low[c]!, span: high[c]! - low[c]!, random: random! })
    }
  })
  const first = Math.min(top, n)
  const [within, sums, at] = [new Float64Array(n), new Float64Array(n), new Int32Array(n)]
  const tell = whole ? wholeOf(n, k) : null
  const random = seededRandom(seed, 1)
  const drawn = new Float64Array(k)
  for (let d = 0; d < draws; d++) {
    drawWeights(shapes, random, drawn)
    for (const u of unknown) values[u.at] = u.low + u.span * u.random()
    for (let i = 0, v = 0; i < n; i++) {
      let sum = 0
      for (let c = 0; c < k; c++) sum += drawn[c]! * values[v++]!
      sums[i] = sum
      at[i] = d % 2 === 0 ? i : n - 1 - i // equal sums keep this order
    }
    if (d % 2 === 1) sums.reverse()
    if (tell) tell.add(sums, at, drawn)
    if (first < n) selectFirst(sums, at, first)
    for (let r = 0; r < first; r++) within[at[r]!]! += 1
  }
  const place = new Int32Array(n)
  order.forEach((from, i) => (place[from] = i))
  return alternatives.map(({ id }, from) => {
    const i = place[from]!
    return {
      id, top: draws === 0 ? 0 : within[i]! / draws,
      ranks: tell ? Array.from({ length: n }, (_, r) => tell.ranks[i * n + r]! / draws) : [],
      central: tell && tell.ranks[i * n]! > 0 ? Array.from({ length: k }, (_, c) => tell.central[i * k + c]! / tell.ranks[i * n]!) : null,
      before: tell ? alternatives.map((_, other) => tell.before[i * n + place[other]!]! / draws) : [],
    }
  })
}

function shapesOf(weights: readonly number[], kappa: number): number[] {
  const total = weights.reduce((sum, w) => sum + w, 0)
  if (weights.some((w) => !(w >= 0)) || !(total > 0) || !(kappa > 0)) throw new RangeError('expected weights of 0 or more, at least one above 0, and kappa above 0')
  return weights.map((w) => (kappa * w) / total)
}

/** One weighing that sums to 1. Very small shapes can all underflow: then it is drawn again. */
function drawWeights(shapes: readonly number[], random: Random, out: Float64Array): void {
  let total = 0
  do {
    total = 0
    for (let c = 0; c < shapes.length; c++) total += out[c] = shapes[c] === 0 ? 0 : shapes[c] === 1 ? -Math.log(1 - random()) : drawGamma(shapes[c]!, random)
  } while (!(total > 0))
  for (let c = 0; c < out.length; c++) out[c]! /= total
}

/**
 * Moves the `first` largest sums to the front, with `at` along; of equal sums the one that stands earlier in the draw's own order. Expected time in proportion to the length.
 */
function selectFirst(sums: Float64Array, at: Int32Array, first: number): void {
  const n = sums.length
  const rank = at[0]! <= at[n - 1]! ? 1 : -1 // the order that equal sums keep
  const before = (x: number, i: number, y: number, j: number): boolean => x > y || (x === y && rank * (i - j) < 0)
  let [left, right] = [0, n - 1]
  while (left < right) {
    const middle = (left + right) >> 1
    const [pivot, pivotAt] = [sums[middle]!, at[middle]!]
    let [i, j] = [left, right]
    while (i <= j) {
      while (before(sums[i]!, at[i]!, pivot, pivotAt)) i++
      while (before(pivot, pivotAt, sums[j]!, at[j]!)) j--
      if (i <= j) {
        const [s, a] = [sums[i]!, at[i]!]
        sums[i] = sums[j]!; at[i] = at[j]!
        sums[j] = s; at[j] = a
        i++; j--
      }
    }
    if (first - 1 <= j) right = j
    else if (first - 1 >= i) left = i
    else return
  }
}

function wholeOf(n: number, k: number) {
  const ranks = new Float64Array(n * n)
  const central = new Float64Array(n * k)
  const before = new Float64Array(n * n)
  return {
    ranks, central, before,
    add(sums: Float64Array, at: Int32Array, drawn: Float64Array): void {
      const sorted = Array.from(at.keys()).sort((a, b) => sums[b]! - sums[a]! || a - b)
      sorted.forEach((a, r) => {
        const i = at[a]!
        ranks[i * n + r]! += 1
        if (r === 0) for (let c = 0; c < k; c++) central[i * k + c]! += drawn[c]!
        for (let later = r + 1; later < n; later++) before[i * n + at[sorted[later]!]!]! += 1
      })
    },
  }
}
