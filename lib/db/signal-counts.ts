import { sql, type SQL } from 'drizzle-orm'
import { nearestMonths, splitAtMonths, type Period } from '@/lib/domain/period'
import { rows, type Tx } from './client'

export type SignalFilter = { theme?: string; source?: string; evidence?: string; kind?: string }

/** Whether a filter asks for more than the theme: rounded counts exist per theme only. */
export const needsDetail = (f: SignalFilter): boolean => f.source !== undefined || f.evidence !== undefined || f.kind !== undefined

/** The smallest table that can answer: most questions filter on a theme at most. */
const countsFor = (f: SignalFilter): SQL => (needsDetail(f) ? sql`signal_month` : sql`signal_theme_month`)
const themeIs = (f: SignalFilter): SQL => sql`(${f.theme ?? null}::text is null or m.theme = ${f.theme ?? null})`
const filterOf = (f: SignalFilter): SQL =>
  needsDetail(f)
    ? sql`${themeIs(f)}
      and (${f.source ?? null}::text is null or m.source = ${f.source ?? null})
      and (${f.evidence ?? null}::text is null or m.evidence = ${f.evidence ?? null})
      and (${f.kind ?? null}::text is null or m.kind = ${f.kind ?? null})`
    : themeIs(f)

/**
 * Counted signals per buurt (id of the area) of one boundary set in a period, as far as the reader may see them exactly; row-level security
 * leaves the others out. Whole months from the rollup, parts of months from its daily numbers: the cost does not follow the number of signals.
 * Buurten without signals have no entry.
 */
export async function countPerBuurt(tx: Tx, set: { id: number }, period: Period, filter: SignalFilter): Promise<Map<number, number>> {
  const { months, days } = splitAtMonths(period)
  const part = (n: SQL, when: SQL): SQL => sql`
    select m.area, ${n} as n from ${countsFor(filter)} m join area a on a.id = m.area
    where a.boundary_set = ${set.id} and a.level = 'buurt' and ${when} and ${filterOf(filter)}`
  const parts: SQL[] = []
  if (months) parts.push(part(sql`m.n::bigint`, sql`m.month >= ${months.from}::date and m.month < ${months.to}::date`))
  for (const piece of days) {
    const last = sql`(${piece.to}::date - 1)`
    parts.push(part(
      sql`(select sum(d) from unnest(m.days[extract(day from ${piece.from}::date)::int : extract(day from ${last})::int]) d)`,
      sql`m.month = date_trunc('month', ${piece.from}::date)::date`))
  }
  return sumPerArea(tx, parts)
}

/**
 * The same for the counts that the reader may see only rounded: sums of multiples of five per theme and month, over the months that lie in
 * the period for more than half.
 */
export async function roundedPerBuurt(tx: Tx, set: { id: number }, period: Period, theme: string | undefined): Promise<Map<number, number>> {
  const months = nearestMonths(period)
  return sumPerArea(tx, [sql`
    select m.area, m.n::bigint as n from signal_rounded m join area a on a.id = m.area
    where a.boundary_set = ${set.id} and a.level = 'buurt' and m.month >= ${months.from}::date and m.month < ${months.to}::date and ${themeIs({ theme })}`])
}

async function sumPerArea(tx: Tx, parts: readonly SQL[]): Promise<Map<number, number>> {
  if (parts.length === 0) return new Map()
  const found = await rows<{ area: number; n: number }>(tx, sql`select area, sum(n)::int as n from (${sql.join([...parts], sql` union all `)}) c group by area having sum(n) > 0`)
  return new Map(found.map((r) => [r.area, r.n]))
}

