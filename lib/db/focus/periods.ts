import { sql } from 'drizzle-orm'
import type { BoundarySet } from '../areas'
import type { FocusDates } from '@/lib/domain/focus'
import { rows, type Tx } from '../client'

export type PeriodRow = FocusDates & {
  id: number
  version: number
  cohort: number
  year: number
  /** as it was recorded, with the boundary year that it is meant by, and its name then */
  code: string
  boundaryYear: number
  name: string
  /** buurten of the boundary set that it is now; more than one after a split */
  codes: string[]
  adoptedOn: string | null
  reasonAgain: string | null
  goal: string | null
}

/**
 * All focus buurten of a gemeente, placed in a boundary set. A buurt follows the links between boundary years: it goes on in a buurt that most of it came to lie in, or that came for the most part
 * from it, so that both parts of a buurt that was split have its history. Without links the code says it.
 */
export function listPeriods(tx: Tx, set: BoundarySet): Promise<PeriodRow[]> {
  return rows(tx, sql`
    with recursive step as (
      select f.id as period, a.id as area, a.year from focus_period f
      join area a on a.gemeente = f.gemeente and a.year = f.boundary_year and a.level = 'buurt' and a.code = f.buurt_code and not a.water
      where f.gemeente = ${set.gemeente}
      union
      select s.period, t.id, t.year from step s
      join area_link l on l.from_area = s.area
      join area t on t.id = l.to_area and t.level = 'buurt' and not t.water
      left join area_link back on back.from_area = t.id and back.to_area = s.area
      where abs(t.year - ${set.year}) < abs(s.year - ${set.year}) and (l.share_area > 0.5 or back.share_area > 0.5)),
    placed as (select s.period, array_agg(distinct a.code) as codes from step s join area a on a.id = s.area where a.boundary_set = ${set.id} group by s.period)
    select f.id, f.version, f.cohort, c.year, f.buurt_code as code, f.boundary_year as "boundaryYear", coalesce(w.name, f.buurt_code) as name,
           to_json(coalesce(p.codes, array(select a.code from area a where a.boundary_set = ${set.id} and a.level = 'buurt' and a.code = f.buurt_code and not a.water))) as codes,
           f.proposed_on::text as "proposedOn", f.decided_on::text as "decidedOn", f.plan_from::text as "planFrom", f.adopted_on::text as "adoptedOn", f.execution_from::text as "executionFrom",
           f.aftercare_from::text as "aftercareFrom", f.ended_on::text as "endedOn", f.reason_again as "reasonAgain", f.goal
    from focus_period f join cohort c on c.id = f.cohort
    left join placed p on p.period = f.id
    left join area w on w.gemeente = f.gemeente and w.year = f.boundary_year and w.level = 'buurt' and w.code = f.buurt_code and not w.water
    where f.gemeente = ${set.gemeente}
    order by c.year, w.name, f.id`)
}

export type Progress = { period: number; measures: number; done: number; running: number; late: number; stopped: number; /** not done, not stopped and not handed over */ open: number; handed: number; budgetEur: number; participation: number }

/** How the measures of each focus buurt stand today, as far as the reader may see them. One that goes on in another year counts there. */
export function listProgress(tx: Tx, gemeente: string, today: string): Promise<Progress[]> {
  return rows(tx, sql`
    select f.id as period, count(m.id)::int as measures, (count(*) filter (where m.status = 'done'))::int as done, (count(*) filter (where m.status = 'running'))::int as running,
           (count(*) filter (where m.status in ('planned', 'running') and m.handed_on is null and m.planned_to <= ${today}::date))::int as late,
           (count(*) filter (where m.status = 'stopped'))::int as stopped, (count(*) filter (where m.status in ('planned', 'running') and m.handed_on is null))::int as open,
           (count(*) filter (where m.handed_on is not null))::int as handed, coalesce(sum(m.budget_eur), 0)::float8 as "budgetEur",
           (select count(*)::int from participation p where p.focus_period = f.id) as participation
    from focus_period f left join measure m on m.focus_period = f.id and not exists (select from measure n where n.carried_from = m.id)
    where f.gemeente = ${gemeente} group by f.id`)
}

export type CohortRow = { id: number; year: number; budgetEur: number | null; capacity: number | null; note: string | null }

export function listCohorts(tx: Tx, gemeente: string): Promise<CohortRow[]> {
  return rows(tx, sql`select id, year, budget_eur::float8 as "budgetEur", capacity, note from cohort where gemeente = ${gemeente} order by year`)
}

/** Focus buurten in the werkgebieden that the reader serves today, as a wijkmanager. */
export async function ownPeriods(tx: Tx): Promise<Set<number>> {
  const [found] = await rows<{ ids: string[] }>(tx, sql`select my_focus_periods()::text[] as ids`)
  return new Set(found!.ids.map(Number))
}
