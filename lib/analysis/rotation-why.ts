import type { RotationInput, RotationQuestion, RotationReason, RotationResult, RotationStart } from '@/lib/domain/rotation'
import type { Solve } from './linear-program'
import { planRotation } from './rotation'
import { problemOf } from './rotation-question'
import { checkRotation } from './rotation-check'
import { yearsOf, type RotationProblem, type Start } from './rotation-problem'

const limitS = 10

/**
 * Why a buurt is in the computed schedule or not, and what the other choice would change: the schedule is planned again without it, or with it. Losses are parts of what the computed schedule is worth.
 * For a buurt that is not in, `inTheWay` names per year the rules that adding it to the schedule as it is would break.
 */
export async function whyRotation(input: RotationInput, question: RotationQuestion, result: RotationResult, code: string, solve: Solve): Promise<RotationReason> {
  if (input.fixed.some((f) => f.code === code)) return { kind: 'fixed' }
  const buurt = input.buurten.find((b) => b.code === code)
  if (!buurt) return { kind: 'left' }
  const problem = problemOf(input, question, result.fair)
  const computed = result.hand?.computed ?? result.starts
  const worth = result.hand?.computedWorth ?? result.worth
  const own = computed.find((s) => s.code === code)
  if (own) {
    const without = await planRotation({ ...problem, ...barring(problem, code) }, solve, { timeLimitS: limitS })
    if (!without) return { kind: 'not_found' }
    const must = question.must.some((m) => m.code === code)
    return { kind: 'in', must, loss: partOf(worth - without.worth, worth), ...changes(input, computed, without.starts) }
  }
  const inTheWay = yearsOf(problem).map((year) => ({ year, broken: newlyBroken(problem, computed, { code, year }) }))
  const found = await planRotation(problem, solve, { timeLimitS: limitS, demand: code })
  if (!found) return { kind: 'out', loss: null, year: null, more: null, out: [], into: [], inTheWay, bent: [] }
  const year = found.starts.find((s) => s.code === code)!.year
  const regret = Math.max(0, worth - found.worth)
  const at = problem.buurten.find((b) => b.code === code)!.worth * problem.discount ** (year - problem.firstYear)
  const bent = found.bent.filter((b) => !result.bent.some((r) => JSON.stringify(r) === JSON.stringify(b)))
  return { kind: 'out', loss: partOf(regret, worth), year, more: at > 0 ? regret / at : null, ...changes(input, computed, found.starts), inTheWay, bent }
}

/** Nothing may demand what is left out. */
function barring(problem: RotationProblem, code: string): Pick<RotationProblem, 'never' | 'must' | 'together'> {
  return { never: [...problem.never.filter((n) => n.code !== code), { code, year: null }], must: problem.must.filter((m) => m.code !== code), together: problem.together.filter((pair) => !pair.includes(code)) }
}
const partOf = (loss: number, worth: number): number => (worth > 0 ? Math.max(0, loss) / worth : 0)

function changes(input: RotationInput, before: readonly Start[], after: readonly Start[]): { out: RotationStart[]; into: RotationStart[] } {
  const has = (list: readonly Start[], s: Start): boolean => list.some((o) => o.code === s.code && o.year === s.year)
  const shown = (list: readonly Start[]): RotationStart[] => list.map((s) => ({ code: s.code, year: s.year, fixed: has(input.fixed, s) }))
  return { out: shown(before.filter((s) => !has(after, s))), into: shown(after.filter((s) => !has(before, s))) }
}

function newlyBroken(problem: RotationProblem, starts: readonly Start[], extra: Start) {
  const before = new Set(checkRotation(problem, starts).map((b) => JSON.stringify(b)))
  return checkRotation(problem, [...starts, extra]).filter((b) => !before.has(JSON.stringify(b)))
}
