import { randomUUID } from 'node:crypto'
import type { Solve } from '@/lib/analysis/linear-program'
import { SolverCancelled, type Solver } from './open-solver'

/** So many computations at once: of one person, and of this program. */
const mostOfOne = 2
const mostInAll = 4
const forgetAfterMs = 60 * 60_000

export type JobDeps = { open: (options: { signal: AbortSignal }) => Solver; now: () => number; onError: (error: unknown) => void }
/** What is computed, and what people are told in Dutch when it does not come to that. */
export type JobKind<Asked, Whole, Progress> = {
  begins: Progress
  compute: (asked: Asked, solve: Solve, onProgress: (progress: Progress) => void) => Promise<Whole>
  words: { tooManyOfYou: (most: number) => string; tooMany: string; failed: string }
}
export type JobState<Whole, Progress> = { id: string; status: 'running' | 'done' | 'cancelled' | 'failed'; progress: Progress; detail: string | null; whole: Whole | null }

/** The next computation has to wait. */
export class TooManyComputations extends Error {}

type Job<Whole, Progress> = Omit<JobState<Whole, Progress>, 'detail'> & { of: number; abort: AbortController; done: Promise<void>; endedAt: number }

/**
 * Computations with a solver in this program: each in a thread of its own, with progress and cancelling. They are known to who asked only, and are forgotten an hour
 * after they ended; what is to be kept is saved as a scenario.
 */
export function createSolverJobs<Asked, Whole, Progress>({ open, now, onError }: JobDeps, { begins, compute, words }: JobKind<Asked, Whole, Progress>) {
  const jobs = new Map<string, Job<Whole, Progress>>()
  let apart = 0
  const tidy = (): void => {
    for (const [id, job] of jobs) if (job.status !== 'running' && now() - job.endedAt > forgetAfterMs) jobs.delete(id)
  }
  const running = () => [...jobs.values()].filter((j) => j.status === 'running')
  const checkRoom = (): void => {
    if (running().length + apart >= mostInAll) throw new TooManyComputations(words.tooMany)
  }
  const ofMine = (id: string, uid: number): Job<Whole, Progress> | null => {
    tidy()
    const job = jobs.get(id)
    return job?.of === uid ? job : null
  }

  async function work(job: Job<Whole, Progress>, asked: Asked): Promise<void> {
    const solver = open({ signal: job.abort.signal })
    try {
      job.whole = await compute(asked, solver.solve, (progress) => (job.progress = progress))
      job.status = 'done'
    } catch (error) {
      job.status = error instanceof SolverCancelled ? 'cancelled' : 'failed'
      if (job.status === 'failed') onError(error)
    } finally {
      job.endedAt = now()
      await solver.close()
    }
  }

  return {
    /** @throws {TooManyComputations} with the reason in Dutch */
    start(uid: number, asked: Asked): string {
      tidy()
      if (running().filter((j) => j.of === uid).length >= mostOfOne) throw new TooManyComputations(words.tooManyOfYou(mostOfOne))
      checkRoom()
      const job: Job<Whole, Progress> = { id: randomUUID(), of: uid, status: 'running', progress: begins, abort: new AbortController(), done: Promise.resolve(), whole: null, endedAt: 0 }
      jobs.set(job.id, job)
      job.done = work(job, asked)
      return job.id
    },
    /** The state of an own computation, after at most `waitMs` or when it ends; null when there is none of that name. */
    async look(id: string, uid: number, waitMs = 0): Promise<JobState<Whole, Progress> | null> {
      const job = ofMine(id, uid)
      if (!job) return null
      if (waitMs > 0 && job.status === 'running') {
        let timer: NodeJS.Timeout | undefined
        await Promise.race([job.done, new Promise<void>((end) => (timer = setTimeout(end, waitMs)))])
        clearTimeout(timer)
      }
      const { status, progress, whole } = job
      return { id, status, progress, detail: status === 'failed' ? words.failed : null, whole }
    },
    /** Stops an own computation; one that ended stays as it is. */
    async cancel(id: string, uid: number): Promise<JobState<Whole, Progress> | null> {
      const job = ofMine(id, uid)
      if (!job) return null
      job.abort.abort()
      await job.done
      return this.look(id, uid)
    },
    /** An own computation that is done, with all that it followed from. */
    whole: (id: string, uid: number): Whole | null => ofMine(id, uid)?.whole ?? null,
    /** A short computation that is waited for; it counts among those of this program. @throws {TooManyComputations} with the reason in Dutch */
    apart<T>(short: (solve: Solve) => Promise<T>): Promise<T> {
      checkRoom()
      const solver = open({ signal: new AbortController().signal })
      apart++
      return short(solver.solve).finally(() => {
        apart--
        return solver.close()
      })
    },
  }
}
