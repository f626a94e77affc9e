import { bigint, check, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { gemeente } from './boundaries'

/**
 * In which buurten of a boundary year a postcode lies, from the public register of addresses. House numbers are kept only where
 * one postcode lies in several buurten, as buurt code -> numbers in order: only there they tell which buurt.
 */
export const postcodeBuurt = pgTable(
  'postcode_buurt',
  {
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    year: integer('year').notNull(),
    /** as written in registers: 1781AB */
    postcode: text('postcode').notNull(),
    /** in order of their code */
    buurten: text('buurten').array().notNull(),
    houseNumbers: jsonb('house_numbers').$type<Record<string, number[]>>(),
    importRun: bigint('import_run', { mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.gemeente, t.year, t.postcode] }),
    check('postcode_buurt_postcode', sql`${t.postcode} ~ '^[0-9]{4}[A-Z]{2}$'`),
    check('postcode_buurt_somewhere', sql`cardinality(${t.buurten}) >= 1`),
    check('postcode_buurt_numbers', sql`(${t.houseNumbers} is null) = (cardinality(${t.buurten}) = 1) and (${t.houseNumbers} is null or jsonb_typeof(${t.houseNumbers}) = 'object')`),
  ],
)
