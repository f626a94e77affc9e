import 'server-only'
import { randomUUID } from 'node:crypto'
import { answerRotation } from '@/lib/analysis/rotation-answer'
import { whyRotation } from '@/lib/analysis/rotation-why'
import type { RotationAnswer, RotationJob, RotationProgress, RotationReason } from '@/lib/domain/rotation'
import { openSolver, SolverCancelled, type Solver } from '@/lib/solver/open-solver'
import { words } from './words'

/** So many computations at once: of one person, and of this program. */
const mostOfOne = 2
const mostInAll = 4
const forgetAfterMs = 60 * 60_000
/** So many reasons are kept per schedule. */
const mostReasons = 200

type Job = { id: string; of: number; status: RotationJob['status']; progress: RotationProgress; abort: AbortController; done: Promise<void>; answer: RotationAnswer | null; endedAt: number }

/** The next computation has to wait. */
export class TooManyRotations extends Error {}

export type RotationDeps = { open: (options: { signal: AbortSignal }) => Solver; now: () => number; onError: (error: unknown) => void }

/** Schedules that are computed in this program: each in a thread of its own, with progress and cancelling, known to who asked only, forgotten an hour after they ended. What is to be kept is saved as a scenario. */
export function createRotationJobs({ open, now, onError }: RotationDeps) {
  const jobs = new Map<string, Job>()
  const reasons = new Map<string, Promise<RotationReason>>()
  let asking = 0
  const running = (): Job[] => [...jobs.values()].filter((j) => j.status === 'running')
  const ofMine = (id: string, uid: number): Job | null => {
    for (const [key, job] of jobs) if (job.status !== 'running' && now() - job.endedAt > forgetAfterMs) jobs.delete(key)
    const job = jobs.get(id)
    return job?.of === uid ? job : null
  }

  async function work(job: Job, { question, input }: Pick<RotationAnswer, 'question' | 'input'>): Promise<void> {
    const solver = open({ signal: job.abort.signal })
    try {
      const result = await answerRotation(input, question, solver.solve, (progress) => (job.progress = progress))
      job.answer = { question, input, result }
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
    /** @throws {TooManyRotations} with the reason in Dutch */
    start(uid: number, asked: Pick<RotationAnswer, 'question' | 'input'>): string {
      if (running().filter((j) => j.of === uid).length >= mostOfOne) throw new TooManyRotations(words.tooManyOfYou(mostOfOne))
      if (running().length + asking >= mostInAll) throw new TooManyRotations(words.tooMany)
      const job: Job = { id: randomUUID(), of: uid, status: 'running', progress: { step: 'reading', done: 0, of: 1 }, abort: new AbortController(), done: Promise.resolve(), answer: null, endedAt: 0 }
      jobs.set(job.id, job)
      job.done = work(job, asked)
      return job.id
    },
    /** The state of an own computation, after at most `waitMs` or when it ends; null when there is none of that name. */
    async look(id: string, uid: number, waitMs = 0): Promise<RotationJob | null> {
      const job = ofMine(id, uid)
      if (!job) return null
      if (waitMs > 0 && job.status === 'running') {
        let timer: NodeJS.Timeout | undefined
        await Promise.race([job.done, new Promise<void>((end) => (timer = setTimeout(end, waitMs)))])
        clearTimeout(timer)
      }
      const { status, progress, answer } = job
      return { id, status, progress, detail: status === 'failed' ? words.failed : null, answer }
    },
    async cancel(id: string, uid: number): Promise<RotationJob | null> {
      const job = ofMine(id, uid)
      if (!job) return null
      job.abort.abort()
      await job.done
      return this.look(id, uid)
    },
    /** An own computation that is done, with all that it followed from. */
    answer: (id: string, uid: number): RotationAnswer | null => ofMine(id, uid)?.answer ?? null,
    /**
     * Why a buurt is in a schedule or not. `of` names the schedule: the same question of the same schedule is worked out once.
     * @throws {TooManyRotations} with the reason in Dutch
     */
    async why(of: string, { question, input, result }: RotationAnswer, code: string): Promise<RotationReason> {
      const key = `${of} ${code}`
      const known = reasons.get(key)
      if (known) return known
      if (running().length + asking >= mostInAll) throw new TooManyRotations(words.tooMany)
      const solver = open({ signal: new AbortController().signal })
      asking++
      const found = whyRotation(input, question, result, code, solver.solve).finally(() => {
        asking--
        return solver.close()
      })
      if (reasons.size >= mostReasons) reasons.delete(reasons.keys().next().value!)
      reasons.set(key, found)
      found.catch(() => reasons.delete(key))
      return found
    },
  }
}

export type RotationJobs = ReturnType<typeof createRotationJobs>
const shared = globalThis as { buurtfocusRotations?: RotationJobs }

/** Those of the web server: routes are bundled apart and still share them. */
export const rotationJobs = (onError: (error: unknown) => void): RotationJobs => (shared.buurtfocusRotations ??= createRotationJobs({ open: openSolver, now: Date.now, onError }))
