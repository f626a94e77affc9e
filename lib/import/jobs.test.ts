import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ImportRefused } from '@/lib/db/imports/upsert'
import { system } from '@/lib/domain/identity'
import type { ImportReport, RunStatus } from '@/lib/domain/import-run'
import type { SourceInfo } from '@/lib/domain/source-record'
import { createImportJobs, maxRunning, TooManyImports, type JobDeps, type StartImport } from './jobs'
import type { ImportRequest } from './import-request'

const info: SourceInfo = { format: 'csv', srid: null, columns: ['a'], totalBytes: null, remarks: [] }
const report = (run: number, status: RunStatus): ImportReport => ({ run, kind: 'signals', status, rows: { read: 1, applied: 0, unchanged: 0, rejected: 0 }, rejects: [], warnings: [], notesToConfirm: 0 })

let uploads: string
let now: number
/** runs that the fake pipeline is busy with: end them as you like */
let going: { request: ImportRequest; run: number; end: (status: RunStatus) => void; fail: (error: unknown) => void }[]
let deps: JobDeps
let logged: unknown[]

beforeEach(async () => {
  uploads = await mkdtemp(path.join(tmpdir(), 'buurtfocus-jobs-'))
  now = 1_000_000
  going = []
  logged = []
  deps = {
    uploads,
    now: () => now,
    hashKey: () => 'key',
    onError: (error) => logged.push(error),
    layersOf: async (file) => [{ ...file, layer: 'buurten' }],
    cancelRun: vi.fn(async (run) => report(run, 'cancelled')),
    applyRun: vi.fn(async (run) => report(run, 'applied')),
    undoRun: vi.fn(async (run) => report(run, 'undone')),
    runImport: (request) =>
      new Promise((done, fail) => {
        const run = going.length + 1
        going.push({ request, run, end: (status) => done(report(run, status)), fail })
        request.signal?.addEventListener('abort', () => done(report(run, 'cancelled')))
        request.onStart?.(run)
        request.onInfo?.(info)
        request.onProgress?.({ phase: 'read', rows: 5, share: 0.5, rowsPerSecond: 5, secondsLeft: 1 })
      }),
  }
})
afterEach(() => rm(uploads, { recursive: true, force: true }))

const service: StartImport = { kind: 'signals', options: {}, who: system, name: 'open311:x', from: { sources: [{ kind: 'open311', url: 'https://x.example' }] } }
const upload = (name = 'a'.repeat(32)): StartImport => ({
  ...service,
  name: 'meldingen.csv',
  from: {
    receive: async (folder) => {
      const file = path.join(folder, name)
      await writeFile(file, 'x')
      return file
    },
  },
})
const settle = () => new Promise((r) => setTimeout(r, 20))

test('a run is known from its start, with progress and what was recognised', async () => {
  const jobs = createImportJobs(deps)
  const run = await jobs.start(service)
  expect(jobs.state(run)).toMatchObject({ running: true, progress: { rows: 5, share: 0.5 }, info, notice: null })
  going[0]!.end('validated')
  await expect.poll(() => jobs.state(run)).toMatchObject({ running: false, canRestart: true })
  expect(going[0]!.request).toMatchObject({ mode: 'check', hashKey: 'key', sourceName: 'open311:x' })
})

test('no more than two at once; a place is free again when a run ends, is refused by its upload, or fails', async () => {
  const jobs = createImportJobs(deps)
  for (let i = 0; i < maxRunning; i++) await jobs.start(service)
  await expect(jobs.start(service)).rejects.toBeInstanceOf(TooManyImports)
  going[0]!.end('validated')
  await settle()
  await expect(jobs.start({ ...service, from: { receive: () => Promise.reject(new Error('cut off')) } })).rejects.toThrow('cut off')
  const run = await jobs.start(service)
  going[2]!.fail(new Error('database gone'))
  await expect.poll(() => logged).toHaveLength(1)
  expect(jobs.state(run)?.notice).toMatch(/Er ging iets mis aan onze kant/)
  await jobs.start(service)
})

test('an upload waits for a place before a byte is received', async () => {
  const jobs = createImportJobs(deps)
  await jobs.start(service)
  await jobs.start(service)
  const receive = vi.fn()
  await expect(jobs.start({ ...service, from: { receive } })).rejects.toBeInstanceOf(TooManyImports)
  expect(receive).not.toHaveBeenCalled()
})

