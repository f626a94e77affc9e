import { bigint, bigserial, check, date, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { area } from './boundaries'

/**
 * Counts of signals that were deleted because their time was over: per buurt and month, per boundary set, nothing about one signal.
 * `signal_month` and `signal_theme_month` include them (triggers, see drizzle/); their day is not kept and counts as the first.
 */
export const signalExpired = pgTable(
  'signal_expired',
  {
    area: bigint('area', { mode: 'number' }).notNull().references(() => area.id, { onDelete: 'cascade' }),
    theme: text('theme').notNull(),
    /** first day of the month */
    month: date('month').notNull(),
    source: text('source').notNull(),
    evidence: text('evidence').notNull(),
    kind: text('kind').notNull(),
    /** the import that brought the signals, so that undoing it takes these counts back too; 0 when none did */
    importRun: bigint('import_run', { mode: 'number' }).notNull(),
    n: integer('n').notNull(),
  },
  (t) => [
    primaryKey({ name: 'signal_expired_pk', columns: [t.area, t.theme, t.month, t.source, t.evidence, t.kind, t.importRun] }),
    index('signal_expired_run').on(t.importRun),
    check('signal_expired_n', sql`${t.n} > 0`),
  ],
)

/**
 * Signals that were here and must not come back with the next import of their source: a SHA-256 of gemeente, source and number, so
 * that nothing can be read from it.
 */
export const signalGone = pgTable(
  'signal_gone',
  {
    key: text('key').primaryKey(),
    why: text('why').notNull(),
    goneOn: date('gone_on').notNull(),
    importRun: bigint('import_run', { mode: 'number' }),
  },
  (t) => [index('signal_gone_run').on(t.importRun), check('signal_gone_why', sql`${t.why} in ('expired', 'erased')`)],
)

/** One nightly job: on which date, and how many per theme. */
export const retentionRun = pgTable('retention_run', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  /** the date that counted as today */
  on: date('on').notNull(),
  at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  report: jsonb('report').notNull(),
})

/** An erasure on request (AVG art. 17): who did it, when, why and how many. Which signals: only as ids, in the audit log. */
export const erasure = pgTable('erasure', {
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  gemeente: text('gemeente').notNull(),
  byUser: text('by_user').notNull(),
  signals: integer('signals').notNull(),
  /** checked for personal data before it is kept */
  reason: text('reason').notNull(),
})
