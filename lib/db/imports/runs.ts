import { sql } from 'drizzle-orm'
import { hasEnded, type ImportKind, type ImportOptions, type RejectGroup, type RunStatus, type RunSummary } from '@/lib/domain/import-run'
import type { Reject, SourceInfo } from '@/lib/domain/source-record'
import { rows, type Tx } from '../client'
import { jsonText } from '../json-text'
import { dropForgottenStages } from './stage'

export type RunRow = {
  id: number
  kind: ImportKind
  status: RunStatus
  gemeente: string | null
  year: number | null
  source: string
  options: ImportOptions
  /** what was recognised in the source; null until it was opened */
  info: SourceInfo | null
  sha256: string | null
  dryRun: boolean
  rowsRead: number
  rowsApplied: number
  rowsUnchanged: number
  rowsRejected: number
  warnings: string[]
  /** notes that may name a person, in rows that are not rejected */
  notesToConfirm: number
  problem: string | null
  byUser: string
  /** the user's name as people know it */
  byName: string
  startedAt: string
  finishedAt: string | null
}

// What was recognised in a source is kept with the options it was read with, under `found`.
const columns = sql.raw(`id, kind, status, gemeente, year, source, options - 'found' as options, options->'found' as info, sha256, dry_run as "dryRun", rows_read as "rowsRead",
  rows_applied as "rowsApplied", rows_unchanged as "rowsUnchanged", rows_rejected as "rowsRejected", warnings, notes_to_confirm as "notesToConfirm", problem, by_user as "byUser",
  coalesce((select u.name from app_user u where u.account = by_user), by_user) as "byName",
  to_char(started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "startedAt",
  to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "finishedAt"`)

