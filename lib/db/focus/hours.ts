import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

export type BuurtHours = { code: string; agreed: number; delivered: number; /** last day that somebody stands for: "klopt nog", or the last of reported hours; yyyy-mm-dd */ lastConfirmed: string | null }

/** Hours that agreements of a year name for a buurt itself, and what was delivered or seen of them until a day, as far as the reader may see them. Concepts are no agreement. */
export function listBuurtHours(tx: Tx, gemeente: string, year: number, on: string): Promise<BuurtHours[]> {
  return rows(tx, sql`
    select l.buurt as code, sum(l.hours)::float8 as agreed, coalesce(sum(d.hours), 0)::float8 as delivered,
           max(greatest((l.confirmed_at at time zone 'Europe/Amsterdam')::date, d.last))::text as "lastConfirmed"
    from agreement a join agreement_line l on l.agreement = a.id
    left join lateral (select sum(x.hours) as hours, least(max(x."to") - 1, ${on}::date) as last from delivery x where x.agreement_line = l.id and x.stage in ('delivered', 'seen') and x."from" <= ${on}::date) d on true
    where a.gemeente = ${gemeente} and a.year = ${year} and a.status <> 'concept' and l.level = 'buurt'
    group by l.buurt`)
}
