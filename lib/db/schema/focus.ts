import { type AnyPgColumn, bigint, check, date, index, integer, numeric, pgTable, smallint, text, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { gemeente } from './boundaries'
import { pointRd } from './columns'
import { theme } from './figures'
import { frame } from './frame'
import { appUser, team } from './people'
import { organisation } from './supply'

const euro = (name: string) => numeric(name, { precision: 12, scale: 2, mode: 'number' })

/** The focus buurten that start in one year. Rights, and what is refused, of all four tables: drizzle/0018. */
export const cohort = pgTable(
  'cohort',
  {
    ...frame(() => gemeente.code),
    year: smallint('year').notNull(),
    budgetEur: euro('budget_eur'),
    /** how many buurten can start */
    capacity: integer('capacity'),
    note: text('note'),
  },
  (t) => [
    unique('cohort_source').on(t.gemeente, t.source, t.sourceId),
    unique('cohort_year').on(t.gemeente, t.year),
    check('cohort_amounts', sql`${t.budgetEur} >= 0 and ${t.capacity} >= 0 and ${t.year} between 2000 and 2100`),
  ],
)

/** One buurt in one cohort. Its phase on a day follows from these dates (lib/domain/focus.ts); a trigger keeps them in order. */
export const focusPeriod = pgTable(
  'focus_period',
  {
    ...frame(() => gemeente.code),
    cohort: bigint('cohort', { mode: 'number' }).notNull().references(() => cohort.id),
    buurtCode: text('buurt_code').notNull(),
    /** boundaries by which the code is meant; filled by a trigger */
    boundaryYear: smallint('boundary_year').notNull(),
    proposedOn: date('proposed_on'),
    /** written by the college only */
    decidedOn: date('decided_on'),
    /** the first day of each phase; `endedOn` is the first day that aftercare is over, three years after it began when left out */
    planFrom: date('plan_from'),
    adoptedOn: date('adopted_on'),
    executionFrom: date('execution_from'),
    aftercareFrom: date('aftercare_from'),
    endedOn: date('ended_on'),
    /** why again within four years */
    reasonAgain: text('reason_again'),
    goal: text('goal'),
  },
  (t) => [
    unique('focus_period_source').on(t.gemeente, t.source, t.sourceId),
    unique('focus_period_buurt').on(t.cohort, t.buurtCode),
    index('focus_period_code').on(t.gemeente, t.buurtCode),
    check('focus_period_begins', sql`num_nonnulls(${t.proposedOn}, ${t.decidedOn}, ${t.planFrom}) > 0`),
  ],
)

export const measure = pgTable(
  'measure',
  {
    ...frame(() => gemeente.code),
    focusPeriod: bigint('focus_period', { mode: 'number' }).notNull().references(() => focusPeriod.id),
    title: text('title').notNull(),
    description: text('description'),
    theme: text('theme').references(() => theme.slug),
    /** without a point it is for the whole buurt */
    point: pointRd('point'),
    ownerTeam: text('owner_team').references(() => team.slug),
    ownerUser: bigint('owner_user', { mode: 'number' }).references(() => appUser.id),
    ownerOrganisation: bigint('owner_organisation', { mode: 'number' }).references(() => organisation.id),
    plannedFrom: date('planned_from'),
    plannedTo: date('planned_to'),
    doneOn: date('done_on'),
    status: text('status').notNull().default('planned'),
    budgetEur: euro('budget_eur'),
    /** the measure that goes on in this one; it counts no more itself */
    carriedFrom: bigint('carried_from', { mode: 'number' }).references((): AnyPgColumn => measure.id),
    /** who goes on with it when the focus moves on */
    handedToTeam: text('handed_to_team').references(() => team.slug),
    handedToOrganisation: bigint('handed_to_organisation', { mode: 'number' }).references(() => organisation.id),
    handedToOther: text('handed_to_other'),
    handedOn: date('handed_on'),
  },
  (t) => [
    unique('measure_source').on(t.gemeente, t.source, t.sourceId),
    unique('measure_carried_once').on(t.carriedFrom),
    index('measure_period').on(t.focusPeriod),
    index('measure_theme').on(t.theme),
    check('measure_status', sql`${t.status} in ('planned', 'running', 'done', 'stopped')`),
    check('measure_done', sql`(${t.status} = 'done') = (${t.doneOn} is not null)`),
    check('measure_planned', sql`${t.plannedTo} > ${t.plannedFrom}`),
    check('measure_one_owner', sql`num_nonnulls(${t.ownerTeam}, ${t.ownerUser}, ${t.ownerOrganisation}) <= 1`),
    check('measure_handed', sql`num_nonnulls(${t.handedToTeam}, ${t.handedToOrganisation}, ${t.handedToOther}) = (case when ${t.handedOn} is null then 0 else 1 end)`),
    check('measure_budget', sql`${t.budgetEur} >= 0`),
  ],
)

/** Samenspraak: when residents helped to make the plan. Never a name of one of them. */
export const participation = pgTable(
  'participation',
  {
    ...frame(() => gemeente.code),
    focusPeriod: bigint('focus_period', { mode: 'number' }).notNull().references(() => focusPeriod.id),
    kind: text('kind').notNull(),
    heldOn: date('held_on').notNull(),
    people: integer('people'),
    notes: text('notes'),
  },
  (t) => [
    unique('participation_source').on(t.gemeente, t.source, t.sourceId),
    index('participation_period').on(t.focusPeriod),
    check('participation_kind', sql`${t.kind} in ('bijeenkomst', 'gesprek', 'rondgang', 'enquete', 'online', 'anders')`),
    check('participation_people', sql`${t.people} >= 0`),
  ],
)