export async function createRun(tx: Tx, run: { kind: ImportKind; source: string; sha256: string | null; options: ImportOptions; dryRun: boolean; byUser: string }): Promise<number> {
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into import_run (kind, status, gemeente, year, level, source, sha256, options, dry_run, by_user)
    values (${run.kind}, 'received', ${run.options.gemeente ?? null}, ${run.options.year ?? null}, ${run.options.level ?? null},
            ${run.source}, ${run.sha256}, ${JSON.stringify(run.options)}::text::jsonb, ${run.dryRun}, ${run.byUser})
    returning id`)
  return made!.id
}

export async function findRun(tx: Tx, id: number): Promise<RunRow | null> {
  return (await rows<RunRow>(tx, sql`select ${columns} from import_run where id = ${id}`))[0] ?? null
}

/** The same, and nobody else can decide about the run until this transaction ends. */
export async function lockRun(tx: Tx, id: number): Promise<RunRow | null> {
  return (await rows<RunRow>(tx, sql`select ${columns} from import_run where id = ${id} for update`))[0] ?? null
}

/** The newest applied run of exactly the same file, for the same gemeente; null for a service or a new file. */
export async function findSameFile(tx: Tx, run: RunRow): Promise<{ id: number; finishedAt: string } | null> {
  if (run.sha256 === null) return null
  const found = await rows<{ id: number; finishedAt: string }>(tx, sql`
    select id, to_char(finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "finishedAt" from import_run
    where sha256 = ${run.sha256} and kind = ${run.kind} and status = 'applied' and id <> ${run.id}
      and gemeente is not distinct from ${run.gemeente} and (kind <> 'boundaries' or year is not distinct from ${run.year})
    order by id desc limit 1`)
  return found[0] ?? null
}

export function summaryOf(r: RunRow): RunSummary {
  const { id, kind, status, gemeente, year, source, options, warnings, notesToConfirm, problem, startedAt, finishedAt } = r
  return { id, kind, status, gemeente, year, source, options, warnings, notesToConfirm, problem, startedAt, finishedAt, by: r.byName, rows: { read: r.rowsRead, applied: r.rowsApplied, unchanged: r.rowsUnchanged, rejected: r.rowsRejected } }
}

/** Newest first. */
export function listRuns(tx: Tx, limit: number): Promise<RunRow[]> {
  return rows(tx, sql`select ${columns} from import_run order by id desc limit ${limit}`)
}

/** Keeps the run's counts and status; a status that ends the run also sets the time. */
export async function setRun(tx: Tx, id: number, change: { status?: RunStatus; rowsRead?: number; rowsApplied?: number; rowsUnchanged?: number; rowsRejected?: number; warnings?: string[]; problem?: string; gemeente?: string; year?: number; options?: ImportOptions; info?: SourceInfo }): Promise<void> {
  const ended = change.status !== undefined && hasEnded(change.status)
  await tx.execute(sql`
    update import_run set
      status = coalesce(${change.status ?? null}, status),
      rows_read = coalesce(${change.rowsRead ?? null}::int, rows_read),
      rows_applied = coalesce(${change.rowsApplied ?? null}::int, rows_applied),
      rows_unchanged = coalesce(${change.rowsUnchanged ?? null}::int, rows_unchanged),
      rows_rejected = coalesce(${change.rowsRejected ?? null}::int, rows_rejected),
      warnings = coalesce(${change.warnings ? JSON.stringify(change.warnings) : null}::text::jsonb, warnings),
      options = coalesce(${change.options ? JSON.stringify(change.options) : null}::text::jsonb, options) || ${JSON.stringify(change.info ? { found: change.info } : {})}::text::jsonb,
      problem = coalesce(${change.problem ?? null}, problem),
      gemeente = coalesce(${change.gemeente ?? null}, gemeente),
      year = coalesce(${change.year ?? null}::int, year),
      finished_at = case when ${ended} then now() else finished_at end
    where id = ${id}`)
}

export async function addRejects(tx: Tx, run: number, rejects: readonly Reject[]): Promise<void> {
  if (rejects.length === 0) return
  await tx.execute(sql`
    insert into import_reject (run, row, "column", code, message, value)
    select ${run}, r.row, r."column", r.code, r.message, r.value
    from jsonb_to_recordset(${jsonText(rejects)}::text::jsonb) as r(row int, "column" text, code text, message text, value text)`)
}

/** Distinct rejected rows of a run. */
export type UnknownAreas = { all: number; first: { code: string; n: number }[] }

/** Codes of areas that rows name and the boundaries do not have, of the rejects that are kept: how many, and the most frequent. */
export async function listUnknownAreas(tx: Tx, run: number): Promise<UnknownAreas> {
  const found = await rows<{ code: string; n: number; all: number }>(tx, sql`
    select value as code, count(distinct row)::int as n, (count(*) over ())::int as all from import_reject
    where run = ${run} and code in ('buurt_unknown', 'area_unknown') and value <> '' group by value order by n desc, value limit 5`)
  return { all: found[0]?.all ?? 0, first: found.map(({ code, n }) => ({ code, n })) }
}

export async function countRejects(tx: Tx, run: number): Promise<number> {
  const [found] = await rows<{ n: number }>(tx, sql`select count(distinct row)::int as n from import_reject where run = ${run}`)
  return found!.n
}

export function listRejects(tx: Tx, run: number, limit: number): Promise<Reject[]> {
  return rows(tx, sql`select row, "column", code, message, value from import_reject where run = ${run} order by row, id limit ${limit}`)
}

/** What is wrong, by kind of error: how often, and one example of the message. The most frequent first. */
export function groupRejects(tx: Tx, run: number): Promise<RejectGroup[]> {
  return rows(tx, sql`
    select code, "column", count(*)::int as n, min(message) as example from import_reject where run = ${run}
    group by code, "column" order by n desc, code limit 20`)
}

/** Says that somebody still works on a run. */
export async function beat(tx: Tx, run: number): Promise<void> {
  await tx.execute(sql`update import_run set heartbeat_at = now() where id = ${run}`)
}

/**
 * Closes runs that a stopped process left halfway (silent for ten minutes; nothing of them was applied), and drops what waits for
 * a decision for more than a week: staged rows are not kept for ever.
 */
export async function failAbandonedRuns(tx: Tx): Promise<void> {
  await tx.execute(sql`
    update import_run set status = 'failed', finished_at = now(), problem = 'De app stopte tijdens deze import. Er is niets veranderd; start de import opnieuw.'
    where status in ('received', 'parsed', 'staged') and heartbeat_at < now() - interval '10 minutes'`)
  await tx.execute(sql`
    update import_run set status = 'cancelled', finished_at = now(), problem = 'Er is een week niet gekozen. Er is niets veranderd.'
    where status = 'validated' and heartbeat_at < now() - interval '7 days'`)
  await dropForgottenStages(tx)
}

/** Imports are applied and undone one at a time: boundaries and signals at once would not see each other. Held until the transaction ends. */
export async function lockWriting(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(28992002)`)
}

export async function bumpDataVersion(tx: Tx): Promise<void> {
  await tx.execute(sql`update data_version set version = version + 1, changed_at = now()`)
}
