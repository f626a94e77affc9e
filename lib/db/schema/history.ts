import { bigint, bigserial, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'

/**
 * What a record of a register was before each change: who, when, what it was. Written by triggers only, in the transaction of the change. Geometry
 * is kept as EWKB text. `change` joins what was changed together (a bulk edit), so that it can be undone together.
 */
export const recordHistory = pgTable(
  'record_history',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    /** table of the record */
    register: text('register').notNull(),
    record: bigint('record', { mode: 'number' }).notNull(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    byUser: bigint('by_user', { mode: 'number' }),
    role: text('role').notNull(),
    /** `update`, `confirm` ("klopt nog", no other content), `delete`; `insert` only inside a named change (then `before` is `{}`) */
    action: text('action').notNull(),
    before: jsonb('before').notNull(),
    after: jsonb('after'),
    change: uuid('change'),
  },
  (t) => [index('record_history_record').on(t.register, t.record), index('record_history_change').on(t.change)],
)
