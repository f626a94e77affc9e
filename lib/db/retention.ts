import { sql } from 'drizzle-orm'
import type { RetentionReport, ThemeRetention } from '@/lib/domain/retention'
import { rows, type Tx } from './client'
import { bumpDataVersion, lockWriting } from './imports/runs'

/** Whoever reported is forgotten after this many months, whatever the theme says. */
const reporterMonths = 12
/** Reports of rejected rows are for repairing a file; after this many days nobody does. */
const rejectDays = 90

/** What is remembered of a signal so that no import brings it back; see `signal_gone`. */
const keyOf = sql`signal_key(s.gemeente, s.source, s.source_id)`
/** Key of a signal in `import_before`, as `upsert` writes it. */
const beforeKey = sql`concat_ws('|', s.gemeente, s.source, s.source_id)`

/**
 * Everything whose time is over on the date `on`: signals long closed go and leave their counts, older points become their buurt,
 * reporters are forgotten. Running it again on the same date changes nothing.
 *
 * Needs a transaction of the worker, without time limit; holds the lock of imports until it ends.
 */
export async function applyRetention(tx: Tx, on: string): Promise<RetentionReport> {
  await lockWriting(tx)
  await tx.execute(sql`drop table if exists due`)
  // A duplicate counts nowhere; left behind without its original it would begin to count, so it goes along.
  await tx.execute(sql`
    create temporary table due on commit drop as
    with closed as (
      select s.id from signal s join theme t on t.slug = s.theme
      where s.status in ('closed', 'cancelled') and (coalesce(s.closed_on, s.observed_on) + make_interval(months => t.delete_after_months))::date <= ${on}::date)
    select s.id, s.theme, 'delete' as what from signal s where s.id in (select id from closed) or s.duplicate_of in (select id from closed)`)
  await tx.execute(sql`
    insert into due select s.id, s.theme, 'coarsen' from signal s join theme t on t.slug = s.theme
    where s.coarsened_on is null and (s.observed_on + make_interval(months => t.coarsen_after_months))::date <= ${on}::date
      and not exists (select from due d where d.id = s.id)`)
  await tx.execute(sql`create unique index on due (id)`)
  await tx.execute(sql`analyze due`)
  const counted = await rows<ThemeRetention>(tx, sql`
    select t.slug as theme, count(d.id) filter (where d.what = 'coarsen')::int as coarsened, count(d.id) filter (where d.what = 'delete')::int as deleted,
           (select count(*)::int from signal s where s.theme = t.slug and s.reporter_key is not null
              and (s.observed_on + make_interval(months => ${reporterMonths}))::date <= ${on}::date
              and not exists (select from due o where o.id = s.id)) as "reportersForgotten"
    from theme t left join due d on d.theme = t.slug group by t.slug order by t.slug`)
  await forgetEarlierVersions(tx, 'due')
  await keepCounts(tx, on)
  await tx.execute(sql`delete from signal s using due d where d.id = s.id and d.what = 'delete'`)
  await tx.execute(sql`
    update signal s set point = null, accuracy = 'buurt', note = null, reporter_key = null, coarsened_on = ${on}::date,
      stated_buurt = case when s.point is null then s.stated_buurt else coalesce(
        (select a.code from signal_area sa join area a on a.id = sa.area where sa.signal = s.id order by a.year desc limit 1), 'onbekend') end
    from due d where d.id = s.id and d.what = 'coarsen'`)
  await tx.execute(sql`
    update signal set reporter_key = null
    where reporter_key is not null and (observed_on + make_interval(months => ${reporterMonths}))::date <= ${on}::date`)
  // What was there before an import holds a reporter of its own.
  await tx.execute(sql`
    update import_before set before = before || '{"reporter_key": null}'
    where target = 'signal' and before->>'reporter_key' is not null and ((before->>'observed_on')::date + make_interval(months => ${reporterMonths}))::date <= ${on}::date`)
  await tx.execute(sql`
    delete from import_reject r using import_run i where i.id = r.run and i.started_at < ${on}::date - make_interval(days => ${rejectDays})`)
  const report = { on, themes: counted.filter((t) => t.coarsened + t.deleted + t.reportersForgotten > 0) }
  await tx.execute(sql`insert into retention_run ("on", report) values (${on}::date, ${JSON.stringify(report)}::text::jsonb)`)
  if (report.themes.length > 0) await bumpDataVersion(tx)
  return report
}

