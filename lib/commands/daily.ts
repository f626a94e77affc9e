import { asking } from '@/lib/db/client'
import { failAbandonedRuns } from '@/lib/db/imports/runs'
import { applyRetention, mayRunToday } from '@/lib/db/retention'
import { system } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { RetentionReport } from '@/lib/domain/retention'

/** After a start people look first; then the day's work. */
const firstAfterMs = 15 * 60_000
const everyMs = 60 * 60_000

/** The day's work, when nobody did it today and nobody is at it; null when somebody did. */
export async function dailyWork(now: Date): Promise<RetentionReport | null> {
  const today = dateInAmsterdam(now)
  return asking(system, async (tx) => {
    if (!(await mayRunToday(tx, today))) return null
    await failAbandonedRuns(tx)
    return applyRetention(tx, today)
  }, { deadlineMs: null })
}

/**
 * Looks every hour whether the day's work is done, also in other processes on the same database: one of them does it. A failure is told
 * and tried again an hour later.
 * @returns stops it
 */
export function everyDay(say: (text: string) => void, now: () => Date = () => new Date()): () => void {
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
