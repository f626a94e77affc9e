import 'server-only'
import { findBoundarySet, gemeenteOfView } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { findRotation, listRotations, type RotationRow } from '@/lib/db/rotation'
import type { Reader } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { RotationQuestion, RotationScenario } from '@/lib/domain/rotation'
import type { Answer, Params } from './definition'
import { faultIn, inputOf, type AskCriteria } from './input'

/** Staff who see counts read schedules; planners make them. */
export const seesRotations = (role: string): boolean => ['wijkmanager', 'planner', 'college', 'adviser'].includes(role)
export const makesRotations = (role: string): boolean => role === 'planner'

/** @returns null when no boundaries are loaded (for the gemeente asked) */
export async function loadRotation(tx: Tx, params: Params, question: RotationQuestion, now: Date, reader: Reader, askCriteria: AskCriteria): Promise<Answer | null> {
  const { gemeenten, gemeente } = await gemeenteOfView(tx, params, reader.home)
  const today = dateInAmsterdam(now)
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, Number(today.slice(0, 4))))
  if (!gemeente || !set) return null
  const visible = seesRotations(reader.role)
  const makes = makesRotations(reader.role)
  const scenario = visible && params.scenario ? await scenarioOf(tx, Number(params.scenario)) : null
  const asked = (params.compare ?? '').split(',').filter(Boolean).map(Number)
  const compared: RotationScenario[] = []
  for (const id of visible ? [...new Set(asked)] : []) {
    const found = await scenarioOf(tx, id)
    if (found) compared.push(found)
  }
  const input = makes && !scenario && compared.length === 0 ? await inputOf(tx, question, now, reader, askCriteria) : null
  return {
    meta: { gemeente, boundaryYear: set.year, today, visible, makes },
    choices: { gemeenten: gemeenten.map(({ code, name }) => ({ code, name })) },
    question, input, fault: input && faultIn(input, question),
    scenarios: visible ? await listRotations(tx, gemeente.code) : [],
    scenario, compared,
    missing: [...(params.scenario && !scenario && visible ? [Number(params.scenario)] : []), ...asked.filter((id) => visible && !compared.some((c) => c.id === id))],
  }
}

/** A scenario as it was saved; null when it is not there or was taken away. */
export async function scenarioOf(tx: Tx, id: number): Promise<RotationScenario | null> {
  const row = await findRotation(tx, id)
  return row && !row.removed ? asScenario(row) : null
}

export const asScenario = ({ question, input, result, removed: _, ...item }: RotationRow): RotationScenario => ({ ...item, answer: { question, input, result } })
