import { sql, type SQL } from 'drizzle-orm'
import type { ThemeCounts } from '@/lib/analysis/problem-clusters'
import type { RunQuestion } from '@/lib/domain/cluster'
import type { Slices } from '@/lib/domain/cluster-slices'
import { addDays, daysBetween, type Period } from '@/lib/domain/period'
import { rows, type Tx } from '../client'
import { offPiles } from './piles'

/** After so many days of silence a report of the same reporter is a new one. */
const episodeDays = 90
/** Side of the square in which reports without a reporter are taken for one, in metres. */
const squareM = 100

type Counts = { themes: Omit<ThemeCounts, 'atRisk'>[]; everything: number[]; recentEverything: number[]; earlierEverything: number[][] }
type Question = Pick<RunQuestion, 'gemeente' | 'theme' | 'source' | 'evidence' | 'kind'> & { boundarySet: number }

/**
 * Counts reporters per area, theme and piece of time (4-methods.md 1.1), of signals that count, of the kind, source and evidence asked, not on a pile.
 *
 * A reporter counts once per theme and buurt, and again after 90 days of silence. Signals without a reporter count at most once per theme, ISO week and
 * square of 100 m (where the first of them lies), or buurt when they have no point. A piece of time counts whoever reported in it, at the first
 * time in it: who reports on both sides of its end counts in both pieces, so that periods can be compared. The weeks add up: in them everybody counts
 * in the week of the very first time. Reporters whose key was forgotten (retention) count at the first time only, in pieces too.
 *
 * One pass: a signal is the first of its reporter in a piece exactly when the one before it lies before the piece or too long ago.
 */
export async function countReporters(tx: Tx, q: Question, themes: readonly string[], slices: Slices, areas: readonly number[]): Promise<Counts> {
  const pieces: { name: string; period: Period }[] = [
    { name: 'now', period: slices.now },
    { name: 'recent', period: slices.recent },
    ...slices.earlier.map((period, i) => ({ name: `earlier ${i}`, period })),
    ...slices.recentEarlier.map((period, i) => ({ name: `recentEarlier ${i}`, period })),
    ...slices.quarters.map((period, i) => ({ name: `quarters ${i}`, period })),
  ]
  const all = pieces.map((p) => p.period).concat(slices.weeks ? { from: addDays(slices.weeks.from, -episodeDays), to: slices.weeks.to } : [])
  const from = all.reduce((first, p) => (p.from < first ? p.from : first), slices.now.from)
  const to = all.reduce((last, p) => (p.to > last ? p.to : last), slices.now.to)
  const within = ({ from, to }: Period): SQL => sql`(s.observed_on >= ${from}::date and s.observed_on < ${to}::date)`
  const begins = (p: Period): SQL => sql`not s.again and ${within(p)} and (s.before is null or s.before < ${p.from}::date or s.observed_on - s.before > ${episodeDays}::int)`
  const allThemes = [slices.now, slices.recent, ...slices.earlier].map(within)
  // One list of numbers per theme and area: a column per piece would need a name of its own for each.
  const [found] = await rows<{ slices: SliceRow[] | null; weeks: WeekRow[] | null }>(tx, sql`
    with counted as materialized (
      select s.id, s.theme, sa.area, s.observed_on, s.source, s.reporter_key, s.repeats_reporter as again, s.point
      from signal s join signal_area sa on sa.signal = s.id and sa.boundary_set = ${q.boundarySet} join unnest(${`{${areas.join()}}`}::bigint[]) land(id) on land.id = sa.area
      where s.gemeente = ${q.gemeente} and s.observed_on >= ${from}::date and s.observed_on < ${to}::date and signal_counts(s.status, s.duplicate_of) and s.kind = ${q.kind}
        and (${q.source}::text is null or s.source = ${q.source}) and (${q.evidence}::text is null or s.evidence = ${q.evidence})
        and (${q.theme}::text is null or s.theme = ${q.theme} or ${sql.join(allThemes, sql` or `)})
        and ${offPiles(q.gemeente)}),
    chained as materialized (
      select theme, area, observed_on, source, false as again, true as keyed,
             -- what it repeats was forgotten: some time in the days before
             coalesce(lag(observed_on) over (partition by theme, area, reporter_key collate "C" order by observed_on, id), case when again then observed_on - ${episodeDays}::int end) as before
      from counted where reporter_key is not null
      union all
      select theme, area, observed_on, source, again, true, null from counted where reporter_key is null and again is not null
      union all
      select theme, area, observed_on, source, false, false,
             lag(observed_on) over (partition by theme, date_trunc('week', observed_on), floor(ST_X(point) / ${squareM}::int), floor(ST_Y(point) / ${squareM}::int), case when point is null then area end order by observed_on, id)
      from counted where reporter_key is null and again is null),
    slice as (
      select s.theme, s.area, array[${sql.join(pieces.map((p) => sql`(count(*) filter (where ${begins(p.period)}))::int`), sql`, `)}] as n,
             (count(*) filter (where ${within(slices.now)}))::int as signals, (count(*) filter (where ${within(slices.recent)}))::int as "recentSignals",
             (count(*) filter (where ${within(slices.now)} and not s.keyed))::int as unkeyed,
             array_agg(distinct s.source) filter (where ${within(slices.now)}) as sources, array_agg(distinct s.source) filter (where ${within(slices.recent)}) as "recentSources"
      from chained s group by s.theme, s.area),
    week as (
      select s.theme, s.area, (s.observed_on - ${slices.weeks?.from ?? from}::date) / 7 as week, count(*)::int as n from chained s
      where ${slices.weeks !== null} and (${q.theme}::text is null or s.theme = ${q.theme}) and ${within(slices.weeks ?? slices.now)}
        and not s.again and (s.before is null or s.observed_on - s.before > ${episodeDays}::int) group by 1, 2, 3)
    select (select json_agg(slice) from slice) as slices, (select json_agg(json_build_array(theme, area, week, n)) from week) as weeks`)
  return arrange(found!, pieces.map((p) => p.name), themes, slices, areas)
}

