import { sql, type SQL } from 'drizzle-orm'
import { rows, type Tx } from './client'

/**
 * What lies on somebody's desk. Row-level security decides what is seen at all; `own` narrows it to the own werkgebieden of a wijkmanager (everybody
 * else's desk has no place). Dates are yyyy-mm-dd in Amsterdam, periods [from, to).
 */
export type Desk = {
  gemeente: string
  /** the boundaries that decide the buurt */
  boundarySet: number
  today: string
  /** only what lies in the werkgebieden of the wijkmanager who asks */
  own: boolean
}

const inOwnAreas = (area: SQL, { own }: Desk): SQL => (own ? sql`and ${area} = any ((select my_areas())::bigint[])` : sql``)

export type NewSignals = { theme: string; label: string; buurt: string | null; buurtName: string | null; n: number; last: string }

/** Signals that the reader sees one by one and that were observed since `from`, per theme and buurt, most first. */
export function newSignals(tx: Tx, desk: Desk, from: string): Promise<NewSignals[]> {
  return rows(tx, sql`
    select s.theme, t.label, a.code as buurt, a.name as "buurtName", count(*)::int as n, max(s.observed_on)::text as last
    from signal s join signal_area sa on sa.signal = s.id and sa.boundary_set = ${desk.boundarySet}
    join theme t on t.slug = s.theme left join area a on a.id = sa.area
    where s.gemeente = ${desk.gemeente} and s.observed_on >= ${from}::date and s.observed_on <= ${desk.today}::date and signal_counts(s.status, s.duplicate_of) ${inOwnAreas(sql`sa.area`, desk)}
    group by s.theme, t.label, a.code, a.name order by n desc, last desc, t.label, a.name`)
}

export type DeskInitiative = {
  id: number
  title: string
  receivedOn: string
  /** the day that was promised; null for the usual one */
  due: string | null
  status: 'received' | 'assigned' | 'in_progress' | 'weighing'
  owned: boolean
  ownerSince: string | null
  buurtName: string | null
  /** team, adviser's team or organisation; null when nobody owns it */
  owner: string | null
  mine: boolean
}

/** Initiatives without an answer, in no order. `mine`: owned by the asker, the own team or the own organisation. */
export function openInitiatives(tx: Tx, desk: Desk): Promise<DeskInitiative[]> {
  return rows(tx, sql`
    select i.id, i.title, i.received_on::text as "receivedOn", i.due::text as due, i.status, i.owner_since::text as "ownerSince", num_nonnulls(i.owner_team, i.owner_user, i.owner_organisation) > 0 as owned, a.name as "buurtName",
           coalesce(t.name, o.name, ut.name, case when i.owner_user is not null then 'Adviseur' end) as owner,
           (i.owner_user = my_id() or i.owner_team = nullif(my_team(), '') or i.owner_organisation = my_organisation()) is true as mine
    from initiative i
    left join initiative_area ia on ia.initiative = i.id and ia.boundary_set = ${desk.boundarySet} left join area a on a.id = ia.area
    left join team t on t.slug = i.owner_team left join organisation o on o.id = i.owner_organisation
    left join lateral (select v.team from advisers() v where v.id = i.owner_user) u on true left join team ut on ut.slug = u.team
    where i.gemeente = ${desk.gemeente} and i.status in ('received', 'assigned', 'in_progress', 'weighing') ${inOwnAreas(sql`ia.area`, desk)}`)
}

export type EndingActivity = { id: number; name: string; to: string; organisation: string; where: string | null }

/** Activities that are over on a day in (today, until), the first to end on top: of a wijkmanager those held or working in the own werkgebieden, of an organisation its own. */
export function endingActivities(tx: Tx, desk: Desk, until: string): Promise<EndingActivity[]> {
  return rows(tx, sql`
    select x.id, x.name, x."to"::text as "to", o.name as organisation, coalesce(v.name, w.name) as "where"
    from activity x join service s on s.id = x.service join organisation o on o.id = s.organisation
    left join venue v on v.id = x.venue left join werkgebied w on w.id = x.werkgebied
    left join venue_area va on va.venue = x.venue and va.boundary_set = ${desk.boundarySet}
    where x.gemeente = ${desk.gemeente} and x."to" > ${desk.today}::date and x."to" < ${until}::date
      and (my_role() <> 'organisation' or o.id = my_organisation())
      ${desk.own ? sql`and (va.area = any ((select my_areas())::bigint[]) or x.werkgebied in (select my_scope())
            or exists (select from area a where a.boundary_set = ${desk.boundarySet} and a.level = 'buurt' and a.code = any (x.buurten) and a.id = any ((select my_areas())::bigint[])))` : sql``}
    order by x."to", x.name`)
}

export type SilentLine = { id: number; agreement: number; description: string; organisation: string; hours: number; confirmedOn: string | null }

/** Lines of agreements of this year that nobody confirmed since `since`, neither by itself nor by a delivery; the longest silent on top. */
export function silentLines(tx: Tx, desk: Desk, since: string): Promise<SilentLine[]> {
  return rows(tx, sql`
    with line as (
      select l.*, g.organisation,
             greatest(l.confirmed_at::date, (select max(d."to") from delivery d where d.agreement_line = l.id and d.stage in ('delivered', 'seen'))) as confirmed_on
      from agreement_line l join agreement g on g.id = l.agreement
      where g.gemeente = ${desk.gemeente} and g.status = 'agreed' and g.year = extract(year from ${desk.today}::date)
        ${desk.own ? sql`and (l.werkgebied in (select my_scope())
              or exists (select from area a where a.boundary_set = ${desk.boundarySet} and a.level = 'buurt' and a.code = l.buurt and a.id = any ((select my_areas())::bigint[])))` : sql``})
    select l.id, l.agreement, l.description, o.name as organisation, l.hours, l.confirmed_on::text as "confirmedOn"
    from line l join organisation o on o.id = l.organisation
    where l.confirmed_on is null or l.confirmed_on < ${since}::date
    order by l.confirmed_on nulls first, o.name, l.description`)
}
