import { sql } from 'drizzle-orm'
import type { PublicActivity, PublicFollow, PublicInitiative, PublicVenue } from '@/lib/domain/public-model'
import { rows, type Tx } from '../client'
import { werkYear } from '../areas'
import { publicId, stillThere } from './public-id'

/** An initiative this near to a venue that is public lies in it; any other keeps its place to itself. Metres. */
const inVenueM = 30

type Set = { id: number; gemeente: string; year: number }


/** Venues that are there on the day or later. Only what is about the building. */
export function publicVenues(tx: Tx, set: Set, today: string): Promise<PublicVenue[]> {
  return rows(tx, sql`
    select ${publicId('venue', 'v')} as id, v.name, v.kind, v.address, json_build_object('x', round(ST_X(v.point)), 'y', round(ST_Y(v.point))) as point, a.code as buurt,
           v.opening_hours as "openingHours", v.wheelchair
    from venue v left join venue_area va on va.venue = v.id and va.boundary_set = ${set.id} left join area a on a.id = va.area
    where v.gemeente = ${set.gemeente} and ${stillThere('v', today)} order by v.name collate "C", id`)
}

/** Activities that run on the day or later, with where they are, or which buurten they come to. Only a theme that is public is named. */
export function publicActivities(tx: Tx, set: Set, today: string): Promise<PublicActivity[]> {
  return rows(tx, sql`
    select ${publicId('activity', 'a')} as id, a.name, o.name as organisation, s.name as service,
           (select t.slug from unnest(s.themes) with ordinality x(slug, at) join theme t on t.slug = x.slug and t.public and not t.sensitive order by x.at limit 1) as theme,
           coalesce(a.description, s.description) as description, case when v.id is not null then ${publicId('venue', 'v')} end as venue,
           case when v.id is not null then array[]::text[]
                when a.service_area = 'buurten' then a.buurten
                when a.service_area = 'werkgebied' then (select coalesce(array_agg(wb.buurt_code order by wb.buurt_code), '{}') from werkgebied_buurt wb where wb.werkgebied = a.werkgebied and wb.year = ${werkYear(set.gemeente, set.year)})
                else (select coalesce(array_agg(b.code order by b.code), '{}') from area b where b.boundary_set = ${set.id} and b.level = 'buurt' and not b.water) end as serves,
           a.schedule, to_char(a.start_time, 'HH24:MI') as "startTime", a.duration_minutes as "durationMinutes", a."from"::text as "from", a."to"::text as "to",
           case when cardinality(a.target_groups) > 0 then a.target_groups else s.target_groups end as "targetGroups", a.professional, (a.confirmed_at at time zone 'Europe/Amsterdam')::date::text as "confirmedOn"
    from activity a join service s on s.id = a.service join organisation o on o.id = s.organisation left join venue v on v.id = a.venue
    where a.gemeente = ${set.gemeente} and ${stillThere('a', today)} and (v.id is null or ${stillThere('v', today)}) order by a.name collate "C", id`)
}

const isPublic = sql`i.public_consent and i.status <> 'withdrawn' and i.route is distinct from 'zorg'`

/** Initiatives of which the people who made them want it: never one about care. The point only inside a public venue, and then the point of that venue. */
export function publicInitiatives(tx: Tx, set: Set, today: string): Promise<PublicInitiative[]> {
  return rows(tx, sql`
    select ${publicId('initiative', 'i')} as id, i.title, i.what_residents_do as "whatResidentsDo", t.slug as theme, coalesce(i.buurt, a.code) as buurt, near.point, i.status, i.received_on::text as "receivedOn"
    from initiative i
    left join initiative_area ia on ia.initiative = i.id and ia.boundary_set = ${set.id} left join area a on a.id = ia.area
    left join theme t on t.slug = i.theme and t.public and not t.sensitive
    left join lateral (
      select json_build_object('x', round(ST_X(v.point)), 'y', round(ST_Y(v.point))) as point from venue v
      where v.gemeente = i.gemeente and ${stillThere('v', today)} and ST_DWithin(v.point, i.point, ${inVenueM}) order by ST_Distance(v.point, i.point), v.id limit 1) near on true
    where i.gemeente = ${set.gemeente} and ${isPublic} order by i.received_on, id`)
}

/** What "volg uw initiatief" tells who has the code: teams, never people. Its title only when the initiative is public; of care only where it is. */
export function publicFollow(tx: Tx, gemeente: string): Promise<PublicFollow[]> {
  return rows(tx, sql`
    select encode(sha256(convert_to(i.follow_code, 'UTF8')), 'hex') as "codeHash", case when ${isPublic} then i.title end as title, i.status, coalesce(k.name, o.name) as team,
           i.received_on::text as "receivedOn", i.due::text as due, i.answered_on::text as "answeredOn", case when i.route is distinct from 'zorg' then i.answer end as answer
    from initiative i left join team k on k.slug = i.owner_team left join organisation o on o.id = i.owner_organisation
    where i.gemeente = ${gemeente} order by 1`)
}
