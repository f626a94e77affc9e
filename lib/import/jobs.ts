import path from 'node:path'
import { ImportRefused } from '@/lib/db/imports/upsert'
import type { Identity } from '@/lib/domain/identity'
import type { ImportKind, ImportOptions, ImportProgress, ImportReport } from '@/lib/domain/import-run'
import type { SourceInfo } from '@/lib/domain/source-record'
import type { SourceRequest } from './child/read-source'
import { applyRun, cancelRun, runImport, undoRun } from './pipeline'
import { reporterKey } from './reporter-key'
import { layersOf } from './source'
import { removeUpload, sweepUploads } from './uploads'

export type StartImport = {
  kind: ImportKind
  options: ImportOptions
  who: Identity
  /** what the run is called in lists */
  name: string
  /** a service, or a file that comes in: `receive` writes it and gives its path, after a place was free */
  from: { sources: readonly SourceRequest[] } | { receive: (folder: string) => Promise<string> }
}

/** What this server knows of a run beyond the database. */
export type JobState = {
  running: boolean
  cancelling: boolean
  progress: ImportProgress
  info: SourceInfo | null
  /** why the last thing asked did not happen, in Dutch */
  notice: string | null
  canRestart: boolean
}

type Source = { sources: readonly SourceRequest[] } | { file: string }
type Job = Omit<JobState, 'canRestart'> & {
  run: number
  what: 'check' | 'apply' | 'undo'
  asked: Omit<StartImport, 'from'> & { source: Source }
  abort: AbortController
  done: Promise<void>
  endedAt: number
}

export type JobDeps = {
  runImport: typeof runImport
  applyRun: typeof applyRun
  undoRun: typeof undoRun
  cancelRun: typeof cancelRun
  layersOf: typeof layersOf
  hashKey: () => string
  /** folder of uploads, and the folder where readers may look */
  uploads: string
  now: () => number
  /** for the operator's log */
  onError: (error: unknown, run: number) => void
}

export const maxRunning = 2
const forgetAfterMs = 60 * 60_000
const uploadsLiveMs = 24 * 60 * 60_000

const nothingYet = (phase: ImportProgress['phase']): ImportProgress => ({ phase, rows: 0, share: null, rowsPerSecond: 0, secondsLeft: null })

/** There is no place for another import now. */
export class TooManyImports extends Error {
  constructor() {
    super(`Er lopen al ${maxRunning} imports. Wacht tot er een klaar is en probeer het dan opnieuw.`)
    this.name = 'TooManyImports'
  }
}

/**
 * Imports that run inside the web server: check, load, undo, with progress and cancelling. What counts is in `import_run`;
 * this only knows what happens now, and forgets an hour after it happened. A file is kept until its run is decided.
 */
