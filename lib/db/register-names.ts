import { sql, type SQL } from 'drizzle-orm'
import type { RegisterId } from '@/lib/domain/register'
import { rows, type Tx } from './client'

export type NamedRecord = { id: number; name: string }

/** The longest list to choose from; a form that offers more is no help. */
const most = 5000

/** Name of a record as somebody who chooses would say it; of lines and agreements also whose they are. */
const named: Readonly<Partial<Record<RegisterId, SQL>>> = {
  organisations: sql`select t.id, t.name from organisation t`,
  services: sql`select t.id, t.name || case when position(lower(o.name) in lower(t.name)) = 0 then ' (' || o.name || ')' else '' end as name from service t join organisation o on o.id = t.organisation`,
  venues: sql`select t.id, t.name from venue t`,
  activities: sql`select t.id, t.name || case when position(lower(v.name) in lower(t.name)) = 0 then ' (' || v.name || ')' else '' end as name from activity t left join venue v on v.id = t.venue`,
  agreements: sql`select t.id, t.title || case when position(t.year::text in t.title) = 0 then ' (' || t.year || ')' else '' end as name from agreement t`,
  'agreement-lines': sql`select t.id, t.description || ' (' || a.title || case when position(a.year::text in a.title) = 0 then ', ' || a.year else '' end || ')' as name from agreement_line t join agreement a on a.id = t.agreement`,
  cohorts: sql`select t.id, t.year::text as name from cohort t`,
  'focus-periods': sql`select t.id, coalesce(a.name, t.buurt_code) || ' ' || c.year as name from focus_period t join cohort c on c.id = t.cohort
    left join area a on a.gemeente = t.gemeente and a.year = t.boundary_year and a.level = 'buurt' and a.code = t.buurt_code and not a.water`,
  wijkplatforms: sql`select t.id, t.name from wijkplatform t`,
  'platform-meetings': sql`select t.id, w.name || ' ' || to_char(t.held_on, 'DD-MM-YYYY') as name from platform_meeting t join wijkplatform w on w.id = t.platform`,
  measures: sql`select t.id, t.title || ' (' || coalesce(a.name, f.buurt_code) || ' ' || c.year || ')' as name from measure t join focus_period f on f.id = t.focus_period join cohort c on c.id = f.cohort
    left join area a on a.gemeente = f.gemeente and a.year = f.boundary_year and a.level = 'buurt' and a.code = f.buurt_code and not a.water`,
}

/** The records of a register to choose from, by name: those of the gemeente that the reader may see, at most 5,000. Empty for registers that nothing points at. */
export async function listNames(tx: Tx, register: RegisterId, gemeente: string): Promise<NamedRecord[]> {
  const select = named[register]
  return select ? rows(tx, sql`select n.id, n.name from (${select} where t.gemeente = ${gemeente}) n order by lower(n.name), n.id limit ${most}`) : []
}

/** Advisers who may own something; id and name, with their team. */
export function listAdvisers(tx: Tx): Promise<NamedRecord[]> {
  return rows(tx, sql`select id, name || coalesce(' (' || team || ')', '') as name from advisers() order by name`)
}

/** The buurten (land) of a gemeente by name, of the boundaries of a year as `findBoundarySet` picks them. */
export function listBuurtNames(tx: Tx, gemeente: string, year: number): Promise<{ code: string; name: string }[]> {
  return rows(tx, sql`
    select a.code, a.name from area a
    where a.level = 'buurt' and not a.water
      and a.boundary_set = (select id from boundary_set where gemeente = ${gemeente} order by (year <= ${year}) desc, abs(year - ${year}) limit 1)
    order by lower(a.name), a.code`)
}
