import 'server-only'
import { randomUUID } from 'node:crypto'
import { answerPlacement } from '@/lib/analysis/placement-answer'
import type { PlacementInput, PlacementJob, PlacementProgress, PlacementQuestion, PlacementResult } from '@/lib/domain/placement'
import { shownInput } from '@/lib/domain/placement'
import { openSolver, SolverCancelled, type Solver } from '@/lib/solver/open-solver'
import { words } from './words'

/** So many computations at once: of one person, and of this program. */
const mostOfOne = 2
const mostInAll = 4
const forgetAfterMs = 60 * 60_000

type Whole = { question: PlacementQuestion; input: PlacementInput; result: PlacementResult }
type Job = { id: string; of: number; status: PlacementJob['status']; progress: PlacementProgress; abort: AbortController; done: Promise<void>; whole: Whole | null; endedAt: number }

/** The next computation has to wait. */
export class TooManyPlacements extends Error {}

export type PlacementDeps = { open: (options: { signal: AbortSignal }) => Solver; now: () => number; onError: (error: unknown) => void }

/**
 * Computations of "Waar spreekuur?" in this program: each in a thread of its own, with progress and cancelling. They are known to who asked only, and are forgotten an hour
 * after they ended; what is to be kept is saved as a scenario.
 */
export function createPlacementJobs({ open, now, onError }: PlacementDeps) {
  const jobs = new Map<string, Job>()
  const tidy = (): void => {
    for (const [id, job] of jobs) if (job.status !== 'running' && now() - job.endedAt > forgetAfterMs) jobs.delete(id)
  }
  const running = (): Job[] => [...jobs.values()].filter((j) => j.status === 'running')
  const ofMine = (id: string, uid: number): Job | null => {
    tidy()
    const job = jobs.get(id)
    return job?.of === uid ? job : null
  }

  async function work(job: Job, question: PlacementQuestion, input: PlacementInput): Promise<void> {
    const solver = open({ signal: job.abort.signal })
    try {
      const result = await answerPlacement(input, question, solver.solve, (progress) => (job.progress = progress))
      job.whole = { question, input, result }
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
    /** @throws {TooManyPlacements} with the reason in Dutch */
    start(uid: number, question: PlacementQuestion, input: PlacementInput): string {
      tidy()
      if (running().filter((j) => j.of === uid).length >= mostOfOne) throw new TooManyPlacements(words.tooManyOfYou(mostOfOne))
      if (running().length >= mostInAll) throw new TooManyPlacements(words.tooMany)
      const job: Job = { id: randomUUID(), of: uid, status: 'running', progress: { step: 'reading', done: 0, of: 1 }, abort: new AbortController(), done: Promise.resolve(), whole: null, endedAt: 0 }
      jobs.set(job.id, job)
      job.done = work(job, question, input)
      return job.id
    },
    /** The state of an own computation, after at most `waitMs` or when it ends; null when there is none of that name. */
    async look(id: string, uid: number, waitMs = 0): Promise<PlacementJob | null> {
      const job = ofMine(id, uid)
      if (!job) return null
      if (waitMs > 0 && job.status === 'running') {
        let timer: NodeJS.Timeout | undefined
        await Promise.race([job.done, new Promise<void>((end) => (timer = setTimeout(end, waitMs)))])
        clearTimeout(timer)
      }
      const { status, progress, whole } = job
      return { id, status, progress, detail: status === 'failed' ? words.failed : null, answer: whole && { question: whole.question, input: shownInput(whole.input), result: whole.result } }
    },
    /** Stops an own computation; one that ended stays as it is. */
    async cancel(id: string, uid: number): Promise<PlacementJob | null> {
      const job = ofMine(id, uid)
      if (!job) return null
      job.abort.abort()
      await job.done
      return this.look(id, uid)
    },
    /** An own computation that is done, with all that it followed from. */
    whole: (id: string, uid: number): Whole | null => ofMine(id, uid)?.whole ?? null,
  }
}

export type PlacementJobs = ReturnType<typeof createPlacementJobs>
const shared = globalThis as { buurtfocusPlacements?: PlacementJobs }

/** Those of the web server: routes are bundled apart and still share them. */
export const placementJobs = (onError: (error: unknown) => void): PlacementJobs =>
  (shared.buurtfocusPlacements ??= createPlacementJobs({ open: openSolver, now: Date.now, onError }))
