import { bigint, bigserial, boolean, check, date, doublePrecision, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { area, boundarySet, gemeente } from './boundaries'
import { pointRd } from './columns'
import { theme } from './figures'
import { appUser, team } from './people'

/**
 * What changed the counts of a gemeente: signals, visits, boundaries, inhabitants or themes. A log and not a counter: a counter would make who writes
 * a signal wait for an import that is under way. The version is the sum of `n`; the nightly job adds up old lines. Written by triggers only.
 */
export const signalVersion = pgTable(
  'signal_version',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code, { onDelete: 'cascade' }),
    n: bigint('n', { mode: 'number' }).notNull().default(1),
    changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('signal_version_gemeente').on(t.gemeente)],
)

/** Land buurten that touch (at most 1 m apart), both ways. Made when first asked for after boundaries changed; a trigger throws them away. */
export const areaNeighbour = pgTable(
  'area_neighbour',
  {
    area: bigint('area', { mode: 'number' }).notNull().references(() => area.id, { onDelete: 'cascade' }),
    neighbour: bigint('neighbour', { mode: 'number' }).notNull().references(() => area.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.area, t.neighbour] }), index('area_neighbour_neighbour').on(t.neighbour)],
)

/** Exact points on which a source puts what has no place (see lib/db/clusters/piles.ts); found again by the first calculation after the data changed. */
export const signalPile = pgTable(
  'signal_pile',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code, { onDelete: 'cascade' }),
    /** `signal_version` of the gemeente when it was looked for */
    version: bigint('version', { mode: 'number' }).notNull(),
    /** empty: looked for, and there was none */
    point: pointRd('point'),
  },
  (t) => [index('signal_pile_gemeente').on(t.gemeente)],
)

/** A calculation of problem clusters: its question, how far it is, and with what it was made. */
export const clusterRun = pgTable(
  'cluster_run',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code, { onDelete: 'cascade' }),
    /** null: every theme by itself */
    theme: text('theme').references(() => theme.slug, { onDelete: 'cascade' }),
    /** [from, to) */
    from: date('from').notNull(),
    to: date('to').notNull(),
    source: text('source'),
    evidence: text('evidence'),
    kind: text('kind').notNull(),
    /** the whole question as one text */
    key: text('key').notNull().generatedAlwaysAs(
      sql`(gemeente || '|' || coalesce(theme, '') || '|' || ("from" - date '2000-01-01')::text || '|' || ("to" - date '2000-01-01')::text || '|' || coalesce(source, '') || '|' || coalesce(evidence, '') || '|' || kind)`),
    /** `signal_version` of the gemeente when it was asked, and then when its data were read */
    dataVersion: bigint('data_version', { mode: 'number' }).notNull(),
    /** version of the method; null until it is done */
    method: text('method'),
    seed: bigint('seed', { mode: 'number' }).notNull(),
    /** made for everybody before anybody asks; only these belong to work items */
    standard: boolean('standard').notNull().default(false),
    boundarySet: bigint('boundary_set', { mode: 'number' }).references(() => boundarySet.id, { onDelete: 'cascade' }),
    status: text('status').notNull().default('queued'),
    /** 0..1 */
    progress: doublePrecision('progress').notNull().default(0),
    step: text('step'),
    /** the last time that its process gave a sign of life */
    heartbeat: timestamp('heartbeat', { withTimezone: true }),
    /** how often a process began with it: one that ends the process is not tried for ever */
    attempts: integer('attempts').notNull().default(0),
    askedBy: bigint('asked_by', { mode: 'number' }).references(() => appUser.id, { onDelete: 'set null' }),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
    startedAt: timestamp('started_at', { withTimezone: true }),
    finishedAt: timestamp('finished_at', { withTimezone: true }),
    /** under which the log tells what went wrong */
    errorId: text('error_id'),
  },
  (t) => [
    // the same question waits once: who asks it again gets the one that waits
    uniqueIndex('cluster_run_queued').on(t.key).where(sql`status = 'queued'`),
    index('cluster_run_key').on(t.key, t.id),
    index('cluster_run_open').on(t.id).where(sql`status in ('queued', 'running')`),
    index('cluster_run_theme').on(t.theme),
    index('cluster_run_set').on(t.boundarySet),
    check('cluster_run_kind', sql`${t.kind} in ('knelpunt', 'kans')`),
    check('cluster_run_status', sql`${t.status} in ('queued', 'running', 'done', 'failed', 'cancelled')`),
    check('cluster_run_from_to', sql`${t.to} > ${t.from}`),
    check('cluster_run_progress', sql`${t.progress} between 0 and 1`),
    check('cluster_run_done', sql`${t.status} <> 'done' or (${t.boundarySet} is not null and ${t.method} is not null)`),
  ],
)

/** Exactly what a calculation read, so that it can be made again; the nightly job drops it after a year. For the program only. */
export const clusterInput = pgTable('cluster_input', {
  run: bigint('run', { mode: 'number' }).primaryKey().references(() => clusterRun.id, { onDelete: 'cascade' }),
  input: jsonb('input').notNull(),
})

/** What a calculation says of a theme as a whole. */
export const clusterTheme = pgTable(
  'cluster_theme',
  {
    run: bigint('run', { mode: 'number' }).notNull().references(() => clusterRun.id, { onDelete: 'cascade' }),
    theme: text('theme').notNull().references(() => theme.slug, { onDelete: 'cascade' }),
    /** order in the input */
    place: integer('place').notNull(),
    /** unique reporters in buurten with people */
    total: integer('total').notNull(),
    state: text('state').notNull(),
    dispersion: doublePrecision('dispersion'),
    indicative: boolean('indicative').notNull(),
    /** chance to find a doubling in five buurten, 0..1 */
    power: doublePrecision('power'),
  },
  (t) => [primaryKey({ columns: [t.run, t.theme] }), index('cluster_theme_theme').on(t.theme), check('cluster_theme_state', sql`${t.state} in ('ok', 'too_few', 'no_people', 'one_buurt')`)],
)

