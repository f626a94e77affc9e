import { sql } from 'drizzle-orm'
import type { PublicFocus, PublicMeasure } from '@/lib/domain/public-model'
import { rows, type Tx } from '../client'

/**
 * Focus buurten of which the college decided, or in which work has begun; what is only proposed is not public. With the public
 * text of the decision that holds now. Measures with the team or the organisation that
 * does them, never a person; a theme that is not public is not named.
 */
export async function publicFocus(tx: Tx, gemeente: string, today: string): Promise<PublicFocus[]> {
  const periods = await rows<Omit<PublicFocus, 'measures' | 'participation'> & { id: number }>(tx, sql`
    select p.id, p.buurt_code as buurt, c.year as "cohortYear", p.decided_on::text as "decidedOn", p.plan_from::text as "planFrom", p.adopted_on::text as "adoptedOn",
           p.execution_from::text as "executionFrom", p.aftercare_from::text as "aftercareFrom", p.ended_on::text as "endedOn", p.goal,
           (select d.public_text from focus_decision d where d.gemeente = p.gemeente and d.year = c.year and p.buurt_code = any (d.chosen) and d.decided_on <= ${today}::date
              and not exists (select from focus_decision n where n.replaces = d.id) order by d.id desc limit 1) as decision
    from focus_period p join cohort c on c.id = p.cohort
    where p.gemeente = ${gemeente} and (p.decided_on <= ${today}::date or p.plan_from <= ${today}::date) order by c.year, p.buurt_code`)
  const measures = await rows<PublicMeasure & { period: number }>(tx, sql`
    select m.focus_period as period, m.title, m.description, t.slug as theme, case when m.point is null then null else json_build_object('x', round(ST_X(m.point)), 'y', round(ST_Y(m.point))) end as point,
           m.status, m.planned_from::text as "plannedFrom", m.planned_to::text as "plannedTo", m.done_on::text as "doneOn", coalesce(k.name, o.name) as by
    from measure m left join theme t on t.slug = m.theme and t.public and not t.sensitive
    left join team k on k.slug = m.owner_team left join organisation o on o.id = m.owner_organisation
    where m.gemeente = ${gemeente} order by m.planned_from nulls last, m.title collate "C", m.id`)
  const held = await rows<{ period: number; kind: string; heldOn: string }>(tx, sql`
    select focus_period as period, kind, held_on::text as "heldOn" from participation where gemeente = ${gemeente} and held_on <= ${today}::date order by held_on, kind, id`)
  const of = <T extends { period: number }>(all: readonly T[], id: number): Omit<T, 'period'>[] => all.filter((m) => m.period === id).map(({ period: _, ...rest }) => rest)
  return periods.map(({ id, ...period }) => ({ ...period, measures: of(measures, id), participation: of(held, id) }))
}
