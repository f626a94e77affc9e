import { sql, type SQL } from 'drizzle-orm'
import { addUp, type RetentionReport, type ThemeRetention } from '@/lib/domain/retention'
import { rows, type Tx } from './client'
import { dropOldRuns, isRunDue, rememberRepeats } from './clusters/expire'
import { bumpDataVersion, lockWriting } from './imports/runs'
import { noteRun } from './retention-run'
import { forgetEarlierVersions, keepCounts } from './signal-traces'

/** Whoever reported is forgotten after this many months, whatever the theme says. */
const reporterMonths = 12
/** Reports of rejected rows are for repairing a file; after this many days nobody does. */
const rejectDays = 90

/** The last date from which so many months are over on the date `on`; 31 January and one month is the last of February, so up to three days more than counted back. */
const until = (on: string, months: SQL): SQL => {
  const back = sql`(${on}::date - make_interval(months => ${months}))`
  return sql`(select max(d)::date from generate_series(${back}, ${back} + interval '3 days', interval '1 day') d where (d + make_interval(months => ${months}))::date <= ${on}::date)`
}
/** For FROM: the themes with the last dates that are due. Counted once per theme: for every signal it would be most of the work. */
const dueThemes = (on: string): SQL => sql`
  (select slug, ${until(on, sql`delete_after_months`)} as delete_until, ${until(on, sql`coarsen_after_months`)} as coarsen_until from theme offset 0) t`

// What is due on a date, of a signal `s` and its theme `t`.
const toDelete = sql`(s.status in ('closed', 'cancelled') and coalesce(s.closed_on, s.observed_on) <= t.delete_until)`
const toCoarsen = sql`(s.coarsened_on is null and s.observed_on <= t.coarsen_until)`
const toForgetReporter = (on: string): SQL => sql`(s.reporter_key is not null and s.observed_on <= ${until(on, sql`${reporterMonths}::int`)})`
/** Of a reporter who is forgotten stays whether it was a repeat; who was never known is no repeat of anybody. */
const repeatsKept = sql`case when s.reporter_key is null then s.repeats_reporter else coalesce(s.repeats_reporter, false) end`
/** What was there before an import holds a reporter of its own. */
const reporterBefore = (on: string): SQL => sql`
  from import_before where target = 'signal' and before->>'reporter_key' is not null and ((before->>'observed_on')::date + make_interval(months => ${reporterMonths}))::date <= ${on}::date`
const oldRejects = (on: string): SQL => sql`
  from import_reject r join import_run i on i.id = r.run where i.started_at < ${on}::date - make_interval(days => ${rejectDays})`

/** Whether there is anything to do on the date; reads only, and holds nobody up. */
export async function isAnythingDue(tx: Tx, on: string): Promise<boolean> {
  const [found] = await rows<{ due: boolean }>(tx, sql`
    select exists (select from signal s join ${dueThemes(on)} on t.slug = s.theme where ${toDelete} or ${toCoarsen} or ${toForgetReporter(on)})
        or exists (select ${reporterBefore(on)}) or exists (select ${oldRejects(on)}) or ${isRunDue(on)} as due`)
  return found!.due
}

/** Everything whose time is over on the date `on`, in one go: see `retainSome`. For a trial, which is undone with its transaction. */
export async function applyRetention(tx: Tx, on: string): Promise<RetentionReport> {
  return (await retainSome(tx, on, null)).report
}

/**
 * Does what is due on the date `on`, at most about `most` rows of it (null: all): signals long closed go and leave their counts, older points
 * become their buurt, reporters are forgotten. Running it again when nothing is due changes nothing. In between, and when it stops halfway, all is as
 * it should be: a signal goes with its counts kept and its repeats.
 *
 * Needs a transaction of the worker, without time limit; when anything is due it holds the lock of imports until it ends.
 * @returns `report` of all of this date so far; `more`: call again, in another transaction, so that others get their turn
 */
