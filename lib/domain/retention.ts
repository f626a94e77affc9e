/** What a nightly job did with the signals of one theme. */
export type ThemeRetention = { theme: string; coarsened: number; deleted: number; reportersForgotten: number }

/** `on` counted as today; themes to which nothing happened are left out. */
export type RetentionReport = { on: string; themes: ThemeRetention[] }
