import { createHash, createHmac } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeAudit } from '@/lib/db/audit'
import { asking, type Tx } from '@/lib/db/client'
import { addRejects, beat, bumpDataVersion, countRejects, createRun, findRun, listRejects, listUnknownAreas, lockRun, lockWriting, setRun, type RunRow, type UnknownAreas } from '@/lib/db/imports/runs'
import { confirmNotes, countNotesToConfirm, sensitiveThemes } from '@/lib/db/imports/notes'
import { analyzeStage, dropRejectedFromStage, dropStage, gemeenteOfStage, giveRoom, isStagedWhole, keepStagedCount, stageOf, stageRows, type StagedRow } from '@/lib/db/imports/stage'
import { boundarySetFor, onlyGemeente } from '@/lib/db/imports/subject'
import { subjects } from '@/lib/db/imports/subjects'
import { ImportRefused } from '@/lib/db/imports/upsert'
import { systemFor, type Identity } from '@/lib/domain/identity'
import { hasEnded, notesQuestion, runStatusLabel, type ImportKind, type ImportOptions, type ImportProgress, type ImportReport, type RunStatus } from '@/lib/domain/import-run'
import { many } from '@/lib/domain/many'
import { dateInAmsterdam } from '@/lib/domain/period'
import { SourceError, type Reject, type SourceInfo, type SourceRecord } from '@/lib/domain/source-record'
import { readSource, type SourceRequest } from './child/read-source'
import { kinds } from './kinds'
import type { Context } from './kinds/kind'
import { parseNumber } from './kinds/values'
import { countSkipped } from './skipped'

export type ImportRequest = {
  kind: ImportKind
  sources: readonly SourceRequest[]
  /** what the run is called in lists: a file name or an address without secrets */
  sourceName: string
  options: ImportOptions
  /** `check` stops after validation and keeps the staged rows (the wizard), `dry` stops and drops them, `load` goes on */
  mode: 'load' | 'dry' | 'check'
  who: Identity
  /** key for hashing whoever reported a signal */
  hashKey: string
  now: Date
  signal?: AbortSignal
  onStart?: (run: number) => void
  onInfo?: (info: SourceInfo) => void
  onProgress?: (progress: ImportProgress) => void
}

/** More rejects than this are counted but not kept: a file that is wrong in every row says nothing new after that. */
const maxKeptRejects = 10_000
const reportedRejects = 1_000

/** Before this the time left is a guess. */
const knownAfterSeconds = 2

const stopped = 'De import is gestopt; er is niets veranderd.'

/** Rows per staging statement. */
const batchRows = 2_000

/**
 * Brings one or more sources in as one run: read in the limited child, normalise, stage, validate, apply. All or nothing
 * unless `options.goodRows`; the same source twice changes nothing; every run can be undone.
 *
 * Never throws for what is wrong with a source: the report says it (`refused` because of rows, `failed`, `cancelled`).
 * @throws {DatabaseUnavailable} when the database goes away; nothing of the run is applied then
 */
