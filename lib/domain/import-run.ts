import type { Reject } from './source-record'

export const importKinds = ['boundaries', 'indicators', 'themes', 'werkgebieden', 'signals', 'visits'] as const
export type ImportKind = (typeof importKinds)[number]

export type RunStatus = 'received' | 'parsed' | 'staged' | 'validated' | 'applied' | 'undone' | 'refused' | 'failed' | 'cancelled'

/** What a run is told besides its source; all optional. Same names as the options of `npm run data` and the fields of the wizard. */
export type ImportOptions = {
  gemeente?: string
  /** year of the boundaries, or of the figures when their rows do not say it */
  year?: number
  level?: 'gemeente' | 'wijk' | 'buurt'
  /** where signals and visits come from; with their own id it makes them unique */
  source?: string
  /** theme of signals whose source has none */
  theme?: string
  /** source column (or value, for themes) -> our name */
  map?: { columns?: Record<string, string>; themes?: Record<string, string>; year?: number }
  goodRows?: boolean
  /** coordinates of the source stand the wrong way round, and the user said so */
  swapAxes?: boolean
}

export type ImportReport = {
  run: number
  kind: ImportKind
  status: RunStatus
  rows: { read: number; applied: number; unchanged: number; rejected: number }
  /** the first 1,000; all of them are kept with the run */
  rejects: Omit<Reject, 'value'>[]
  warnings: string[]
  /** why the run as a whole was refused or failed, in Dutch */
  problem?: string
}

/** Where a run is; `share` 0..1 when the size is known, `rowsPerSecond` over the run so far. */
export type ImportProgress = { phase: 'read' | 'check' | 'apply'; rows: number; share: number | null; rowsPerSecond: number; secondsLeft: number | null }
