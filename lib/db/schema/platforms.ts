import { bigint, check, date, index, pgTable, text, time, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { gemeente } from './boundaries'
import { frame } from './frame'
import { team } from './people'
import { organisation, venue } from './supply'

/** Wijkplatforms, of the residents. Everything in these three tables is meant to be public (lib/db/release/platforms.ts); nothing of a coordination team ever comes here. Rights: drizzle/0026. */
export const wijkplatform = pgTable(
  'wijkplatform',
  {
    ...frame(() => gemeente.code),
    name: text('name').notNull(),
    form: text('form').notNull(),
    /** codes of the buurten that it is about; a trigger knows that they exist */
    buurten: text('buurten').array().notNull(),
    about: text('about'),
    /** who signs in for it; without one the administrator keeps it on its behalf */
    organisation: bigint('organisation', { mode: 'number' }).references(() => organisation.id),
    from: date('from'),
    to: date('to'),
  },
  (t) => [
    unique('wijkplatform_source').on(t.gemeente, t.source, t.sourceId),
    index('wijkplatform_organisation').on(t.organisation),
    check('wijkplatform_form', sql`${t.form} in ('bewonersgroep', 'vereniging', 'stichting', 'dorpsraad', 'anders')`),
    check('wijkplatform_buurten', sql`cardinality(${t.buurten}) > 0`),
    check('wijkplatform_from_to', sql`${t.to} > ${t.from}`),
  ],
)

export const platformMeeting = pgTable(
  'platform_meeting',
  {
    ...frame(() => gemeente.code),
    platform: bigint('platform', { mode: 'number' }).notNull().references(() => wijkplatform.id),
    heldOn: date('held_on').notNull(),
    startTime: time('start_time').notNull(),
    endTime: time('end_time'),
    venue: bigint('venue', { mode: 'number' }).references(() => venue.id),
    /** a room of the venue, or the whole address where there is no venue */
    place: text('place'),
    status: text('status').notNull().default('planned'),
    /** one point per line */
    agenda: text('agenda'),
    summary: text('summary'),
  },
  (t) => [
    unique('platform_meeting_source').on(t.gemeente, t.source, t.sourceId),
    index('platform_meeting_platform').on(t.platform, t.heldOn),
    check('platform_meeting_status', sql`${t.status} in ('planned', 'cancelled', 'held')`),
    check('platform_meeting_times', sql`${t.endTime} > ${t.startTime}`),
    check('platform_meeting_place', sql`${t.status} = 'cancelled' or num_nonnulls(${t.venue}, ${t.place}) > 0`),
    check('platform_meeting_summary', sql`${t.summary} is null or ${t.status} = 'held'`),
  ],
)

/** What was agreed, and who does it: the platform, a team or an organisation, never a person. */
export const platformAction = pgTable(
  'platform_action',
  {
    ...frame(() => gemeente.code),
    platform: bigint('platform', { mode: 'number' }).notNull().references(() => wijkplatform.id),
    meeting: bigint('meeting', { mode: 'number' }).references(() => platformMeeting.id),
    title: text('title').notNull(),
    by: text('by').notNull(),
    team: text('team').references(() => team.slug),
    organisation: bigint('organisation', { mode: 'number' }).references(() => organisation.id),
    due: date('due'),
    status: text('status').notNull().default('open'),
    doneOn: date('done_on'),
    outcome: text('outcome'),
  },
  (t) => [
    unique('platform_action_source').on(t.gemeente, t.source, t.sourceId),
    index('platform_action_platform').on(t.platform),
    index('platform_action_meeting').on(t.meeting),
    check('platform_action_status', sql`${t.status} in ('open', 'done', 'dropped')`),
    check('platform_action_done', sql`(${t.status} = 'done') = (${t.doneOn} is not null)`),
    check('platform_action_by', sql`case ${t.by} when 'platform' then num_nonnulls(${t.team}, ${t.organisation}) = 0 when 'gemeente' then ${t.organisation} is null when 'organisation' then ${t.team} is null and ${t.organisation} is not null else false end`),
  ],
)
