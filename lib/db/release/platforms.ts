import { sql } from 'drizzle-orm'
import type { PublicMeeting, PublicPlatform, PublicPlatformAction } from '@/lib/domain/public-model'
import { agendaPoints } from '@/lib/domain/registers/platform-meetings'
import { rows, type Tx } from '../client'
import { publicId, stillThere } from './public-id'

/** How many meetings that have been are told, and for how long what was done or dropped, in months. */
const latestHeld = 3
const months = 12

/**
 * Platforms of residents that are there on the day, with the meetings that come and the latest that have been, and what was agreed: open, or ended lately. All
 * of it is written for everybody; of who does something only a team or an organisation is named. A coordination team has no table here (N4).
 */
export async function publicPlatforms(tx: Tx, gemeente: string, today: string): Promise<PublicPlatform[]> {
  const platforms = await rows<Omit<PublicPlatform, 'meetings' | 'actions'> & { key: number }>(tx, sql`
    select p.id as key, ${publicId('wijkplatform', 'p')} as id, p.name, p.form, p.about, p.buurten from wijkplatform p
    where p.gemeente = ${gemeente} and ${stillThere('p', today)} and (p."from" is null or p."from" <= ${today}::date) order by p.name collate "C", id`)
  const meetings = await rows<Omit<PublicMeeting, 'agenda'> & { agenda: string | null; platform: number }>(tx, sql`
    select m.platform, ${publicId('platform_meeting', 'm')} as id, m.held_on::text as "heldOn", to_char(m.start_time, 'HH24:MI') as "startTime", to_char(m.end_time, 'HH24:MI') as "endTime",
           case when v.id is not null then ${publicId('venue', 'v')} end as venue, case when v.id is null and gone.id is not null then concat_ws(', ', gone.name, gone.address, m.place) else m.place end as place, m.status, m.agenda, m.summary
    from (select m.*, row_number() over (partition by m.platform, m.status, m.held_on >= ${today}::date order by m.held_on desc, m.id) as nth from platform_meeting m where m.gemeente = ${gemeente}) m
    left join venue v on v.id = m.venue and ${stillThere('v', today)} left join venue gone on gone.id = m.venue
    where m.held_on >= ${today}::date or (m.status = 'held' and m.nth <= ${latestHeld}) order by m.held_on, m.start_time, id`)
  const actions = await rows<PublicPlatformAction & { platform: number }>(tx, sql`
    select a.platform, ${publicId('platform_action', 'a')} as id, a.title, coalesce(t.name, o.name, case a.by when 'gemeente' then 'gemeente' end) as by, a.due::text as due, a.status, a.done_on::text as "doneOn", a.outcome
    from platform_action a left join team t on t.slug = a.team left join organisation o on o.id = a.organisation
    where a.gemeente = ${gemeente} and (a.status = 'open' or coalesce(a.done_on, (a.updated_at at time zone 'Europe/Amsterdam')::date) > ${today}::date - make_interval(months => ${months}))
    order by a.status = 'open' desc, a.due nulls last, a.title collate "C", id`)
  const of = <T extends { platform: number }>(all: readonly T[], key: number): Omit<T, 'platform'>[] => all.filter((x) => x.platform === key).map(({ platform: _, ...rest }) => rest)
  return platforms.map(({ key, ...platform }) => ({ ...platform, meetings: of(meetings, key).map((m) => ({ ...m, agenda: agendaPoints(m.agenda) })), actions: of(actions, key) }))
}
