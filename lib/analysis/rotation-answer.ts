import { criteria } from '@/lib/domain/focus-criteria'
import type { HandChange, RotationInput, RotationInputBuurt, RotationProgress, RotationQuestion, RotationResult, RotationStart } from '@/lib/domain/rotation'
import type { Broken } from '@/lib/domain/rotation-rules'
import type { Solve } from './linear-program'
import { rankAcceptability } from './rank-acceptability'
import { planRotation } from './rotation'
import { checkRotation } from './rotation-check'
import { inOrder } from './rotation-model'
import { worthOf, yearsOf, type RotationProblem, type Start } from './rotation-problem'
import { robustnessOf } from './rotation-robustness'

/** A start a year later is worth a tenth less. */
const discount = 0.9
/** Wishes: in the first tenth in 80 of the 100 reasonable weighings means a start within four years. */
const fairness = { part: 0.1, share: 0.8, years: 4, draws: 2_000, kappa: 20, seed: 1 }
const planningS = 20

/** What a start of a buurt is worth, 0..100: the weighted mean of what is known. What is not known counts in the middle between its ends; the screen says so, and the weighings draw it. */
export function worthIn(b: Pick<RotationInputBuurt, 'values'>, weights: RotationQuestion['weights']): number {
  const total = criteria.reduce((sum, c) => sum + weights[c], 0)
  return criteria.reduce((sum, c) => sum + weights[c] * ((b.values[c][0] + b.values[c][1]) / 2), 0) * (100 / total)
}

/** A question and its input as a problem for the planner. */
export function problemOf(input: RotationInput, question: RotationQuestion, fair: RotationProblem['fair'] = []): RotationProblem {
  const numYears = question.years
  return {
    firstYear: input.from, numYears, discount, restYears: question.restYears,
    buurten: input.buurten.map((b) => ({ code: b.code, worth: worthIn(b, question.weights), group: b.wijk, manager: b.werkgebied, load: [1, 1], past: b.past })),
    most: Array.from({ length: numYears }, (_, i) => question.most[Math.min(i, question.most.length - 1)]!), least: Array.from({ length: numYears }, () => question.least),
    perGroup: question.perWijk, eachGroup: question.eachWijk, managerMost: question.perManager,
    fixed: input.fixed, must: question.must, never: question.never, together: question.together, apart: question.apart, fair,
  }
}

/** Buurten that nearly every reasonable weighing puts in the first tenth, each with the year in which it should have started. */
function fairOf(input: RotationInput, question: RotationQuestion): RotationProblem['fair'] {
  if (!question.fair || input.buurten.length === 0) return []
  const top = Math.max(1, Math.round(input.buurten.length * fairness.part))
  const alternatives = input.buurten.map((b) => ({ id: b.code, low: criteria.map((c) => b.values[c][0]), high: criteria.map((c) => b.values[c][1]) }))
  const by = Math.min(...[fairness.years, question.years].map((n) => input.from + n - 1))
  return rankAcceptability({ alternatives, weights: criteria.map((c) => question.weights[c]), kappa: fairness.kappa, draws: fairness.draws, seed: fairness.seed, top }).filter((a) => a.top >= fairness.share).map((a) => ({ code: a.id, by })).sort((a, b) => (a.code < b.code ? -1 : 1))
}

const shown = (input: RotationInput, starts: readonly Start[], reasons: ReadonlyMap<string, string> = new Map()): RotationStart[] =>
  inOrder(starts).map((s) => {
    const reason = reasons.get(`${s.code} ${s.year}`)
    return { ...s, fixed: input.fixed.some((f) => f.code === s.code && f.year === s.year), ...(reason ? { reason } : {}) }
  })

/** No schedule came out within the time that there is. */
export class NoSchedule extends Error {}

/**
 * Everything that the planner says: the schedule, how sure it is that none is better, which rules had to be bent, and (when asked) how much it depends on the weights. The same input and question give
 * the same answer. Call `faultOf(problemOf(...))` first.
 * @throws {NoSchedule} when none was found in time
 */
export async function answerRotation(input: RotationInput, question: RotationQuestion, solve: Solve, tell: (progress: RotationProgress) => void = () => undefined): Promise<RotationResult> {
  tell({ step: 'planning', done: 0, of: 1 })
  const fair = fairOf(input, question)
  const problem = problemOf(input, question, fair)
  const found = await planRotation(problem, solve, { timeLimitS: planningS })
  if (!found) throw new NoSchedule('expected a schedule within the time that there is')
  const robust = question.draws === 0 ? null : await robustnessOf(problem, input, question, solve, (done) => tell({ step: 'weighings', done, of: question.draws }))
  const { worth, bound, proven, gap, bent } = found
  return { starts: shown(input, found.starts), worth, bound, proven, gap, bent, fair: [...fair], robust, hand: null }
}

/** Years that are less than four from another start of the same buurt, of this schedule or before: they need a reason. */
export const needsReason = (input: RotationInput, starts: readonly Start[], restYears: number): Start[] =>
  starts.filter((s) => {
    const others = [...(input.buurten.find((b) => b.code === s.code)?.past ?? []), ...starts.filter((o) => o !== s && o.code === s.code).map((o) => o.year)]
    return !input.fixed.some((f) => f.code === s.code && f.year === s.year) && others.some((y) => y <= s.year && s.year - y < restYears)
  })

/**
 * The schedule with changes by hand, in their order: what it is worth now, and every rule that it breaks. A change of a buurt that is decided, that is not in the schedule at all, or to a year outside
 * it is left out.
 */
export function changedByHand(input: RotationInput, question: RotationQuestion, result: RotationResult, changes: readonly HandChange[]): RotationResult {
  const computed = result.hand ? result.hand.computed : result.starts
  const problem = problemOf(input, question, result.fair)
  const reasons = new Map(result.starts.flatMap((s) => (s.reason ? [[`${s.code} ${s.year}`, s.reason] as const] : [])))
  let starts: Start[] = [...result.starts]
  for (const { code, year, reason } of changes) {
    if (input.fixed.some((f) => f.code === code) || !input.buurten.some((b) => b.code === code) || (year !== null && !yearsOf(problem).includes(year))) continue
    starts = [...starts.filter((s) => s.code !== code), ...(year === null ? [] : [{ code, year }])]
    if (year !== null && reason) reasons.set(`${code} ${year}`, reason)
  }
  const broken: Broken[] = checkRotation(problem, starts)
  const list = shown(input, starts, reasons)
  if (list.map((s) => `${s.code}${s.year}`).join() === computed.map((s) => `${s.code}${s.year}`).join()) return { ...result, starts: computed, worth: worthOf(problem, computed), hand: null }
  return { ...result, starts: list, worth: worthOf(problem, starts), hand: { computed, computedWorth: worthOf(problem, computed), broken } }
}
