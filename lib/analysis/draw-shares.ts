import { binomialByInversion, drawBinomial } from './draws'
import type { Random } from './seeded-random'

/** Shares `n` things out over the places into `out` (overwritten), each place with a chance in proportion to its weight. */
export type ShareOut = (n: number, random: Random, out: Int32Array) => void

/**
 * A multinomial draw with fixed weights, made once and used many times: `n` draws from an alias table while that is less work than a binomial draw per
 * place, so that ten million things cost no more than ten thousand.
 *
 * A place of weight 0 gets nothing.
 * @throws {RangeError} when a weight is negative or none is above 0
 * Source: Walker 1977, Vose 1991 (alias); Davis 1993 (conditional binomials)
 */
export function shareOut(weights: ArrayLike<number>): ShareOut {
  const places = weights.length
  const byBinomials = shareOutOnce(weights)
  let alias: ((random: Random) => number) | null = null
  return (n, random, out) => {
    if (n >= 3 * places) return byBinomials(n, random, out)
    alias ??= aliasTable(weights)
    out.fill(0)
    for (let k = 0; k < n; k++) {
      const place = alias(random)
      out[place] = out[place]! + 1
    }
  }
}

/** The same for weights that are used once: a binomial draw per place, out of what the places before left. */
export function shareOutOnce(weights: ArrayLike<number>): ShareOut {
  const places = weights.length
  const tail = new Float64Array(places + 1)
  for (let i = places - 1; i >= 0; i--) {
    if (!(weights[i]! >= 0)) throw new RangeError(`expected a weight of 0 or more, got ${weights[i]}`)
    tail[i] = tail[i + 1]! + weights[i]!
  }
  const odds = new Float64Array(places)
  const logMiss = new Float64Array(places)
  for (let i = 0; i < places; i++) {
    odds[i] = weights[i]! / tail[i + 1]!
    logMiss[i] = Math.log1p(-weights[i]! / tail[i]!)
  }
  if (!(tail[0]! > 0) || !Number.isFinite(tail[0]!)) throw new RangeError('expected weights with a finite sum above 0')
  return (n, random, out) => {
    let left = n
    for (let i = 0; i < places; i++) {
      // Where all that is left has no weight, the share is 0 / 0: nothing comes there.
      const few = left * odds[i]! < 10 && odds[i]! <= 1
      const count = left === 0 || weights[i] === 0 ? 0 : few ? binomialByInversion(left, odds[i]!, logMiss[i]!, random) : drawBinomial(left, weights[i]! / tail[i]!, random)
      out[i] = count
      left -= count
    }
  }
}

function aliasTable(weights: ArrayLike<number>): (random: Random) => number {
  const n = weights.length
  let total = 0
  for (let i = 0; i < n; i++) total += weights[i]!
  const chance = new Float64Array(n)
  const alias = new Int32Array(n)
  const scaled = Float64Array.from({ length: n }, (_, i) => (weights[i]! * n) / total)
  const [small, large]: [number[], number[]] = [[], []]
  for (let i = 0; i < n; i++) (scaled[i]! < 1 ? small : large).push(i)
  while (small.length > 0 && large.length > 0) {
    const s = small.pop()!
    const l = large.at(-1)!
    chance[s] = scaled[s]!
    alias[s] = l
    scaled[l]! -= 1 - scaled[s]!
    if (scaled[l]! < 1) small.push(large.pop()!)
  }
  // What rounding left over is full, but never a place without weight: that one goes to any place with weight.
  const some = weights.length > 0 ? scaled.findIndex((_, i) => weights[i]! > 0) : 0
  for (const i of [...small, ...large]) {
    chance[i] = weights[i]! > 0 ? 1 : 0
    alias[i] = weights[i]! > 0 ? i : some
  }
  return (random) => {
    const at = random() * n
    const i = Math.floor(at)
    return at - i < chance[i]! ? i : alias[i]!
  }
}
