import { bigint, bigserial, check, integer, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import type { Anchors, Limit } from '@/lib/domain/focus-criteria'
import { gemeente } from './boundaries'

/**
 * Versions of the thresholds of a gemeente for choosing focus buurten; each holds all of them. Rows are only added: undoing is a new version equal to an old one. `anchors` are the ends of the scales of
 * the cycle `year`, worked out when its first version was made and kept from then on. Who may, and what the database fills in: drizzle/0019.
 */
export const focusThreshold = pgTable(
  'focus_threshold',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    version: integer('version').notNull(),
    /** first year of the focus that it was made for */
    year: integer('year').notNull(),
    limits: jsonb('limits').$type<Limit[]>().notNull(),
    /** how many of them make a buurt a candidate */
    atLeast: integer('at_least').notNull(),
    anchors: jsonb('anchors').$type<Anchors>().notNull(),
    reason: text('reason').notNull(),
    /** the version that this one brings back */
    restores: integer('restores'),
    byUser: bigint('by_user', { mode: 'number' }),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    unique('focus_threshold_version').on(t.gemeente, t.version),
    check('focus_threshold_reason', sql`${t.reason} ~ '\\S' and length(${t.reason}) <= 500`),
    check('focus_threshold_limits', sql`jsonb_typeof(${t.limits}) = 'array' and jsonb_array_length(${t.limits}) <= 40 and ${t.atLeast} between 1 and 40 and ${t.year} between 2000 and 2100`),
  ],
)