export async function retainSome(tx: Tx, on: string, most: number | null): Promise<{ report: RetentionReport; more: boolean }> {
  if (!(await isAnythingDue(tx, on))) return { report: await noteRun(tx, on, [], true), more: false }
  await lockWriting(tx)
  let left = most ?? Infinity
  const themes: ThemeRetention[] = []
  // In this order: what goes needs not become coarse, what became coarse has no reporter.
  const works: ((tx: Tx, on: string, most: number | null) => Promise<Done[]>)[] = [deleteSome, coarsenSome, forgetReporters, forgetReportersBefore, dropRejects, dropOldRuns]
  for (const work of works) {
    if (left <= 0) break
    const done = await work(tx, on, most === null ? null : left)
    left -= done.reduce((n, d) => n + d.n, 0)
    themes.push(...done.flatMap(({ n, theme, what }) => (theme && what ? [{ theme, coarsened: 0, deleted: 0, reportersForgotten: 0, [what]: n }] : [])))
  }
  if (addUp(themes).length > 0) await bumpDataVersion(tx)
  return { report: await noteRun(tx, on, themes, left > 0), more: left <= 0 }
}

/** How many rows; of signals also of which theme, and what happened to them. */
type Done = { n: number; theme?: string; what?: 'coarsened' | 'deleted' | 'reportersForgotten' }

async function deleteSome(tx: Tx, on: string, most: number | null): Promise<Done[]> {
  // A duplicate counts nowhere; left behind without its original it would begin to count, so it goes along.
  const done = await listDue(tx, 'deleted', sql`
    with recursive going (id, theme, ended) as (
      (select s.id, s.theme, true from signal s join ${dueThemes(on)} on t.slug = s.theme where ${toDelete} limit ${most}::bigint)
      union
      select s.id, s.theme, ${toDelete} from going g join signal s on s.duplicate_of = g.id join ${dueThemes(on)} on t.slug = s.theme where g.ended)
    select id, theme from going`)
  if (done.length === 0) return []
  await forgetEarlierVersions(tx, 'due')
  await keepCounts(tx, on)
  await tx.execute(sql`delete from signal s using due d where d.id = s.id`)
  return done
}

async function coarsenSome(tx: Tx, on: string, most: number | null): Promise<Done[]> {
  const done = await listDue(tx, 'coarsened', sql`select s.id, s.theme from signal s join ${dueThemes(on)} on t.slug = s.theme where ${toCoarsen} limit ${most}::bigint`)
  if (done.length === 0) return []
  await forgetEarlierVersions(tx, 'due')
  await rememberRepeats(tx)
  await tx.execute(sql`
    update signal s set point = null, accuracy = 'buurt', note = null, reporter_key = null, repeats_reporter = ${repeatsKept}, coarsened_on = ${on}::date,
      stated_buurt = case when s.point is null then s.stated_buurt else coalesce(
        (select a.code from signal_area sa join area a on a.id = sa.area where sa.signal = s.id order by a.year desc limit 1), 'onbekend') end
    from due d where d.id = s.id`)
  return done
}

async function forgetReporters(tx: Tx, on: string, most: number | null): Promise<Done[]> {
  const done = await listDue(tx, 'reportersForgotten', sql`select s.id, s.theme from signal s where ${toForgetReporter(on)} limit ${most}::bigint`)
  if (done.length === 0) return []
  await rememberRepeats(tx)
  await tx.execute(sql`update signal s set reporter_key = null, repeats_reporter = ${repeatsKept} from due d where d.id = s.id`)
  return done
}

async function forgetReportersBefore(tx: Tx, on: string, most: number | null): Promise<Done[]> {
  const { count } = await tx.execute(sql`
    with picked as (select run, key ${reporterBefore(on)} limit ${most}::bigint)
    update import_before b set before = before || '{"reporter_key": null}' from picked p where (b.run, b.target, b.key) = (p.run, 'signal', p.key)`)
  return [{ n: count }]
}

async function dropRejects(tx: Tx, on: string, most: number | null): Promise<Done[]> {
  const { count } = await tx.execute(sql`with picked as (select r.id ${oldRejects(on)} limit ${most}::bigint) delete from import_reject r using picked p where p.id = r.id`)
  return [{ n: count }]
}

/** Lists signals in the temporary table `due`. @returns how many per theme */
async function listDue(tx: Tx, what: Done['what'], signals: SQL): Promise<Done[]> {
  await tx.execute(sql`drop table if exists due`)
  await tx.execute(sql`create temporary table due on commit drop as ${signals}`)
  await tx.execute(sql`create unique index on due (id)`)
  await tx.execute(sql`analyze due`)
  return (await rows<{ theme: string; n: number }>(tx, sql`select theme, count(*)::int as n from due group by theme`)).map((d) => ({ ...d, what }))
}
