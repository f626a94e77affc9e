import { randomBytes } from 'node:crypto'
import { asking, DatabaseUnavailable, type Tx } from '@/lib/db/client'
import { finishRun } from '@/lib/db/clusters/finish'
import { readClusterInput } from '@/lib/db/clusters/input'
import { openClusters } from '@/lib/db/clusters/items'
import { failRun, noteProgress, type TakenRun } from '@/lib/db/clusters/runs'
import { system } from '@/lib/domain/identity'
import { compute, Stopped } from './compute'
import { keepsItems, sightingsOf } from './sightings'

/** Between two writings of how far a run is, in milliseconds; as often it is seen whether somebody cancelled it. */
const noteEveryMs = 400
/** Reading takes this part of the bar. */
const readShare = 0.05

/**
 * - `failed`: its sums or its data; written at the run
 * - `away`: the database went away. Not the fault of the run, which is to be let go for another attempt
 * - `stopped`: the program ends; to be let go as well
 */
type RunEnd = 'done' | 'cancelled' | 'failed' | 'away' | 'stopped'
export type WorkDeps = {
  compute: typeof compute
  /** for the operator's log; nothing in it is about a person */
  onError: (error: unknown, about: { run: number; errorId: string }) => void
}
export type Work = { end: RunEnd; /** milliseconds that the database was read */ readMs: number }

const ask = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(system, work, { deadlineMs: null })

/**
 * Does a run that was taken: reads, computes in a thread, writes. Never throws: a failure is told to `onError` with an error id, and written at the run.
 * @param stop the program ends
 */
export async function doRun(taken: TakenRun, { compute: sums, onError }: WorkDeps, stop: AbortSignal): Promise<Work> {
  const { id, question, seed, standard } = taken
  const ended = new AbortController()
  let at = { share: 0, step: 'Gegevens lezen' }
  let cancelled = false
  let readMs = 0
  const signal = AbortSignal.any([stop, ended.signal])
  const watching = watch(taken, () => at, ended.signal, () => {
    cancelled = true
    ended.abort()
  })
  try {
    const started = performance.now()
    const { boundarySet, input } = await ask((tx) => readClusterInput(tx, question))
    readMs = performance.now() - started
    const result = await sums(input, { seed, signal, onProgress: (share, step) => (at = { share: readShare + share * (1 - readShare), step }) })
    const kept = await ask(async (tx) => {
      const open = keepsItems(question, standard) ? await openClusters(tx, question.gemeente, question.theme!, boundarySet) : null
      const { clusters, gone } = sightingsOf(result, input.areas.map((a) => a.id), open)
      return finishRun(tx, taken, { boundarySet, input, result, clusters, goneClusters: gone })
    })
    return { end: kept ? 'done' : 'cancelled', readMs }
  } catch (error) {
    if (error instanceof Stopped) return { end: cancelled ? 'cancelled' : 'stopped', readMs }
    const errorId = randomBytes(4).toString('hex')
    onError(error, { run: id, errorId })
    if (error instanceof DatabaseUnavailable) return { end: 'away', readMs }
    return { end: await ask((tx) => failRun(tx, taken, errorId)).then(() => 'failed' as const, () => 'away' as const), readMs }
  } finally {
    ended.abort()
    await watching
  }
}

/** Writes how far a run is until it has ended; what cannot be written (the database is away) is left out. */
async function watch(run: TakenRun, at: () => { share: number; step: string }, ended: AbortSignal, onCancelled: () => void): Promise<void> {
  while (!ended.aborted) {
    const { share, step } = at()
    const answer = await ask((tx) => noteProgress(tx, run, share, step)).catch(() => 'go' as const)
    if (answer === 'cancelled') onCancelled()
    await pause(noteEveryMs, ended)
  }
}

/** Waits; ends at once when the signal says so. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    if (signal.aborted) return done()
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      done()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
