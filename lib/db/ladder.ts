import { sql, type SQL } from 'drizzle-orm'
import { placedActivities } from './activity-place'
import { rows, type Tx } from './client'

/** Day in Amsterdam of a moment, as text. */
export const dayOf = (moment: SQL): SQL => sql`(${moment} at time zone 'Europe/Amsterdam')::date::text`

export type LineRow = {
  id: number
  agreement: number
  title: string
  status: string
  organisation: number
  organisationName: string
  description: string
  theme: string
  level: 'buurt' | 'werkgebied' | 'gemeente'
  buurt: string | null
  werkgebied: number | null
  hours: number
  frequency: string | null
  confirmedOn: string | null
}

/** Lines of the agreements of a year, as far as the reader may see them; concepts too (they are not agreed yet, see `status`). */
export function listLines(tx: Tx, query: { gemeente: string; year: number; organisation?: number }): Promise<LineRow[]> {
  return rows(tx, sql`
    select l.id, l.agreement, a.title, a.status, a.organisation, o.name as "organisationName", l.description, l.theme, l.level, l.buurt, l.werkgebied, l.hours, l.frequency,
           ${dayOf(sql`l.confirmed_at`)} as "confirmedOn"
    from agreement a
    join agreement_line l on l.agreement = a.id
    join organisation o on o.id = a.organisation
    where a.gemeente = ${query.gemeente} and a.year = ${query.year} ${query.organisation === undefined ? sql`` : sql`and a.organisation = ${query.organisation}`}
    order by o.name, a.title, l.id`)
}

export type ReportRow = { line: number | null; activity: number | null; from: string; to: string; hours: number; stage: 'agreed' | 'planned' | 'delivered' | 'seen' }

/** Reported hours of a year: of the lines of its agreements, and of activities without a line when their period begins in it. */
export function listReports(tx: Tx, query: { gemeente: string; year: number; organisation?: number }): Promise<ReportRow[]> {
  const of = (column: SQL): SQL => (query.organisation === undefined ? sql`` : sql`and ${column} = ${query.organisation}`)
  return rows(tx, sql`
    select d.agreement_line as line, d.activity, d."from"::text as "from", d."to"::text as "to", d.hours, d.stage
    from delivery d join agreement_line l on l.id = d.agreement_line join agreement a on a.id = l.agreement
    where d.gemeente = ${query.gemeente} and a.year = ${query.year} ${of(sql`a.organisation`)}
    union all
    select null, d.activity, d."from"::text, d."to"::text, d.hours, d.stage
    from delivery d join activity v on v.id = d.activity join service s on s.id = v.service
    where d.gemeente = ${query.gemeente} and d.agreement_line is null
      and d."from" >= make_date(${query.year}, 1, 1) and d."from" < make_date(${query.year} + 1, 1, 1) ${of(sql`s.organisation`)}`)
}

export type ActivityRow = {
  id: number
  version: number
  name: string
  organisation: number
  organisationName: string
  serviceName: string
  serviceType: string
  themes: string[]
  venueName: string | null
  /** buurt of the venue in the boundary set; null without a venue, or when it lies in none */
  venueBuurt: string | null
  serviceArea: 'buurten' | 'werkgebied' | 'gemeente' | null
  buurten: string[]
  werkgebied: number | null
  timesPerYear: number
  from: string
  to: string | null
  cooperationWith: number[]
  confirmedOn: string | null
}

/** Activities with their place in a boundary set, that run on some day of [from, to); or those of `ids`, whenever they run. */
export function listActivities(tx: Tx, set: { id: number; gemeente: string }, which: { from: string; to: string; organisation?: number } | { ids: readonly number[] }): Promise<ActivityRow[]> {
  const chosen = 'ids' in which
    ? sql`v.id = any(${`{${which.ids.join()}}`}::bigint[])`
    : sql`v."from" < ${which.to}::date and (v."to" is null or v."to" > ${which.from}::date) ${which.organisation === undefined ? sql`` : sql`and s.organisation = ${which.organisation}`}`
  return rows(tx, sql`
    select v.id, v.version, v.name, s.organisation, o.name as "organisationName", s.name as "serviceName", s.service_type as "serviceType", s.themes, n.name as "venueName", ar.code as "venueBuurt",
           v.service_area as "serviceArea", v.buurten, v.werkgebied, v.times_per_year as "timesPerYear", v."from"::text as "from", v."to"::text as "to",
           v.cooperation_with as "cooperationWith", ${dayOf(sql`v.confirmed_at`)} as "confirmedOn" ${placedActivities(set)}
    where v.gemeente = ${set.gemeente} and ${chosen}
    order by v.name, v.id`)
}

/** Years with agreements that the reader may see, newest first. */
export async function agreementYears(tx: Tx, query: { gemeente: string; organisation?: number }): Promise<number[]> {
  return (await rows<{ year: number }>(tx, sql`
    select distinct year from agreement where gemeente = ${query.gemeente} ${query.organisation === undefined ? sql`` : sql`and organisation = ${query.organisation}`} order by year desc`)).map((r) => r.year)
}

/** An organisation with its gemeente, and whether it is the reader's own; null when there is none. */
export async function findOrganisation(tx: Tx, id: number): Promise<{ id: number; name: string; gemeente: string; own: boolean } | null> {
  const [found] = await rows<{ id: number; name: string; gemeente: string; own: boolean }>(tx, sql`
    select id, name, gemeente, coalesce(id = my_organisation(), false) as own from organisation where id = ${id}`)
  return found ?? null
}

/** The own organisation of an organisation user; null for everybody else. */
export async function ownOrganisation(tx: Tx): Promise<number | null> {
  return (await rows<{ id: number | null }>(tx, sql`select my_organisation() as id`))[0]!.id
}
