import { bigint, bigserial, boolean, check, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { pointRd } from './columns'

/** One attempt to bring data in: received -> parsed -> staged -> validated -> applied -> undone, or refused, failed, cancelled. */
export const importRun = pgTable(
  'import_run',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    kind: text('kind').notNull(),
    status: text('status').notNull(),
    gemeente: text('gemeente'),
    year: integer('year'),
    level: text('level'),
    source: text('source').notNull(),
    /** of the file as received; null for a service */
    sha256: text('sha256'),
    options: jsonb('options').notNull().default({}),
    dryRun: boolean('dry_run').notNull().default(false),
    rowsRead: integer('rows_read').notNull().default(0),
    rowsApplied: integer('rows_applied').notNull().default(0),
    rowsUnchanged: integer('rows_unchanged').notNull().default(0),
    rowsRejected: integer('rows_rejected').notNull().default(0),
    /** rows in the staging table after checking: a run is applied only while they are all still there */
    rowsStaged: integer('rows_staged').notNull().default(0),
    warnings: jsonb('warnings').notNull().default([]),
    /** notes that may name a person: the run is applied only when somebody confirms that they do not */
    notesToConfirm: integer('notes_to_confirm').notNull().default(0),
    /** Dutch, for the user */
    problem: text('problem'),
    byUser: text('by_user').notNull(),
    startedAt: timestamp('started_at', { withTimezone: true }).notNull().defaultNow(),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    /** when the process that works on it last said so; a run that falls silent was abandoned */
    heartbeatAt: timestamp('heartbeat_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    index('import_run_started').on(t.startedAt),
    check(
      'import_run_status',
      sql`${t.status} in ('received', 'parsed', 'staged', 'validated', 'applied', 'undone', 'refused', 'failed', 'cancelled')`,
    ),
  ],
)

export const importReject = pgTable(
  'import_reject',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    run: bigint('run', { mode: 'number' }).notNull().references(() => importRun.id, { onDelete: 'cascade' }),
    row: integer('row').notNull(),
    column: text('column'),
    code: text('code').notNull(),
    message: text('message').notNull(),
    value: text('value'),
  },
  (t) => [index('import_reject_run').on(t.run, t.row)],
)

/** Normalised rows of a run until it is applied or dropped. UNLOGGED (see drizzle/): losing it costs a repeat, nothing else. */
export const importStage = pgTable(
  'import_stage',
  {
    run: bigint('run', { mode: 'number' }).notNull(),
    row: integer('row').notNull(),
    data: jsonb('data').notNull(),
  },
  (t) => [index('import_stage_run').on(t.run, t.row)],
)

/**
 * The same for signals, with a column of its own type for everything: there are many of them, and taking values out of jsonb for every
 * check costs more than all the rest. UNLOGGED too.
 */
export const signalStage = pgTable(
  'signal_stage',
  {
    run: bigint('run', { mode: 'number' }).notNull(),
    row: integer('row').notNull(),
    source: text('source').notNull(),
    sourceId: text('source_id').notNull(),
    observedOn: date('observed_on').notNull(),
    kind: text('kind').notNull(),
    theme: text('theme').notNull(),
    evidence: text('evidence').notNull(),
    channel: text('channel'),
    accuracy: text('accuracy').notNull(),
    /** in RD; null for a signal that only names its buurt */
    point: pointRd('point'),
    statedBuurt: text('stated_buurt'),
    audience: text('audience').notNull(),
    status: text('status').notNull(),
    note: text('note'),
    /** whether the note may name a person, so that somebody has to confirm that it does not */
    noteAsks: boolean('note_asks').notNull(),
    reporterKey: text('reporter_key'),
    /** whether the source knows of duplicates at all; only then it says something about them */
    knowsDuplicates: boolean('knows_duplicates').notNull(),
    /** `source|source_id` of the signal that this one repeats */
    duplicateOf: text('duplicate_of'),
  },
  (t) => [index('signal_stage_run').on(t.run, t.row)],
)

/** What a row was before a run changed it, so that the run can be undone. Rows that the run added have no entry here. */
export const importBefore = pgTable(
  'import_before',
  {
    run: bigint('run', { mode: 'number' }).notNull().references(() => importRun.id, { onDelete: 'cascade' }),
    target: text('target').notNull(),
    key: text('key').notNull(),
    before: jsonb('before').notNull(),
  },
  (t) => [primaryKey({ columns: [t.run, t.target, t.key] })],
)
