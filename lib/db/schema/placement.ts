import { check, date, index, jsonb, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { gemeente } from './boundaries'
import { theme } from './figures'
import { frame } from './frame'

/**
 * "Waar spreekuur?", saved: what was asked, all that the answer followed from, and the answer, frozen as it was seen. Only its name can change. What its maker took away stays for
 * 30 days, so that it can come back. Rights: drizzle/0016.
 */
export const placementScenario = pgTable(
  'placement_scenario',
  {
    ...frame(() => gemeente.code),
    theme: text('theme').notNull().references(() => theme.slug),
    name: text('name').notNull(),
    /** the day that it speaks of */
    on: date('on').notNull(),
    question: jsonb('question').notNull(),
    input: jsonb('input').notNull(),
    result: jsonb('result').notNull(),
    /** name and version of the method */
    method: text('method').notNull(),
    removedAt: timestamp('removed_at', { withTimezone: true }),
  },
  (t) => [
    unique('placement_scenario_source').on(t.gemeente, t.source, t.sourceId),
    index('placement_scenario_theme').on(t.theme),
    check('placement_scenario_name', sql`length(${t.name}) between 1 and 80`),
  ],
)
