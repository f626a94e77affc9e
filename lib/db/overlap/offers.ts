import { sql } from 'drizzle-orm'
import { placedActivities } from '../activity-place'
import { rows, type Tx } from '../client'

/** An activity with all that the rules of overlap need. */
export type OfferRow = {
  id: number
  version: number
  name: string
  service: number
  serviceName: string
  serviceType: string
  organisation: number
  organisationName: string
  themes: string[]
  /** of the activity; when it names none, those of its service */
  targetGroups: string[]
  cooperationWith: number[]
  schedule: string
  startTime: string | null
  durationMinutes: number | null
  timesPerYear: number
  capacityHours: number | null
  from: string
  to: string | null
  professional: boolean
  venue: number | null
  venueName: string | null
  /** RD metres (EPSG:28992); null without a venue */
  x: number | null
  y: number | null
  /** buurt of the venue in the boundary set; null without a venue, or when it lies in none */
  venueBuurt: string | null
  serviceArea: 'buurten' | 'werkgebied' | 'gemeente' | null
  buurten: string[]
  werkgebied: number | null
}

/** Activities of a gemeente that are not over before a day, with their place in a boundary set; and those of `also`, whenever they run. */
export function listOffers(tx: Tx, set: { id: number; gemeente: string }, on: string, also: readonly number[] = []): Promise<OfferRow[]> {
  return rows(tx, sql`
    select v.id, v.version, v.name, s.id as service, s.name as "serviceName", s.service_type as "serviceType", s.organisation, o.name as "organisationName", s.themes,
           case when v.target_groups = '{}' then s.target_groups else v.target_groups end as "targetGroups", v.cooperation_with as "cooperationWith",
           v.schedule, v.start_time::text as "startTime", v.duration_minutes as "durationMinutes", v.times_per_year as "timesPerYear", v.capacity_hours as "capacityHours",
           v."from"::text as "from", v."to"::text as "to", v.professional, v.venue, n.name as "venueName", ST_X(n.point) as x, ST_Y(n.point) as y, ar.code as "venueBuurt",
           v.service_area as "serviceArea", v.buurten, v.werkgebied ${placedActivities(set)}
    where v.gemeente = ${set.gemeente} and (v."to" is null or v."to" > ${on}::date or v.id = any(${`{${also.join()}}`}::bigint[]))
    order by v.id`)
}

/** Organisations that get subsidy in a year; who may not see overlap gets none. */
export async function subsidisedOrganisations(tx: Tx, gemeente: string, year: number): Promise<Set<number>> {
  const [found] = await rows<{ ids: string[] }>(tx, sql`select subsidised_organisations(${gemeente}, ${year}::int)::text[] as ids`)
  return new Set(found!.ids.map(Number))
}

/** The gemeente of an activity; null when there is none. */
export async function gemeenteOfActivity(tx: Tx, id: number): Promise<string | null> {
  return (await rows<{ gemeente: string }>(tx, sql`select gemeente from activity where id = ${id}`))[0]?.gemeente ?? null
}