export async function runImport(request: ImportRequest): Promise<ImportReport> {
  const inDb = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(systemFor(request.who), work, { deadlineMs: null })
  const file = request.sources.find((s) => s.kind === 'file')
  const sha256 = file?.kind === 'file' ? await hashFile(file.path).catch(() => null) : null
  const run = await inDb((tx) => createRun(tx, { kind: request.kind, source: request.sourceName, sha256, options: request.options, dryRun: request.mode === 'dry', byUser: request.who.account }))
  request.onStart?.(run)
  try {
    const options = await inDb((tx) => completeOptions(tx, request))
    await inDb((tx) => setRun(tx, run, { options, gemeente: options.gemeente, year: options.year }))
    const read = await readAndStage({ ...request, options }, run, inDb)
    await inDb((tx) => setRun(tx, run, { status: 'staged', rowsRead: read.rows, info: read.info ?? undefined }))
    checkCancelled(request.signal)
    request.onProgress?.({ phase: 'check', rows: read.rows, share: null, rowsPerSecond: 0, secondsLeft: null })
    const found = await inDb(async (tx) => {
      await giveRoom(tx)
      await analyzeStage(tx)
      const check = { tx, run, stage: stageOf(request.kind), room: maxKeptRejects - read.rejectsKept, notKept: 0 }
      const warnings = await subjects[request.kind].validate(check, options)
      await keepStagedCount(tx, run, request.kind)
      return { warnings, notKept: check.notKept }
    })
    if (request.kind === 'boundaries' && !options.gemeente) {
      const gemeente = await inDb((tx) => gemeenteOfStage(tx, run))
      if (gemeente) await inDb((tx) => setRun(tx, run, { gemeente }))
    }
    const notKept = read.rejectsNotKept + found.notKept
    const warnings = [...read.warnings, ...(notKept > 0 ? [`Er zijn meer dan ${maxKeptRejects} fouten; alleen de eerste staan in de lijst.`] : []), ...found.warnings]
    const nothing = read.rows === 0 ? kinds[request.kind].nothing?.(options) ?? 'De bron bevat geen rijen voor deze keuze (gemeente, niveau).' : undefined
    const rejected = await inDb(async (tx) => {
      const n = notKept + (await countRejects(tx, run))
      const unknown = await listUnknownAreas(tx, run)
      if (unknown.all > 0) warnings.push(unknownAreas(unknown, options.gemeente))
      if (kinds[request.kind].freeText) warnings.push(...(await countNotesToConfirm(tx, run, request.kind)))
      await setRun(tx, run, { status: 'validated', rowsRead: read.rows, rowsRejected: n, warnings })
      return n
    })
    checkCancelled(request.signal)
    if (nothing) return await end(inDb, run, 'refused', nothing)
    if (request.mode === 'check') return reportOf(inDb, run)
    if (request.mode === 'dry') return await end(inDb, run, rejected > 0 && !options.goodRows ? 'refused' : 'validated')
    request.onProgress?.({ phase: 'apply', rows: read.rows, share: null, rowsPerSecond: 0, secondsLeft: null })
    return await applyRun(run, request.who, options.goodRows ?? false, options.confirmNotes ?? false)
  } catch (error) {
    if (error instanceof SourceError) return error.code === 'aborted' ? await end(inDb, run, 'cancelled', stopped) : await end(inDb, run, 'failed', error.message)
    await end(inDb, run, 'failed', 'Er ging iets mis aan onze kant; er is niets veranderd. De beheerder vindt de oorzaak in het logboek.').catch(() => {})
    throw error
  }
}

/**
 * Applies a validated run, in one transaction.
 * @param goodRows load what is right and leave the rejected rows out; without it rejects refuse the run
 * @param notesConfirmed somebody says that the notes that may name a person do not; without it they refuse the run
 */
export async function applyRun(run: number, who: Identity, goodRows: boolean, notesConfirmed = false): Promise<ImportReport> {
  const inDb = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(systemFor(who), work, { deadlineMs: null })
  const row = await inDb((tx) => findRun(tx, run))
  if (!row || row.status !== 'validated' || row.dryRun) throw new ImportRefused('not_ready', `Import ${run} kan niet worden geladen: de stand is "${row ? runStatusLabel[row.status] : 'onbekend'}".`)
  if (row.rowsRejected > 0 && !goodRows) return end(inDb, run, 'refused')
  if (row.notesToConfirm > 0 && !notesConfirmed) return end(inDb, run, 'refused', notesQuestion(row.notesToConfirm))
  try {
    await inDb(async (tx) => {
      await lockWriting(tx)
      const locked = await lockRun(tx, run)
      if (locked?.status !== 'validated') throw new ImportRefused('not_ready', `Import ${run} is al geladen of gestopt.`)
      await giveRoom(tx)
      if (!(await isStagedWhole(tx, run, row.kind))) throw new ImportRefused('stage_lost', 'De gecontroleerde rijen zijn er niet meer allemaal. Er is niets veranderd; lees het bestand opnieuw.')
      await dropRejectedFromStage(tx, run, row.kind)
      const counts = await subjects[row.kind].apply(tx, run, row.options)
      if (row.notesToConfirm > 0) await confirmNotes(tx, run, row.notesToConfirm)
      await dropStage(tx, run, row.kind)
      await setRun(tx, run, { status: 'applied', rowsApplied: counts.applied, rowsUnchanged: Math.max(counts.unchanged, locked.rowsRead - locked.rowsRejected - counts.applied) })
      if (counts.applied > 0) await bumpDataVersion(tx)
      await writeAudit(tx, { action: 'import.apply', objectType: 'import_run', objectId: run, detail: { kind: row.kind, gemeente: row.gemeente, applied: counts.applied } })
    })
  } catch (error) {
    if (!(error instanceof ImportRefused) || error.code === 'not_ready') throw error
    return end(inDb, run, 'failed', error.message)
  }
  return reportOf(inDb, run)
}

