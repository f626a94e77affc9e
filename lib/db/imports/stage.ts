import { sql, type SQL } from 'drizzle-orm'
import type { ImportKind } from '@/lib/domain/import-run'
import { rows, type Tx } from '../client'
import { jsonText } from '../json-text'
import { arrayText } from '../text-array'

/** A normalised row of a run before it is applied; `row` is the row in the source, several staged rows may share it. */
export type StagedRow = { row: number; data: object }

/** A signal as it is staged: with a point in a CRS that PostGIS knows, or with the buurt that it names. */
type StagedSignal = {
  source: string
  sourceId: string
  /** yyyy-mm-dd */
  observedOn: string
  kind: string
  theme: string
  evidence: string
  channel: string | null
  accuracy: string
  x?: number
  y?: number
  /** EPSG code of x and y */
  srid?: number
  buurt?: string | null
  audience: string
  status: string
  note: string | null
  /** the note may name a person: somebody has to confirm that it does not */
  noteAsks?: true
  reporterKey: string | null
  /** left out by a source that knows of no duplicates */
  duplicateOf?: string | null
}

const tables = { signals: sql.raw('signal_stage'), others: sql.raw('import_stage') }

/** The table in which rows of a kind wait, for use as `s` in SQL; names are constants of this code. */
export const stageOf = (kind: ImportKind): SQL => (kind === 'signals' ? tables.signals : tables.others)

/** Adds normalised rows to the staging table of their kind. */
export async function stageRows(tx: Tx, run: number, kind: ImportKind, batch: readonly StagedRow[]): Promise<void> {
  if (batch.length === 0) return
  if (kind === 'signals') await stageSignals(tx, run, batch as readonly { row: number; data: StagedSignal }[])
  else
    await tx.execute(sql`
      insert into import_stage (run, row, data)
      select ${run}, (e->>'row')::int, e->'data' from jsonb_array_elements(${jsonText(batch)}::text::jsonb) e`)
}

/** One array per column: plain DML, the same on both engines (the embedded one refuses COPY), and nearly as fast as COPY. */
function stageSignals(tx: Tx, run: number, batch: readonly { row: number; data: StagedSignal }[]) {
  const texts = (value: (s: StagedSignal) => string | null | undefined): SQL => sql`${arrayText(batch.map((b) => value(b.data)))}::text::text[]`
  const numbers = (value: (s: StagedSignal) => number | undefined): string => arrayText(batch.map((b) => value(b.data)))
  return tx.execute(sql`
    insert into signal_stage (run, row, source, source_id, observed_on, kind, theme, evidence, channel, accuracy, point, stated_buurt, audience, status,
                              note, note_asks, reporter_key, knows_duplicates, duplicate_of)
    select ${run}, s.row, s.source, s.source_id, s.observed_on::date, s.kind, s.theme, s.evidence, s.channel, s.accuracy,
           case when s.x is not null then ST_Transform(ST_SetSRID(ST_MakePoint(s.x, s.y), s.srid), 28992) end, s.stated_buurt, s.audience, s.status,
           s.note, s.note_asks, s.reporter_key, s.knows_duplicates, s.duplicate_of
    from unnest(${arrayText(batch.map((b) => b.row))}::text::int[], ${texts((s) => s.source)}, ${texts((s) => s.sourceId)}, ${texts((s) => s.observedOn)},
                ${texts((s) => s.kind)}, ${texts((s) => s.theme)}, ${texts((s) => s.evidence)}, ${texts((s) => s.channel)}, ${texts((s) => s.accuracy)},
                ${numbers((s) => s.x)}::text::float8[], ${numbers((s) => s.y)}::text::float8[], ${numbers((s) => s.srid)}::text::int[],
                ${texts((s) => s.buurt)}, ${texts((s) => s.audience)}, ${texts((s) => s.status)}, ${texts((s) => s.note)},
                ${arrayText(batch.map((b) => b.data.noteAsks ?? false))}::text::boolean[], ${texts((s) => s.reporterKey)},
                ${arrayText(batch.map((b) => b.data.duplicateOf !== undefined))}::text::boolean[], ${texts((s) => s.duplicateOf)})
      as s (row, source, source_id, observed_on, kind, theme, evidence, channel, accuracy, x, y, srid, stated_buurt, audience, status, note, note_asks,
            reporter_key, knows_duplicates, duplicate_of)`)
}

/** Planner statistics of what was just staged: autovacuum does not see it in time. A function, because only the owner of a table may. */
export async function analyzeStage(tx: Tx): Promise<void> {
  await tx.execute(sql`select analyze_import_stage()`)
}

/** Room for sorting and joining what a run staged; only for this transaction. */
export async function giveRoom(tx: Tx): Promise<void> {
  await tx.execute(sql`select set_config('work_mem', '32MB', true)`)
}

/** The gemeente of all staged rows when they have the same one; null when there are more, or rows do not say. */
export async function gemeenteOfStage(tx: Tx, run: number): Promise<string | null> {
  const [found] = await rows<{ low: string | null; high: string | null }>(tx, sql`
    select min(data->>'gemeente') as low, max(data->>'gemeente') as high from import_stage where run = ${run}`)
  return found!.low === found!.high ? found!.low : null
}

/** A rejected row takes its other staged rows with it. */
export async function dropRejectedFromStage(tx: Tx, run: number, kind: ImportKind): Promise<void> {
  await tx.execute(sql`delete from ${stageOf(kind)} s using import_reject r where s.run = ${run} and r.run = ${run} and r.row = s.row`)
}

export async function dropStage(tx: Tx, run: number, kind: ImportKind): Promise<void> {
  await tx.execute(sql`delete from ${stageOf(kind)} where run = ${run}`)
}

/** Drops what was staged for runs that wait for nothing any more. */
export async function dropForgottenStages(tx: Tx): Promise<void> {
  for (const table of Object.values(tables))
    await tx.execute(sql`delete from ${table} s where not exists (select from import_run r where r.id = s.run and r.status in ('validated', 'received', 'parsed', 'staged'))`)
}

/** Keeps how many rows are staged, for `isStagedWhole` to compare with when the run is applied. */
export async function keepStagedCount(tx: Tx, run: number, kind: ImportKind): Promise<void> {
  await tx.execute(sql`update import_run set rows_staged = (select count(*) from ${stageOf(kind)} where run = ${run}), heartbeat_at = now() where id = ${run}`)
}

/** Whether every row that was checked is still staged; the table does not survive a crash of the server. */
export async function isStagedWhole(tx: Tx, run: number, kind: ImportKind): Promise<boolean> {
  const [found] = await rows<{ whole: boolean }>(tx, sql`select rows_staged = (select count(*) from ${stageOf(kind)} where run = ${run}) as whole from import_run where id = ${run}`)
  return found?.whole ?? false
}
