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
  /** the answer is due on this day: what was agreed, else six weeks after receipt */
  due: string
  status: string
  buurtName: string | null
  /** team, adviser's team or organisation; null when nobody owns it */
  owner: string | null
  mine: boolean
}

/** Initiatives without an answer, the one that is due first on top. `mine`: owned by the asker, the own team or the own organisation. */
export function openInitiatives(tx: Tx, desk: Desk, answerWithinDays: number): Promise<DeskInitiative[]> {
  return rows(tx, sql`
    select i.id, i.title, i.received_on::text as "receivedOn", coalesce(i.due, i.received_on + ${answerWithinDays}::int)::text as due, i.status, a.name as "buurtName",
           coalesce(t.name, o.name, ut.name, case when i.owner_user is not null then 'Adviseur' end) as owner,
           (i.owner_user = my_id() or i.owner_team = nullif(my_team(), '') or i.owner_organisation = my_organisation()) is true as mine
    from initiative i
    left join initiative_area ia on ia.initiative = i.id and ia.boundary_set = ${desk.boundarySet} left join area a on a.id = ia.area
    left join team t on t.slug = i.owner_team left join organisation o on o.id = i.owner_organisation
    left join lateral (select v.team from advisers() v where v.id = i.owner_user) u on true left join team ut on ut.slug = u.team
    where i.gemeente = ${desk.gemeente} and i.status in ('received', 'assigned', 'in_progress', 'weighing') ${inOwnAreas(sql`ia.area`, desk)}
    order by coalesce(i.due, i.received_on + ${answerWithinDays}::int), i.id`)
}

export type EndingActivity = { id: number; name: string; to: string; organisation: string; where: string | null }

/** Activities that end in [today, until), the first to end on top: of a wijkmanager those held or working in the own werkgebieden, of an organisation its own. */
export function endingActivities(tx: Tx, desk: Desk, until: string): Promise<EndingActivity[]> {
  return rows(tx, sql`
    select x.id, x.name, x."to"::text as "to", o.name as organisation, coalesce(v.name, w.name) as "where"
    from activity x join service s on s.id = x.service join organisation o on o.id = s.organisation
    left join venue v on v.id = x.venue left join werkgebied w on w.id = x.werkgebied
    left join venue_area va on va.venue = x.venue and va.boundary_set = ${desk.boundarySet}
    where x.gemeente = ${desk.gemeente} and x."to" >= ${desk.today}::date and x."to" < ${until}::date
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

export type MissedBuurt = { code: string; name: string; weeks: number; lastOn: string | null }

/** Buurten of the own werkgebieden whose last visit is longer ago than their target; without a target a buurt is never missed (N7). */
export function missedBuurten(tx: Tx, desk: Desk): Promise<MissedBuurt[]> {
  return rows(tx, sql`
    select a.code, a.name, p.weeks, last.on::text as "lastOn"
    from presence_target p join area a on a.boundary_set = ${desk.boundarySet} and a.level = 'buurt' and not a.water and a.code = p.buurt_code
    left join lateral (select max(v.visited_on) as on from visit v where v.gemeente = p.gemeente and v.buurt_code = p.buurt_code and v.visited_on <= ${desk.today}::date) last on true
    where p.gemeente = ${desk.gemeente} ${inOwnAreas(sql`a.id`, desk)} and (last.on is null or last.on < ${desk.today}::date - p.weeks * 7)
    order by last.on nulls first, a.name`)
}

/** The gemeente of somebody without a werkgebied: that of the own organisation, else the first that has boundaries. */
export async function gemeenteOfDesk(tx: Tx): Promise<string | null> {
  const [found] = await rows<{ code: string }>(tx, sql`
    select code from (
      (select o.gemeente as code, 0 as nth from organisation o where o.id = my_organisation())
      union all (select g.code, 1 from gemeente g where exists (select from boundary_set b where b.gemeente = g.code) order by g.fictional, g.name limit 1)) c
    order by nth limit 1`)
  return found?.code ?? null
}
