import { sql } from 'drizzle-orm'
import type { FigureSeries } from '@/lib/domain/focus-criteria'
import type { MeasureStatus } from '@/lib/domain/registers/measures'
import { rows, type Tx } from '../client'

type Set = { id: number; gemeente: string }
export type BuurtCourse = { indicator: string; label: string; unit: string; direction: FigureSeries['direction']; source: string; code: string; years: { year: number; value: number | null; border: string }[] }

/**
 * Figures per buurt over all years with the border that each was made on, of indicators with a good and a bad side and of those asked for by name. The buurten are those of the boundary set, and the ones of `also`
 * (code and boundary year). `border` is the same for two years when the shape stayed (`area.master_id`: 99 % shared both ways), also where the code became another
 * one; a figure then counts under the code of now. A year without a figure is there with null.
 * @param only just the buurten of `also` and the figures of `named`
 */
export function buurtCourses(tx: Tx, set: Set, also: readonly { code: string; boundaryYear: number }[], named: readonly string[], only = false): Promise<BuurtCourse[]> {
  return rows(tx, sql`
    with shape as (select code, year, boundary_set, coalesce(master_id, id) as root from area where gemeente = ${set.gemeente} and level = 'buurt' and not water),
    wanted as (
      select code, root from shape where boundary_set = ${set.id} and not ${only}
      union select s.code, s.root from shape s join jsonb_to_recordset(${JSON.stringify(also)}::text::jsonb) as a(code text, "boundaryYear" int) on a.code = s.code and a."boundaryYear" = s.year),
    figure as (
      select v.indicator, v.area_code, v.year, v.value, v.boundary_year, s.root from indicator_value v join indicator i on i.slug = v.indicator
      left join shape s on s.code = v.area_code and s.year = v.boundary_year
      where v.gemeente = ${set.gemeente} and v.level = 'buurt' and ((i.direction <> 'neutral' and not ${only}) or i.slug = any(${`{${named.join()}}`}::text[]))),
    -- apart, because a join on one or the other compares every buurt with every figure
    own as (
      select w.code, f.*, true as by_code from wanted w join figure f on f.area_code = w.code
      union all select w.code, f.*, false from wanted w join figure f on f.root = w.root where f.area_code <> w.code),
    told as (
      select distinct on (code, indicator, year) code, indicator, year, value, coalesce('shape ' || root, 'year ' || boundary_year) as border from own order by code, indicator, year, by_code desc)
    select t.indicator, i.label, i.unit, i.direction, i.source, t.code, jsonb_agg(jsonb_build_object('year', t.year, 'value', t.value, 'border', t.border) order by t.year) as years
    from told t join indicator i on i.slug = t.indicator group by t.indicator, i.label, i.unit, i.direction, i.source, t.code order by i.label, t.code`)
}

export type OpenMeasure = { id: number; title: string; status: MeasureStatus; plannedTo: string | null; /** who had it in the plan: a team, an adviser or an organisation */ owner: string | null; /** who has it now */ handedTo: string | null; handedOn: string | null }

/** Measures of a focus buurt that are neither done nor stopped and do not go on in another one, as far as the reader may see them, with who had them and who took them over. */
export function openMeasures(tx: Tx, period: number): Promise<OpenMeasure[]> {
  return rows(tx, sql`
    select m.id, m.title, m.status, m.planned_to::text as "plannedTo", coalesce(ot.name, oo.name, v.name, case when m.owner_user is not null then 'Adviseur' end) as owner,
           coalesce(ht.name, ho.name, m.handed_to_other) as "handedTo", m.handed_on::text as "handedOn"
    from measure m left join team ot on ot.slug = m.owner_team left join organisation oo on oo.id = m.owner_organisation left join lateral (select a.name from advisers() a where a.id = m.owner_user) v on true
    left join team ht on ht.slug = m.handed_to_team left join organisation ho on ho.id = m.handed_to_organisation
    where m.focus_period = ${period} and m.status in ('planned', 'running') and not exists (select from measure n where n.carried_from = m.id)
    order by m.handed_on is not null, m.planned_to nulls last, m.id`)
}