test('cancel stops the reading and removes the file', async () => {
  const jobs = createImportJobs(deps)
  const run = await jobs.start(upload())
  expect(await readdir(uploads)).toHaveLength(1)
  await jobs.cancel(run, system)
  await expect.poll(() => jobs.state(run)?.running).toBe(false)
  expect(going[0]!.request.signal?.aborted).toBe(true)
  await expect.poll(() => readdir(uploads)).toHaveLength(0)
  expect(deps.cancelRun).not.toHaveBeenCalled()
})

test('a run that waits is dropped in the database, with its file', async () => {
  const jobs = createImportJobs(deps)
  const run = await jobs.start(upload())
  going[0]!.end('validated')
  await settle()
  expect(await readdir(uploads)).toHaveLength(1)
  await jobs.cancel(run, system)
  await settle()
  expect(deps.cancelRun).toHaveBeenCalledWith(run, system)
  await expect.poll(() => readdir(uploads)).toHaveLength(0)
})

test('a file that cannot be read leaves nothing behind', async () => {
  const jobs = createImportJobs(deps)
  await jobs.start(upload())
  going[0]!.end('failed')
  await expect.poll(() => readdir(uploads)).toHaveLength(0)
})

test('asking to load twice loads once; loading and undoing at the same time is refused', async () => {
  let finish = (): void => {}
  deps.applyRun = vi.fn(() => new Promise<ImportReport>((done) => (finish = () => done(report(7, 'applied')))))
  const jobs = createImportJobs(deps)
  const both = [jobs.apply(7, system, false), jobs.apply(7, system, false)]
  expect(() => jobs.undo(7, system)).toThrow(ImportRefused)
  await expect(jobs.cancel(7, system)).rejects.toThrow(/kan niet meer worden gestopt/)
  finish()
  await Promise.all(both)
  expect(deps.applyRun).toHaveBeenCalledTimes(1)
})

test('why something was refused is told to who asked and kept for who looks', async () => {
  deps.undoRun = vi.fn(() => Promise.reject(new ImportRefused('later_run', 'Draai eerst import 9 terug.')))
  const jobs = createImportJobs(deps)
  await expect(jobs.undo(8, system)).rejects.toThrow('Draai eerst import 9 terug.')
  expect(jobs.state(8)).toMatchObject({ running: false, notice: 'Draai eerst import 9 terug.' })
  expect(logged).toHaveLength(0)
})

test('the same file is read again with other options as a new run', async () => {
  const jobs = createImportJobs(deps)
  const run = await jobs.start({ ...upload(), options: { gemeente: 'GM0400' } })
  going[0]!.end('validated')
  await settle()
  const again = await jobs.restart(run, { swapAxes: true }, system)
  expect(again).not.toBe(run)
  expect(deps.cancelRun).toHaveBeenCalledWith(run, system)
  expect(going[1]!.request.options).toEqual({ gemeente: 'GM0400', swapAxes: true })
  expect(going[1]!.request.sources).toEqual([{ kind: 'file', path: path.join(uploads, 'a'.repeat(32)), originalName: 'meldingen.csv' }])
  await expect(jobs.restart(run, {}, system)).rejects.toThrow(/Kies het opnieuw/)
})

test('boundaries are read layer by layer; a file whose layers cannot be listed is left to the run', async () => {
  const jobs = createImportJobs(deps)
  await jobs.start({ ...upload(), kind: 'boundaries' })
  expect(going[0]!.request.sources).toEqual([expect.objectContaining({ layer: 'buurten' })])
  deps.layersOf = () => Promise.reject(new Error('no list'))
  await createImportJobs(deps).start({ ...upload('b'.repeat(32)), kind: 'boundaries' })
  expect(going[1]!.request.sources).toEqual([expect.not.objectContaining({ layer: 'buurten' })])
})

test('what has ended is forgotten after an hour, with its file; what runs is not', async () => {
  const jobs = createImportJobs(deps)
  const ended = await jobs.start(upload())
  const busy = await jobs.start(service)
  going[0]!.end('validated')
  await settle()
  now += 59 * 60_000
  expect(jobs.state(ended)).not.toBeNull()
  now += 2 * 60_000
  expect(jobs.state(ended)).toBeNull()
  expect(jobs.state(busy)?.running).toBe(true)
  await expect.poll(() => readdir(uploads)).toHaveLength(0)
})
