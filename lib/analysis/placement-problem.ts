/** People who live at one spot and need something; a buurt has one or more spots. */
export type Demand = {
  id: string
  buurt: string
  /** inhabitants; part of a person is allowed, a buurt is shared out over its spots */
  people: number
  /** what reaching this spot is worth (people, hours short, signals); 0 or more */
  weight: number
  /** covered wherever a desk stands: supply for the whole buurt */
  coveredAnyway: boolean
  /** metres to the nearest desk that counts now; null when there is none */
  nearestDeskM: number | null
}

/** Where desks could stand, and for whom. */
export type PlacementProblem = {
  demand: readonly Demand[]
  /** ids of places, each once */
  candidates: readonly string[]
  /** metres from demand i to candidate j at [i * candidates.length + j] */
  distancesM: Float64Array
  /** at most this far counts as reached, exactly this far too */
  reachM: number
  /** how many desks are to be placed, the musts among them */
  places: number
  /** places that must have one, places that may not */
  must: readonly string[]
  never: readonly string[]
}

/** What makes a question impossible to answer. */
export type PlacementFault = 'no_reach' | 'no_places' | 'no_candidates' | 'unknown_place' | 'must_and_never' | 'too_many_musts'

/** Why a problem has no answer, the first fault there is; null when it can be solved. */
export function faultOf({ candidates, reachM, places, must, never }: PlacementProblem): PlacementFault | null {
  if (!(reachM > 0) || !Number.isFinite(reachM)) return 'no_reach'
  if (!Number.isInteger(places) || places < 1) return 'no_places'
  const known = new Set(candidates)
  const barred = new Set(never)
  if (must.some((id) => barred.has(id))) return 'must_and_never'
  if ([...must, ...never].some((id) => !known.has(id))) return 'unknown_place'
  if (candidates.every((id) => barred.has(id))) return 'no_candidates'
  return new Set(must).size > places ? 'too_many_musts' : null
}

/** Whether a spot has a desk within reach already. */
export const isCovered = (d: Demand, reachM: number): boolean => d.coveredAnyway || (d.nearestDeskM !== null && d.nearestDeskM <= reachM)

/** What desks at these places would reach that is not reached now: demand by its index, and together. */
export function reachedBy(problem: PlacementProblem, placed: readonly string[]): { demand: number[]; weight: number; people: number } {
  const width = problem.candidates.length
  const at = placed.map((id) => problem.candidates.indexOf(id))
  const demand = problem.demand.flatMap((d, i) => (!isCovered(d, problem.reachM) && at.some((j) => problem.distancesM[i * width + j]! <= problem.reachM) ? [i] : []))
  return { demand, weight: total(demand.map((i) => problem.demand[i]!.weight)), people: total(demand.map((i) => problem.demand[i]!.people)) }
}

/** Metres between every spot and every place, as the crow flies; x and y in RD (EPSG:28992). */
export function distancesBetween(spots: readonly { x: number; y: number }[], places: readonly { x: number; y: number }[]): Float64Array {
  const out = new Float64Array(spots.length * places.length)
  for (const [i, a] of spots.entries()) for (const [j, b] of places.entries()) out[i * places.length + j] = Math.hypot(a.x - b.x, a.y - b.y)
  return out
}

/** Adds in order of size, so that the order of the rows does not matter. */
export const total = (values: readonly number[]): number => [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0)
