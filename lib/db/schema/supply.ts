import { type AnyPgColumn, bigint, boolean, check, date, doublePrecision, index, integer, numeric, pgTable, primaryKey, smallint, text, time, timestamp, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { area, gemeente, werkgebied } from './boundaries'
import { pointRd } from './columns'
import { theme } from './figures'
import { frame } from './frame'

/** Who does what where. Fields and rules: lib/domain/registers; rights, history and the guard on sums: drizzle/0012. */
export const organisation = pgTable(
  'organisation',
  {
    ...frame(() => gemeente.code),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    description: text('description'),
    website: text('website'),
    email: text('email'),
    phone: text('phone'),
    from: date('from'),
    to: date('to'),
  },
  (t) => [unique('organisation_source').on(t.gemeente, t.source, t.sourceId), check('organisation_from_to', sql`${t.to} > ${t.from}`)],
)

/** A concrete service; `serviceType` is the word that organisations share when they do the same. */
export const service = pgTable(
  'service',
  {
    ...frame(() => gemeente.code),
    organisation: bigint('organisation', { mode: 'number' }).notNull().references(() => organisation.id),
    name: text('name').notNull(),
    serviceType: text('service_type').notNull(),
    /** slugs of themes; a trigger checks that they exist */
    themes: text('themes').array().notNull().default([]),
    targetGroups: text('target_groups').array().notNull().default([]),
    professional: boolean('professional').notNull().default(false),
    description: text('description'),
  },
  (t) => [unique('service_source').on(t.gemeente, t.source, t.sourceId), index('service_organisation').on(t.organisation), index('service_themes').using('gin', t.themes)],
)

export const venue = pgTable(
  'venue',
  {
    ...frame(() => gemeente.code),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    address: text('address'),
    point: pointRd('point').notNull(),
    openingHours: text('opening_hours'),
    wheelchair: text('wheelchair'),
    organisation: bigint('organisation', { mode: 'number' }).references(() => organisation.id),
    from: date('from'),
    to: date('to'),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  },
  (t) => [unique('venue_source').on(t.gemeente, t.source, t.sourceId), index('venue_point').using('gist', t.point), index('venue_organisation').on(t.organisation), check('venue_from_to', sql`${t.to} > ${t.from}`)],
)

/** In which buurt a venue lies, per boundary set. Written by triggers only, as `signal_area` is. */
export const venueArea = pgTable(
  'venue_area',
  {
    venue: bigint('venue', { mode: 'number' }).notNull().references(() => venue.id, { onDelete: 'cascade' }),
    boundarySet: bigint('boundary_set', { mode: 'number' }).notNull(),
    area: bigint('area', { mode: 'number' }).references(() => area.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.venue, t.boundarySet] }), index('venue_area_area').on(t.area)],
)

export const activity = pgTable(
  'activity',
  {
    ...frame(() => gemeente.code),
    service: bigint('service', { mode: 'number' }).notNull().references(() => service.id),
    venue: bigint('venue', { mode: 'number' }).references(() => venue.id),
    serviceArea: text('service_area'),
    buurten: text('buurten').array().notNull().default([]),
    werkgebied: bigint('werkgebied', { mode: 'number' }).references(() => werkgebied.id),
    name: text('name').notNull(),
    /** RRULE of RFC 5545, without DTSTART */
    schedule: text('schedule').notNull(),
    startTime: time('start_time'),
    durationMinutes: integer('duration_minutes'),
    /** follows from the schedule when it is saved: times in a year that the rule would fire */
    timesPerYear: doublePrecision('times_per_year').notNull(),
    from: date('from').notNull(),
    to: date('to'),
    /** hours of all professionals together, each time */
    capacityHours: doublePrecision('capacity_hours'),
    targetGroups: text('target_groups').array().notNull().default([]),
    professional: boolean('professional').notNull().default(false),
    cooperationWith: bigint('cooperation_with', { mode: 'number' }).array().notNull().default([]),
    description: text('description'),
    endReason: text('end_reason'),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  },
  (t) => [
    unique('activity_source').on(t.gemeente, t.source, t.sourceId),
    index('activity_service').on(t.service),
    index('activity_venue').on(t.venue),
    index('activity_to').on(t.gemeente, t.to),
    check('activity_from_to', sql`${t.to} > ${t.from}`),
    check('activity_capacity', sql`${t.capacityHours} >= 0`),
    check('activity_place', sql`(${t.venue} is null) <> (${t.serviceArea} is null)`),
    check('activity_service_area', sql`${t.serviceArea} in ('buurten', 'werkgebied', 'gemeente')`),
  ],
)

