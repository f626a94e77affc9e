import type { Limit } from '@/lib/domain/focus-criteria'

/** A buurt as the choice sees it: its scaled value per criterion, and per threshold what is known of it (in the order of the thresholds; null: not known, never passes). */
export type Choosable = { id: string; values: readonly number[]; measured: readonly (number | null)[] }
export type Choice = { buurten: readonly Choosable[]; weights: readonly number[]; limits: readonly Limit[]; atLeast: number; top: number }
/** The smallest change that turns it round. `criterion` and `limit` are places in the lists. */
type WeightFlip = { criterion: number; from: number; to: number }
type LimitFlip = { limit: number; from: number; to: number }
export type Flip = { id: string; chosen: boolean; /** passes enough thresholds */ candidate: boolean; weight: WeightFlip | null; threshold: LimitFlip | null }

/** Weights are whole points from 0 to this, as they can be typed. */
export const mostPoints = 100

/** Whether a value passes a threshold; exactly at it passes. */
export const passes = (value: number | null, { direction, value: limit }: Pick<Limit, 'direction' | 'value'>): boolean => value !== null && (direction === 'from' ? value >= limit : value <= limit)

/** Which buurten pass at least so many thresholds; without thresholds all do. */
export function candidatesOf({ buurten, limits, atLeast }: Pick<Choice, 'buurten' | 'limits' | 'atLeast'>): boolean[] {
  return buurten.map((b) => limits.filter((l, i) => passes(b.measured[i]!, l)).length >= Math.min(atLeast, limits.length))
}

/** The first `top` candidates by the weighted sum of their values; equal sums by id. */
export function chosenOf(choice: Choice, candidates = candidatesOf(choice), weights: readonly number[] = choice.weights): Set<string> {
  const sums = choice.buurten.map((b) => weighed(b, weights))
  const order = choice.buurten.map((_, i) => i).filter((i) => candidates[i]).sort((a, b) => sums[b]! - sums[a]! || (choice.buurten[a]!.id < choice.buurten[b]!.id ? -1 : 1))
  return new Set(order.slice(0, choice.top).map((i) => choice.buurten[i]!.id))
}

const weighed = (b: Choosable, weights: readonly number[]): number => b.values.reduce((sum, v, c) => sum + v * weights[c]!, 0)

/**
 * For each buurt the smallest change of one weight, and of one threshold, that brings it in or out of the first `top` candidates, all else staying as it is.
 *
 * A weight is a whole number of points from 0 to 100; the smallest is the fewest points, then the first criterion. A threshold is the smallest change in parts of the spread of what is known for it (largest minus smallest); it becomes
 * the value of a buurt that just passes it, or half way to the next one where a buurt just fails. Null: no change of one weight, or of one threshold, does it.
 *
 * Only places where two buurten stand equal, and values that buurten have, can turn a choice round, so only those are tried; the answer is that of trying everything.
 */
export function flipsOf(choice: Choice): Flip[] {
  const candidates = candidatesOf(choice)
  const chosen = chosenOf(choice, candidates)
  const thresholds = limitFlips(choice, chosen)
  return choice.buurten.map((b, i) => ({ id: b.id, chosen: chosen.has(b.id), candidate: candidates[i]!, weight: candidates[i] ? weightFlip(choice, candidates, i, chosen.has(b.id)) : null, threshold: thresholds[i]! }))
}

/** Whole points around each place where this buurt stands equal to another, nearest first, until the choice turns. */
function weightFlip({ buurten, weights, top }: Choice, candidates: readonly boolean[], at: number, chosen: boolean): WeightFlip | null {
  const own = buurten[at]!
  const rivals = buurten.filter((_, i) => candidates[i] && i !== at)
  let best: WeightFlip | null = null
  weights.forEach((from, criterion) => {
    const others = weights.map((w, c) => (c === criterion ? 0 : w))
    const [base, slope] = [weighed(own, others), own.values[criterion]!]
    const lines = rivals.map((r) => ({ id: r.id, base: weighed(r, others), slope: r.values[criterion]! }))
    const tried = new Set<number>()
    for (const r of lines) {
      const equal = (r.base - base) / (slope - r.slope)
      if (Number.isFinite(equal)) for (const p of [Math.floor(equal) - 1, Math.floor(equal), Math.ceil(equal), Math.ceil(equal) + 1]) if (p >= 0 && p <= mostPoints) tried.add(p)
    }
    for (const p of [...tried].sort((a, b) => Math.abs(a - from) - Math.abs(b - from) || a - b)) {
      if (best && Math.abs(p - from) >= Math.abs(best.to - best.from)) break
      if (others.every((w) => w === 0) && p === 0) continue // all weights 0 weighs nothing
      const points = weights.map((w, c) => (c === criterion ? p : w))
      const sum = weighed(own, points)
      const ahead = rivals.filter((r) => { const s = weighed(r, points); return s > sum || (s === sum && r.id < own.id) }).length
      if (ahead < top !== chosen) {
        best = { criterion, from, to: p }
        break
      }
    }
  })
  return best
}

/** Every place that a threshold can have to any effect, nearest first: the choice is made anew at each, and tells whom it turns round. */
function limitFlips(choice: Choice, chosen: ReadonlySet<string>): (LimitFlip | null)[] {
  const found: ({ flip: LimitFlip; share: number } | null)[] = choice.buurten.map(() => null)
  choice.limits.forEach((limit, l) => {
    const { spread, places } = placesOf(choice, l)
    for (const to of places) {
      const share = Math.abs(to - limit.value) / spread
      const now = chosenOf({ ...choice, limits: choice.limits.map((other, i) => (i === l ? { ...other, value: to } : other)) })
      choice.buurten.forEach((b, i) => {
        if (now.has(b.id) !== chosen.has(b.id) && (found[i] === null || share < found[i]!.share)) found[i] = { flip: { limit: l, from: limit.value, to }, share }
      })
    }
  })
  return found.map((f) => f?.flip ?? null)
}

/** Each known value of the threshold, where its buurt just passes, and half way to the next stricter one, where it just fails. */
function placesOf({ buurten, limits }: Choice, l: number): { spread: number; places: number[] } {
  const known = [...new Set(buurten.flatMap((b) => b.measured[l] ?? []))].sort((a, b) => a - b)
  if (known.length === 0) return { spread: 1, places: [] }
  const spread = known.at(-1)! - known[0]! || 1
  const strict = limits[l]!.direction === 'from' ? 1 : -1
  const order = strict === 1 ? known : [...known].reverse()
  const failing = order.map((v, i) => (i + 1 < order.length ? (v + order[i + 1]!) / 2 : v + strict * spread))
  return { spread, places: [...order, ...failing].sort((a, b) => Math.abs(a - limits[l]!.value) - Math.abs(b - limits[l]!.value) || a - b) }
}
