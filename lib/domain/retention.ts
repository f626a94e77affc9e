/** What a nightly job did with the signals of one theme. */
export type ThemeRetention = { theme: string; coarsened: number; deleted: number; reportersForgotten: number }

/** `on` counted as today; themes to which nothing happened are left out. `unfinished`: a part of what is due, the rest follows. */
export type RetentionReport = { on: string; themes: ThemeRetention[]; unfinished?: true }

/** Parts of a job together: one line per theme to which something happened, by name. */
export function addUp(parts: readonly ThemeRetention[]): ThemeRetention[] {
  const themes = new Map<string, ThemeRetention>()
  for (const { theme, coarsened, deleted, reportersForgotten } of parts) {
    const sum = themes.get(theme) ?? { theme, coarsened: 0, deleted: 0, reportersForgotten: 0 }
    themes.set(theme, { theme, coarsened: sum.coarsened + coarsened, deleted: sum.deleted + deleted, reportersForgotten: sum.reportersForgotten + reportersForgotten })
  }
  return [...themes.values()].filter((t) => t.coarsened + t.deleted + t.reportersForgotten > 0).sort((a, b) => (a.theme < b.theme ? -1 : 1))
}
