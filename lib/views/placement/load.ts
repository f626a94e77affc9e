import 'server-only'
import { findBoundarySet, gemeenteOfView } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { findScenario, listScenarios, type ScenarioRow } from '@/lib/db/placement'
import { listThemes } from '@/lib/db/themes'
import type { Reader } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import { shownInput, type Scenario } from '@/lib/domain/placement'
import { venues } from '@/lib/domain/registers/venues'
import { questionOf, type Answer, type Params } from './definition'
import { inputOf, refusalOf, type AskCoverage } from './input'

/** Staff who see counts. */
export const mayPlace = (role: string): boolean => ['wijkmanager', 'planner', 'college', 'adviser'].includes(role)

/** @returns null when no boundaries are loaded (for the gemeente asked) */
export async function loadPlacement(tx: Tx, params: Params, now: Date, reader: Reader, askCoverage: AskCoverage): Promise<Answer | null> {
  const { gemeenten, gemeente } = await gemeenteOfView(tx, params, reader.home)
  const today = dateInAmsterdam(now)
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, Number((params.on ?? today).slice(0, 4))))
  if (!gemeente || !set) return null
  const visible = mayPlace(reader.role)
  const { question } = questionOf(params)
  const input = visible && question ? await inputOf(tx, question, now, reader, askCoverage) : null
  const known = input && !('problem' in input) ? input : null
  const scenario = visible && params.scenario ? await scenarioOf(tx, Number(params.scenario)) : null
  const asked = (params.compare ?? '').split(',').filter(Boolean).map(Number)
  const compared: Scenario[] = []
  for (const id of visible ? [...new Set(asked)] : []) {
    const found = await scenarioOf(tx, id)
    if (found) compared.push(found)
  }
  const why = input && 'problem' in input ? (input.problem === 'no_boundaries' ? null : input.problem) : known && refusalOf(known, question!)
  return {
    meta: { gemeente, boundaryYear: set.year, today, visible },
    choices: {
      gemeenten: gemeenten.map(({ code, name }) => ({ code, name })),
      themes: (await listThemes(tx)).map(({ slug, label }) => ({ slug, label })),
      kinds: Object.entries(venues.fields.kind!.choices ?? {}).map(([id, label]) => ({ id, label })),
    },
    question,
    input: known && shownInput(known),
    refusal: why ? { why, ...(input && 'name' in input ? { name: input.name } : {}) } : null,
    scenarios: visible ? await listScenarios(tx, gemeente.code, params.theme ?? null) : [],
    scenario,
    compared,
    missing: [...(params.scenario && !scenario && visible ? [Number(params.scenario)] : []), ...asked.filter((id) => visible && !compared.some((c) => c.id === id))],
  }
}

/** A scenario as it was saved; null when it is not there or was taken away. */
export async function scenarioOf(tx: Tx, id: number): Promise<Scenario | null> {
  const row = await findScenario(tx, id)
  return row && !row.removed ? asScenario(row) : null
}

export const asScenario = ({ question, input, result, removed: _, ...item }: ScenarioRow): Scenario => ({ ...item, answer: { question, input: shownInput(input), result } })
