import { sql, type SQL } from 'drizzle-orm'
import { rows, type Tx } from './client'
import { dayOf } from './ladder'

type ReminderWhy = 'ends' | 'stale'
export type ReminderRow = {
  /** id of the register */
  register: 'activities' | 'venues' | 'agreements' | 'agreement-lines'
  id: number
  name: string
  organisation: number | null
  organisationName: string | null
  why: ReminderWhy
  /** the first day on which it is over; null for what has no end soon */
  endsOn: string | null
  confirmedOn: string | null
  /** where it is, in words; null for what is in no one place */
  place: string | null
}

export type ReminderQuery = {
  gemeente: string
  boundarySet: number
  on: string
  /** what ends within so many days */
  days: number
  organisation?: number
  /** only what lies in these werkgebieden; null for everything, also what lies in no one place */
  werkgebieden: readonly number[] | null
}

/**
 * What ends soon, and what was not confirmed for six months, as far as the reader may see it; first what ends first. A confirmation, or else the
 * moment that a record was made, holds for six months. What is over needs nobody; an agreement of which the next year is there neither.
 */
export function listReminders(tx: Tx, q: ReminderQuery): Promise<ReminderRow[]> {
  const on = sql`${q.on}::date`
  const soon = (end: SQL): SQL => sql`${end} > ${on} and ${end} <= ${on} + ${q.days}::int`
  const old = (table: SQL): SQL => sql`(coalesce(${table}.confirmed_at, ${table}.created_at) at time zone 'Europe/Amsterdam')::date + interval '6 months' < ${on}`
  const scope = q.werkgebieden === null ? null : `{${q.werkgebieden.join()}}`
  const scoped = (gemeente: SQL, buurten: SQL, werkgebied: SQL): SQL => scope === null ? sql`true` : sql`(${werkgebied} = any(${scope}::bigint[])
    or exists (select from werkgebied_buurt wb where wb.gemeente = ${gemeente} and wb.buurt_code = any(${buurten}) and wb.werkgebied = any(${scope}::bigint[])))`
  const lineEnd = sql`make_date(a.year + 1, 1, 1)`
  return rows(tx, sql`
    with found as (
      select 'activities' as register, v.id, v.name, s.organisation, v."to" as ends, ${soon(sql`v."to"`)} as ends_soon, ${old(sql`v`)} as stale, v.confirmed_at,
             coalesce(n.name, array_to_string(array(select distinct b.name from area b where b.boundary_set = ${q.boundarySet} and b.level = 'buurt' and b.code = any(v.buurten)), ', ')) as place
      from activity v join service s on s.id = v.service left join venue n on n.id = v.venue
      left join venue_area va on va.venue = v.venue and va.boundary_set = ${q.boundarySet} left join area ar on ar.id = va.area
      where v.gemeente = ${q.gemeente} and v."from" <= ${on} + ${q.days}::int and (v."to" is null or v."to" > ${on})
        and ${scoped(sql`v.gemeente`, sql`v.buurten || ar.code`, sql`v.werkgebied`)}
      union all
      select 'venues', n.id, n.name, n.organisation, n."to", ${soon(sql`n."to"`)}, ${old(sql`n`)}, n.confirmed_at, coalesce(ar.name, n.address)
      from venue n left join venue_area va on va.venue = n.id and va.boundary_set = ${q.boundarySet} left join area ar on ar.id = va.area
      where n.gemeente = ${q.gemeente} and (n."to" is null or n."to" > ${on}) and ${scoped(sql`n.gemeente`, sql`array[ar.code]`, sql`null::bigint`)}
      union all
      select 'agreements', a.id, a.title, a.organisation, ${lineEnd},
             ${soon(lineEnd)} and not exists (select from agreement c where c.organisation = a.organisation and c.year = a.year + 1), ${old(sql`a`)}, a.confirmed_at, null
      from agreement a where a.gemeente = ${q.gemeente} and a.status = 'agreed' and a.year = extract(year from ${on}) and ${scope === null}
      union all
      select 'agreement-lines', l.id, l.description, a.organisation, ${lineEnd}, false, ${old(sql`l`)}, l.confirmed_at, coalesce(ar.name, w.name)
      from agreement_line l join agreement a on a.id = l.agreement
      left join area ar on ar.boundary_set = ${q.boundarySet} and ar.level = 'buurt' and not ar.water and ar.code = l.buurt left join werkgebied w on w.id = l.werkgebied
      where l.gemeente = ${q.gemeente} and a.status = 'agreed' and a.year = extract(year from ${on}) and ${scoped(sql`l.gemeente`, sql`array[l.buurt]`, sql`l.werkgebied`)})
    select f.register, f.id, f.name, f.organisation, o.name as "organisationName", w.why, case when f.ends_soon then f.ends::text end as "endsOn", ${dayOf(sql`f.confirmed_at`)} as "confirmedOn", nullif(f.place, '') as place
    from found f left join organisation o on o.id = f.organisation
    cross join lateral (select 'ends' as why where f.ends_soon union all select 'stale' where f.stale) w
    where ${q.organisation ?? null}::bigint is null or f.organisation = ${q.organisation ?? null}
    order by w.why, f.ends, f.confirmed_at nulls first, f.name, f.register, f.id`)
}
