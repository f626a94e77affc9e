import 'server-only'
import { changedByHand, needsReason } from '@/lib/analysis/rotation-hand'
import { restYears } from '@/lib/domain/focus'
import { checkFreeText } from '@/lib/domain/free-text'
import type { HandChange, RotationAnswer } from '@/lib/domain/rotation'
import { words } from './words'

/** A schedule with its changes by hand, to be kept; a problem in Dutch when a buurt comes back within four years without a reason, or a reason may hold personal data. */
export function withChanges(answer: RotationAnswer, changes: readonly HandChange[], confirmed: boolean): RotationAnswer | { problem: string } {
  const checked: HandChange[] = []
  for (const c of changes) {
    const text = c.reason ? checkFreeText(c.reason, confirmed) : null
    if (text && !text.ok) return { problem: text.problem.message }
    checked.push(text?.ok ? { ...c, reason: text.text } : c)
  }
  const result = changedByHand(answer.input, answer.question, answer.result, checked)
  const without = needsReason(answer.input, result.starts, restYears).filter((s) => !result.starts.find((o) => o.code === s.code && o.year === s.year)?.reason)
  if (without.length > 0) return { problem: words.needsReason(without.map((s) => answer.input.buurten.find((b) => b.code === s.code)?.name ?? s.code)) }
  return { ...answer, result }
}
