import { asking } from '@/lib/db/client'
import { failAbandonedRuns } from '@/lib/db/imports/runs'
import { applyRetention, lastRetention, mayRunToday } from '@/lib/db/retention'
import { system } from '@/lib/domain/identity'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import type { RetentionReport } from '@/lib/domain/retention'

/** After a start people look first; then the day's work. */
const firstAfterMs = 15 * 60_000
const everyMs = 60 * 60_000

/** In the night: on the embedded database, which has one session, others wait while it works. */
const nightHours = { from: 2, to: 5 }
/** A computer that is off at night does it by day when it was so many days ago. */
const lateDays = 3

const hourInAmsterdam = (moment: Date): number => Number(new Intl.DateTimeFormat('nl-NL', { timeZone: 'Europe/Amsterdam', hour: 'numeric', hourCycle: 'h23' }).format(moment))

/** The day's work, in the night or when it is late, when nobody did it today and nobody is at it; null when there is nothing to do now. */
export async function dailyWork(now: Date): Promise<RetentionReport | null> {
  const today = dateInAmsterdam(now)
  return asking(system, async (tx) => {
    const hour = hourInAmsterdam(now)
    if (hour < nightHours.from || hour >= nightHours.to) {
      const last = await lastRetention(tx)
      if (!last || last.on > addDays(today, -lateDays)) return null
    }
    if (!(await mayRunToday(tx, today))) return null
    await failAbandonedRuns(tx)
    return applyRetention(tx, today)
  }, { deadlineMs: null })
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
        const [deleted, coarsened] = [report?.themes.reduce((n, t) => n + t.deleted, 0) ?? 0, report?.themes.reduce((n, t) => n + t.coarsened, 0) ?? 0]
        if (deleted + coarsened > 0) say(`Retention ${report!.on}: ${deleted} signals deleted (counts stay), ${coarsened} made coarse.`)
      },
      (error: unknown) => console.error('The daily work failed and is tried again in an hour.', error),
    )
  let timer = setTimeout(() => {
    look()
    timer = setInterval(look, everyMs)
  }, firstAfterMs)
  return () => clearTimeout(timer)
}
