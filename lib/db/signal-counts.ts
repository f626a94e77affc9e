import { sql, type SQL } from 'drizzle-orm'
import { splitAtMonths, type Period } from '@/lib/domain/period'
import { rows, type Tx } from './client'

export type SignalFilter = { theme?: string; source?: string; evidence?: string; kind?: string }

const filterOf = (table: SQL, f: SignalFilter): SQL => sql`
  (${f.theme ?? null}::text is null or ${table}.theme = ${f.theme ?? null})
  and (${f.source ?? null}::text is null or ${table}.source = ${f.source ?? null})
  and (${f.evidence ?? null}::text is null or ${table}.evidence = ${f.evidence ?? null})
  and (${f.kind ?? null}::text is null or ${table}.kind = ${f.kind ?? null})`

const needsDetail = (f: SignalFilter): boolean => f.source !== undefined || f.evidence !== undefined || f.kind !== undefined

/** The smallest table that can answer: most questions filter on a theme at most. */
const countsFor = (f: SignalFilter): SQL => (needsDetail(f) ? sql`signal_month` : sql`signal_theme_month`)
const monthFilterOf = (f: SignalFilter): SQL => (needsDetail(f) ? filterOf(sql`m`, f) : sql`(${f.theme ?? null}::text is null or m.theme = ${f.theme ?? null})`)

/**
 * Counted signals per buurt of one boundary set in a period: whole months from the rollup, the days before and after them
 * from the signals. Buurten without signals have no row.
 */
export async function countPerBuurt(tx: Tx, set: { id: number; gemeente: string }, period: Period, filter: SignalFilter): Promise<Map<number, number>> {
  const { months, days } = splitAtMonths(period)
  const parts: SQL[] = []
  if (months)
    parts.push(sql`
      select m.area, m.n::bigint as n from ${countsFor(filter)} m join area a on a.id = m.area
      where a.boundary_set = ${set.id} and a.level = 'buurt'
        and m.month >= ${months.from}::date and m.month < ${months.to}::date and ${monthFilterOf(filter)}`)
  for (const day of days)
    parts.push(sql`
      select sa.area, 1::bigint as n from signal s join signal_area sa on sa.signal = s.id and sa.boundary_set = ${set.id}
      where sa.area is not null and s.gemeente = ${set.gemeente} and s.observed_on >= ${day.from}::date and s.observed_on < ${day.to}::date
        and signal_counts(s.status, s.duplicate_of) and ${filterOf(sql`s`, filter)}`)
  if (parts.length === 0) return new Map()
  const found = await rows<{ area: number; n: number }>(tx, sql`select area, sum(n)::int as n from (${sql.join(parts, sql` union all `)}) c group by area`)
  return new Map(found.map((r) => [r.area, r.n]))
}

/** Counted signals of the gemeente in the period that lie in no buurt of the boundary set (moved borders, or no buurten there). */
export async function countOutside(tx: Tx, set: { id: number; gemeente: string }, period: Period, filter: SignalFilter): Promise<number> {
  const [found] = await rows<{ n: number }>(tx, sql`
    select count(*)::int as n from signal_area sa join signal s on s.id = sa.signal
    where sa.boundary_set = ${set.id} and sa.area is null
      and s.observed_on >= ${period.from}::date and s.observed_on < ${period.to}::date
      and signal_counts(s.status, s.duplicate_of) and ${filterOf(sql`s`, filter)}`)
  return found?.n ?? 0
}

export type MonthCount = { area: number; month: string; n: number }

/** Counted signals per buurt and month (first day), for trends. `period` must start and end on the first of a month. */
export function countPerMonth(tx: Tx, set: { id: number }, period: Period, filter: SignalFilter): Promise<MonthCount[]> {
  return rows(tx, sql`
    select m.area, m.month::text as month, sum(m.n)::int as n from ${countsFor(filter)} m join area a on a.id = m.area
    where a.boundary_set = ${set.id} and a.level = 'buurt'
      and m.month >= ${period.from}::date and m.month < ${period.to}::date and ${monthFilterOf(filter)}
    group by m.area, m.month`) // not by the month as text, which would be made for every row
}

/** First and last month with counted signals in a boundary set; null when there are none. Walks the months from both ends, not all counts. */
export async function monthsWithSignals(tx: Tx, set: { id: number }): Promise<{ first: string; last: string } | null> {
  const end = (order: SQL): SQL => sql`
    (select m.month::text from signal_theme_month m join area a on a.id = m.area
     where a.boundary_set = ${set.id} and a.level = 'buurt' order by m.month ${order} limit 1)`
  const [found] = await rows<{ first: string | null; last: string | null }>(tx, sql`select ${end(sql`asc`)} as first, ${end(sql`desc`)} as last`)
  return found?.first && found.last ? { first: found.first, last: found.last } : null
}

/** The sources of the signals of a gemeente, and all themes. Jumps from source to source in the index `signal_source`, whatever the number of signals. */
export async function whatOccurs(tx: Tx, set: { gemeente: string }): Promise<{ sources: string[]; themes: { slug: string; label: string }[] }> {
  const sources = await rows<{ source: string }>(tx, sql`
    with recursive step as (
      (select s.source from signal s where s.gemeente = ${set.gemeente} order by s.source limit 1)
      union all
      select (select s.source from signal s where s.gemeente = ${set.gemeente} and s.source > step.source order by s.source limit 1)
      from step where step.source is not null)
    select source from step where source is not null order by source`)
  const themes = await rows<{ slug: string; label: string }>(tx, sql`select slug, label from theme order by label`)
  return { sources: sources.map((s) => s.source), themes }
}

/** Visits per buurt code in a period. */
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
