import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'
import { arrayText } from '../text-array'

type Set = { id: number; gemeente: string }

export type CellSignals = { area: number; theme: string; enough: boolean; /** null when the reader may not know */ n: number | null; sources: number | null }

/** Per buurt x theme whether active knelpunten are enough for need on a day; cells that are not in it have none, or too few to be told. */
export function cellSignals(tx: Tx, set: Set, on: string, theme: string | null): Promise<CellSignals[]> {
  return rows(tx, sql`select area, theme, enough, n, sources from coverage_signals(${set.id}, ${on}::date, ${theme})`)
}

/** Since when they have been enough without a break; the first of the month for who does not see the counts exactly. */
export function signalsSince(tx: Tx, set: Set, on: string, cells: readonly { area: number; theme: string }[]): Promise<{ area: number; theme: string; since: string }[]> {
  if (cells.length === 0) return Promise.resolve([])
  return rows(tx, sql`
    select area, theme, since::text as since
    from coverage_since(${set.id}, ${on}::date, ${arrayText(cells.map((c) => c.area))}::text::bigint[], ${arrayText(cells.map((c) => c.theme))}::text::text[])`)
}

export type CellFinding = { area: number; theme: string; id: number; label: string | null; since: string }

/** Significant clusters that hold a buurt on a day, at most one per buurt x theme: the one that began first. */
export function cellFindings(tx: Tx, set: Set, on: string, theme: string | null): Promise<CellFinding[]> {
  return rows(tx, sql`select area, theme, finding as id, label, since::text as since from coverage_findings(${set.id}, ${on}::date, ${theme})`)
}

export type LimitedFigure = { theme: string; indicator: string; label: string; unit: string; direction: 'higher_is_worse' | 'lower_is_worse' | 'neutral'; limit: number; code: string; values: { year: number; value: number }[] }

/** Figures per buurt of indicators that have a limit in this gemeente (the newest version of it), with their theme; missing values are left out. */
export function limitedFigures(tx: Tx, set: Set, theme: string | null): Promise<LimitedFigure[]> {
  return rows(tx, sql`
    with newest as (
      select distinct on (t.indicator, coalesce(t.theme, i.theme)) t.indicator, coalesce(t.theme, i.theme) as theme, t.limit_value, i.label, i.unit, i.direction
      from threshold t join indicator i on i.slug = t.indicator
      where t.gemeente = ${set.gemeente} and coalesce(t.theme, i.theme) is not null and (${theme}::text is null or coalesce(t.theme, i.theme) = ${theme})
      order by t.indicator, coalesce(t.theme, i.theme), t.version desc)
    select n.theme, n.indicator, n.label, n.unit, n.direction, n.limit_value as "limit", v.area_code as code,
           jsonb_agg(jsonb_build_object('year', v.year, 'value', v.value) order by v.year desc) as "values"
    from newest n join indicator_value v on v.gemeente = ${set.gemeente} and v.indicator = n.indicator and v.level = 'buurt' and v.value is not null
    group by n.theme, n.indicator, n.label, n.unit, n.direction, n.limit_value, v.area_code`)
}

export type NeedTheme = { slug: string; label: string; sensitive: boolean; windowWeeks: number; minSignals: number; minSources: number; reachM: number; minFrequencyWeeks: number }

/** The themes with their rules in this gemeente. */
export function themeRules(tx: Tx, gemeente: string): Promise<NeedTheme[]> {
  return rows(tx, sql`
    select t.slug, t.label, t.sensitive, t.window_weeks as "windowWeeks", r.min_signals as "minSignals", t.min_sources as "minSources", t.reach_m as "reachM", t.min_frequency_weeks as "minFrequencyWeeks"
    from theme t join signal_rule(${gemeente}) r on r.theme = t.slug order by t.label`)
}
