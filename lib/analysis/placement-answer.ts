import type { PlacedDesk, PlacementInput, PlacementNotice, PlacementProgress, PlacementQuestion, PlacementResult, PlacementVariant } from '@/lib/domain/placement'
import { reachesHalf } from './homes'
import type { Solve } from './linear-program'
import { placeNearest } from './p-median'
import { placeDesks, placementOf, type Placement } from './placement'
import { alternativesTo } from './placement-alternatives'
import { curveOf } from './placement-curve'
import { demandOf, weightsOf } from './placement-demand'
import { overlapOf } from './placement-overlap'
import { isCovered, reachedBy, total, type PlacementProblem } from './placement-problem'
import { reduce } from './placement-reduce'
import { robustnessOf, type Robustness, type Variant } from './placement-robustness'

type Tell = (progress: PlacementProgress) => void
/** Seconds for the choice itself, and for each of the questions around it. */
const limits = { choosing: 20, around: 5 }

/** A question and its input as a problem for the solver. */
export function problemOf(input: PlacementInput, question: PlacementQuestion): PlacementProblem & { /** which part of its buurt each demand is */ shares: number[] } {
  const { demand, distancesM, shares } = demandOf(input, question.classes, question.weight)
  const places = Math.min(question.places, input.candidates.filter((c) => !question.never.includes(c.id)).length || question.places)
  return { shares, demand, candidates: input.candidates.map((c) => c.id), distancesM, reachM: input.reachM, places, must: question.must, never: question.never }
}

/**
 * Everything that "Waar spreekuur?" says: the choice, what each place brings, what is nearly as good, what one more brings, and how much it depends on reach and weights.
 * The same input and question give the same answer. Call `faultOf(problemOf(...))` first.
 */
export async function answerPlacement(input: PlacementInput, question: PlacementQuestion, solve: Solve, tell: Tell = () => undefined): Promise<PlacementResult> {
  const problem = problemOf(input, question)
  tell({ step: 'choosing', done: 0, of: 1 })
  const choice = await choose(problem, question, solve)
  const around = { timeLimitS: limits.around }
  const byReach = question.goal === 'reach' && choice.weight > 0
  if (byReach) tell({ step: 'alternatives', done: 0, of: 1 })
  const alternatives = byReach ? await alternativesTo(problem, choice, solve, around) : []
  if (byReach) tell({ step: 'curve', done: 0, of: 1 })
  const curve = byReach ? await curveOf(problem, solve, { known: choice, ...around }) : []
  const variants = byReach ? variantsOf(input, problem, question) : []
  const robust: Robustness = { stays: choice.placed.map((id) => ({ id, share: 1, leavesIn: [] })), variants: [] }
  for (const [i, variant] of variants.entries()) {
    tell({ step: 'variants', done: i, of: variants.length })
    robust.variants.push(...(await robustnessOf(problem, choice, [variant], solve, around)).variants)
  }
  return resultOf(input, question, problem, choice, { alternatives, curve, robust })
}

async function choose(problem: PlacementProblem, { goal }: PlacementQuestion, solve: Solve): Promise<Placement> {
  if (goal === 'reach') return placeDesks(problem, solve, { timeLimitS: limits.choosing })
  const median = await placeNearest(problem, solve, { timeLimitS: limits.choosing })
  const { mustWeight } = reduce(problem, { dominated: false })
  const free = median.placed.filter((id) => !problem.must.includes(id)).map((id) => problem.candidates.indexOf(id))
  const reached = reachedBy(problem, median.placed).weight
  const found = placementOf(problem, { free, bound: Math.max(mustWeight, reached), proven: false })
  // useless for reach is not useless for distance: every place stays
  const rest = median.placed.filter((id) => !found.placed.includes(id)).sort()
  return { ...found, placed: [...found.placed, ...rest], adds: [...found.adds, ...rest.map(() => ({ weight: 0, people: 0 }))], proven: median.proven, gap: median.gap }
}

/** A fifth less and more reach, and the other two weights. */
function variantsOf(input: PlacementInput, problem: ReturnType<typeof problemOf>, question: PlacementQuestion): (Variant & { label: PlacementVariant })[] {
  const of = (weight: PlacementQuestion['weight']): number[] => {
    const worth = weightsOf(input, weight)
    return problem.demand.map((d, i) => worth.get(d.buurt)! * problem.shares[i]!)
  }
  return [
    { label: 'reach-less', reachM: input.reachM * 0.8 },
    { label: 'reach-more', reachM: input.reachM * 1.2 },
    ...(['people', 'shortage', 'buurten'] as const).filter((w) => w !== question.weight).map((w) => ({ label: `weight-${w}` as const, weights: of(w) })),
  ]
}

