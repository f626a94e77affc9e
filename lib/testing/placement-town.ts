import { makeRandom } from '@/lib/demo/random'
import { distancesBetween, isCovered, type Demand, type PlacementProblem } from '@/lib/analysis/placement-problem'

type At = { x: number; y: number }

/** A problem from points; places are called A, B, C, ... */
export function townOf(spots: readonly (At & Partial<Demand>)[], places: readonly At[], over: Partial<PlacementProblem> = {}): PlacementProblem {
  return {
    demand: spots.map(({ x: _x, y: _y, ...d }, i) => ({ id: `d${i}`, buurt: `b${i}`, people: 1, weight: d.people ?? 1, coveredAnyway: false, nearestDeskM: null, ...d })),
    candidates: places.map((_, j) => String.fromCharCode(65 + j)),
    distancesM: distancesBetween(spots, places),
    reachM: 500,
    places: 1,
    must: [],
    never: [],
    ...over,
  }
}

/** A seeded town of 2 by 2 km; some people have a desk already, some weigh nothing. */
export function randomTown(seed: number, numSpots: number, numPlaces: number, places: number): PlacementProblem {
  const random = makeRandom(seed, 'placement-town')
  const at = (): At => ({ x: random.int(2000), y: random.int(2000) })
  const spots = Array.from({ length: numSpots }, () => ({ ...at(), people: random.int(40), weight: random.int(30), coveredAnyway: random.next() < 0.05, nearestDeskM: random.next() < 0.5 ? random.int(3000) : null }))
  return townOf(spots, Array.from({ length: numPlaces }, at), { places, reachM: 400 + random.int(300) })
}

/** The best of all choices of so many places, the slow way: every choice is tried. */
export function bestOfAll(problem: PlacementProblem, value: (placed: readonly number[]) => number): { best: number; choices: string[][] } {
  const numbers = problem.candidates.flatMap((id, j) => (problem.never.includes(id) ? [] : [j]))
  let best = -Infinity
  let choices: string[][] = []
  const size = Math.min(problem.places, numbers.length)
  const walk = (from: number, chosen: readonly number[]): void => {
    if (chosen.length === size) {
      if (!problem.must.every((id) => chosen.includes(problem.candidates.indexOf(id)))) return
      const now = value(chosen)
      if (now > best) choices = []
      if (now >= best) choices.push(chosen.map((j) => problem.candidates[j]!))
      best = Math.max(best, now)
      return
    }
    for (let k = from; k < numbers.length; k++) walk(k + 1, [...chosen, numbers[k]!])
  }
  walk(0, [])
  return { best, choices }
}

/** Weight that a choice reaches, written out once more. */
export const weightReached = (problem: PlacementProblem, placed: readonly number[]): number =>
  problem.demand.reduce((sum, d, i) => sum + (!isCovered(d, problem.reachM) && placed.some((j) => problem.distancesM[i * problem.candidates.length + j]! <= problem.reachM) ? d.weight : 0), 0)
