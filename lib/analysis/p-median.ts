import type { LinearProgram, Row, Solve, Variable } from './linear-program'
import type { PlacementProblem } from './placement-problem'
import { total } from './placement-problem'

export type Median = {
  placed: string[]
  /** weight times metres to the nearest desk, over all demand */
  total: number
  /** metres to the nearest desk, mean over weight; null when nothing weighs anything */
  meanM: number | null
  /** no choice has a smaller total */
  bound: number
  proven: boolean
  /** (total - bound) / total: at most this share above the best there can be, 0..1 */
  gap: number
}

/**
 * Where desks make the way to the nearest one shortest, over everybody who weighs (p-median), exact. Desks that are there take part; demand that is
 * covered anyway does not. Reach plays no role.
 *
 * Distances of a spot are walked through from near to far: z says that nothing so near is chosen. Each pair of spot and place is in the program once.
 * @throws {RangeError} when the solver answers with something that cannot be
 * Source: Cornuéjols, Nemhauser & Wolsey 1980, doi:10.1137/0601030; García, Labbé & Marín 2011, doi:10.1287/ijoc.1100.0418
 */
export async function placeNearest(problem: PlacementProblem, solve: Solve, options: { timeLimitS?: number } = {}): Promise<Median> {
  const barred = new Set(problem.never)
  const open = problem.candidates.flatMap((id, j) => (barred.has(id) ? [] : [j]))
  const solved = await solve(programOf(problem, open), options)
  const placed = solved.values ? open.filter((j) => solved.values!.get(`y${j}`)! > 0.5) : null
  if (placed === null && solved.status !== 'limit') throw new RangeError(`expected a choice of places, got "${solved.status}"`)
  const chosen = placed ?? fallback(problem, open)
  const weight = total(problem.demand.map((d) => (d.coveredAnyway ? 0 : d.weight)))
  const value = totalOf(problem, chosen)
  const proven = solved.status === 'optimal'
  if (proven && Math.abs(value - solved.objective!) > 1e-5 * (1 + value)) throw new RangeError(`expected a total of ${solved.objective}, got ${value}`)
  const bound = proven ? value : Math.min(value, Math.max(0, solved.bound ?? 0))
  return { placed: chosen.map((j) => problem.candidates[j]!).sort(), total: value, meanM: weight > 0 ? value / weight : null, bound, proven, gap: value > 0 ? (value - bound) / value : 0 }
}

function programOf({ demand, candidates, distancesM, places, must }: PlacementProblem, open: readonly number[]): LinearProgram {
  const variables = new Map<string, Variable>(open.map((j) => [`y${j}`, { kind: 'binary' }]))
  const objective: [number, string][] = []
  const rows: Row[] = [{ terms: open.map((j) => [1, `y${j}`]), sense: '=', value: Math.min(places, open.length) }]
  for (const id of new Set(must)) rows.push({ terms: [[1, `y${candidates.indexOf(id)}`]], sense: '=', value: 1 })
  let constant = 0
  for (const [i, d] of demand.entries()) {
    if (d.weight <= 0 || d.coveredAnyway) continue
    const limit = d.nearestDeskM ?? Infinity
    const near = open.map((j) => ({ j, at: distancesM[i * candidates.length + j]! })).filter(({ at }) => at < limit).sort((a, b) => a.at - b.at || a.j - b.j)
    const levels = [...new Set(near.map(({ at }) => at))]
    const ends = limit === Infinity ? levels : [...levels, limit]
    // nothing nearer than a desk that is there: its distance is all there is
    if (levels.length === 0) {
      constant += d.weight * limit
      continue
    }
    constant += d.weight * levels[0]!
    for (let k = 0; k + 1 < ends.length; k++) {
      const name = `z${i}_${k}`
      variables.set(name, { kind: 'continuous', upper: 1 })
      objective.push([d.weight * (ends[k + 1]! - ends[k]!), name])
      const here = near.filter(({ at }) => at === levels[k]).map(({ j }) => [1, `y${j}`] as const)
      rows.push(k === 0 ? { terms: [[1, name], ...here], sense: '>=', value: 1 } : { terms: [[1, name], [-1, `z${i}_${k - 1}`], ...here], sense: '>=', value: 0 })
    }
  }
  variables.set('constant', { kind: 'continuous', lower: 1, upper: 1 })
  return { direction: 'minimize', objective: [...objective, [constant, 'constant']], rows, variables }
}

const nearest = ({ demand, candidates, distancesM }: PlacementProblem, i: number, chosen: readonly number[]): number => Math.min(demand[i]!.nearestDeskM ?? Infinity, ...chosen.map((j) => distancesM[i * candidates.length + j]!))
const totalOf = (problem: PlacementProblem, chosen: readonly number[]): number => total(problem.demand.map((d, i) => (d.weight <= 0 || d.coveredAnyway ? 0 : d.weight * nearest(problem, i, chosen))))

/** The place that helps most, again and again, after the musts. */
function fallback(problem: PlacementProblem, open: readonly number[]): number[] {
  const chosen = [...new Set(problem.must)].map((id) => problem.candidates.indexOf(id))
  while (chosen.length < Math.min(problem.places, open.length)) chosen.push(open.filter((j) => !chosen.includes(j)).map((j) => ({ j, value: totalOf(problem, [...chosen, j]) })).reduce((a, b) => (b.value < a.value ? b : a)).j)
  return chosen
}
