import 'server-only'
import { answerRotation } from '@/lib/analysis/rotation-answer'
import { whyRotation } from '@/lib/analysis/rotation-why'
import type { RotationAnswer, RotationJob, RotationProgress, RotationReason } from '@/lib/domain/rotation'
import { createSolverJobs, type JobDeps, type JobState } from '@/lib/solver/jobs'
import { openSolver } from '@/lib/solver/open-solver'
import { words as shared } from '@/lib/ui/words'
import { words } from './words'

/** So many reasons are kept. */
const mostReasons = 200

/** Schedules that are computed in this program. */
export function createRotationJobs(deps: JobDeps) {
  const jobs = createSolverJobs<Pick<RotationAnswer, 'question' | 'input'>, RotationAnswer, RotationProgress>(deps, {
    begins: { step: 'reading', done: 0, of: 1 },
    compute: async ({ question, input }, solve, onProgress) => ({ question, input, result: await answerRotation(input, question, solve, onProgress) }),
    words: { ...shared.computing, failed: words.failed },
  })
  const reasons = new Map<string, Promise<RotationReason>>()
  const shown = (job: JobState<RotationAnswer, RotationProgress> | null): RotationJob | null => {
    if (!job) return null
    const { whole, ...state } = job
    return { ...state, answer: whole }
  }
  return {
    start: jobs.start,
    look: async (id: string, uid: number, waitMs = 0): Promise<RotationJob | null> => shown(await jobs.look(id, uid, waitMs)),
    cancel: async (id: string, uid: number): Promise<RotationJob | null> => shown(await jobs.cancel(id, uid)),
    answer: jobs.whole,
    /**
     * Why a buurt is in a schedule or not. `of` names the schedule: the same question of the same schedule is worked out once.
     * @throws {TooManyComputations} with the reason in Dutch
     */
    async why(of: string, { question, input, result }: RotationAnswer, code: string): Promise<RotationReason> {
      const key = `${of} ${code}`
      const known = reasons.get(key)
      if (known) return known
      const found = jobs.apart((solve) => whyRotation(input, question, result, code, solve))
      if (reasons.size >= mostReasons) reasons.delete(reasons.keys().next().value!)
      reasons.set(key, found)
      found.catch(() => reasons.delete(key))
      return found
    },
  }
}

export type RotationJobs = ReturnType<typeof createRotationJobs>
const inProgram = globalThis as { buurtfocusRotations?: RotationJobs }

/** Those of the web server: routes are bundled apart and still share them. */
export const rotationJobs = (onError: (error: unknown) => void): RotationJobs => (inProgram.buurtfocusRotations ??= createRotationJobs({ open: openSolver, now: Date.now, onError }))
