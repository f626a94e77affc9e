import { sql } from 'drizzle-orm'
import type { Tx } from './client'

/** Key of a signal in `import_before`, as `upsert` writes it. */
const beforeKey = sql`concat_ws('|', s.gemeente, s.source, s.source_id)`

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

/**
 * Adds the signals of `due` to the counts that stay, in every boundary set; the rollups follow by trigger. That one adds what a new row
 * counts, so a row that was there makes room for one with the new count only, and gets its own count back afterwards, which no trigger sees.
 */
export async function keepCounts(tx: Tx, on: string): Promise<void> {
  const key = sql`(e.area, e.theme, e.month, e.source, e.evidence, e.kind, e.import_run) = (l.area, l.theme, l.month, l.source, l.evidence, l.kind, l.import_run)`
  await tx.execute(sql`drop table if exists leaving, earlier`)
  await tx.execute(sql`
    create temporary table leaving on commit drop as
    select sa.area, s.theme, date_trunc('month', s.observed_on)::date as month, s.source, s.evidence, s.kind, coalesce(s.import_run, 0) as import_run, count(*)::int as n
    from signal s join due d on d.id = s.id join signal_area sa on sa.signal = s.id
    where sa.area is not null and signal_counts(s.status, s.duplicate_of)
    group by 1, 2, 3, 4, 5, 6, 7`)
  await tx.execute(sql`create temporary table earlier on commit drop as select e.* from signal_expired e join leaving l on ${key}`)
  await tx.execute(sql`delete from signal_expired e using earlier l where ${key}`)
  await tx.execute(sql`insert into signal_expired (area, theme, month, source, evidence, kind, import_run, n) select area, theme, month, source, evidence, kind, import_run, n from leaving`)
  await tx.execute(sql`update signal_expired e set n = e.n + l.n from earlier l where ${key}`)
  await tx.execute(sql`
    insert into signal_gone (key, why, gone_on, import_run)
    select signal_key(s.gemeente, s.source, s.source_id), 'expired', ${on}::date, s.import_run from signal s join due d on d.id = s.id
    on conflict (key) do nothing`)
}