/** The agreement of a year with an organisation. */
export const agreement = pgTable(
  'agreement',
  {
    ...frame(() => gemeente.code),
    organisation: bigint('organisation', { mode: 'number' }).notNull().references(() => organisation.id),
    year: smallint('year').notNull(),
    title: text('title').notNull(),
    status: text('status').notNull().default('concept'),
    subsidyEur: numeric('subsidy_eur', { precision: 12, scale: 2, mode: 'number' }),
    hours: doublePrecision('hours'),
    attendanceClause: boolean('attendance_clause').notNull().default(false),
    notes: text('notes'),
    copiedFrom: bigint('copied_from', { mode: 'number' }).references((): AnyPgColumn => agreement.id, { onDelete: 'set null' }),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  },
  (t) => [
    unique('agreement_source').on(t.gemeente, t.source, t.sourceId),
    index('agreement_organisation').on(t.organisation, t.year),
    check('agreement_status', sql`${t.status} in ('concept', 'agreed', 'ended')`),
    check('agreement_hours', sql`${t.hours} >= 0 and ${t.subsidyEur} >= 0`),
  ],
)

/** "X hours of this on this theme in this place". */
export const agreementLine = pgTable(
  'agreement_line',
  {
    ...frame(() => gemeente.code),
    agreement: bigint('agreement', { mode: 'number' }).notNull().references(() => agreement.id, { onDelete: 'cascade' }),
    description: text('description').notNull(),
    theme: text('theme').notNull().references(() => theme.slug),
    service: bigint('service', { mode: 'number' }).references(() => service.id),
    level: text('level').notNull(),
    buurt: text('buurt'),
    werkgebied: bigint('werkgebied', { mode: 'number' }).references(() => werkgebied.id),
    hours: doublePrecision('hours').notNull(),
    frequency: text('frequency'),
    subsidyEur: numeric('subsidy_eur', { precision: 12, scale: 2, mode: 'number' }),
    notes: text('notes'),
    confirmedAt: timestamp('confirmed_at', { withTimezone: true }),
  },
  (t) => [
    unique('agreement_line_source').on(t.gemeente, t.source, t.sourceId),
    index('agreement_line_agreement').on(t.agreement),
    index('agreement_line_theme').on(t.gemeente, t.theme),
    check('agreement_line_hours', sql`${t.hours} >= 0 and ${t.subsidyEur} >= 0`),
    check('agreement_line_place', sql`(${t.level} = 'buurt') = (${t.buurt} is not null) and (${t.level} = 'werkgebied') = (${t.werkgebied} is not null) and ${t.level} in ('buurt', 'werkgebied', 'gemeente')`),
  ],
)

/** Hours in a period [from, to) of an agreement line or an activity, at one stage of the ladder. */
export const delivery = pgTable(
  'delivery',
  {
    ...frame(() => gemeente.code),
    agreementLine: bigint('agreement_line', { mode: 'number' }).references(() => agreementLine.id),
    activity: bigint('activity', { mode: 'number' }).references(() => activity.id),
    from: date('from').notNull(),
    to: date('to').notNull(),
    hours: doublePrecision('hours').notNull(),
    participants: integer('participants'),
    stage: text('stage').notNull(),
    notes: text('notes'),
  },
  (t) => [
    unique('delivery_source').on(t.gemeente, t.source, t.sourceId),
    index('delivery_line').on(t.agreementLine),
    index('delivery_activity').on(t.activity),
    check('delivery_of', sql`${t.agreementLine} is not null or ${t.activity} is not null`),
    check('delivery_from_to', sql`${t.to} > ${t.from}`),
    check('delivery_amounts', sql`${t.hours} >= 0 and ${t.participants} >= 0`),
    check('delivery_stage', sql`${t.stage} in ('agreed', 'planned', 'delivered', 'seen')`),
  ],
)
