import type { Solve } from './linear-program'
import { placeDesks, type Placement } from './placement'
import { reachedBy, type PlacementProblem } from './placement-problem'

/** The same question asked a little differently: another reach, or other weights (in the order of the demand). */
export type Variant = { label: string; reachM?: number; weights?: readonly number[] }
export type Robustness = {
  /** for each place of the choice, in how many variants a best choice holds it, 0..1 */
  stays: { id: string; share: number; leavesIn: string[] }[]
  variants: { label: string; placed: string[]; weight: number; chosenWeight: number; proven: boolean }[]
}

/**
 * How much a choice depends on what was assumed. Of every variant the best is computed, and then, among all that are as good, the one that keeps most
 * of the choice: a place that only lost a tie has not left.
 */
export async function robustnessOf(problem: PlacementProblem, choice: Placement, variants: readonly Variant[], solve: Solve, options: { timeLimitS?: number } = {}): Promise<Robustness> {
  const out: Robustness['variants'] = []
  for (const { label, reachM = problem.reachM, weights } of variants) {
    const varied: PlacementProblem = { ...problem, reachM, demand: weights ? problem.demand.map((d, i) => ({ ...d, weight: weights[i]! })) : problem.demand }
    const best = await placeDesks(varied, solve, options)
    const kept = await keepingMost(varied, best, choice, solve, options)
    out.push({ label, placed: kept.placed, weight: kept.weight, chosenWeight: reachedBy(varied, choice.placed).weight, proven: best.proven })
  }
  return {
    variants: out,
    stays: choice.placed.map((id) => {
      const leavesIn = out.filter((v) => !v.placed.includes(id)).map((v) => v.label)
      return { id, share: out.length === 0 ? 1 : 1 - leavesIn.length / out.length, leavesIn }
    }),
  }
}

/** Makes places of the choice musts one by one for as long as the value stays the same. */
async function keepingMost(problem: PlacementProblem, best: Placement, choice: Placement, solve: Solve, options: { timeLimitS?: number }): Promise<Placement> {
  let kept = best
  let must = [...problem.must]
  for (const id of choice.placed) {
    if (must.includes(id) || must.length >= problem.places) continue
    if (kept.placed.includes(id)) {
      must = [...must, id]
      continue
    }
    const tried = await placeDesks({ ...problem, must: [...must, id] }, solve, options)
    if (tried.weight < best.weight - 1e-9 * (1 + best.weight)) continue
    kept = tried
    must = [...must, id]
  }
  return kept
}
