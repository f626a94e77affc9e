import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { writeLinearProgram, type LinearProgram, type Solve, type Solved } from '@/lib/analysis/linear-program'

/** Best value so far and what nothing can be better than; null when not known yet. */
export type Progress = { best: number | null; bound: number | null }
export type Solver = { solve: Solve; close(): Promise<void> }

export class SolverError extends Error {}
export class SolverCancelled extends Error {}

const defaultTimeLimitS = 20
/** HiGHS looks at the clock between steps; a step that takes longer than this is ended with its thread. */
const graceS = 10

type Message = ({ kind: 'progress' } & Progress) | { kind: 'failed'; message: string } | { kind: 'solved'; status: Solved['status']; values: [number, number][] | null; objective: number | null; bound: number | null }

/**
 * A thread of its own with HiGHS, for one computation: programs are solved one after the other.
 *
 * A run that reaches its time limit answers with the best it has (`limit`); one that does not stop by itself 10 s later is ended and answers `limit`
 * without values. `signal` ends the thread at once: whatever waits is refused with SolverCancelled. Close it when done.
 */
export function openSolver({ signal, onProgress }: { signal?: AbortSignal; onProgress?: (progress: Progress) => void } = {}): Solver {
  let thread: Worker | null = null
  let line: Promise<unknown> = Promise.resolve()
  const end = async (): Promise<void> => {
    const ending = thread
    thread = null
    await ending?.terminate()
  }

  const run = (program: LinearProgram, timeLimitS: number, relGap: number): Promise<Solved> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(new SolverCancelled('the computation was cancelled'))
      const text = writeLinearProgram(program)
      const worker = (thread ??= startThread())
      const settle = (act: () => void, over = false): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
        worker.off('message', onMessage).off('error', onError).off('exit', onExit)
        if (over) void end()
        act()
      }
      const timer = setTimeout(() => settle(() => resolve({ status: 'limit', values: null, objective: null, bound: null }), true), (timeLimitS + graceS) * 1000)
      const onAbort = (): void => settle(() => reject(new SolverCancelled('the computation was cancelled')), true)
      signal?.addEventListener('abort', onAbort)
      const onMessage = (message: Message): void => {
        if (message.kind === 'progress') onProgress?.({ best: message.best, bound: message.bound })
        else if (message.kind === 'failed') settle(() => reject(new SolverError(`the solver failed: ${message.message}`)), true)
        else settle(() => resolve(answer(program, message)))
      }
      const onError = (error: Error): void => settle(() => reject(new SolverError(`the thread of the solver failed: ${error.message}`)), true)
      const onExit = (code: number): void => settle(() => reject(new SolverError(`the thread of the solver ended (${code})`)), true)
      worker.on('message', onMessage).on('error', onError).on('exit', onExit)
      worker.postMessage({ text, timeLimitS, relGap })
    })

  return {
    solve: (program, { timeLimitS = defaultTimeLimitS, relGap = 0 } = {}) => {
      const next = line.then(() => run(program, timeLimitS, relGap))
      line = next.catch(() => undefined)
      return next
    },
    close: end,
  }
}

/** The program of the thread is plain JavaScript beside this file; bundlers must leave it and its WebAssembly where they are. */
function startThread(): Worker {
  const file = path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'solver', 'thread.mjs')
  const thread = new Worker(file, { execArgv: [], stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: 512 } })
  thread.unref()
  thread.on('error', () => undefined) // also when no run listens: an error without a listener would end the process
  for (const stream of [thread.stdout, thread.stderr]) stream.resume()
  return thread
}

function answer(program: LinearProgram, { status, values, objective, bound }: Message & { kind: 'solved' }): Solved {
  const names = [...program.variables.keys()]
  return { status, objective, bound, values: values && new Map(values.map(([i, value]) => [names[i]!, value])) }
}
