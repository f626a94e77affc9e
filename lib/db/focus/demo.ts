import { sql } from 'drizzle-orm'
import type { DemoFocus } from '@/lib/demo/focus'
import type { Tx } from '../client'

/** Budgets, measures and samenspraak of the demo; the focus buurten themselves came by the import. Doing it again changes nothing. @param source of everything of the demo */
export async function plantFocus(tx: Tx, gemeente: string, source: string, { cohorts, measures, participation }: Pick<DemoFocus, 'cohorts' | 'measures' | 'participation'>): Promise<void> {
  for (const c of cohorts) await tx.execute(sql`update cohort set budget_eur = ${c.budgetEur}, capacity = ${c.capacity} where gemeente = ${gemeente} and year = ${c.year}`)
  const period = (of: string) => sql`(select id from focus_period where gemeente = ${gemeente} and source = ${source} and source_id = ${of})`
  for (const p of participation)
    await tx.execute(sql`insert into participation (gemeente, source, source_id, focus_period, kind, held_on, people) values (${gemeente}, ${source}, ${p.sourceId}, ${period(p.of)}, ${p.kind}, ${p.heldOn}, ${p.people}) on conflict do nothing`)
  for (const m of measures)
    await tx.execute(sql`
      insert into measure (gemeente, source, source_id, focus_period, title, theme, point, owner_team, owner_organisation, planned_from, planned_to, status, done_on, budget_eur, handed_to_team, handed_on)
      values (${gemeente}, ${source}, ${m.sourceId}, ${period(m.of)}, ${m.title}, ${m.theme}, ${m.point ? sql`ST_SetSRID(ST_MakePoint(${m.point[0]}::float8, ${m.point[1]}::float8), 28992)` : sql`null`}, ${m.ownerTeam},
              (select id from organisation where gemeente = ${gemeente} and source = ${source} and source_id = ${m.ownerOrganisation}), ${m.plannedFrom}, ${m.plannedTo}, ${m.status}, ${m.doneOn}, ${m.budgetEur}, ${m.handedToTeam}, ${m.handedOn})
      on conflict do nothing`)
}
