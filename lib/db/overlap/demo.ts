import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

export type PlantedVerdict = { pair: readonly [string, string]; verdict: string; reason: string; at: string; expires: string; by: string; changedSince: boolean }

/**
 * A verdict of the demo, as it was given on a day in the past; then a change of one activity when there was one since. The accounts must be there. Doing it again
 * changes nothing.
 * @param source of the activities
 */
export async function plantVerdict(tx: Tx, gemeente: string, source: string, v: PlantedVerdict): Promise<void> {
  const made = await rows(tx, sql`
    insert into overlap_verdict (first, second, verdict, reason, expires, at, by_user, first_version, second_version)
    select p.first, p.second, ${v.verdict}, ${v.reason}, ${v.expires}, (${v.at}::date + time '12:00') at time zone 'Europe/Amsterdam', (select id from app_user where account = ${v.by}), a.version, b.version
    from (select min(id) as first, max(id) as second from activity where gemeente = ${gemeente} and source = ${source} and source_id in (${v.pair[0]}, ${v.pair[1]})) p
    join activity a on a.id = p.first join activity b on b.id = p.second and p.second > p.first
    where not exists (select from overlap_verdict o where (o.first, o.second) = (p.first, p.second))
    returning id`)
  if (v.changedSince && made.length > 0) await tx.execute(sql`update activity set description = 'Nu ook in de avond.' where gemeente = ${gemeente} and source = ${source} and source_id = ${v.pair[1]}`)
}