/** Puts back what a run changed. @throws {ImportRefused} when the run was not applied, or later data stand on it */
export async function undoRun(run: number, who: Identity): Promise<ImportReport> {
  if (!Number.isSafeInteger(run) || run < 1) throw new ImportRefused('unknown_run', 'Verwacht: het nummer van een import.')
  const inDb = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(systemFor(who), work, { deadlineMs: null })
  await inDb(async (tx) => {
    await lockWriting(tx)
    const row = await lockRun(tx, run)
    if (!row) throw new ImportRefused('unknown_run', `Import ${run} bestaat niet.`)
    if (row.status !== 'applied') throw new ImportRefused('not_applied', `Import ${run} kan niet worden teruggedraaid: de stand is "${runStatusLabel[row.status]}".`)
    const kept = (await subjects[row.kind].undo(tx, run)) ?? []
    await setRun(tx, run, { status: 'undone', warnings: [...row.warnings, ...kept] })
    await writeAudit(tx, { action: 'import.undo', objectType: 'import_run', objectId: run, detail: { kind: row.kind, gemeente: row.gemeente } })
    await bumpDataVersion(tx)
  })
  return reportOf(inDb, run)
}

/** Drops a run that waits for a decision. @throws {ImportRefused} when the run has ended */
export async function cancelRun(run: number, who: Identity): Promise<ImportReport> {
  const inDb = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(systemFor(who), work, { deadlineMs: null })
  await inDb(async (tx) => {
    const row = await lockRun(tx, run)
    if (!row) throw new ImportRefused('unknown_run', `Import ${run} bestaat niet.`)
    if (hasEnded(row.status)) throw new ImportRefused('ended', `Import ${run} is al klaar en kan niet meer worden gestopt.`)
    await dropStage(tx, run, row.kind)
    await setRun(tx, run, { status: 'cancelled', problem: stopped })
  })
  return reportOf(inDb, run)
}

/** Codes that the gemeente does not have, the most frequent first. */
function unknownAreas({ all, first }: UnknownAreas, gemeente: string | undefined): string {
  const more = all - first.length
  return `${many(all, 'code van een gebied bestaat', 'codes van gebieden bestaan')} niet in ${gemeente ?? 'deze gemeente'}: ${first.map(({ code, n }) => `${code} (${many(n, 'rij', 'rijen')})`).join(', ')}${more > 0 ? ` en nog ${many(more, 'andere', 'andere')}` : ''}.`
}

type InDb = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

async function end(inDb: InDb, run: number, status: RunStatus, problem?: string): Promise<ImportReport> {
  await inDb(async (tx) => {
    const row = await lockRun(tx, run)
    if (!row || hasEnded(row.status)) return // it was applied or stopped meanwhile: that stands
    await dropStage(tx, run, row.kind)
    await setRun(tx, run, { status, problem })
  })
  return reportOf(inDb, run)
}

async function reportOf(inDb: InDb, run: number): Promise<ImportReport> {
  const [row, rejects] = await inDb(async (tx) => [(await findRun(tx, run)) as RunRow, await listRejects(tx, run, reportedRejects)] as const)
  return {
    run,
    kind: row.kind,
    status: row.status,
    rows: { read: row.rowsRead, applied: row.rowsApplied, unchanged: row.rowsUnchanged, rejected: row.rowsRejected },
    rejects: rejects.map(({ row: at, column, code, message, value }) => ({ row: at, column, code, message, ...(value == null ? {} : { value }) })),
    warnings: row.warnings,
    notesToConfirm: row.notesToConfirm,
    ...(row.problem === null ? {} : { problem: row.problem }),
  }
}

/** Fills in what the user left out and can be known, and refuses what cannot. */
async function completeOptions(tx: Tx, { kind, options, now }: ImportRequest): Promise<ImportOptions> {
  const thisYear = Number(dateInAmsterdam(now).slice(0, 4))
  if (kind === 'boundaries') {
    const year = options.year ?? null
    if (year === null) throw new SourceError('year_missing', 'Van welk jaar zijn deze grenzen? Geef het jaar op (bij npm run data: --year 2024).')
    if (!Number.isInteger(year) || year < 1995 || year > thisYear + 1) throw new SourceError('year_invalid', `Het jaar van de grenzen is ${year}; verwacht: 1995 tot en met ${thisYear + 1}.`)
    return options
  }
  if (!kinds[kind].needsBoundaries) return options
  const gemeente = options.gemeente ?? (await onlyGemeente(tx)) ?? undefined
  if (!gemeente) throw new SourceError('gemeente_missing', 'Voor welke gemeente is dit? Laad eerst de grenzen. Zijn er meer gemeenten, kies er dan een (bij npm run data: --gemeente GM0400).')
  const set = await boundarySetFor(tx, gemeente, options.year ?? 9999)
  if (!set) throw new SourceError('boundaries_missing', `Er zijn nog geen grenzen van ${gemeente} geladen. Laad eerst de grenzen van wijken en buurten.`)
  return { ...options, gemeente }
}

async function readAndStage(request: ImportRequest, run: number, inDb: InDb) {
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

function checkCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SourceError('aborted', stopped)
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