/** Counted signals in the period that lie in no buurt of the boundary set (moved borders); null when the reader may not see all counts. */
export async function countOutside(tx: Tx, set: { id: number }, period: Period, f: SignalFilter): Promise<number | null> {
  const [found] = await rows<{ n: number | null }>(tx, sql`
    select signals_nowhere(${set.id}, ${period.from}::date, ${period.to}::date, ${f.theme ?? null}, ${f.source ?? null}, ${f.evidence ?? null}, ${f.kind ?? null}) as n`)
  return found?.n ?? null
}

export type MonthCount = { area: number; month: string; n: number }

/** Counted signals per buurt and month (first day), for trends, as far as the reader sees them exactly. `period` must start and end on the first of a month. */
export function countPerMonth(tx: Tx, set: { id: number }, period: Period, filter: SignalFilter): Promise<MonthCount[]> {
  return rows(tx, sql`
    select m.area, m.month::text as month, sum(m.n)::int as n from ${countsFor(filter)} m join area a on a.id = m.area
    where a.boundary_set = ${set.id} and a.level = 'buurt'
      and m.month >= ${period.from}::date and m.month < ${period.to}::date and ${filterOf(filter)}
    group by m.area, m.month`) // not by the month as text, which would be made for every row
}

/** The same for rounded counts. */
export function roundedPerMonth(tx: Tx, set: { id: number }, period: Period, theme: string | undefined): Promise<MonthCount[]> {
  return rows(tx, sql`
    select m.area, m.month::text as month, sum(m.n)::int as n from signal_rounded m join area a on a.id = m.area
    where a.boundary_set = ${set.id} and a.level = 'buurt'
      and m.month >= ${period.from}::date and m.month < ${period.to}::date and ${themeIs({ theme })}
    group by m.area, m.month`)
}

/**
 * First and last month with signals in a boundary set, as far as the reader sees them; null when there are none. Walks the months from both
 * ends, not all counts.
 */
export async function monthsWithSignals(tx: Tx, set: { id: number }): Promise<{ first: string; last: string } | null> {
  const end = (table: SQL, order: SQL): SQL => sql`
    (select m.month::text from ${table} m join area a on a.id = m.area
     where a.boundary_set = ${set.id} and a.level = 'buurt' order by m.month ${order} limit 1)`
  const [found] = await rows<{ first: string | null; last: string | null }>(tx, sql`
    select least(${end(sql`signal_theme_month`, sql`asc`)}, ${end(sql`signal_rounded`, sql`asc`)}) as first,
           greatest(${end(sql`signal_theme_month`, sql`desc`)}, ${end(sql`signal_rounded`, sql`desc`)}) as last`)
  return found?.first && found.last ? { first: found.first, last: found.last } : null
}

export type ThemeRow = { slug: string; label: string; sensitive: boolean; /** over how many weeks the theme is looked at */ windowWeeks: number }

/** The sources of the signals of a gemeente, and all themes. */
export async function whatOccurs(tx: Tx, set: { gemeente: string }): Promise<{ sources: string[]; themes: ThemeRow[] }> {
  const sources = await rows<{ source: string }>(tx, sql`select source from signal_origin where gemeente = ${set.gemeente} order by source`)
  const themes = await rows<ThemeRow>(tx, sql`select slug, label, sensitive, window_weeks as "windowWeeks" from theme order by label`)
  return { sources: sources.map((s) => s.source), themes }
}

/** Visits per buurt code in a period; empty for who may not see them. */
export async function visitsPerBuurt(tx: Tx, gemeente: string, period: Period): Promise<Map<string, number>> {
  const found = await rows<{ code: string; n: number }>(tx, sql`
    select buurt_code as code, count(*)::int as n from visit
    where gemeente = ${gemeente} and visited_on >= ${period.from}::date and visited_on < ${period.to}::date
    group by 1`)
  return new Map(found.map((r) => [r.code, r.n]))
}

/** When data last changed, ISO 8601 with zone. */
export async function dataChangedAt(tx: Tx): Promise<string> {
  const [found] = await rows<{ at: string }>(tx, sql`
    select to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from data_version`)
  return found!.at
}
