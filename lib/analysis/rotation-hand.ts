import type { HandChange, RotationInput, RotationQuestion, RotationResult, RotationStart } from '@/lib/domain/rotation'
import { checkRotation } from './rotation-check'
import { inOrder } from './rotation-model'
import { worthOf, yearsOf, type Start } from './rotation-problem'
import { problemOf } from './rotation-question'

/** Starts by year and code, each with whether it was decided before and why it is again. */
export const shown = (input: RotationInput, starts: readonly Start[], reasons: ReadonlyMap<string, string> = new Map()): RotationStart[] =>
  inOrder(starts).map((s) => {
    const reason = reasons.get(`${s.code} ${s.year}`)
    return { ...s, fixed: input.fixed.some((f) => f.code === s.code && f.year === s.year), ...(reason ? { reason } : {}) }
  })

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
  const broken = checkRotation(problem, starts)
  const list = shown(input, starts, reasons)
  if (list.map((s) => `${s.code}${s.year}`).join() === computed.map((s) => `${s.code}${s.year}`).join()) return { ...result, starts: computed, worth: worthOf(problem, computed), hand: null }
  return { ...result, starts: list, worth: worthOf(problem, starts), hand: { computed, computedWorth: worthOf(problem, computed), broken } }
}
