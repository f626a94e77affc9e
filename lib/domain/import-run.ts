import type { FeatureCollection } from 'geojson'
import type { Reject, SourceInfo } from './source-record'

/** In an order in which each kind finds what it refers to: services after organisations, deliveries after agreements. */
export const importKinds = [
  'boundaries', 'indicators', 'themes', 'werkgebieden', 'postcodes', 'signals', 'visits', 'organisations', 'services', 'venues', 'activities', 'agreements', 'deliveries', 'initiatives', 'focus', 'wijkplatforms', 'platform-meetings', 'platform-actions', 'users',
] as const
export type ImportKind = (typeof importKinds)[number]

export type RunStatus = 'received' | 'parsed' | 'staged' | 'validated' | 'applied' | 'undone' | 'refused' | 'failed' | 'cancelled'

/** Dutch names of the states, for the screen and for messages. */
export const runStatusLabel: Record<RunStatus, string> = {
  received: 'wordt gelezen',
  parsed: 'wordt gelezen',
  staged: 'wordt gecontroleerd',
  validated: 'wacht op uw keuze',
  applied: 'geladen',
  undone: 'teruggedraaid',
  refused: 'geweigerd',
  failed: 'mislukt',
  cancelled: 'gestopt',
}

/** What a run is told besides its source; all optional. Same names as the options of `npm run data` and the fields of the wizard. */
export type ImportOptions = {
  gemeente?: string
  /** year of the boundaries, or of the figures when their rows do not say it */
  year?: number
  level?: 'gemeente' | 'wijk' | 'buurt'
  /** where signals, visits and records of registers come from; with their own id it makes them unique */
  source?: string
  /** theme of signals whose source has none */
  theme?: string
  /** source column (or value, for themes) -> our name */
  map?: { columns?: Record<string, string>; themes?: Record<string, string>; year?: number }
  goodRows?: boolean
  /** the notes that may name a person were read and do not */
  confirmNotes?: boolean
  /** coordinates of the source stand the wrong way round, and the user said so */
  swapAxes?: boolean
}

export type ImportReport = {
  run: number
  kind: ImportKind
  status: RunStatus
  rows: { read: number; applied: number; unchanged: number; rejected: number }
  /** the first 1,000; all of them are kept with the run. `value`: what came, where that tells something and holds no personal data */
  rejects: Reject[]
  warnings: string[]
  /** notes that may name a person: loading them needs a confirmation, which is logged */
  notesToConfirm: number
  /** why the run as a whole was refused or failed, in Dutch */
  problem?: string
}

/** Where a run is; `share` 0..1 when the size is known, `rowsPerSecond` over the run so far. */
export type ImportProgress = { phase: 'read' | 'check' | 'apply' | 'undo'; rows: number; share: number | null; rowsPerSecond: number; secondsLeft: number | null }

/** A run as lists and the wizard show it. */
export type RunSummary = {
  id: number
  kind: ImportKind
  status: RunStatus
  gemeente: string | null
  year: number | null
  source: string
  options: ImportOptions
  rows: { read: number; applied: number; unchanged: number; rejected: number }
  warnings: string[]
  notesToConfirm: number
  problem: string | null
  /** name of the user, or the account when the user is gone */
  by: string
  /** ISO moments */
  startedAt: string
  finishedAt: string | null
}

/** Everything about one run; `live` only while this server works on it. */
export type RunDetail = {
  run: RunSummary
  live: (ImportProgress & { cancelling: boolean }) | null
  /** a run that is not finished although nobody works on it: the app stopped, or a command on the server does it */
  orphan: boolean
  /** why the last thing asked (load, undo) did not happen, in Dutch */
  notice: string | null
  info: SourceInfo | null
  /** the first of them */
  rejects: Reject[]
  rejectGroups: RejectGroup[]
  /** an applied run of exactly the same file */
  sameAs: { id: number; finishedAt: string } | null
  /** the file is still there, so that it can be read again with other options */
  canRestart: boolean
}

/** Errors of one kind: how often, and one message as an example. */
export type RejectGroup = { code: string; column: string | null; n: number; example: string }

/** What is staged: the first rows, and shapes in CRS84 (longitude first) with `rejected` in their properties. */
export type ImportPreview = {
  columns: string[]
  rows: (Record<string, string | number | boolean | null> & { row: number; rejected: boolean })[]
  features: FeatureCollection
  /** west, south, east, north of what is right, else of what is rejected; null when there is nothing to draw */
  bounds: [number, number, number, number] | null
  /** how many rows are staged; more than there are features when only a part is shown */
  total: number
}

/** Why a run waits or is refused: Dutch, for every way in. */
export const notesQuestion = (n: number): string =>
  `In ${n === 1 ? '1 toelichting' : `${n} toelichtingen`} staat misschien een naam of adres. Kijk ze na in het bestand en haal weg wat over een persoon gaat. Staat er niets persoonlijks in, bevestig dat dan (bij npm run data: --confirm-notes).`

/** The run has ended: nothing can be applied any more (it may be undone when it was applied). */
export const hasEnded = (status: RunStatus): boolean => ['applied', 'undone', 'refused', 'failed', 'cancelled'].includes(status)
