import { Worker } from 'node:worker_threads'
import type { ProblemInput, ProblemOutput } from '@/lib/analysis/problem-clusters'
import type { ThreadMessage, ThreadRequest } from './messages'
import { threadProgram } from './program'

/** Memory that a thread may use for its data, in MB; beyond it the thread ends and the program goes on. */
const maxMemoryMb = 1024

/** The calculation was ended from outside. */
export class Stopped extends Error {
  constructor() {
    super('stopped')
    this.name = 'Stopped'
  }
}

/** The thread ended without an answer, or its sums failed. The message holds nothing of the data. */
export class ThreadFailed extends Error {
  constructor(message: string, stack?: string) {
    super(message)
    this.name = 'ThreadFailed'
    if (stack) this.stack = stack
  }
}

export type ComputeOptions = {
  seed: number
  replicates?: number
  /** ends the thread at once, in the middle of a sum */
  signal?: AbortSignal
  /** share 0..1; at most a few times a second */
  onProgress?: (share: number, step: string) => void
  /** the file of the thread */
  program?: string
  memoryMb?: number
}

/**
 * Problem clusters in a thread of its own: the same numbers as `problemClusters` for the same input and seed.
 * @throws {Stopped} when the signal said so
 * @throws {ThreadFailed} when the sums failed, memory ran out or the thread ended by itself
 */
export async function compute(input: ProblemInput, { seed, replicates, signal, onProgress, program, memoryMb = maxMemoryMb }: ComputeOptions): Promise<ProblemOutput> {
  const file = program ?? (await threadProgram())
  if (signal?.aborted) throw new Stopped()
  const request: ThreadRequest = { input, seed, replicates }
  const worker = new Worker(file, { workerData: request, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: memoryMb } })
  const stop = (): void => void worker.terminate()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await new Promise<ProblemOutput>((done, failed) => {
      worker.on('message', (message: ThreadMessage) => {
        if (message.type === 'progress') onProgress?.(message.share, message.step)
        else if (message.type === 'done') done(message.output)
        else failed(new ThreadFailed(`${message.name}: ${message.message}`, message.stack))
      })
      worker.on('error', (error: Error & { code?: string }) => failed(new ThreadFailed(error.code ?? error.message, error.stack)))
      worker.on('exit', (code) => failed(signal?.aborted ? new Stopped() : new ThreadFailed(`the thread ended without an answer (exit code ${code})`)))
    })
  } finally {
    signal?.removeEventListener('abort', stop)
    stop()
  }
}