/**
 * Drops what imports remember of earlier versions of signals, and rows that wait to be loaded over them. The signal is then the work of
 * the run that first brought it: undoing that run still takes it out, undoing a later one leaves it alone.
 *
 * @param list temporary table with a column `id`
 */
export async function forgetEarlierVersions(tx: Tx, list: 'due' | 'erased'): Promise<void> {
  const table = sql.raw(list)
  await tx.execute(sql`drop table if exists forgotten`)
  await tx.execute(sql`
    create temporary table forgotten on commit drop as
    select s.id, b.key, min((b.before->>'import_run')::bigint) as first_run
    from signal s join ${table} d on d.id = s.id join import_before b on b.target = 'signal' and b.key = ${beforeKey}
    group by 1, 2`)
  await tx.execute(sql`update signal s set import_run = f.first_run from forgotten f where f.id = s.id`)
  await tx.execute(sql`delete from import_before b using forgotten f where b.target = 'signal' and b.key = f.key`)
  // A run that waits with such a row is not whole any more and has to be read again: then it leaves out what is gone.
  await tx.execute(sql`
    delete from signal_stage st using import_run r, signal s, ${table} d
    where r.id = st.run and r.kind = 'signals' and d.id = s.id
      and (s.gemeente, s.source, s.source_id) = (r.gemeente, st.source, st.source_id)`)
}

/** Adds the signals that go to the counts that stay, in every boundary set; the rollups follow by trigger. */
async function keepCounts(tx: Tx, on: string): Promise<void> {
  await tx.execute(sql`
    insert into signal_expired as e (area, theme, month, source, evidence, kind, import_run, n)
    select sa.area, s.theme, date_trunc('month', s.observed_on)::date, s.source, s.evidence, s.kind, coalesce(s.import_run, 0), count(*)
    from signal s join due d on d.id = s.id and d.what = 'delete' join signal_area sa on sa.signal = s.id
    where sa.area is not null and signal_counts(s.status, s.duplicate_of)
    group by 1, 2, 3, 4, 5, 6, 7`)
  await tx.execute(sql`
    insert into signal_gone (key, why, gone_on, import_run)
    select ${keyOf}, 'expired', ${on}::date, s.import_run from signal s join due d on d.id = s.id and d.what = 'delete'
    on conflict (key) do nothing`)
}

/** Whether another process is at it, or has done it today; takes the lock until the transaction ends. */
export async function mayRunToday(tx: Tx, today: string): Promise<boolean> {
  const [free] = await rows<{ mine: boolean }>(tx, sql`select pg_try_advisory_xact_lock(28992003) as mine`)
  if (!free!.mine) return false
  // Exactly today: somebody may have tried another date by command.
  const [done] = await rows(tx, sql`select 1 from retention_run where "on" = ${today}::date limit 1`)
  return !done
}

export type RetentionSettings = { theme: string; label: string; coarsenAfterMonths: number; deleteAfterMonths: number }

export function listRetention(tx: Tx): Promise<RetentionSettings[]> {
  return rows(tx, sql`select slug as theme, label, coarsen_after_months as "coarsenAfterMonths", delete_after_months as "deleteAfterMonths" from theme order by label`)
}

/** The last nightly job; null when there was none yet. */
export async function lastRetention(tx: Tx): Promise<RetentionReport | null> {
  const [last] = await rows<{ report: RetentionReport }>(tx, sql`select report from retention_run order by id desc limit 1`)
  return last?.report ?? null
}
