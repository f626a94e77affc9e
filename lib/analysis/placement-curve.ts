import type { Solve } from './linear-program'
import { placeDesks, type Placement } from './placement'
import type { PlacementProblem } from './placement-problem'

export type CurvePoint = { places: number; weight: number; people: number; proven: boolean }

/**
 * What 1, 2, ... `upTo` (default 10) places reach, each number at its best. Starts at the number of musts (at least 1) and ends where more places reach no more.
 */
export async function curveOf(problem: PlacementProblem, solve: Solve, { upTo = 10, known = null, timeLimitS }: { upTo?: number; known?: Placement | null; timeLimitS?: number } = {}): Promise<CurvePoint[]> {
  const points: CurvePoint[] = []
  for (let places = Math.max(1, new Set(problem.must).size); places <= upTo; places++) {
    const best: Placement = known && places === problem.places ? known : await placeDesks({ ...problem, places }, solve, { timeLimitS })
    const last = points.at(-1)
    // an unproven answer may fall below that of fewer places: those can always be had
    const point = last && last.weight > best.weight ? { ...last, places, proven: false } : { places, weight: best.weight, people: best.people, proven: best.proven }
    if (last && best.proven && best.placed.length < places) break
    points.push(point)
  }
  return points
}
