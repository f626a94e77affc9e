import { sql } from 'drizzle-orm'
import type { PlacementInput, PlacementQuestion, PlacementResult, ScenarioItem } from '@/lib/domain/placement'
import { rows, type Tx } from './client'
import { jsonText } from './json-text'
import { changeSaved, savedOnce } from './scenarios'
import { arrayText } from './text-array'

export type VenueRow = { id: number; name: string; kind: string; x: number; y: number; lon: number; lat: number; /** first day open, when after the day asked */ opens: string | null }

/** Venues that are open on a day, and those that will open within two years after it. x and y in RD metres (EPSG:28992), lon and lat in degrees. */
export function listVenues(tx: Tx, gemeente: string, on: string): Promise<VenueRow[]> {
  return rows(tx, sql`
    select v.id, v.name, v.kind, ST_X(v.point) as x, ST_Y(v.point) as y, -- EPSG:28992
           ST_X(w.point) as lon, ST_Y(w.point) as lat, case when v."from" > ${on}::date then v."from"::text end as opens
    from venue v cross join lateral (select ST_Transform(v.point, 4326) as point) w
    where v.gemeente = ${gemeente} and (v."to" is null or v."to" > ${on}::date) and (v."from" is null or v."from" <= (${on}::date + interval '2 years'))
    order by v.name, v.id`)
}

/** Points from degrees to RD metres (EPSG:28992), in the same order, each with whether it lies in the gemeente of a boundary set. */
export function pointsInRd(tx: Tx, set: { id: number }, points: readonly { lon: number; lat: number }[]): Promise<{ x: number; y: number; inside: boolean }[]> {
  if (points.length === 0) return Promise.resolve([])
  return rows(tx, sql`
    select ST_X(p.point) as x, ST_Y(p.point) as y, exists (select from area a where a.boundary_set = ${set.id} and a.level = 'buurt' and ST_Covers(a.geom, p.point)) as inside
    from unnest(${arrayText(points.map((p) => p.lon))}::text::float8[], ${arrayText(points.map((p) => p.lat))}::text::float8[]) with ordinality g(lon, lat, nth)
    cross join lateral (select ST_Transform(ST_SetSRID(ST_MakePoint(g.lon, g.lat), 4326), 28992) as point) p -- CRS84 -> 28992
    order by g.nth`)
}

/** What kind of service each activity of a theme is: the word that organisations share when they do the same. */
export async function serviceTypes(tx: Tx, gemeente: string, theme: string): Promise<Map<number, string>> {
  const found = await rows<{ id: number; type: string }>(tx, sql`
    select x.id, s.service_type as type from activity x join service s on s.id = x.service where x.gemeente = ${gemeente} and s.themes && array[${theme}]::text[]`)
  return new Map(found.map((r) => [r.id, r.type]))
}

const item = sql`
  s.id, s.version, s.gemeente, s.name, jsonb_build_object('slug', t.slug, 'label', t.label) as theme, s."on"::text as "on", jsonb_array_length(s.result->'places') as places,
  (s.result->>'people')::float8 as people, jsonb_array_length(s.result->'closed') as closed, (s.result->>'proven')::boolean as proven,
  to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "madeAt", u.role as "madeBy", coalesce(s.created_by = my_id(), false) as mine`
const from = sql`from placement_scenario s join theme t on t.slug = s.theme left join user_roles() u on u.id = s.created_by`

/** Scenarios of a gemeente that were not taken away, newest first, at most 200; of a theme when it is given. */
export function listScenarios(tx: Tx, gemeente: string, theme: string | null): Promise<ScenarioItem[]> {
  return rows(tx, sql`
    select ${item} ${from} where s.gemeente = ${gemeente} and s.removed_at is null and (${theme}::text is null or s.theme = ${theme}) order by s.created_at desc, s.id desc limit 200`)
}

export type ScenarioRow = ScenarioItem & { question: PlacementQuestion; input: PlacementInput; result: PlacementResult; method: string; removed: boolean }

/** One scenario with all that was frozen; also one that was taken away, for its maker. */
export async function findScenario(tx: Tx, id: number): Promise<ScenarioRow | null> {
  const [found] = await rows<ScenarioRow>(tx, sql`select ${item}, s.question, s.input, s.result, s.method, s.removed_at is not null as removed ${from} where s.id = ${id}`)
  return found ?? null
}

export type NewScenario = { gemeente: string; sourceId: string; theme: string; name: string; on: string; question: PlacementQuestion; input: PlacementInput; result: PlacementResult; method: string }

/** Saves a scenario; the same `sourceId` again is the same scenario. @returns its id, and whether it was made now; null when somebody else used this number */
export async function saveScenario(tx: Tx, s: NewScenario): Promise<{ id: number; made: boolean } | null> {
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into placement_scenario (gemeente, source_id, theme, name, "on", question, input, result, method)
    values (${s.gemeente}, ${s.sourceId}, ${s.theme}, ${s.name}, ${s.on}::date, ${jsonText(s.question)}::text::jsonb, ${jsonText(s.input)}::text::jsonb, ${jsonText(s.result)}::text::jsonb, ${s.method})
    on conflict (gemeente, source, source_id) do nothing returning id`)
  return savedOnce(tx, 'placement_scenario', made, s)
}

/** Renames a scenario, takes it away or brings it back, if it still is what its maker saw. @returns whether it was changed */
export const changeScenario = (tx: Tx, id: number, version: number, change: { name?: string; removed?: boolean }): Promise<boolean> => changeSaved(tx, 'placement_scenario', id, version, change)
