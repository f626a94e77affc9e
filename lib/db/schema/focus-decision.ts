import { bigint, bigserial, check, date, foreignKey, integer, jsonb, pgTable, smallint, text, timestamp, unique, uniqueIndex } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import type { ProposalScenario, SeenQuestion } from '@/lib/domain/focus-decision'
import { gemeente } from './boundaries'
import { frame } from './frame'

/**
 * What the planner proposes to the college for a year: which buurten become focus buurt. One is open per gemeente and year at a time; one that was decided on stays as it was. Rights and the steps from
 * draft to decided: drizzle/0021.
 */
export const focusProposal = pgTable(
  'focus_proposal',
  {
    ...frame(() => gemeente.code),
    /** first year of the focus */
    year: smallint('year').notNull(),
    codes: text('codes').array().notNull(),
    /** code of a buurt -> why it comes again within four years */
    again: jsonb('again').$type<Record<string, string>>().notNull().default({}),
    text: text('text').notNull().default(''),
    /** the weighing and the thresholds that it was made with */
    question: jsonb('question').$type<SeenQuestion>().notNull(),
    /** the schedule that it was taken from, as it was then; null when it was not */
    scenario: jsonb('scenario').$type<ProposalScenario>(),
    status: text('status').notNull().default('draft'),
    submittedOn: date('submitted_on'),
  },
  (t) => [
    unique('focus_proposal_source').on(t.gemeente, t.source, t.sourceId),
    unique('focus_proposal_of_year').on(t.id, t.gemeente, t.year),
    uniqueIndex('focus_proposal_open').on(t.gemeente, t.year).where(sql`${t.status} <> 'decided'`),
    check('focus_proposal_year', sql`${t.year} between 2000 and 2100`),
    check('focus_proposal_codes', sql`cardinality(${t.codes}) between 1 and 60`),
    check('focus_proposal_text', sql`length(${t.text}) <= 4000 and jsonb_typeof(${t.again}) = 'object'`),
    check('focus_proposal_status', sql`${t.status} in ('draft', 'submitted', 'decided') and (${t.status} = 'draft') = (${t.submittedOn} is null)`),
  ],
)

/**
 * A decision of the college: which buurten become focus buurt in a year, why otherwise than was proposed, and everything that was seen (`snapshot`, canonical JSON) with its SHA-256, which the database
 * makes. Rows are only added; another decision names the one that it replaces. Errors of our own: drizzle/0021.
 */
export const focusDecision = pgTable(
  'focus_decision',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    year: smallint('year').notNull(),
    proposal: bigint('proposal', { mode: 'number' }).notNull(),
    /** the proposal as the college saw it */
    proposalVersion: integer('proposal_version').notNull(),
    chosen: text('chosen').array().notNull(),
    again: jsonb('again').$type<Record<string, string>>().notNull().default({}),
    /** why other buurten than proposed; null when they are the same */
    deviationReason: text('deviation_reason'),
    publicText: text('public_text').notNull(),
    /** the decision that this one replaces */
    replaces: bigint('replaces', { mode: 'number' }),
    decidedOn: date('decided_on').notNull(),
    decidedBy: bigint('decided_by', { mode: 'number' }),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    snapshot: text('snapshot').notNull(),
    /** of the bytes of `snapshot` in UTF-8, in hexadecimal */
    sha256: text('sha256').notNull(),
  },
  (t) => [
    unique('focus_decision_of_year').on(t.id, t.gemeente, t.year),
    unique('focus_decision_follows').on(t.replaces),
    uniqueIndex('focus_decision_first').on(t.gemeente, t.year).where(sql`${t.replaces} is null`),
    foreignKey({ name: 'focus_decision_proposal', columns: [t.proposal, t.gemeente, t.year], foreignColumns: [focusProposal.id, focusProposal.gemeente, focusProposal.year] }),
    foreignKey({ name: 'focus_decision_replaces', columns: [t.replaces, t.gemeente, t.year], foreignColumns: [t.id, t.gemeente, t.year] }),
    check('focus_decision_chosen', sql`cardinality(${t.chosen}) between 1 and 60 and jsonb_typeof(${t.again}) = 'object'`),
    check('focus_decision_reason', sql`${t.deviationReason} ~ '\\S' and length(${t.deviationReason}) <= 2000 and position(${t.deviationReason} in ${t.publicText}) > 0`),
    check('focus_decision_public', sql`${t.publicText} ~ '\\S' and length(${t.publicText}) <= 12000`),
    check('focus_decision_snapshot', sql`jsonb_typeof(${t.snapshot}::jsonb) = 'object'`),
  ],
)
