import { bigint, bigserial, boolean, check, date, foreignKey, index, integer, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { area, gemeente, werkgebied } from './boundaries'
import { pointRd } from './columns'
import { theme } from './figures'

/**
 * An observed knelpunt or kans. Where it counts is in `signal_area`, which the database derives from `point` for every
 * boundary year; only a signal without a point (accuracy `buurt`) says its own buurt.
 */
export const signal = pgTable(
  'signal',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    source: text('source').notNull(),
    sourceId: text('source_id').notNull(),
    kind: text('kind').notNull(),
    theme: text('theme').notNull().references(() => theme.slug),
    evidence: text('evidence').notNull(),
    channel: text('channel'),
    observedOn: date('observed_on').notNull(),
    point: pointRd('point'),
    accuracy: text('accuracy').notNull(),
    statedBuurt: text('stated_buurt'),
    status: text('status').notNull().default('open'),
    audience: text('audience').notNull().default('internal'),
    owner: text('owner'),
    note: text('note'),
    /** keyed hash of the reporter, never an identifier */
    reporterKey: text('reporter_key'),
    /**
     * Written when the reporter is forgotten: whether the same reporter told of the theme in the same buurt in the 90 days before. So the count of
     * reporters (lib/db/clusters/input.ts) outlives their keys.
     */
    repeatsReporter: boolean('repeats_reporter'),
    duplicateOf: bigint('duplicate_of', { mode: 'number' }),
    importRun: bigint('import_run', { mode: 'number' }),
    /** the user who recorded it by hand; null for an imported one */
    recordedBy: bigint('recorded_by', { mode: 'number' }),
    /** why it was closed; one of `closeReasons` of lib/domain/signal.ts */
    closeReason: text('close_reason'),
    /** when its status became closed or cancelled here; null for one that arrived closed (then its observation counts). Written by a trigger */
    closedOn: date('closed_on'),
    /** when its point became a buurt; then it keeps its places in `signal_area`, which the point gave, and no import brings the point back */
    coarsenedOn: date('coarsened_on'),
    /**
     * Square of 500 m that holds the point: 2000 x floor(x / 500) + floor(y / 500), x and y in RD. Under row-level security PostGIS's own index on
     * `point` is not used (its operators are not leakproof); equal integers are.
     */
    cell: integer('cell').generatedAlwaysAs(sql`(floor(ST_X(point) / 500)::integer * 2000 + floor(ST_Y(point) / 500)::integer)`),
  },
  (t) => [
    unique('signal_source').on(t.gemeente, t.source, t.sourceId),
    foreignKey({ columns: [t.duplicateOf], foreignColumns: [t.id], name: 'signal_duplicate_of' }).onDelete('set null'),
    index('signal_point').using('gist', t.point),
    index('signal_observed').on(t.gemeente, t.observedOn),
    index('signal_run').on(t.importRun),
    index('signal_cell_day').on(t.cell, t.observedOn),
    // Without it every signal that goes costs a walk through all others (the foreign key looks who points at it).
    index('signal_duplicate').on(t.duplicateOf).where(sql`duplicate_of is not null`),
    index('signal_coarsened').on(t.gemeente, t.source, t.sourceId).where(sql`coarsened_on is not null`),
    check('signal_coarsened_is_coarse', sql`${t.coarsenedOn} is null or (${t.point} is null and ${t.note} is null and ${t.reporterKey} is null and ${t.accuracy} = 'buurt')`),
    check('signal_kind', sql`${t.kind} in ('knelpunt', 'kans')`),
    check('signal_evidence', sql`${t.evidence} in ('cijfer', 'waarneming', 'beleving')`),
    check('signal_accuracy', sql`${t.accuracy} in ('punt', 'straat', 'buurt')`),
    check('signal_status', sql`${t.status} in ('open', 'in_progress', 'closed', 'cancelled')`),
    check('signal_audience', sql`${t.audience} in ('internal', 'coordination_team', 'organisation', 'public_aggregate')`),
    check('signal_has_place', sql`(${t.point} is not null) or (${t.statedBuurt} is not null)`),
  ],
)

/** In which buurt (land or water) a signal counts, per boundary set; NULL when it lies in none of them. Written by triggers only (see drizzle/). */
export const signalArea = pgTable(
  'signal_area',
  {
    signal: bigint('signal', { mode: 'number' }).notNull(),
    boundarySet: bigint('boundary_set', { mode: 'number' }).notNull(),
    area: bigint('area', { mode: 'number' }).references(() => area.id, { onDelete: 'cascade' }),
    /** the theme of the signal: with it a policy can decide about the place without reading the signal */
    theme: text('theme').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.signal, t.boundarySet] }),
    index('signal_area_area').on(t.area),
    index('signal_area_nowhere').on(t.boundarySet).where(sql`area is null`),
  ],
)

/**
 * Counted signals per buurt x theme x month x source x evidence x kind: what maps read, so that their cost follows the
 * number of areas. Counted: not cancelled and not a duplicate. Written by triggers only.
 */
