import { checkFreeText } from '@/lib/domain/free-text'
import type { PersonalDataKind } from '@/lib/domain/personal-data'
import { badRequest } from '@/lib/http/respond'

/**
 * Texts as they may be kept; an empty one becomes null. `confirmed`: what the writer said is about no person, for the audit log.
 * @throws {HttpProblem} 400 when there is personal data in one of them
 */
export function keptTexts<Name extends string>(texts: Record<Name, string | null>, confirm: boolean): { kept: Record<Name, string | null>; confirmed: PersonalDataKind[] } {
  const kept = {} as Record<Name, string | null>
  const confirmed: PersonalDataKind[] = []
  for (const name of Object.keys(texts) as Name[]) {
    const checked = checkFreeText(texts[name] ?? '', confirm)
    if (!checked.ok) throw badRequest(checked.problem.message, [{ name, message: checked.problem.message }])
    kept[name] = checked.text || null
    confirmed.push(...checked.confirmed)
  }
  return { kept, confirmed }
}
