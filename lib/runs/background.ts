import { methodVersion } from '@/lib/analysis/problem-clusters'
import { asking, type Tx } from '@/lib/db/client'
import { standardQuestions } from '@/lib/db/clusters/questions'
import { askRun, letRunGo, lookForWork, takeRun, type TakenRun } from '@/lib/db/clusters/runs'
import { seedOf } from '@/lib/domain/cluster-query'
import { system } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import { compute } from './compute'
import { watchFreshness } from './standard'
import { doRun, pause, type WorkDeps } from './work'

/** In milliseconds. */
type Pace = {
  /** between two looks when there is nothing to do; one look is one short question */
  lookEveryMs: number
  /** between two looks when the database is away */
  awayMs: number
  /** so long nothing changes before what everybody sees is made anew */
  quietMs: number
}
const usual: Pace = { lookEveryMs: 2_000, awayMs: 5_000, quietMs: 5_000 }
/** So long the end of the program waits for what is under way. */
const longestStopMs = 3_000
/** After a run the database is left to others for as long as it was read, at most so long. */
const longestBreakMs = 1_000

export type RunsDeps = WorkDeps & {
  /** the database is away, and is there again */
  onAway: (error: unknown) => void
  now?: () => Date
  /** whether what everybody sees is made anew too, or only what somebody asks for */
  standard?: boolean
  pace?: Pace
}

const ask = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(system, work, { deadlineMs: null })

/**
 * Keeps the calculations that everybody sees current and does those that people ask for, one at a time, until it is stopped. A failure of a run or of the
 * database does not end it.
 * @returns stops it; a run that is being done is left to be taken over. Resolves when nothing of it is at work any more
 */
export function doRuns({ onAway, now = () => new Date(), standard = true, pace = usual, ...deps }: RunsDeps): () => Promise<void> {
  const stop = new AbortController()
  const freshness = watchFreshness(pace.quietMs)
  /** what was under way when the database went away */
  const left: TakenRun[] = []

  async function look(tx: Tx): Promise<TakenRun | null> {
    const today = dateInAmsterdam(now())
    const { waits, versions } = await lookForWork(tx)
    const due = standard && freshness.isDue(performance.now(), today, versions)
    if (due)
      for (const question of await standardQuestions(tx, today, methodVersion)) await askRun(tx, question, { standard: true, by: null, seed: seedOf(question), method: methodVersion })
    return waits || due ? takeRun(tx) : null
  }

  async function goOn(): Promise<void> {
    let away = false
    while (!stop.signal.aborted) {
      try {
        for (let run = left[0]; run; run = left[0]) {
          await ask((tx) => letRunGo(tx, run!, { counts: true }))
          left.shift()
        }
        const taken = await ask(look)
        away = false
        if (!taken) {
          await pause(pace.lookEveryMs, stop.signal)
          continue
        }
        const { end, readMs } = await doRun(taken, deps, stop.signal)
        if (taken.standard) freshness.done(performance.now())
        if (end === 'away') left.push(taken)
        if (end === 'stopped') await ask((tx) => letRunGo(tx, taken, { counts: false })).catch(() => {})
        await pause(Math.min(readMs, longestBreakMs), stop.signal)
      } catch (error) {
        if (!away) onAway(error)
        away = true
        freshness.forget()
        await pause(pace.awayMs, stop.signal)
      }
    }
  }

  const going = goOn()
  return () => {
    stop.abort()
    // A database that hangs does not hold up the end of the program.
    return Promise.race([going, new Promise<void>((late) => setTimeout(late, longestStopMs).unref())])
  }
}

/** The same for the process of `npm run up`. `CLUSTER_RUNS=off` leaves it to another process, `CLUSTER_RUNS=asked` does only what somebody asks for. @returns stops it */
export function runClusters(): () => Promise<void> {
  if (process.env.CLUSTER_RUNS === 'off') return async () => {}
  return doRuns({
    standard: process.env.CLUSTER_RUNS !== 'asked',
    compute,
    onError: (error, { run, errorId }) => console.error(`Calculation ${run} failed (error ${errorId}).`, error),
    onAway: (error) => console.error('The database cannot be asked for calculations; it is tried again.', error),
  })
}
