import { sql, type SQL } from 'drizzle-orm'
import { standardPeriod, type RunQuestion } from '@/lib/domain/cluster'
import { addMonths } from '@/lib/domain/period'
import { rows, type Tx } from '../client'

/** The version of the data of a gemeente that calculations read: it grows with everything that could change their answer. */
export async function signalVersion(tx: Tx, gemeente: string): Promise<number> {
  return (await rows<{ version: number }>(tx, sql`select ${versionOf(sql`${gemeente}`)} as version`))[0]!.version
}

/** The same in SQL. */
export const versionOf = (gemeente: SQL): SQL => sql`(select coalesce(sum(v.n), 0)::bigint from signal_version v where v.gemeente = ${gemeente})`

export type VersionRow = { gemeente: string; version: number; /** ISO 8601 */ changedAt: string; /** seconds since */ quietS: number }

/** The versions of all gemeenten, and since when each stays the same: cheap, to look every few seconds. */
export function listVersions(tx: Tx): Promise<VersionRow[]> {
  return rows(tx, sql`
    select gemeente, sum(n)::bigint as version, to_char(max(changed_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "changedAt",
           extract(epoch from clock_timestamp() - max(changed_at))::float8 as "quietS"
    from signal_version group by gemeente order by gemeente`)
}

/** A question by the columns of `cluster_run` or a table like it. */
export const keyOf = (q: RunQuestion): SQL => sql`(${q.gemeente}::text || '|' || ${q.theme ?? ''}::text || '|' || (${q.period.from}::date - date '2000-01-01')::text || '|' || (${q.period.to}::date - date '2000-01-01')::text
  || '|' || ${q.source ?? ''}::text || '|' || ${q.evidence ?? ''}::text || '|' || ${q.kind}::text)`

/**
 * The questions that are answered before anybody asks and have no answer, or none under way, of the data and the method as they are now: for every
 * gemeente with signals all themes together and each by itself, over its standard period.
 * @param method when given, an answer by another version of the method is none
 */
export async function standardQuestions(tx: Tx, today: string, method: string | null = null): Promise<RunQuestion[]> {
  const asked = await rows<{ gemeente: string; last: string; theme: string | null; windowWeeks: number | null }>(tx, sql`
    select g.code as gemeente, l.month::text as last, t.slug as theme, t.window_weeks as "windowWeeks"
    from gemeente g
    cross join lateral (
      select b.id from boundary_set b where b.gemeente = g.code
      order by (b.year <= extract(year from ${today}::date)) desc, abs(b.year - extract(year from ${today}::date)) limit 1) b
    cross join lateral (
      select m.month from signal_theme_month m join area a on a.id = m.area where a.boundary_set = b.id and a.level = 'buurt' order by m.month desc limit 1) l
    cross join (select null::text as slug, null::int as window_weeks union all select slug, window_weeks from theme) t
    order by g.code, t.slug nulls first`)
  const all = asked.map((a): RunQuestion => ({ gemeente: a.gemeente, theme: a.theme, period: standardPeriod(a.windowWeeks, addMonths(a.last, 1)), source: null, evidence: null, kind: 'knelpunt' }))
  if (all.length === 0) return []
  const open = await rows<{ i: number }>(tx, sql`
    select q.i from (values ${sql.join(all.map((q, i) => sql`(${i}::int, ${q.gemeente}::text, ${keyOf(q)})`), sql`, `)}) q(i, gemeente, key)
    where not exists (
      select from cluster_run r where r.key = q.key and (r.standard or r.status = 'queued')
        and case r.status when 'queued' then r.standard
                          when 'running' then r.data_version = ${versionOf(sql`q.gemeente`)}
                          when 'done' then r.data_version = ${versionOf(sql`q.gemeente`)} and (${method}::text is null or r.method = ${method})
                          -- what failed or was taken back is not tried again before the data change
                          else r.data_version = ${versionOf(sql`q.gemeente`)} end)
    order by q.i`)
  return open.map(({ i }) => all[i]!)
}

/** The question of the newest standard answer about a theme (null: all together), for readers who do not see the months that it comes from; null when there is none yet. */
export async function standardQuestion(tx: Tx, gemeente: string, theme: string | null): Promise<RunQuestion | null> {
  const [found] = await rows<{ from: string; to: string }>(tx, sql`
    select "from"::text as "from", "to"::text as "to" from cluster_run
    where gemeente = ${gemeente} and theme is not distinct from ${theme}::text and standard and status = 'done' order by id desc limit 1`)
  return found ? { gemeente, theme, period: found, source: null, evidence: null, kind: 'knelpunt' } : null
}
