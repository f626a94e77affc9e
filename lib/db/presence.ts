import { sql } from 'drizzle-orm'
import { rows, type Tx } from './client'

export type Presence = { code: string; lastVisit: string | null; visits: number }

/**
 * The last visit to each buurt on or before a day, and how many there were in [from, day], as far as row-level security lets the reader see visits. Buurten
 * that were never visited have no row. Only visits of `source` when it is given.
 */
export function presencePerBuurt(tx: Tx, gemeente: string, from: string, day: string, source: string | undefined): Promise<Presence[]> {
  return rows(tx, sql`
    select buurt_code as code, max(visited_on)::text as "lastVisit", (count(*) filter (where visited_on >= ${from}::date))::int as visits
    from visit where gemeente = ${gemeente} and visited_on <= ${day}::date and (${source ?? null}::text is null or source = ${source ?? null})
    group by buurt_code`)
}

export type Target = { code: string; weeks: number; reason: string | null; updatedAt: string; by: string | null }

/** The targets of a gemeente, with the role of who set each. */
export function listTargets(tx: Tx, gemeente: string): Promise<Target[]> {
  return rows(tx, sql`
    select t.buurt_code as code, t.weeks, t.reason, to_char(t.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "updatedAt", u.role as by
    from presence_target t left join user_roles() u on u.id = t.updated_by where t.gemeente = ${gemeente}`)
}

export type LastVisit = { code: string; role: string; kind: string; on: string }

/** Of each buurt the last visit by each role on or before a day, newest first. */
export function lastVisitsByRole(tx: Tx, gemeente: string, day: string, code: string): Promise<LastVisit[]> {
  return rows(tx, sql`
    select * from (
      select distinct on (by_role) buurt_code as code, by_role as role, kind, visited_on::text as "on"
      from visit where gemeente = ${gemeente} and buurt_code = ${code} and visited_on <= ${day}::date
      order by by_role, visited_on desc, id desc) l
    order by l."on" desc, l.role`)
}

/** The first day of which a visit is known; null when there are none that the reader may see. */
export async function firstVisit(tx: Tx, gemeente: string): Promise<string | null> {
  const [found] = await rows<{ day: string | null }>(tx, sql`select min(visited_on)::text as day from visit where gemeente = ${gemeente}`)
  return found?.day ?? null
}

/** Whether the reader may record visits and set the target in each of these buurten: as the policies of drizzle/0012 have it. */
export async function ownBuurten(tx: Tx): Promise<Set<string>> {
  const [found] = await rows<{ codes: string[] }>(tx, sql`select my_buurten() as codes`)
  return new Set(found?.codes ?? [])
}

/** Sets the target of a buurt. @throws SQLSTATE 42501 for who may not, BF004 for a buurt that does not exist */
export async function setTarget(tx: Tx, gemeente: string, code: string, weeks: number, reason: string | null): Promise<void> {
  await tx.execute(sql`
    insert into presence_target (gemeente, buurt_code, weeks, reason) values (${gemeente}, ${code}, ${weeks}, ${reason})
    on conflict (gemeente, buurt_code) do update set weeks = excluded.weeks, reason = excluded.reason`)
}

/** Takes the target of a buurt away. @returns whether there was one that the reader may change */
export async function dropTarget(tx: Tx, gemeente: string, code: string): Promise<boolean> {
  return (await rows(tx, sql`delete from presence_target where gemeente = ${gemeente} and buurt_code = ${code} returning 1 as one`)).length > 0
}
