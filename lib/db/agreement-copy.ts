import { sql } from 'drizzle-orm'
import { rows, type Tx } from './client'
import { nameChange } from './registers/write'

/** `new`: can be copied; `copied`: was; `exists`: the organisation has another agreement for that year; `concept`: never agreed; `stopped`: the organisation is gone by then. */
export type CopyState = 'new' | 'copied' | 'exists' | 'concept' | 'stopped'
export type CopyPlan = {
  id: number
  title: string
  newTitle: string
  organisation: number
  organisationName: string
  lines: number
  hours: number | null
  subsidyEur: number | null
  state: CopyState
  /** the agreement that is there already */
  there: number | null
}

/** The agreements of a year, and what copying each to another year would do. */
export function planCopy(tx: Tx, query: { gemeente: string; from: number; to: number }): Promise<CopyPlan[]> {
  return rows(tx, sql`
    select a.id, a.title, replace(a.title, ${String(query.from)}, ${String(query.to)}) as "newTitle", a.organisation, o.name as "organisationName",
           (select count(*)::int from agreement_line l where l.agreement = a.id) as lines, a.hours, a.subsidy_eur::float8 as "subsidyEur",
           case when copy.id is not null then 'copied' when other.id is not null then 'exists' when a.status = 'concept' then 'concept'
                when o."to" <= make_date(${query.to}, 1, 1) then 'stopped' else 'new' end as state,
           coalesce(copy.id, other.id) as there
    from agreement a
    join organisation o on o.id = a.organisation
    left join lateral (select c.id from agreement c where c.copied_from = a.id and c.year = ${query.to} order by c.id limit 1) copy on true
    left join lateral (
      select c.id from agreement c left join agreement source on source.id = c.copied_from
      where c.organisation = a.organisation and c.year = ${query.to} and source.year is distinct from ${query.from} order by c.id limit 1) other on true
    where a.gemeente = ${query.gemeente} and a.year = ${query.from}
    order by o.name, a.title, a.id`)
}

/**
 * Copies the agreements of a year, of some organisations or all, with their lines, as concepts. What was copied, or is there in another way, stays as
 * it is. All of it is one change (`change`) in the history. Who copies at the same moment waits, and then finds them there.
 */
export async function copyAgreements(tx: Tx, query: { gemeente: string; from: number; to: number; organisations: readonly number[] | null; change: string }): Promise<{ id: number; copiedFrom: number }[]> {
  await tx.execute(sql`select id from agreement where gemeente = ${query.gemeente} and year = ${query.from} order by id for update`)
  const chosen = (await planCopy(tx, query)).filter((p) => p.state === 'new' && (query.organisations === null || query.organisations.includes(p.organisation)))
  if (chosen.length === 0) return []
  await nameChange(tx, query.change)
  const year = (text: ReturnType<typeof sql>) => sql`replace(${text}, ${String(query.from)}, ${String(query.to)})`
  const made = await rows<{ id: number; copiedFrom: number }>(tx, sql`
    insert into agreement (gemeente, source_id, organisation, year, title, status, subsidy_eur, hours, attendance_clause, notes, copied_from)
    select gemeente, gen_random_uuid()::text, organisation, ${query.to}, ${year(sql`title`)}, 'concept', subsidy_eur, hours, attendance_clause, notes, id
    from agreement where id = any(${`{${chosen.map((p) => p.id).join()}}`}::bigint[])
    order by id returning id, copied_from as "copiedFrom"`)
  await tx.execute(sql`
    insert into agreement_line (gemeente, source_id, agreement, description, theme, service, level, buurt, werkgebied, hours, frequency, subsidy_eur, notes)
    select l.gemeente, gen_random_uuid()::text, a.id, ${year(sql`l.description`)}, l.theme, l.service, l.level, l.buurt, l.werkgebied, l.hours, l.frequency, l.subsidy_eur, l.notes
    from agreement_line l join agreement a on a.copied_from = l.agreement
    where a.id = any(${`{${made.map((m) => m.id).join()}}`}::bigint[])
    order by l.id`)
  return made
}
