import { sql, type SQL } from 'drizzle-orm'
import type { RegisterId } from '@/lib/domain/register'

/**
 * What the reader may do with the record `t`, by the rules of the policies in drizzle/0012, 0018 and 0026. Those decide; this tells the screen beforehand, and
 * registers.db.test.ts compares the two for every role. Each function is asked once per statement.
 */
const office = sql`(select my_role()) in ('planner', 'adviser', 'admin')`
const wijkmanager = sql`(select my_role()) = 'wijkmanager'`
const own = (organisation: SQL): SQL => sql`coalesce(${organisation} = (select my_organisation()), false)`
const among = (id: SQL, ids: string): SQL => sql`coalesce(${id} = any ((select ${sql.raw(ids)}())::bigint[]), false)`
const confirmers = sql`(select my_role()) in ('wijkmanager', 'planner', 'adviser', 'admin')`

const ownActivity = among(sql`t.service`, 'my_services')
const ownDelivery = sql`(select my_organisation()) is not null and t.stage in ('planned', 'delivered')
  and (t.agreement_line is null or ${among(sql`t.agreement_line`, 'my_lines')}) and (t.activity is null or ${among(sql`t.activity`, 'my_activities')})`
const visitor = sql`((select my_role()) in ('adviser', 'planner') or coalesce(t.buurt_code = any ((select my_buurten())::text[]), false))`
const initiative = sql`case when t.route = 'zorg' then (select my_team()) = 'zorg' or ((select my_sensitive()) and ${among(sql`t.id`, 'my_initiatives')})
  else (select my_role()) in ('planner', 'adviser') or ${among(sql`t.id`, 'my_initiatives')} or ${own(sql`t.owner_organisation`)} or (coalesce(t.route = 'college', false) and (select my_role()) = 'college') end`

const planner = sql`(select my_role()) = 'planner'`
const admin = sql`(select my_role()) = 'admin'`
const ofPlatform = among(sql`t.platform`, 'my_platforms')
const participant = sql`${planner} or ${among(sql`t.focus_period`, 'my_focus_periods')}`

const rules: Readonly<Record<RegisterId, { update: SQL; delete: SQL; confirm: SQL }>> = {
  organisations: { update: sql`${office} or ${own(sql`t.id`)}`, delete: office, confirm: sql`false` },
  services: { update: sql`${office} or ${own(sql`t.organisation`)}`, delete: sql`${office} or ${own(sql`t.organisation`)}`, confirm: sql`false` },
  venues: { update: sql`${office} or ${wijkmanager} or ${own(sql`t.organisation`)}`, delete: sql`${office} or ${own(sql`t.organisation`)}`, confirm: sql`${confirmers} or ${own(sql`t.organisation`)}` },
  activities: { update: sql`${office} or ${wijkmanager} or ${ownActivity}`, delete: sql`${office} or ${ownActivity}`, confirm: sql`${confirmers} or ${ownActivity}` },
  agreements: { update: office, delete: office, confirm: sql`${confirmers} or ${own(sql`t.organisation`)}` },
  'agreement-lines': { update: office, delete: office, confirm: sql`${confirmers} or ${among(sql`t.id`, 'my_lines')}` },
  deliveries: { update: sql`${office} or (${ownDelivery}) or (${wijkmanager} and t.stage = 'seen')`, delete: sql`${office} or (${ownDelivery})`, confirm: sql`false` },
  visits: { update: visitor, delete: visitor, confirm: sql`false` },
  initiatives: { update: initiative, delete: sql`false`, confirm: sql`false` },
  cohorts: { update: planner, delete: planner, confirm: sql`false` },
  'focus-periods': { update: sql`(select my_role()) in ('planner', 'college')`, delete: sql`${planner} and t.decided_on is null`, confirm: sql`false` },
  measures: { update: sql`${planner} or owns_measure(t.owner_team, t.owner_user) or ${among(sql`t.focus_period`, 'my_focus_periods')}`, delete: sql`${planner} or owns_measure(t.owner_team, t.owner_user)`, confirm: sql`false` },
  participation: { update: participant, delete: participant, confirm: sql`false` },
  wijkplatforms: { update: sql`${admin} or ${own(sql`t.organisation`)}`, delete: admin, confirm: sql`false` },
  'platform-meetings': { update: ofPlatform, delete: ofPlatform, confirm: sql`false` },
  'platform-actions': { update: sql`${ofPlatform} or ${among(sql`t.platform`, 'my_platforms_near')} or ((select my_role()) = 'adviser' and coalesce(t.team = (select my_team()), false))`, delete: ofPlatform, confirm: sql`false` },
}

/** `{update, delete, confirm}` of the record `t`, as JSON. */
export const mayOf = (register: RegisterId): SQL => {
  const { update, delete: remove, confirm } = rules[register]
  return sql`json_build_object('update', (${update}), 'delete', (${remove}), 'confirm', (${confirm}))`
}
