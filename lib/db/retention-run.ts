import { sql } from 'drizzle-orm'
import { addUp, type RetentionReport, type ThemeRetention } from '@/lib/domain/retention'
import { rows, type Tx } from './client'

const isFinished = sql`report->'unfinished' is null`

/** Whether another process is at it, or has done it today; takes the lock until the transaction ends. */
export async function mayRunToday(tx: Tx, today: string): Promise<boolean> {
  const [free] = await rows<{ mine: boolean }>(tx, sql`select pg_try_advisory_xact_lock(28992003) as mine`)
  if (!free!.mine) return false
  // Exactly today: somebody may have tried another date by command.
  const [done] = await rows(tx, sql`select 1 from retention_run where "on" = ${today}::date and ${isFinished} limit 1`)
  return !done
}

/** Writes down what was done on a date: adds it to what an unfinished job of that date did, or begins a new line. @returns the line */
export async function noteRun(tx: Tx, on: string, themes: readonly ThemeRetention[], finished: boolean): Promise<RetentionReport> {
  const [begun] = await rows<{ id: number; report: RetentionReport }>(tx, sql`
    select id, report from retention_run where "on" = ${on}::date and not ${isFinished} order by id desc limit 1`)
  const report: RetentionReport = { on, themes: addUp([...(begun?.report.themes ?? []), ...themes]), ...(finished ? {} : { unfinished: true }) }
  if (begun) await tx.execute(sql`update retention_run set report = ${JSON.stringify(report)}::text::jsonb, at = now() where id = ${begun.id}`)
  else await tx.execute(sql`insert into retention_run ("on", report) values (${on}::date, ${JSON.stringify(report)}::text::jsonb)`)
  return report
}

export type RetentionSettings = { theme: string; label: string; coarsenAfterMonths: number; deleteAfterMonths: number }

export function listRetention(tx: Tx): Promise<RetentionSettings[]> {
  return rows(tx, sql`select slug as theme, label, coarsen_after_months as "coarsenAfterMonths", delete_after_months as "deleteAfterMonths" from theme order by label`)
}

/** The last nightly job, finished or not; null when there was none yet. */
export async function lastRetention(tx: Tx): Promise<RetentionReport | null> {
  const [last] = await rows<{ report: RetentionReport }>(tx, sql`select report from retention_run order by id desc limit 1`)
  return last?.report ?? null
}

/** The date of the last nightly job that came to its end; null when none did. */
export async function lastFinishedOn(tx: Tx): Promise<string | null> {
  const [last] = await rows<{ on: string }>(tx, sql`select "on"::text as on from retention_run where ${isFinished} order by id desc limit 1`)
  return last?.on ?? null
}
