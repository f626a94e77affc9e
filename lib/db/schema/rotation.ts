import { check, jsonb, pgTable, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { gemeente } from './boundaries'
import { frame } from './frame'

/**
 * A schedule of focus buurten, saved: the question, all that it followed from, and the schedule with its changes by hand, frozen as it was seen. Only its name can change. What its maker took away
 * stays for 30 days. Rights: drizzle/0020.
 */
export const rotationScenario = pgTable(
  'rotation_scenario',
  {
    ...frame(() => gemeente.code),
    name: text('name').notNull(),
    /** first year of the schedule, and how many years */
    fromYear: smallint('from_year').notNull(),
    years: smallint('years').notNull(),
    question: jsonb('question').notNull(),
    input: jsonb('input').notNull(),
    result: jsonb('result').notNull(),
    /** name and version of the method */
    method: text('method').notNull(),
    removedAt: timestamp('removed_at', { withTimezone: true }),
  },
  (t) => [
    unique('rotation_scenario_source').on(t.gemeente, t.source, t.sourceId),
    check('rotation_scenario_name', sql`length(${t.name}) between 1 and 80`),
    check('rotation_scenario_years', sql`${t.fromYear} between 2000 and 2100 and ${t.years} between 1 and 10`),
  ],
)
