import type { OpenClass, PlacementBuurt, PlacementCandidate, PlacementInput, PlacementSupply, PlacementWeight } from '@/lib/domain/placement'
import { floatingCatchment, minutesOnFoot, walkingWeight } from './floating-catchment'
import { boxOfHomes, halfDistance, type Homes } from './homes'
import type { Demand } from './placement-problem'

/** A buurt wider than this is taken apart in squares of `cellM`: from one side to the other is no reach. */
const wideM = 2000
const cellM = 500

/**
 * Who needs a desk of the theme: the buurten with need. Covered ones take part too (at a smaller reach they may be open again), as do those whose class is asked for; a
 * buurt of another class is left out. Within reach is a buurt of which half of the homes are; a wide buurt goes by squares.
 *
 * `coveredAnyway`: something that counts serves the whole buurt. `nearestDeskM`: the nearest venue where something counts.
 * @returns the demand, and the metres to each candidate, as `PlacementProblem` has them
 */
export function demandOf(input: PlacementInput, classes: readonly OpenClass[], weight: PlacementWeight): { demand: Demand[]; distancesM: Float64Array; /** of each: which part of its buurt it is, 0..1 */ shares: number[] } {
  const parts = input.buurten.filter((b) => takesPart(b, classes)).flatMap((buurt) => partsOf(buurt).map((homes, i, all) => ({ buurt, homes, id: all.length === 1 ? buurt.code : `${buurt.code} ${i}` })))
  const counting = input.supply.filter((s) => s.counts)
  const venues = counting.flatMap((s) => (s.place.at === 'point' ? [s.place] : []))
  const anyway = new Set(counting.flatMap((s) => (s.place.at === 'buurten' ? s.place.codes : [])))
  const worth = weightsOf(input, weight)
  const demand = parts.map(({ buurt, homes, id }): Demand => {
    const share = homes.x.length / buurt.x.length
    // a wide buurt that is covered as a whole is covered in each of its squares
    const nearest = Math.min(...venues.map((v) => Math.min(halfDistance(homes, v.x, v.y)!, halfDistance(buurt, v.x, v.y)!)))
    return { id, buurt: buurt.code, people: (buurt.inhabitants ?? 0) * share, weight: worth.get(buurt.code)! * share, coveredAnyway: anyway.has(buurt.code), nearestDeskM: Number.isFinite(nearest) ? nearest : null }
  })
  return { demand, distancesM: distancesTo(parts.map((p) => p.homes), input.candidates), shares: parts.map((p) => p.homes.x.length / p.buurt.x.length) }
}

function takesPart({ need, x, class: name }: PlacementBuurt, classes: readonly OpenClass[]): boolean {
  return need && x.length > 0 && (name === 'covered' || (classes as readonly string[]).includes(name))
}

/** What reaching a whole buurt is worth, by its code. */
export function weightsOf(input: PlacementInput, weight: PlacementWeight): Map<string, number> {
  if (weight === 'buurten') return new Map(input.buurten.map((b) => [b.code, 1]))
  if (weight === 'people') return new Map(input.buurten.map((b) => [b.code, b.inhabitants ?? 0]))
  const short = shortageOf(input.buurten, input.supply)
  return new Map(input.buurten.map((b) => [b.code, (b.inhabitants ?? 0) * short.get(b.code)!]))
}

/**
 * How short of supply people in a buurt are, against the mean of the gemeente: 0 is the mean or more, 1 is nothing within a walk of 20 minutes. By the supply that counts,
 * has a venue and of which the hours are known; without any it is 1 everywhere.
 */
function shortageOf(buurten: readonly PlacementBuurt[], supply: readonly PlacementSupply[]): Map<string, number> {
  const desks = supply.flatMap((s) => (s.counts && s.place.at === 'point' && s.hoursPerWeek ? [{ ...s.place, hours: s.hoursPerWeek }] : []))
  const people = buurten.map((b) => b.inhabitants ?? 0)
  const links = buurten.flatMap((b, demand) => desks.map((d, j) => ({ demand, supply: j, weight: b.x.length === 0 ? 0 : walkingWeight(minutesOnFoot(halfDistance(b, d.x, d.y)!)) })))
  const { access } = floatingCatchment(people, desks.map((d) => d.hours), links)
  const everybody = people.reduce((sum, n) => sum + n, 0)
  const mean = everybody === 0 ? 0 : access.reduce((sum, a, i) => sum + a * people[i]!, 0) / everybody
  return new Map(buurten.map((b, i) => [b.code, mean === 0 ? 1 : Math.max(0, 1 - access[i]! / mean)]))
}

function distancesTo(homes: readonly Homes[], candidates: readonly PlacementCandidate[]): Float64Array {
  const out = new Float64Array(homes.length * candidates.length)
  for (const [i, h] of homes.entries()) for (const [j, c] of candidates.entries()) out[i * candidates.length + j] = halfDistance(h, c.x, c.y)!
  return out
}

/** The homes of a buurt as one, or by square when it is wide. */
function partsOf(b: PlacementBuurt): Homes[] {
  const box = boxOfHomes(b)
  if (box.maxX - box.minX <= wideM && box.maxY - box.minY <= wideM) return [{ x: b.x, y: b.y }]
  const squares = new Map<string, { x: number[]; y: number[] }>()
  for (const [i, x] of b.x.entries()) {
    const key = `${Math.floor(x / cellM)} ${Math.floor(b.y[i]! / cellM)}`
    const square = squares.get(key) ?? { x: [], y: [] }
    squares.set(key, square)
    square.x.push(x)
    square.y.push(b.y[i]!)
  }
  return [...squares.entries()].sort(([a], [c]) => (a < c ? -1 : 1)).map(([, square]) => square)
}
