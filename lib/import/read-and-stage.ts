import { createHmac } from 'node:crypto'
import type { Tx } from '@/lib/db/client'
import { sensitiveThemes } from '@/lib/db/imports/notes'
import { addRejects, beat } from '@/lib/db/imports/runs'
import { stageRows, type StagedRow } from '@/lib/db/imports/stage'
import { dateInAmsterdam } from '@/lib/domain/period'
import { SourceError, type Reject, type SourceInfo, type SourceRecord } from '@/lib/domain/source-record'
import { readSource } from './child/read-source'
import type { ImportRequest } from './import-request'
import { kinds } from './kinds'
import type { Context } from './kinds/kind'
import { parseNumber } from './kinds/values'
import { countSkipped } from './skipped'

export type InDb = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/** More rejects than this are counted but not kept: a file that is wrong in every row says nothing new after that. */
export const maxKeptRejects = 10_000

/** Before this the time left is a guess. */
const knownAfterSeconds = 2

/** Rows per staging statement. */
const batchRows = 2_000

export const stopped = 'De import is gestopt; er is niets veranderd.'

/** Reads all sources of a run in the limited child, makes each row what it means, and stages it; faults are kept by row. @throws {SourceError} what is wrong with a source as a whole */
export async function readAndStage(request: ImportRequest, run: number, inDb: InDb) {
  const kind = kinds[request.kind]
  const sensitive = request.kind === 'signals' ? await inDb(sensitiveThemes) : new Set<string>()
  const warned = new Map<string, { message: string; n: number }>()
  const remarks: string[] = []
  let started = Date.now()
  let staged: StagedRow[] = []
  let rejects: Reject[] = []
  let rows = 0
  const skipped = countSkipped()
  let kept = 0
  let notKept = 0
  // Rows of a second layer or collection go on counting where the first ended: a row number means one row of the run.
  let base = 0
  let highest = 0
  let share: number | null = null
  let firstInfo: SourceInfo | null = null

  // One batch is staged while the next is read and normalised.
  let staging = Promise.resolve()
  const stage = async (batch: readonly StagedRow[]): Promise<void> => {
    await staging
    staging = inDb(async (tx) => {
      await stageRows(tx, run, request.kind, batch)
      await beat(tx, run)
    })
    staging.catch(() => {}) // told by whoever waits for it
  }
  const flush = async (force: boolean): Promise<void> => {
    if (staged.length >= batchRows || (force && staged.length > 0)) {
      for (let at = 0; at < staged.length; at += batchRows) await stage(staged.slice(at, at + batchRows))
      staged = []
    }
    if (force) await staging
    if (rejects.length > 0) {
      const keep = rejects
      rejects = []
      kept += keep.length
      await inDb((tx) => addRejects(tx, run, keep))
    }
  }
  /** The faults of one row; past the limit they are only counted, whatever the file. */
  const refuse = (found: readonly Reject[]): void => {
    if (kept + rejects.length + found.length > maxKeptRejects) notKept++
    else for (const reject of found) rejects.push({ ...reject, row: base + reject.row, message: base > 0 ? `${reject.message} (rij ${reject.row} van deze laag)` : reject.message })
  }
  const progress = (): void => {
    const seconds = Math.max(0.001, (Date.now() - started) / 1000)
    request.onProgress?.({ phase: 'read', rows, share, rowsPerSecond: Math.round(rows / seconds), secondsLeft: share && seconds >= knownAfterSeconds ? Math.round((seconds / share) * (1 - share)) : null })
  }

  try {
    for (const [at, source] of request.sources.entries()) {
      let context: Context | null = null
      let info: SourceInfo | null = null
      const batches = readSource(source, {
        signal: request.signal,
        onInfo: (found) => {
          info = found
          if (firstInfo === null) started = Date.now() // starting the child says nothing about the rate
          firstInfo ??= found
          remarks.push(...found.remarks)
          request.onInfo?.(found)
        },
        onReject: (reject) => {
          rows++
          highest = Math.max(highest, reject.row)
          refuse([reject])
        },
        onProgress: (bytes, total) => {
          share = total ? Math.min(1, (at + bytes / total) / request.sources.length) : null
          progress()
        },
      })
      for await (const batch of batches) {
        checkCancelled(request.signal)
        context ??= {
          options: request.options,
          info: info!,
          today: dateInAmsterdam(request.now),
          warn: (code, message) => warned.set(code, { message: warned.get(code)?.message ?? message, n: (warned.get(code)?.n ?? 0) + 1 }),
          hashReporter: (text) => createHmac('sha256', request.hashKey).update(text).digest('base64url'),
          sensitiveThemes: sensitive,
          numericColumns: numericColumns(batch, info!.decimalComma ?? false),
        }
        for (const record of batch) {
          highest = Math.max(highest, record.row)
          const outcome = kind.normalise(record, context)
          if ('skip' in outcome) {
            skipped.add(outcome.skip)
            continue
          }
          rows++
          if ('rejects' in outcome) refuse(outcome.rejects)
          else for (const data of outcome.rows) staged.push({ row: base + record.row, data })
        }
        await flush(false)
        progress()
      }
      base += highest
      highest = 0
    }
    await flush(true)
  } finally {
    await staging.catch(() => {}) // nothing may be added to a run that has ended
  }
  remarks.push(...skipped.remarks(request.options.gemeente))
  const warnings = [...remarks, ...[...warned.values()].map(({ message, n }) => (/^keer/.test(message) ? `${n} ${message}` : n > 1 ? `${message} (${n} keer)` : message))]
  return { rows, rejectsKept: kept, rejectsNotKept: notKept, warnings, info: firstInfo as SourceInfo | null }
}

/** Columns in which most filled cells of the first records are numbers (or a mark for "missing"). */
function numericColumns(records: readonly SourceRecord[], decimalComma: boolean): ReadonlySet<string> {
  const filled = new Map<string, { n: number; numbers: number }>()
  for (const record of records)
    for (const [column, value] of Object.entries(record.fields)) {
      const count = filled.get(column) ?? { n: 0, numbers: 0 }
      filled.set(column, count)
      if (value === null || String(value).trim() === '') continue
      count.n++
      if (/^(\.|x|-)$/.test(String(value).trim()) || parseNumber(value, decimalComma) !== null) count.numbers++
    }
  return new Set([...filled].filter(([, { n, numbers }]) => n > 0 && numbers > n / 2).map(([column]) => column))
}

/** @throws {SourceError} `aborted` */
export function checkCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SourceError('aborted', stopped)
}