/** What a calculation says of a theme in a buurt. */
export const clusterArea = pgTable(
  'cluster_area',
  {
    run: bigint('run', { mode: 'number' }).notNull().references(() => clusterRun.id, { onDelete: 'cascade' }),
    theme: text('theme').notNull().references(() => theme.slug, { onDelete: 'cascade' }),
    area: bigint('area', { mode: 'number' }).notNull().references(() => area.id, { onDelete: 'cascade' }),
    /** unique reporters, counted and expected */
    reporters: integer('reporters').notNull(),
    expected: doublePrecision('expected').notNull(),
    trend: text('trend').notNull(),
  },
  (t) => [primaryKey({ columns: [t.run, t.theme, t.area] }), index('cluster_area_area').on(t.area), index('cluster_area_theme').on(t.theme)],
)

/** A place that is watched and worked on: the same cluster over all calculations that found it. */
export const cluster = pgTable(
  'cluster',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code, { onDelete: 'cascade' }),
    theme: text('theme').notNull().references(() => theme.slug, { onDelete: 'cascade' }),
    /** label of the last calculation, or gone */
    state: text('state').notNull(),
    name: text('name').notNull(),
    /** ids of its buurten by the boundaries of the last calculation that found it */
    areas: bigint('areas', { mode: 'number' }).array().notNull(),
    firstSeen: date('first_seen').notNull(),
    lastSeen: date('last_seen').notNull(),
    /** since about when reporters came faster */
    since: date('since'),
    ownerTeam: text('owner_team').references(() => team.slug),
    ownerUser: bigint('owner_user', { mode: 'number' }).references(() => appUser.id),
    ownerSince: date('owner_since'),
    /** counts what people change; calculations raise no conflict with who is editing */
    version: integer('version').notNull().default(1),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
    updatedBy: bigint('updated_by', { mode: 'number' }),
  },
  (t) => [
    index('cluster_gemeente').on(t.gemeente, t.theme),
    index('cluster_theme_slug').on(t.theme),
    index('cluster_owner_user').on(t.ownerUser),
    check('cluster_state', sql`${t.state} in ('new', 'growing', 'persistent', 'fading', 'gone')`),
    check('cluster_somewhere', sql`cardinality(${t.areas}) > 0`),
    check('cluster_one_owner', sql`num_nonnulls(${t.ownerTeam}, ${t.ownerUser}) <= 1`),
  ],
)

/** What a calculation found: see RawFinding in lib/analysis/problem-clusters.ts. */
export const clusterFinding = pgTable(
  'cluster_finding',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    run: bigint('run', { mode: 'number' }).notNull().references(() => clusterRun.id, { onDelete: 'cascade' }),
    theme: text('theme').notNull().references(() => theme.slug, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    label: text('label'),
    /** ids of the buurten, and of each how sure it is that it belongs to it (0..1) */
    areas: bigint('areas', { mode: 'number' }).array().notNull(),
    certainty: doublePrecision('certainty').array().notNull(),
    from: date('from').notNull(),
    to: date('to').notNull(),
    observed: integer('observed').notNull(),
    expected: doublePrecision('expected').notNull(),
    ratio: doublePrecision('ratio'),
    ratioLow: doublePrecision('ratio_low'),
    ratioHigh: doublePrecision('ratio_high'),
    llr: doublePrecision('llr'),
    p: doublePrecision('p').notNull(),
    onceInYears: doublePrecision('once_in_years'),
    since: date('since'),
    signals: integer('signals'),
    visits: integer('visits'),
    people: doublePrecision('people'),
    sources: integer('sources').notNull(),
    /** the work item that it is a sighting of */
    cluster: bigint('cluster', { mode: 'number' }).references(() => cluster.id, { onDelete: 'set null' }),
  },
  (t) => [
    index('cluster_finding_run').on(t.run),
    index('cluster_finding_cluster').on(t.cluster),
    index('cluster_finding_theme').on(t.theme),
    check('cluster_finding_kind', sql`${t.kind} in ('area', 'recent', 'rise', 'fading', 'presence')`),
    check('cluster_finding_label', sql`${t.label} in ('new', 'growing', 'persistent', 'fading')`),
    // an empty list lies within every other: a policy would let it through
    check('cluster_finding_somewhere', sql`cardinality(${t.areas}) > 0 and cardinality(${t.certainty}) = cardinality(${t.areas})`),
  ],
)

/** What happened to a work item, and what people wrote down. Changes are written by triggers only. */
export const clusterEvent = pgTable(
  'cluster_event',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    cluster: bigint('cluster', { mode: 'number' }).notNull().references(() => cluster.id, { onDelete: 'cascade' }),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    byUser: bigint('by_user', { mode: 'number' }).references(() => appUser.id, { onDelete: 'set null' }),
    kind: text('kind').notNull(),
    before: text('before'),
    after: text('after'),
    /** of a note only; checked for personal data before it is kept */
    text: text('text'),
  },
  (t) => [
    index('cluster_event_cluster').on(t.cluster),
    check('cluster_event_kind', sql`${t.kind} in ('found', 'state', 'areas', 'owner', 'note')`),
    check('cluster_event_text', sql`(${t.kind} = 'note') = (${t.text} is not null)`),
  ],
)
