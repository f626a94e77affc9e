/** Data that change in a row (an import, somebody who records) are waited for, at most so long since the first change. In milliseconds. */
const longestWaitMs = 60_000
/** What failed or was missed is tried again after so long. */
const againMs = 10 * 60_000

/** What of a gemeente was there at a look; goes up with every change of signals, visits, boundaries, inhabitants or themes. */
type DataVersion = { gemeente: string; version: number }

export type FreshnessWatch = {
  /** Whether to ask now for what is not current. @param now milliseconds of any clock that goes on evenly */
  isDue(now: number, today: string, versions: readonly DataVersion[]): boolean
  /** One of what was asked for is done. */
  done(now: number): void
  /** The database was away: ask at the next look. */
  forget(): void
}

/**
 * Decides when what everybody sees is to be made anew: at the start, on a new day, when data changed and then were quiet, and now and then. Where people record
 * all day, at most half of the time goes to it: it rests as long as it worked.
 * @param quietMs so long nothing changes, in milliseconds, before it is due
 */
export function watchFreshness(quietMs: number): FreshnessWatch {
  let asked: { at: number; today: string } | null = null
  let seen = ''
  let changed: { first: number; last: number } | null = null
  let lastDone = -Infinity
  return {
    isDue(now, today, versions) {
      const at = versions.map((v) => `${v.gemeente}:${v.version}`).sort().join(' ')
      if (at !== seen) changed = { first: changed?.first ?? now, last: now }
      seen = at
      const settled = changed !== null && (now - changed.last >= quietMs || now - changed.first >= longestWaitMs)
      const rested = asked === null || now - asked.at >= 2 * (lastDone - asked.at)
      if (asked !== null && !(settled && rested) && today === asked.today && now - asked.at < againMs) return false
      asked = { at: now, today }
      changed = null
      return true
    },
    done: (now) => void (lastDone = now),
    forget: () => void (asked = null),
  }
}
