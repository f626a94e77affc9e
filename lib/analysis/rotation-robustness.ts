import { criteria } from '@/lib/domain/focus-criteria'
import type { RotationInput, RotationQuestion, RotationResult } from '@/lib/domain/rotation'
import { drawGamma } from './draws'
import type { Solve } from './linear-program'
import { planRotation } from './rotation'
import type { RotationProblem } from './rotation-problem'
import { seededRandom } from './seeded-random'

/** Drawn weights stay about 0.1 from those of the planner. */
const kappa = 20
const seed = 7
/** Each weighing is planned to a thousandth of the best, within so many seconds. */
const each = { relGap: 1e-3, timeLimitS: 5 }

/**
 * In how many of the reasonable weighings a buurt starts in the first year, and in any. For each, weights are drawn around those of the planner, what is not known of a buurt is drawn between its ends,
 * and the whole schedule is planned again. Every weighing has a random stream of its own. A weighing without a schedule in time counts for nobody, and is not counted.
 */
export async function robustnessOf(problem: RotationProblem, input: RotationInput, question: RotationQuestion, solve: Solve, onDone: (done: number) => void): Promise<NonNullable<RotationResult['robust']>> {
  const first = new Map<string, number>()
  const any = new Map<string, number>()
  let draws = 0
  for (let i = 0; i < question.draws; i++) {
    onDone(i)
    const worth = drawnWorths(input, question, i)
    const found = await planRotation({ ...problem, buurten: problem.buurten.map((b) => ({ ...b, worth: worth.get(b.code)! })) }, solve, each)
    if (!found) continue
    draws++
    for (const code of new Set(found.starts.map((s) => s.code))) any.set(code, (any.get(code) ?? 0) + 1)
    for (const s of found.starts) if (s.year === problem.firstYear) first.set(s.code, (first.get(s.code) ?? 0) + 1)
  }
  return { draws, buurten: [...any].map(([code, n]) => ({ code, first: (first.get(code) ?? 0) / draws, any: n / draws })).sort((a, b) => b.first - a.first || b.any - a.any || (a.code < b.code ? -1 : 1)) }
}

function drawnWorths(input: RotationInput, { weights }: RotationQuestion, i: number): Map<string, number> {
  const random = seededRandom(seed, 1, i)
  const total = criteria.reduce((sum, c) => sum + weights[c], 0)
  const drawn = criteria.map((c) => (weights[c] === 0 ? 0 : drawGamma((kappa * weights[c]) / total, random)))
  const all = drawn.reduce((a, b) => a + b, 0) || 1
  return new Map([...input.buurten].sort((a, b) => (a.code < b.code ? -1 : 1)).map((b) => [b.code, criteria.reduce((sum, c, k) => sum + (drawn[k]! / all) * 100 * (b.values[c][0] + (b.values[c][1] - b.values[c][0]) * random()), 0)]))
}
