import { asking, type Tx } from '@/lib/db/client'
import { failAbandonedRuns } from '@/lib/db/imports/runs'
import { retainSome } from '@/lib/db/retention'
import { lastFinishedOn, mayRunToday } from '@/lib/db/retention-run'
import { system } from '@/lib/domain/identity'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import type { RetentionReport } from '@/lib/domain/retention'

/** After a start people look first; then the day's work. */
const firstAfterMs = 15 * 60_000
const everyMs = 60 * 60_000

/** In the night: what is due is done in short steps, but all of it is work for the database. */
const nightHours = { from: 2, to: 5 }
/** A computer that is off at night does it by day when it was so many days ago. */
const lateDays = 3

/** Rows of one step: well under a second on the embedded database, which has one session, so that others wait no longer than that. */
const rowsPerStep = 500

const hourInAmsterdam = (moment: Date): number => Number(new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: 'numeric', hourCycle: 'h23' }).format(moment))

/** Whether the day's work may begin now: at night, and by day when it was last done three days ago or earlier. @param lastOn date of the last time; null when never */
export function isTimeForWork(now: Date, lastOn: string | null): boolean {
  const hour = hourInAmsterdam(now)
  if (hour >= nightHours.from && hour < nightHours.to) return true
  return lastOn !== null && lastOn <= addDays(dateInAmsterdam(now), -lateDays)
}

/** The day's work, in the night or when it is late, when nobody did it today and nobody is at it; null when there is nothing to do now. */
export async function dailyWork(now: Date): Promise<RetentionReport | null> {
  const today = dateInAmsterdam(now)
  const may = await asking(system, async (tx) => isTimeForWork(now, await lastFinishedOn(tx)) && (await mayRunToday(tx, today)), { deadlineMs: null })
  if (!may) return null
  await asking(system, failAbandonedRuns, { deadlineMs: null })
  return retainInSteps(today, { mayGoOn: (tx) => mayRunToday(tx, today) })
}

/**
 * Does everything that is due on the date in short transactions, and between two of them leaves the database to others for as long as the last one
 * took (at most a second). One that stops halfway goes on the next time.
 * @param options.mayGoOn asked in each transaction; when it says no, another process does the rest and the answer is null
 */
export async function retainInSteps(on: string, options: { mayGoOn?: (tx: Tx) => Promise<boolean>; rows?: number } = {}): Promise<RetentionReport | null> {
  for (;;) {
    const started = performance.now()
    const step = await asking(system, async (tx) => (!options.mayGoOn || (await options.mayGoOn(tx)) ? retainSome(tx, on, options.rows ?? rowsPerStep) : null), { deadlineMs: null })
    if (!step?.more) return step?.report ?? null
    await new Promise((next) => setTimeout(next, Math.min(1_000, performance.now() - started)))
  }
}

/**
 * Looks every hour whether the day's work is done, also in other processes on the same database: one of them does it. A failure is told
 * and tried again an hour later. `DAILY_WORK=off` leaves it to others (another process, a test).
 * @returns stops it
 */
export function everyDay(say: (text: string) => void, now: () => Date = () => new Date()): () => void {
  if (process.env.DAILY_WORK === 'off') return () => {}
  const look = (): void =>
    void dailyWork(now()).then(
      (report) => {
        if (!report || report.themes.length === 0) return
        const sum = (what: 'deleted' | 'coarsened' | 'reportersForgotten'): number => report.themes.reduce((n, t) => n + t[what], 0)
        say(`Retention ${report.on}: ${sum('deleted')} signals deleted (counts stay), ${sum('coarsened')} made coarse, ${sum('reportersForgotten')} more reporters forgotten.`)
      },
      (error: unknown) => console.error('The daily work failed and is tried again in an hour.', error),
    )
  let timer = setTimeout(() => {
    look()
    timer = setInterval(look, everyMs)
  }, firstAfterMs)
  return () => clearTimeout(timer)
}
