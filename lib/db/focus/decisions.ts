import { sql } from 'drizzle-orm'
import { canonical } from '@/lib/domain/canonical'
import type { DecisionItem, SeenShape, Snapshot } from '@/lib/domain/focus-decision'
import { rows, type Tx } from '../client'
import { jsonText } from '../json-text'
import { arrayText } from '../text-array'

const item = sql`
  d.id, d.gemeente, d.year, d.proposal, to_json(d.chosen) as chosen, d.deviation_reason as "deviationReason", d.public_text as "publicText", d.decided_on::text as "decidedOn", d.replaces,
  (select n.id from focus_decision n where n.replaces = d.id) as "replacedBy", d.sha256`
const from = sql`from focus_decision d`

/** Decisions that the reader may see, newest first; of one year when it is given. */
export function listDecisions(tx: Tx, gemeente: string, year: number | null): Promise<DecisionItem[]> {
  return rows(tx, sql`select ${item} ${from} where d.gemeente = ${gemeente} and (${year}::int is null or d.year = ${year}) order by d.year desc, d.id desc limit 200`)
}

export type DecisionRow = DecisionItem & { again: Record<string, string>; /** the frozen content as it was written, byte for byte */ frozen: string; /** the hash of what is there now */ sha256Now: string; proposed: string[] }

export async function findDecision(tx: Tx, id: number): Promise<DecisionRow | null> {
  const [found] = await rows<DecisionRow>(tx, sql`
    select ${item}, d.again, d.snapshot as frozen, encode(sha256(convert_to(d.snapshot, 'UTF8')), 'hex') as "sha256Now", to_json(p.codes) as proposed ${from} join focus_proposal p on p.id = d.proposal where d.id = ${id}`)
  return found ?? null
}

/**
 * Adds a decision with all that was seen; the database makes the cohort and the focus buurten with it, in the same transaction.
 * @throws SQLSTATE 42501 for who may not, 23505 when somebody decided meanwhile, BF008 again within four years without a reason, and BF010, BF012, BF013, BF014 (drizzle/0021)
 */
export async function addDecision(tx: Tx, d: { gemeente: string; year: number; proposal: number; proposalVersion: number; snapshot: Snapshot }): Promise<number> {
  const { chosen, again, deviationReason, publicText, replaces } = d.snapshot.decision
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into focus_decision (gemeente, year, proposal, proposal_version, chosen, again, deviation_reason, public_text, replaces, snapshot)
    values (${d.gemeente}, ${d.year}, ${d.proposal}, ${d.proposalVersion}, ${arrayText(chosen)}::text::text[], ${jsonText(again)}::text::jsonb, ${deviationReason}, ${publicText}, ${replaces}, ${jsonText(canonical(d.snapshot))})
    returning id`)
  return made!.id
}

/** Tolerance with which borders are drawn in a frozen map, in metres (EPSG:28992). */
const tolerance = 3

/** The buurten of a boundary set as they are drawn in a decision, a little simplified. */
export async function frozenShapes(tx: Tx, set: { id: number }): Promise<SeenShape[]> {
  const found = await rows<Omit<SeenShape, 'geometry'> & { geometry: string }>(tx, sql`
    select a.code, a.name, a.water, ST_AsGeoJSON(ST_Transform(ST_SimplifyPreserveTopology(a.geom, ${tolerance}), 4326), 5) as geometry, -- 28992 -> CRS84, about 1 m
           array[round(ST_X(ST_Transform(a.label_point, 4326))::numeric, 5)::float8, round(ST_Y(ST_Transform(a.label_point, 4326))::numeric, 5)::float8] as label
    from area a where a.boundary_set = ${set.id} and a.level = 'buurt' order by a.code, a.water`)
  return found.map((s) => ({ ...s, geometry: JSON.parse(s.geometry) as SeenShape['geometry'] }))
}
