import type { ImportKind, ImportOptions } from '@/lib/domain/import-run'
import type { Reject, SourceInfo, SourceRecord } from '@/lib/domain/source-record'

/** What a kind may know while it turns records into rows. */
export type Context = {
  options: ImportOptions
  info: SourceInfo
  /** today in Amsterdam, yyyy-mm-dd */
  today: string
  /** said once per code with a count, at the end: "12 x ..." */
  warn(code: string, message: string): void
  /** turns whoever reported into a keyed hash; never stored as it came */
  hashReporter(text: string): string
  /** slugs of the themes at which no free text is kept */
  sensitiveThemes: ReadonlySet<string>
  /** columns that hold numbers, judged on the first records; only for kinds that read wide tables */
  numericColumns: ReadonlySet<string>
}

/** Why a record is left out without being wrong: it is of another gemeente, of another level than was asked for, or said in a warning of its own. */
export type Skipped = { gemeente: string } | 'level' | 'told'

export type Outcome = { rows: object[] } | { rejects: Reject[] } | { skip: Skipped }

/** One kind of data that can be imported: its template, and how one record of a source becomes rows for the staging table. */
export type Kind = {
  name: ImportKind
  /** Dutch, for the wizard */
  label: string
  /** header and two example rows, comma-separated; what `--template` prints */
  template: readonly string[]
  /** whether rows lie in a gemeente whose boundaries must be loaded first */
  needsBoundaries: boolean
  /** rows may hold free text: what may name somebody asks for a confirmation before it is kept (`noteAsks` on a staged row) */
  freeText?: boolean
  /** why there was not one row for this choice, in Dutch; without it the general sentence */
  nothing?(options: ImportOptions): string
  normalise(record: SourceRecord, context: Context): Outcome
}