export const signalMonth = pgTable(
  'signal_month',
  {
    area: bigint('area', { mode: 'number' }).notNull().references(() => area.id, { onDelete: 'cascade' }),
    theme: text('theme').notNull(),
    /** first day of the month */
    month: date('month').notNull(),
    source: text('source').notNull(),
    evidence: text('evidence').notNull(),
    kind: text('kind').notNull(),
    n: integer('n').notNull(),
    /** n per day of the month, 31 long: any period is counted without reading a signal */
    days: integer('days').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.area, t.theme, t.month, t.source, t.evidence, t.kind] }),
    index('signal_month_month').on(t.month),
    // rows that became 0 are thrown away after every write; the index finds them without reading the rest
    index('signal_month_zero').on(t.area).where(sql`n = 0`),
  ],
)

/**
 * The same counts per buurt x theme x month only. Most questions filter on nothing else, and these rows stop growing when every
 * buurt has had every theme. Written by triggers only.
 */
export const signalThemeMonth = pgTable(
  'signal_theme_month',
  {
    area: bigint('area', { mode: 'number' }).notNull().references(() => area.id, { onDelete: 'cascade' }),
    theme: text('theme').notNull(),
    /** first day of the month */
    month: date('month').notNull(),
    n: integer('n').notNull(),
    /** n per day of the month, 31 long: any period is counted without reading a signal */
    days: integer('days').array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.area, t.theme, t.month] }),
    index('signal_theme_month_month').on(t.month),
    index('signal_theme_month_zero').on(t.area).where(sql`n = 0`),
  ],
)

/**
 * The counts of `signal_theme_month` rounded at random to a multiple of five, with a key, for who may not see them exactly. Zero is not
 * stored: that a row exists would say that there is a signal. Written by triggers only.
 */
export const signalRounded = pgTable(
  'signal_rounded',
  {
    area: bigint('area', { mode: 'number' }).notNull().references(() => area.id, { onDelete: 'cascade' }),
    theme: text('theme').notNull(),
    /** first day of the month */
    month: date('month').notNull(),
    n: integer('n').notNull(),
  },
  (t) => [primaryKey({ columns: [t.area, t.theme, t.month] }), index('signal_rounded_month').on(t.month)],
)

/** The sources that signals of a gemeente came from, for filters. Written by triggers only. */
export const signalOrigin = pgTable(
  'signal_origin',
  { gemeente: text('gemeente').notNull(), source: text('source').notNull() },
  (t) => [primaryKey({ columns: [t.gemeente, t.source] })],
)

/** Keys that never leave the database; no role of the app reads them. */
export const secret = pgTable('secret', { name: text('name').primaryKey(), value: text('value').notNull() })

/** What happened to a signal after it was recorded: who, when, what it was. */
export const signalEvent = pgTable(
  'signal_event',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    signal: bigint('signal', { mode: 'number' }).notNull().references(() => signal.id, { onDelete: 'cascade' }),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    byUser: bigint('by_user', { mode: 'number' }),
    kind: text('kind').notNull(),
    before: text('before'),
    after: text('after'),
  },
  (t) => [index('signal_event_signal').on(t.signal)],
)

/** Presence in a buurt: the denominator of attention. `byRole` is a role, never a person. */
export const visit = pgTable(
  'visit',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    source: text('source').notNull(),
    sourceId: text('source_id').notNull(),
    werkgebied: bigint('werkgebied', { mode: 'number' }).references(() => werkgebied.id),
    buurtCode: text('buurt_code').notNull(),
    boundaryYear: integer('boundary_year').notNull(),
    byRole: text('by_role').notNull(),
    kind: text('kind').notNull(),
    visitedOn: date('visited_on').notNull(),
    planned: boolean('planned').notNull().default(false),
    importRun: bigint('import_run', { mode: 'number' }),
    version: integer('version').notNull().default(1),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    createdBy: bigint('created_by', { mode: 'number' }),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    updatedBy: bigint('updated_by', { mode: 'number' }),
  },
  (t) => [
    unique('visit_source').on(t.gemeente, t.source, t.sourceId),
    index('visit_buurt').on(t.gemeente, t.buurtCode, t.visitedOn),
    check('visit_kind', sql`${t.kind} in ('ronde', 'spreekuur', 'huisbezoek', 'bijeenkomst', 'anders')`),
  ],
)

/** Two signals that belong together without being the same; `first` is the lower id. */
export const signalLink = pgTable(
  'signal_link',
  {
    first: bigint('first', { mode: 'number' }).notNull().references(() => signal.id, { onDelete: 'cascade' }),
    second: bigint('second', { mode: 'number' }).notNull().references(() => signal.id, { onDelete: 'cascade' }),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    byUser: bigint('by_user', { mode: 'number' }),
  },
  (t) => [primaryKey({ columns: [t.first, t.second] }), index('signal_link_second').on(t.second), check('signal_link_order', sql`${t.first} < ${t.second}`)],
)

/** At least one visit per so many weeks is wanted in a buurt; low can be a choice (N7), with its reason. */
export const presenceTarget = pgTable(
  'presence_target',
  {
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    buurtCode: text('buurt_code').notNull(),
    weeks: integer('weeks').notNull(),
    reason: text('reason'),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    updatedBy: bigint('updated_by', { mode: 'number' }),
  },
  (t) => [primaryKey({ columns: [t.gemeente, t.buurtCode] }), check('presence_target_weeks', sql`${t.weeks} between 1 and 104`)],
)