function resultOf(input: PlacementInput, question: PlacementQuestion, problem: PlacementProblem, choice: Placement, around: { alternatives: Placement[]; curve: PlacementResult['curve']; robust: Robustness }): PlacementResult {
  const at = new Map(input.candidates.map((c) => [c.id, c]))
  const open = problem.demand.filter((d) => !isCovered(d, input.reachM))
  const openCodes = [...new Set(open.map((d) => d.buurt))].sort()
  const homes = new Map(input.buurten.map((b) => [b.code, b]))
  const closes = (id: string, code: string): boolean => reachesHalf(homes.get(code)!, at.get(id)!.x, at.get(id)!.y, input.reachM)
  const closed = new Set<string>()
  const places = choice.placed.map((id, i): PlacedDesk => {
    const own = openCodes.filter((code) => !closed.has(code) && closes(id, code))
    for (const code of own) closed.add(code)
    const leavesIn = around.robust.variants.filter((v) => !v.placed.includes(id)).map((v) => v.label as PlacementVariant)
    const tried = around.robust.variants.length
    return { id, adds: choice.adds[i]!, closes: own, ...overlapOf(at.get(id)!, input.reachM, input.buurten, input.supply), stays: tried === 0 ? null : 1 - leavesIn.length / tried, leavesIn }
  })
  const reachable = openCodes.filter((code) => !closed.has(code) && input.candidates.some((c) => !question.never.includes(c.id) && closes(c.id, code)))
  return {
    places,
    people: choice.people,
    weight: choice.weight,
    bound: choice.bound,
    proven: choice.proven,
    gap: choice.gap,
    closed: [...closed].sort(),
    open: reachable,
    unreachable: openCodes.filter((code) => !closed.has(code) && !reachable.includes(code)),
    asked: { people: total(open.map((d) => d.people)), weight: total(open.map((d) => d.weight)), buurten: openCodes.length },
    alternatives: around.alternatives.map((a) => ({ out: choice.placed.filter((id) => !a.placed.includes(id)), in: a.placed.filter((id) => !choice.placed.includes(id)), people: a.people, weight: a.weight, share: a.weight / choice.weight })),
    curve: around.curve,
    variants: around.robust.variants.map((v) => ({ variant: v.label as PlacementVariant, places: v.placed, share: v.weight > 0 ? v.chosenWeight / v.weight : null })),
    distance: { before: meanDistance(problem, []), after: meanDistance(problem, choice.placed) },
    notices: noticesOf(input, question, problem, choice, open.length),
  }
}

/** Mean metres to the nearest desk over the people with need who are not served anyway; null when somebody has none at all. */
function meanDistance(problem: PlacementProblem, placed: readonly string[]): number | null {
  const width = problem.candidates.length
  const chosen = placed.map((id) => problem.candidates.indexOf(id))
  const ways = problem.demand.flatMap((d, i) => (d.coveredAnyway || d.people === 0 ? [] : [{ people: d.people, at: Math.min(d.nearestDeskM ?? Infinity, ...chosen.map((j) => problem.distancesM[i * width + j]!)) }]))
  const people = total(ways.map((w) => w.people))
  const sum = total(ways.map((w) => w.people * w.at))
  return people > 0 && Number.isFinite(sum) ? sum / people : null
}

function noticesOf(input: PlacementInput, question: PlacementQuestion, problem: PlacementProblem, choice: Placement, numOpen: number): PlacementNotice[] {
  const notices: PlacementNotice[] = []
  if (problem.places < question.places) notices.push({ kind: 'fewer_places', asked: question.places, used: problem.places })
  if (numOpen === 0) notices.push({ kind: 'nothing_open' })
  else if (choice.weight === 0) notices.push({ kind: 'nothing_reached' })
  else if (choice.placed.length < problem.places) notices.push({ kind: 'enough_places', asked: problem.places, used: choice.placed.length })
  const unknown = input.buurten.filter((b) => b.need && b.inhabitants === null).map((b) => b.code)
  if (unknown.length > 0) notices.push({ kind: 'unknown_inhabitants', codes: unknown })
  return notices
}
