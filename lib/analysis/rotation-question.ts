import { criteria } from '@/lib/domain/focus-criteria'
import type { RotationInput, RotationInputBuurt, RotationQuestion } from '@/lib/domain/rotation'
import type { RotationProblem } from './rotation-problem'

/** A start a year later is worth a tenth less. */
const discount = 0.9

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
