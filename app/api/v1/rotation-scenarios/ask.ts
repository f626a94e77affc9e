import 'server-only'
import { checkFreeText } from '@/lib/domain/free-text'
import { badRequest, notFound } from '@/lib/http/respond'
import { words } from '@/lib/views/rotation/words'

/** A name that holds no personal data. @throws {HttpProblem} 400 */
export function nameOf(given: string, confirmed: boolean): string {
  const checked = checkFreeText(given, confirmed)
  if (!checked.ok) throw badRequest(checked.problem.message, [{ name: 'name', message: checked.problem.message }])
  return checked.text
}

/** @throws {HttpProblem} 404 */
export function numberOf(id: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw notFound(words.scenarioGone)
  return Number(id)
}
