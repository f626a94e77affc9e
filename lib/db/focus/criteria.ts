import { sql } from 'drizzle-orm'
import type { FigureSeries } from '@/lib/domain/focus-criteria'
import { rows, type Tx } from '../client'

type Set = { id: number; gemeente: string; year: number }

/** Figures per buurt of all indicators with a good and a bad side, and of those asked for by name, of years before `year`. Figures made on other boundaries count where the code of the buurt is still there. */
export function figureSeries(tx: Tx, set: Set, year: number, also: readonly string[]): Promise<FigureSeries[]> {
  return rows(tx, sql`
    with known as (
      select v.indicator, v.area_code, jsonb_agg(jsonb_build_object('year', v.year, 'value', v.value) order by v.year) as told
      from indicator_value v join indicator i on i.slug = v.indicator join area a on a.boundary_set = ${set.id} and a.level = 'buurt' and not a.water and a.code = v.area_code
      where v.gemeente = ${set.gemeente} and v.level = 'buurt' and v.value is not null and v.year < ${year} and (i.direction <> 'neutral' or i.slug = any(${`{${also.join()}}`}::text[]))
      group by v.indicator, v.area_code)
    select i.slug as indicator, i.label, i.unit, i.direction, i.source, jsonb_object_agg(k.area_code, k.told) as values
    from known k join indicator i on i.slug = k.indicator group by i.slug order by i.slug`)
}

/** From this many gemeenten on, figures are those of the country and not of some neighbours. */
const wholeCountry = 300

/**
 * The 5th and 95th percentile per figure and year: of all buurten of the country where its figures are loaded, else of the gemeente itself; `from` says which. Buurten with fewer than `fewest` inhabitants in
 * the newest year with inhabitants before `year` (without figures: in the newest boundaries) are left out, as far as that is known.
 */
export async function figureSpread(tx: Tx, gemeente: string, year: number, fewest: number, also: readonly string[]): Promise<{ from: 'gemeente' | 'land'; spread: { indicator: string; year: number; low: number; high: number }[] }> {
  const [counted] = await rows<{ n: number }>(tx, sql`select count(distinct gemeente)::int as n from indicator_value where level = 'buurt' and indicator = 'inhabitants'`)
  const from = counted!.n >= wholeCountry ? 'land' : 'gemeente'
  const spread = await rows<{ indicator: string; year: number; low: number; high: number }>(tx, sql`
    with few as (
      select distinct on (area_code) area_code, value from indicator_value
      where indicator = 'inhabitants' and level = 'buurt' and value is not null and year < ${year} and (${from} = 'land' or gemeente = ${gemeente}) order by area_code, year desc)
    select v.indicator, v.year, percentile_cont(0.05) within group (order by v.value) as low, percentile_cont(0.95) within group (order by v.value) as high
    from indicator_value v join indicator i on i.slug = v.indicator left join few f on f.area_code = v.area_code
    left join lateral (select a.inhabitants from area a where a.code = v.area_code and a.level = 'buurt' and not a.water order by a.year desc limit 1) b on f.area_code is null
    where (i.direction <> 'neutral' or i.slug = any(${`{${also.join()}}`}::text[])) and v.level = 'buurt' and v.value is not null and v.year < ${year} and (${from} = 'land' or v.gemeente = ${gemeente}) and coalesce(f.value, b.inhabitants, ${fewest}) >= ${fewest}
    group by v.indicator, v.year`)
  return { from, spread }
}

export type BuurtCluster = { code: string; id: number; theme: string; name: string; state: string; since: string | null; lastSeen: string }

/** Clusters that are followed, per buurt that they hold now, as far as the reader may see them; what is gone is left out. */
export function clustersPerBuurt(tx: Tx, set: Set, on: string): Promise<BuurtCluster[]> {
  return rows(tx, sql`
    select distinct a.code, c.id, t.label as theme, c.name, c.state, c.since::text as since, c.last_seen::text as "lastSeen"
    from cluster c join theme t on t.slug = c.theme cross join lateral unnest(c.areas) u(area)
    join area a on a.id = case when exists (select from area o where o.id = u.area and o.boundary_set = ${set.id}) then u.area else area_now(u.area, ${set.id}) end
    where c.gemeente = ${set.gemeente} and c.state <> 'gone' and c.first_seen <= ${on}::date order by a.code, c.id`)
}

export type BuurtInitiatives = { code: string; received: number; running: { id: number; title: string }[] }

/** Initiatives per buurt on a day, as far as the reader may see them: how many came in during the months before it, and which somebody works on. */
export function initiativesPerBuurt(tx: Tx, set: Set, on: string, months: number): Promise<BuurtInitiatives[]> {
  return rows(tx, sql`
    select a.code, (count(*) filter (where i.received_on > ${on}::date - make_interval(months => ${months}) and i.status <> 'withdrawn'))::int as received,
           coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'title', i.title) order by i.received_on desc, i.id) filter (where i.status in ('assigned', 'in_progress')), '[]') as running
    from initiative i join initiative_area ia on ia.initiative = i.id and ia.boundary_set = ${set.id} join area a on a.id = ia.area
    where i.gemeente = ${set.gemeente} and i.received_on <= ${on}::date group by a.code`)
}

export type FocusHistory = { known: boolean; last: { code: string; year: number; ends: string | null }[]; /** named for the year itself */ named: { code: string; decided: boolean }[] }

/**
 * Of each buurt the last focus that began before a year, on the boundaries of the set: a buurt of another year counts where its code is still there, else where its middle lies now. `ends` is the first day after its
 * execution, null when that is not known. `known` says whether the gemeente has any focus at all.
 */
export async function focusHistory(tx: Tx, set: Set, year: number): Promise<FocusHistory> {
  const all = await rows<{ code: string; year: number; ends: string | null; decided: boolean }>(tx, sql`
    select distinct on (a.code, c.named) a.code, c.year, p.aftercare_from::text as ends, p.decided_on is not null or p.plan_from is not null as decided
    from focus_period p join (select id, year, year = ${year} as named from cohort) c on c.id = p.cohort
    join area o on o.level = 'buurt' and not o.water and o.code = p.buurt_code and o.gemeente = p.gemeente and o.year = p.boundary_year
    join area a on a.id = case when o.boundary_set = ${set.id} then o.id else area_now(o.id, ${set.id}) end
    where p.gemeente = ${set.gemeente} and c.year <= ${year} and (c.named or p.decided_on is not null or p.plan_from is not null) order by a.code, c.named, c.year desc`)
  const [any] = await rows<{ known: boolean }>(tx, sql`select exists (select from focus_period where gemeente = ${set.gemeente}) as known`)
  return { known: any!.known, last: all.filter((f) => f.year < year), named: all.filter((f) => f.year === year) }
}

/** Measures of focus buurten that are planned or running, per buurt (by its code) and oldest first. */
export function runningMeasures(tx: Tx, set: Set): Promise<{ code: string; id: number; title: string }[]> {
  return rows(tx, sql`
    select p.buurt_code as code, m.id, m.title from measure m join focus_period p on p.id = m.focus_period
    where m.gemeente = ${set.gemeente} and m.status in ('planned', 'running') order by m.planned_from nulls last, m.id`)
}
