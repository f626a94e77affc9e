import type { LinearProgram, Row, Solve, Variable } from './linear-program'
import { reachedBy, type PlacementProblem } from './placement-problem'
import { reduce, type Reduced } from './placement-reduce'

export type Placement = {
  /** ids, in the order in which each adds most; fewer than asked when more would add nothing */
  placed: string[]
  /** weight that is reached and was not */
  weight: number
  people: number
  /** no choice reaches more than this; equal to `weight` when the choice is proven to be the best */
  bound: number
  proven: boolean
  /** (bound - weight) / bound: at most this share below the best there can be, 0..1 */
  gap: number
  /** what each place adds to those before it, in the order of `placed` */
  adds: { weight: number; people: number }[]
}

/** Differences smaller than this share of the whole are rounding of the solver. */
const tolerance = 1e-6

/**
 * Where desks reach the most people who have none within reach: the maximal covering location problem, exact.
 *
 * Every spot counts once, whoever reaches it; what is covered now counts for nothing. More places than are useful are not placed. When the time limit is
 * reached the answer is the best that was found, with what can at most be gained over it. It does not know walking routes, opening hours or room.
 * @throws {RangeError} when the solver answers with something that cannot be
 * Source: Church & ReVelle 1974, doi:10.1007/BF01942293
 */
export async function placeDesks(problem: PlacementProblem, solve: Solve, options: { timeLimitS?: number } = {}): Promise<Placement> {
  const reduced = reduce(problem, { dominated: true })
  return placementOf(problem, await solveReduced(problem, reduced, [], solve, options))
}

/** Choices of free places (indexes), with the most that any choice can reach in all. */
export type Choice = { free: number[]; bound: number; proven: boolean }

/**
 * The best choice within a reduced problem that is none of `not` (each a choice of free places that may not come back); null when there is none left.
 */
export async function solveReduced(problem: PlacementProblem, reduced: Reduced, not: readonly (readonly number[])[], solve: Solve, options: { timeLimitS?: number }): Promise<Choice | null> {
  const places = Math.min(problem.places - reduced.must.length, reduced.places.length)
  if (places === 0) return not.some((n) => n.length === 0) ? null : { free: [], bound: reduced.mustWeight, proven: true }
  const solved = await solve(programOf(reduced, places, not), options)
  if (solved.status === 'infeasible') {
    if (not.length > 0) return null
    throw new RangeError('expected a choice of places, got "infeasible"')
  }
  if (solved.status === 'unbounded') throw new RangeError('expected a best choice of places, got "unbounded"')
  const reachable = reduced.groups.reduce((sum, g) => sum + g.weight, 0)
  const bound = reduced.mustWeight + Math.min(solved.bound ?? reachable, reachable)
  if (solved.values) return { free: reduced.places.filter((j) => solved.values!.get(`y${j}`)! > 0.5), bound, proven: solved.status === 'optimal' }
  return not.length > 0 ? null : { free: greedy(reduced, places), bound, proven: false }
}

/** max sum w x, x_g <= sum of y_j that reach g, sum of y = places; one row for each choice that may not come back. */
function programOf({ places: free, groups }: Reduced, places: number, not: readonly (readonly number[])[]): LinearProgram {
  const still = new Set(free)
  const rows: Row[] = groups.map((g, i) => ({ terms: [[1, `x${i}`], ...g.places.map((j) => [-1, `y${j}`] as const)], sense: '<=', value: 0 }))
  rows.push({ terms: free.map((j) => [1, `y${j}`]), sense: '=', value: places })
  for (const choice of not) if (choice.every((j) => still.has(j))) rows.push({ terms: choice.map((j) => [1, `y${j}`]), sense: '<=', value: choice.length - 1 })
  const variables = new Map<string, Variable>(groups.map((_, i) => [`x${i}`, { kind: 'continuous', upper: 1 }]))
  for (const j of free) variables.set(`y${j}`, { kind: 'binary' })
  return { direction: 'maximize', objective: groups.map((g, i) => [g.weight, `x${i}`]), rows, variables }
}

/** The place that adds most, again and again: at least 63 % of the best. For when the solver had no time to find one. */
function greedy({ places: free, groups }: Reduced, places: number): number[] {
  const chosen: number[] = []
  const open = new Set(groups)
  const gain = (j: number): number => [...open].reduce((sum, g) => sum + (g.places.includes(j) ? g.weight : 0), 0)
  for (let n = 0; n < places; n++) {
    const best = free.filter((j) => !chosen.includes(j)).map((j) => ({ j, gain: gain(j) })).reduce((a, b) => (b.gain > a.gain ? b : a))
    chosen.push(best.j)
    for (const g of [...open]) if (g.places.includes(best.j)) open.delete(g)
  }
  return chosen
}

/** A choice in full: useless places left out, in the order in which they add, summed from the demand itself and not from the solver. */
export function placementOf(problem: PlacementProblem, choice: Choice | null): Placement {
  if (choice === null) throw new RangeError('expected a choice of places, got none')
  const musts = problem.must.filter((id, i) => problem.must.indexOf(id) === i)
  const { placed, adds } = inOrder(problem, musts, choice.free.map((j) => problem.candidates[j]!))
  const { weight, people } = reachedBy(problem, placed)
  if (weight > choice.bound + tolerance * (1 + choice.bound)) throw new RangeError(`expected at most ${choice.bound}, got ${weight}`)
  const bound = choice.proven ? weight : Math.max(weight, choice.bound)
  if (choice.proven && choice.bound - weight > 10 * tolerance * (1 + choice.bound)) throw new RangeError(`expected ${choice.bound} of a proven choice, got ${weight}`)
  return { placed, weight, people, bound, proven: choice.proven, gap: bound > 0 ? (bound - weight) / bound : 0, adds }
}

function inOrder(problem: PlacementProblem, musts: readonly string[], free: readonly string[]): Pick<Placement, 'placed' | 'adds'> {
  const placed: string[] = []
  const adds: Placement['adds'] = []
  let before = { weight: 0, people: 0 }
  const left = new Set([...musts, ...free])
  while (left.size > 0) {
    const options = [...left].sort().map((id) => ({ id, ...reachedBy(problem, [...placed, id]) }))
    const best = options.reduce((a, b) => (b.weight > a.weight ? b : a))
    left.delete(best.id)
    const adding = { weight: best.weight - before.weight, people: best.people - before.people }
    if (adding.weight <= 0 && !musts.includes(best.id)) continue
    placed.push(best.id)
    adds.push(adding)
    before = best
  }
  return { placed, adds }
}
