import 'server-only'
import { answerPlacement } from '@/lib/analysis/placement-answer'
import type { PlacementInput, PlacementJob, PlacementProgress, PlacementQuestion, PlacementResult } from '@/lib/domain/placement'
import { shownInput } from '@/lib/domain/placement'
import { createSolverJobs, type JobDeps, type JobState } from '@/lib/solver/jobs'
import { openSolver } from '@/lib/solver/open-solver'
import { words as shared } from '@/lib/ui/words'
import { words } from './words'

type Whole = { question: PlacementQuestion; input: PlacementInput; result: PlacementResult }

/** Computations of "Waar spreekuur?" in this program. */
export function createPlacementJobs(deps: JobDeps) {
  const jobs = createSolverJobs<Omit<Whole, 'result'>, Whole, PlacementProgress>(deps, {
    begins: { step: 'reading', done: 0, of: 1 },
    compute: async ({ question, input }, solve, onProgress) => ({ question, input, result: await answerPlacement(input, question, solve, onProgress) }),
    words: { ...shared.computing, failed: words.failed },
  })
  const shown = (job: JobState<Whole, PlacementProgress> | null): PlacementJob | null => {
    if (!job) return null
    const { whole, ...state } = job
    return { ...state, answer: whole && { question: whole.question, input: shownInput(whole.input), result: whole.result } }
  }
  return {
    start: (uid: number, question: PlacementQuestion, input: PlacementInput): string => jobs.start(uid, { question, input }),
    look: async (id: string, uid: number, waitMs = 0): Promise<PlacementJob | null> => shown(await jobs.look(id, uid, waitMs)),
    cancel: async (id: string, uid: number): Promise<PlacementJob | null> => shown(await jobs.cancel(id, uid)),
    whole: jobs.whole,
  }
}

export type PlacementJobs = ReturnType<typeof createPlacementJobs>
const inProgram = globalThis as { buurtfocusPlacements?: PlacementJobs }

/** Those of the web server: routes are bundled apart and still share them. */
export const placementJobs = (onError: (error: unknown) => void): PlacementJobs =>
  (inProgram.buurtfocusPlacements ??= createPlacementJobs({ open: openSolver, now: Date.now, onError }))
