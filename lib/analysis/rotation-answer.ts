import { criteria } from '@/lib/domain/focus-criteria'
import type { RotationInput, RotationProgress, RotationQuestion, RotationResult } from '@/lib/domain/rotation'
import type { Solve } from './linear-program'
import { rankAcceptability } from './rank-acceptability'
import { planRotation } from './rotation'
import { shown } from './rotation-hand'
import type { RotationProblem } from './rotation-problem'
import { problemOf } from './rotation-question'
import { robustnessOf } from './rotation-robustness'

/** Wishes: in the first tenth in 80 of the 100 reasonable weighings means a start within four years. */
const fairness = { part: 0.1, share: 0.8, years: 4, draws: 2_000, kappa: 20, seed: 1 }
const planningS = 20

/** Buurten that nearly every reasonable weighing puts in the first tenth, each with the year in which it should have started. */
function fairOf(input: RotationInput, question: RotationQuestion): RotationProblem['fair'] {
  if (!question.fair || input.buurten.length === 0) return []
  const top = Math.max(1, Math.round(input.buurten.length * fairness.part))
  const alternatives = input.buurten.map((b) => ({ id: b.code, low: criteria.map((c) => b.values[c][0]), high: criteria.map((c) => b.values[c][1]) }))
  const by = Math.min(...[fairness.years, question.years].map((n) => input.from + n - 1))
  return rankAcceptability({ alternatives, weights: criteria.map((c) => question.weights[c]), kappa: fairness.kappa, draws: fairness.draws, seed: fairness.seed, top }).filter((a) => a.top >= fairness.share).map((a) => ({ code: a.id, by })).sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** No schedule came out within the time that there is. */
class NoSchedule extends Error {}

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
