import { type AnyPgColumn, bigint, bigserial, integer, text, timestamp } from 'drizzle-orm/pg-core'

/**
 * What every record of a register has. (gemeente, source, source_id) is unique: the same file twice, or the same form sent twice, is one record; a
 * record that was made here has source `app` and an id that the browser made. `version` and `updated_*` are written by a trigger.
 */
export const frame = (gemeente: () => AnyPgColumn) => ({
  id: bigserial('id', { mode: 'number' }).primaryKey(),
  gemeente: text('gemeente').notNull().references(gemeente),
  source: text('source').notNull().default('app'),
  sourceId: text('source_id').notNull(),
  version: integer('version').notNull().default(1),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  createdBy: bigint('created_by', { mode: 'number' }),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
  updatedBy: bigint('updated_by', { mode: 'number' }),
  importRun: bigint('import_run', { mode: 'number' }),
})
