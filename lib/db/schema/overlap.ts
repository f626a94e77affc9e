import { type AnyPgColumn, bigint, bigserial, check, date, foreignKey, index, integer, pgTable, text, timestamp, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { gemeente } from './boundaries'

/**
 * What people said about pairs of activities that may be double. Rows are only added: another verdict, or taking one back, is a new row that `replaces` the last one, so that
 * the history stays and two who judge at once cannot both be last. No foreign key to activities: a verdict outlives them. Who may, and what the
 * database fills in: drizzle/0015.
 */
export const overlapVerdict = pgTable(
  'overlap_verdict',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    /** activities, the lower number first */
    first: bigint('first', { mode: 'number' }).notNull(),
    second: bigint('second', { mode: 'number' }).notNull(),
    verdict: text('verdict').notNull(),
    reason: text('reason').notNull().default(''),
    /** the first day on which it holds no more; null for what was taken back */
    expires: date('expires'),
    byUser: bigint('by_user', { mode: 'number' }),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    /** content of both activities, whose they were and what they were called when it was said */
    firstVersion: integer('first_version').notNull(),
    secondVersion: integer('second_version').notNull(),
    firstOrganisation: bigint('first_organisation', { mode: 'number' }).notNull(),
    secondOrganisation: bigint('second_organisation', { mode: 'number' }).notNull(),
    firstWas: text('first_was').notNull(),
    secondWas: text('second_was').notNull(),
    replaces: bigint('replaces', { mode: 'number' }),
  },
  (t) => [
    unique('overlap_verdict_of_pair').on(t.id, t.first, t.second),
    unique('overlap_verdict_follows').on(t.replaces),
    uniqueIndex('overlap_verdict_begins').on(t.first, t.second).where(sql`${t.replaces} is null`),
    index('overlap_verdict_second').on(t.second),
    index('overlap_verdict_gemeente').on(t.gemeente),
    foreignKey({ name: 'overlap_verdict_replaces', columns: [t.replaces, t.first, t.second], foreignColumns: [t.id, t.first, t.second] as [AnyPgColumn, AnyPgColumn, AnyPgColumn] }),
    check('overlap_verdict_order', sql`${t.first} < ${t.second}`),
    check('overlap_verdict_kind', sql`${t.verdict} in ('double', 'complementary', 'wanted', 'withdrawn')`),
    check('overlap_verdict_said', sql`case when ${t.verdict} = 'withdrawn' then ${t.replaces} is not null and ${t.expires} is null else ${t.expires} is not null and ${t.reason} ~ '\\S' end`),
    check('overlap_verdict_expires', sql`${t.expires} > (${t.at} at time zone 'Europe/Amsterdam')::date`),
  ],
)
