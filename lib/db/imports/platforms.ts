import { sql } from 'drizzle-orm'
import { rejectWhere, type Check } from './subject'

/** What the database would refuse (drizzle/0026), said per row: a meeting that has not been is not held. */
export async function rejectFuture(check: Check): Promise<void> {
  await rejectWhere(check, { column: 'held_on', code: 'date_future', message: sql`'Deze bijeenkomst komt nog en kan dus niet geweest zijn.'` }, sql`
    select s.row, s.data->>'heldOn' as value from import_stage s
    where s.run = ${check.run} and s.data->>'status' = 'held' and (s.data->>'heldOn')::date > (now() at time zone 'Europe/Amsterdam')::date`)
}

/** And what was agreed at a meeting is of the platform that met. */
export async function rejectOtherMeeting(check: Check): Promise<void> {
  const found = (field: string) => sql`(select r.id from staged_reference r where r.field = ${field}::text and r.source = s.data->>'source' and r.value = s.data->>${field}::text and r.n = 1)`
  await rejectWhere(check, { column: 'meeting', code: 'meeting_elsewhere', message: sql`'Deze bijeenkomst is niet van dit wijkplatform.'` }, sql`
    select s.row, s.data->>'meeting' as value from import_stage s join platform_meeting m on m.id = ${found('meeting')} where s.run = ${check.run} and m.platform <> ${found('platform')}`)
}
