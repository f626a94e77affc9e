import { bigint, check, date, doublePrecision, index, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { area, gemeente } from './boundaries'
import { theme } from './figures'
import { frame } from './frame'
import { organisation } from './supply'

/**
 * Where people of a buurt live: points along its streets, each standing for as many of them, RD metres. Where no streets are known: points spread over the buurt.
 * Made by `home_points_again` (drizzle/0027) after boundaries or streets changed.
 */
export const buurtHome = pgTable('buurt_home', {
  area: bigint('area', { mode: 'number' }).primaryKey().references(() => area.id, { onDelete: 'cascade' }),
  /** `streets`, or `spread` where no streets are known */
  madeFrom: text('made_from').notNull(),
  x: doublePrecision('x').array().notNull(),
  y: doublePrecision('y').array().notNull(),
})

/**
 * "Verzoek om inzet": an organisation that has an agreement about a theme is asked to do something in a buurt. Asked by staff, answered by the organisation. Rights and
 * history: drizzle/0014.
 */
export const coverageRequest = pgTable(
  'coverage_request',
  {
    ...frame(() => gemeente.code),
    /** code of the buurt */
    buurt: text('buurt').notNull(),
    theme: text('theme').notNull().references(() => theme.slug),
    organisation: bigint('organisation', { mode: 'number' }).notNull().references(() => organisation.id),
    /** an answer is wanted on this day at the latest */
    due: date('due').notNull(),
    text: text('text').notNull(),
    status: text('status').notNull().default('open'),
    /** why it is refused, or what goes with another answer */
    reason: text('reason'),
    counterText: text('counter_text'),
    counterDate: date('counter_date'),
    /** written by a trigger with the answer */
    answeredAt: timestamp('answered_at', { withTimezone: true }),
    answeredBy: bigint('answered_by', { mode: 'number' }),
  },
  (t) => [
    unique('coverage_request_source').on(t.gemeente, t.source, t.sourceId),
    index('coverage_request_cell').on(t.gemeente, t.buurt, t.theme),
    index('coverage_request_organisation').on(t.organisation),
    index('coverage_request_theme').on(t.theme),
    check('coverage_request_status', sql`${t.status} in ('open', 'accepted', 'refused', 'counter', 'withdrawn')`),
    check('coverage_request_refused', sql`${t.status} <> 'refused' or ${t.reason} is not null`),
    check('coverage_request_counter', sql`(${t.status} = 'counter') = (${t.counterText} is not null) and (${t.counterDate} is null or ${t.status} = 'counter')`),
  ],
)
