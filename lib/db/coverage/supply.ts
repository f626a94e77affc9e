import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

export type SupplyRow = {
  id: number
  name: string
  themes: string[]
  organisation: { id: number; name: string }
  professional: boolean
  schedule: string
  startTime: string | null
  timesPerYear: number
  /** hours of all professionals together, each time; null when it is not said */
  hoursEach: number | null
  from: string
  to: string | null
  endReason: string | null
  confirmedOn: string | null
  serviceArea: 'buurten' | 'werkgebied' | 'gemeente' | null
  buurten: string[]
  werkgebied: number | null
  /** x and y in RD metres, EPSG:28992 */
  venue: { id: number; name: string; x: number; y: number; from: string | null; to: string | null } | null
  /** last day that hours were delivered or seen, not after `on` and not after its end */
  lastConfirmed: string | null
  /** planned hours that are not over on `on` */
  planned: boolean
}

/**
 * Activities of a gemeente with all that decides whether they count on a day: those that run, that begin within half a year, and that ended in the five years before (they say since
 * when there is a gap). Only those whose service names the theme, when one is given. An organisation that stopped ends its activities.
 */
export function supplyRows(tx: Tx, gemeente: string, on: string, theme: string | null): Promise<SupplyRow[]> {
  return rows(tx, sql`
    select x.id, x.name, s.themes, jsonb_build_object('id', o.id, 'name', o.name) as organisation, x.professional, x.schedule, to_char(x.start_time, 'HH24:MI') as "startTime", x.times_per_year as "timesPerYear",
           coalesce(x.capacity_hours, x.duration_minutes / 60.0)::float8 as "hoursEach", x."from"::text as "from", least(x."to", o."to")::text as "to", x.end_reason as "endReason",
           (x.confirmed_at at time zone 'Europe/Amsterdam')::date::text as "confirmedOn", x.service_area as "serviceArea", x.buurten, x.werkgebied,
           case when v.id is not null then jsonb_build_object('id', v.id, 'name', v.name, 'x', ST_X(v.point), 'y', ST_Y(v.point), 'from', v."from", 'to', v."to") end as venue, -- EPSG:28992
           d.last_on::text as "lastConfirmed", coalesce(d.planned, false) as planned
    from activity x join service s on s.id = x.service join organisation o on o.id = s.organisation left join venue v on v.id = x.venue
    left join coverage_delivered(${gemeente}, ${on}::date) d on d.activity = x.id
    where x.gemeente = ${gemeente} and (${theme}::text is null or s.themes && array[${theme}]::text[])
      and x."from" <= (${on}::date + interval '6 months') and (x."to" is null or x."to" > (${on}::date - interval '5 years'))
    order by x.id`)
}

export type LineRow = { line: number | null; organisation: number | null; theme: string; level: 'buurt' | 'werkgebied' | 'gemeente'; buurt: string | null; werkgebied: number | null; frequency: string | null; planned: boolean }

/** Lines of agreements that hold on a day; whose they are is told to staff and to the organisation itself. */
export function agreedLines(tx: Tx, gemeente: string, on: string): Promise<LineRow[]> {
  return rows(tx, sql`select line, organisation, theme, level, buurt, werkgebied, frequency, planned from coverage_lines(${gemeente}, ${on}::date)`)
}

/** Organisations that may be asked about a theme: they have a line about it in an agreement of this year. */
export function askable(tx: Tx, gemeente: string, theme: string): Promise<{ id: number; name: string }[]> {
  return rows(tx, sql`select o.id, o.name from organisation o where o.gemeente = ${gemeente} and may_be_asked(o.id, ${theme}) order by o.name`)
}
