import 'server-only'
import { z } from 'zod'
import { checkFreeText } from '@/lib/domain/free-text'
import { badRequest, notFound } from '@/lib/http/respond'
import { words } from '@/lib/views/placement/words'

const name = z.string().trim().min(1, 'verwacht: een naam').max(80, 'verwacht: hoogstens 80 tekens')
export const newScenario = z.strictObject({ placement: z.uuid('verwacht: het nummer van een berekening'), name, sourceId: z.uuid('verwacht: een uuid'), confirmText: z.boolean().default(false) })
export const scenarioChange = z.strictObject({ version: z.number().int().min(1), name: name.optional(), removed: z.literal(false, 'verwacht: false, om terug te zetten').optional(), confirmText: z.boolean().default(false) })

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