export function createImportJobs(deps: JobDeps) {
  const jobs = new Map<number, Job>()
  let busy = 0

  /** Takes one of the places; gives it back when called. */
  function takePlace(): () => void {
    tidy()
    void sweepUploads(deps.uploads, uploadsLiveMs, deps.now())
    if (busy >= maxRunning) throw new TooManyImports()
    busy++
    let taken = true
    return () => {
      if (taken) busy--
      taken = false
    }
  }

  function tidy(): void {
    for (const [run, job] of jobs) {
      if (job.running || deps.now() - job.endedAt < forgetAfterMs) continue
      jobs.delete(run)
      dropFile(job)
    }
  }

  function dropFile(job: Job): void {
    const { source } = job.asked
    if ('file' in source) void removeUpload(source.file)
    job.asked.source = { sources: [] }
  }

  const canRestart = (job: Job): boolean => !job.running && job.what === 'check' && ('file' in job.asked.source || job.asked.source.sources.length > 0)

  /** Starts the work of a job and keeps its state right, however it ends. */
  function follow(job: Job, what: Job['what'], work: () => Promise<ImportReport>, release: () => void): Promise<ImportReport> {
    const report = work()
    Object.assign(job, { what, running: true, notice: null })
    job.done = report
      .then(
        ({ status }) => void (status !== 'validated' && dropFile(job)),
        (error: unknown) => {
          job.notice = error instanceof ImportRefused ? error.message : 'Er ging iets mis aan onze kant; er is niets veranderd. Probeer het opnieuw. De beheerder vindt de oorzaak in het logboek.'
          if (!(error instanceof ImportRefused)) deps.onError(error, job.run)
        },
      )
      .finally(() => {
        job.running = job.cancelling = false
        job.endedAt = deps.now()
        release()
      })
    return report
  }

  /** Runs the check of a new run; resolves with its number as soon as it has one. */
  async function check(asked: Omit<StartImport, 'from'> & { source: Source }, release: () => void): Promise<number> {
    const job: Job = { run: 0, what: 'check', asked, running: true, cancelling: false, progress: nothingYet('read'), info: null, notice: null, abort: new AbortController(), done: Promise.resolve(), endedAt: deps.now() }
    try {
      const sources = await sourcesOf(asked)
      return await new Promise<number>((started, failed) => {
        const { kind, options, who, name } = asked
        follow(
          job,
          'check',
          () =>
            deps.runImport({
              kind, options, who, sources, sourceName: name, mode: 'check', hashKey: deps.hashKey(), now: new Date(deps.now()), signal: job.abort.signal,
              onStart: (run) => {
                job.run = run
                jobs.set(run, job)
                started(run)
              },
              onInfo: (info) => (job.info ??= info),
              onProgress: (progress) => (job.progress = progress),
            }),
          release,
        ).catch(failed) // after the start nobody listens to this any more; the job keeps the reason
      })
    } catch (error) {
      release()
      if (job.run === 0) dropFile(job)
      throw error
    }
  }

  async function sourcesOf({ source, kind, name, options }: Omit<StartImport, 'from'> & { source: Source }): Promise<readonly SourceRequest[]> {
    if (!('file' in source)) return source.sources
    const file = { kind: 'file' as const, path: source.file, originalName: name }
    // What is wrong with the file is found again, and told, by the run itself.
    return kind === 'boundaries' ? deps.layersOf(file, options).catch(() => [file]) : [file]
  }

  /** Loads or undoes; asking the same again while it goes on joins it. */
  function decide(run: number, what: 'apply' | 'undo', who: Identity, work: () => Promise<ImportReport>): Promise<void> {
    const known = jobs.get(run)
    if (known?.running) {
      if (known.what === what) return settled(known)
      throw new ImportRefused('busy', `Import ${run} is nog bezig. Wacht tot dat klaar is.`)
    }
    const release = takePlace()
    const job: Job = known ?? { run, what, asked: { kind: 'signals', options: {}, who, name: '', source: { sources: [] } }, running: true, cancelling: false, progress: nothingYet(what), info: null, notice: null, abort: new AbortController(), done: Promise.resolve(), endedAt: deps.now() }
    job.progress = { ...nothingYet(what), rows: job.progress.rows }
    jobs.set(run, job)
    follow(job, what, work, release).catch(() => {}) // the job keeps the reason
    return settled(job)
  }

  /** @throws {ImportRefused} with the reason when it did not happen */
  async function settled(job: Job): Promise<void> {
    await job.done
    if (job.notice) throw new ImportRefused('refused', job.notice)
  }

  return {
    /** Receives, reads and checks. Resolves when the run has a number; the rest goes on behind it. @throws {TooManyImports} */
    async start({ from, ...asked }: StartImport): Promise<number> {
      const release = takePlace()
      let source: Source
      try {
        source = 'receive' in from ? { file: await from.receive(deps.uploads) } : from
      } catch (error) {
        release()
        throw error
      }
      return check({ ...asked, source }, release)
    },

    /** Reads the same source again with other options, as a new run; the old one is dropped. */
    async restart(run: number, change: ImportOptions, who: Identity): Promise<number> {
      const job = jobs.get(run)
      if (!job || !canRestart(job)) throw new ImportRefused('source_gone', 'Het bestand is er niet meer. Kies het opnieuw.')
      const release = takePlace()
      const { asked } = job
      try {
        await deps.cancelRun(run, who)
      } catch (error) {
        if (!(error instanceof ImportRefused)) { // a run that has ended needs no dropping
          release()
          throw error
        }
      }
      job.asked = { ...asked, source: { sources: [] } }
      return check({ ...asked, who, options: { ...asked.options, ...change } }, release)
    },

    /** Stops reading, or drops a run that waits. Resolves when it has stopped. */
    async cancel(run: number, who: Identity): Promise<void> {
      const job = jobs.get(run)
      if (job?.running && job.what !== 'check') throw new ImportRefused('busy', 'Het laden is al begonnen en kan niet meer worden gestopt. Daarna kunt u het terugdraaien.')
      if (job?.running) {
        job.cancelling = true
        job.abort.abort()
        await job.done
        return
      }
      await deps.cancelRun(run, who)
      if (job) dropFile(job)
    },

    apply: (run: number, who: Identity, goodRows: boolean, notesConfirmed = false): Promise<void> => decide(run, 'apply', who, () => deps.applyRun(run, who, goodRows, notesConfirmed)),
    undo: (run: number, who: Identity): Promise<void> => decide(run, 'undo', who, () => deps.undoRun(run, who)),

    /** null when this server does not know the run (any more). */
    state(run: number): JobState | null {
      tidy()
      const job = jobs.get(run)
      if (!job) return null
      const { running, cancelling, progress, info, notice } = job
      return { running, cancelling, progress, info, notice, canRestart: canRestart(job) }
    },
  }
}
export type ImportJobs = ReturnType<typeof createImportJobs>

// One list per process, also when Next bundles this module more than once.
const shared = globalThis as typeof globalThis & { buurtfocusImports?: ImportJobs }

export function importJobs(onError: JobDeps['onError']): ImportJobs {
  const dataDir = process.env.DATA_DIR ?? '.data'
  shared.buurtfocusImports ??= createImportJobs({
    runImport, applyRun, undoRun, cancelRun, layersOf, onError, now: Date.now,
    hashKey: () => reporterKey(process.env, dataDir),
    uploads: path.resolve(/* turbopackIgnore: true */ dataDir, 'uploads'),
  })
  return shared.buurtfocusImports
}