type SliceRow = { theme: string; area: number; n: number[]; signals: number; recentSignals: number; unkeyed: number; sources: string[] | null; recentSources: string[] | null }
type WeekRow = [theme: string, area: number, week: number, n: number]

/** Puts what was counted in the order of the areas. */
function arrange(found: { slices: SliceRow[] | null; weeks: WeekRow[] | null }, pieces: readonly string[], themes: readonly string[], slices: Slices, areas: readonly number[]): Counts {
  const indexOf = new Map(areas.map((id, i) => [id, i]))
  const zeros = (): number[] => areas.map(() => 0)
  const rowsOf = new Map(themes.map((t) => [t, [] as SliceRow[]]))
  const everything = pieces.map(zeros)
  for (const row of found.slices ?? []) {
    rowsOf.get(row.theme)?.push(row)
    for (const [piece, n] of row.n.entries()) everything[piece]![indexOf.get(row.area)!]! += n
  }
  const weeks = new Map(themes.map((t) => [t, Array.from({ length: weekCount(slices) }, zeros)]))
  for (const [theme, area, week, n] of found.weeks ?? []) weeks.get(theme)![week]![indexOf.get(area)!] = n
  const names = [...new Set((found.slices ?? []).flatMap((r) => [...(r.sources ?? []), ...(r.recentSources ?? [])]))].sort()
  const sourceIndex = new Map(names.map((name, i) => [name, i]))

  return {
    everything: everything[pieces.indexOf('now')]!,
    recentEverything: everything[pieces.indexOf('recent')]!,
    earlierEverything: everything.filter((_, i) => pieces[i]!.startsWith('earlier ')),
    themes: themes.map((theme) => {
      const own = rowsOf.get(theme)!
      const perArea = (value: (row: SliceRow) => number): number[] => {
        const list = zeros()
        for (const row of own) list[indexOf.get(row.area)!] = value(row)
        return list
      }
      const piece = (name: string): number[] => perArea((row) => row.n[pieces.indexOf(name)]!)
      const listed = (kind: string): number[][] => pieces.flatMap((name) => (name.startsWith(`${kind} `) ? [piece(name)] : []))
      const sourcesOf = (pick: (row: SliceRow) => string[] | null): number[][] => {
        const lists: number[][] = areas.map(() => [])
        for (const row of own) lists[indexOf.get(row.area)!] = (pick(row) ?? []).map((s) => sourceIndex.get(s)!).sort((a, b) => a - b)
        return lists
      }
      const signals = perArea((row) => row.signals)
      const told = signals.reduce((sum, n) => sum + n, 0)
      return {
        theme, now: piece('now'), recent: piece('recent'), earlier: listed('earlier'), recentEarlier: listed('recentEarlier'), quarters: listed('quarters'), weeks: weeks.get(theme)!,
        signals, recentSignals: perArea((row) => row.recentSignals), sources: sourcesOf((row) => row.sources), recentSources: sourcesOf((row) => row.recentSources),
        unkeyedShare: told === 0 ? 0 : own.reduce((sum, row) => sum + row.unkeyed, 0) / told,
      }
    }),
  }
}

const weekCount = ({ weeks }: Slices): number => (weeks === null ? 0 : daysBetween(weeks.from, weeks.to) / 7)
