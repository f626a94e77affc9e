import type { Solve } from './linear-program'
import { placementOf, solveReduced, type Placement } from './placement'
import type { PlacementProblem } from './placement-problem'
import { reduce } from './placement-reduce'

/**
 * Other choices that are nearly as good, best first: at least `least` (default 97 %) of the weight of the best and at most `max` (default 5).
 *
 * Each differs from the best and from the others in at least one place that adds something. Ties are common; they come first.
 */
export async function alternativesTo(problem: PlacementProblem, best: Placement, solve: Solve, { least = 0.97, max = 5, timeLimitS }: { least?: number; max?: number; timeLimitS?: number } = {}): Promise<Placement[]> {
  const whole = reduce(problem, { dominated: false })
  const place = new Map(problem.candidates.map((id, j) => [id, j]))
  const musts = new Set(problem.must)
  const freeOf = (p: Placement): number[] => p.placed.filter((id) => !musts.has(id)).map((id) => place.get(id)!)
  const found: Placement[] = []
  const not: number[][] = [freeOf(best)]
  while (found.length < max && best.weight > 0) {
    const choice = await solveReduced(problem, whole, not, solve, { timeLimitS })
    if (choice === null) break
    const next = placementOf(problem, choice)
    if (next.weight < least * best.weight) break
    found.push(next)
    not.push(freeOf(next))
  }
  return found
}
