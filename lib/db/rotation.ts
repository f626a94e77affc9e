import { sql } from 'drizzle-orm'
import type { RotationInput, RotationQuestion, RotationResult, RotationScenarioItem } from '@/lib/domain/rotation'
import { rows, type Tx } from './client'
import { jsonText } from './json-text'
import { changeSaved, savedOnce } from './scenarios'

type Set = { id: number; gemeente: string; year: number }

/**
 * Every start of a focus buurt that was decided, or whose plan has a first day, on the boundaries of the set: a buurt of another year counts where its code is still there, else where its middle lies
 * now. The year is that of its cohort.
 */
export function decidedStarts(tx: Tx, set: Set): Promise<{ code: string; year: number }[]> {
  return rows(tx, sql`
    select distinct a.code, c.year
    from focus_period p join cohort c on c.id = p.cohort
    join area o on o.level = 'buurt' and not o.water and o.code = p.buurt_code and o.gemeente = p.gemeente and o.year = p.boundary_year
    join area a on a.id = case when o.boundary_set = ${set.id} then o.id else area_now(o.id, ${set.id}) end
    where p.gemeente = ${set.gemeente} and (p.decided_on is not null or p.plan_from is not null) order by c.year, a.code`)
}

const item = sql`
  s.id, s.version, s.gemeente, s.name, s.from_year as "from", s.years, jsonb_array_length(s.result->'starts') as starts, (s.result->>'proven')::boolean as proven,
  jsonb_typeof(s.result->'hand') = 'object' as "byHand", to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt", u.role as "madeBy", coalesce(s.created_by = my_id(), false) as mine`
const from = sql`from rotation_scenario s left join user_roles() u on u.id = s.created_by`

/** Scenarios of a gemeente that were not taken away, newest first, at most 200. */
export function listRotations(tx: Tx, gemeente: string): Promise<RotationScenarioItem[]> {
  return rows(tx, sql`select ${item} ${from} where s.gemeente = ${gemeente} and s.removed_at is null order by s.created_at desc, s.id desc limit 200`)
}

export type RotationRow = RotationScenarioItem & { question: RotationQuestion; input: RotationInput; result: RotationResult; method: string; removed: boolean }

/** One scenario with all that was frozen; also one that was taken away, for its maker. */
export async function findRotation(tx: Tx, id: number): Promise<RotationRow | null> {
  const [found] = await rows<RotationRow>(tx, sql`select ${item}, s.question, s.input, s.result, s.method, s.removed_at is not null as removed ${from} where s.id = ${id}`)
  return found ?? null
}

export type NewRotation = { gemeente: string; sourceId: string; name: string; question: RotationQuestion; input: RotationInput; result: RotationResult; method: string }

/** Saves a scenario; the same `sourceId` again is the same scenario. @returns its id, and whether it was made now; null when somebody else used this number */
export async function saveRotation(tx: Tx, s: NewRotation): Promise<{ id: number; made: boolean } | null> {
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into rotation_scenario (gemeente, source_id, name, from_year, years, question, input, result, method)
    values (${s.gemeente}, ${s.sourceId}, ${s.name}, ${s.input.from}, ${s.question.years}, ${jsonText(s.question)}::text::jsonb, ${jsonText(s.input)}::text::jsonb, ${jsonText(s.result)}::text::jsonb, ${s.method})
    on conflict (gemeente, source, source_id) do nothing returning id`)
  return savedOnce(tx, 'rotation_scenario', made, s)
}

/** Renames a scenario, takes it away or brings it back, if it still is what its maker saw. @returns whether it was changed */
export const changeRotation = (tx: Tx, id: number, version: number, change: { name?: string; removed?: boolean }): Promise<boolean> => changeSaved(tx, 'rotation_scenario', id, version, change)
