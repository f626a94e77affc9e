import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { writeAudit } from '@/lib/db/audit'
import { asking, type Tx } from '@/lib/db/client'
import { bumpDataVersion, countRejects, createRun, findRun, listRejects, listUnknownAreas, lockRun, lockWriting, setRun, type RunRow, type UnknownAreas } from '@/lib/db/imports/runs'
import { confirmNotes, countNotesToConfirm } from '@/lib/db/imports/notes'
import { analyzeStage, dropRejectedFromStage, dropStage, gemeenteOfStage, giveRoom, isStagedWhole, keepStagedCount, stageOf } from '@/lib/db/imports/stage'
import { subjects } from '@/lib/db/imports/subjects'
import { ImportRefused } from '@/lib/db/imports/upsert'
import { systemFor, type Identity } from '@/lib/domain/identity'
import { hasEnded, notesQuestion, runStatusLabel, type ImportReport, type RunStatus } from '@/lib/domain/import-run'
import { many } from '@/lib/domain/many'
import { SourceError } from '@/lib/domain/source-record'
import { completeOptions, type ImportRequest } from './import-request'
import { kinds } from './kinds'
import { checkCancelled, maxKeptRejects, readAndStage, stopped, type InDb } from './read-and-stage'

const reportedRejects = 1_000

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

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
