import { bigint, bigserial, boolean, check, doublePrecision, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'

/** A subject that signals, figures and activities are about; rows, editable by the administrator. */
export const theme = pgTable(
  'theme',
  {
    slug: text('slug').primaryKey(),
    label: text('label').notNull(),
    domain: text('domain').notNull(),
    sensitive: boolean('sensitive').notNull().default(true),
    public: boolean('public').notNull().default(false),
    /** its public figures are per wijk and in tens, never per publication area */
    delicate: boolean('delicate').notNull().default(false),
    windowWeeks: integer('window_weeks').notNull().default(26),
    minSignals: integer('min_signals').notNull().default(3),
    minSources: integer('min_sources').notNull().default(2),
    reachM: integer('reach_m').notNull().default(800),
    /** at least once per this many weeks counts as supply */
    minFrequencyWeeks: integer('min_frequency_weeks').notNull().default(4),
    /** months after the observation: the point becomes the buurt, note and reporter go */
    coarsenAfterMonths: integer('coarsen_after_months').notNull().default(12),
    /** months after closing: the signal goes, its count stays */
    deleteAfterMonths: integer('delete_after_months').notNull().default(24),
    /** slug of the indicator that counts the people at risk per buurt; null, or without values: all inhabitants */
    population: text('population'),
    /** how long the periods of its public figures are: set by people, never worked out of the signals, which the choice would tell about */
    publicPeriod: text('public_period').notNull().default('quarter'),
    importRun: bigint('import_run', { mode: 'number' }),
  },
  (t) => [
    check('theme_retention', sql`${t.coarsenAfterMonths} between 1 and 120 and ${t.deleteAfterMonths} between 1 and 120`),
    check('theme_public_period', sql`${t.publicPeriod} in ('quarter', 'half_year')`),
    check('theme_domain', sql`${t.domain} in ('sociaal', 'fysiek', 'veiligheid', 'zorg')`),
    check('theme_sensitive_never_public', sql`not (${t.sensitive} and ${t.public})`),
    check('theme_sensitive_or_delicate', sql`not (${t.sensitive} and ${t.delicate})`),
  ],
)

export const indicator = pgTable(
  'indicator',
  {
    slug: text('slug').primaryKey(),
    label: text('label').notNull(),
    unit: text('unit').notNull().default(''),
    direction: text('direction').notNull().default('neutral'),
    source: text('source').notNull(),
    licence: text('licence').notNull().default(''),
    evidence: text('evidence').notNull().default('cijfer'),
    theme: text('theme').references(() => theme.slug),
    importRun: bigint('import_run', { mode: 'number' }),
  },
  (t) => [check('indicator_direction', sql`${t.direction} in ('higher_is_worse', 'lower_is_worse', 'neutral')`)],
)

/** Missing is NULL with a reason; `boundaryYear` says on which boundaries the figure was made. */
export const indicatorValue = pgTable(
  'indicator_value',
  {
    gemeente: text('gemeente').notNull(),
    indicator: text('indicator').notNull().references(() => indicator.slug),
    level: text('level').notNull(),
    areaCode: text('area_code').notNull(),
    year: integer('year').notNull(),
    boundaryYear: integer('boundary_year').notNull(),
    value: doublePrecision('value'),
    reason: text('reason'),
    reliability: text('reliability'),
    importRun: bigint('import_run', { mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.gemeente, t.indicator, t.level, t.areaCode, t.year] }),
    check('indicator_value_missing_has_reason', sql`(${t.value} is null) = (${t.reason} is not null)`),
  ],
)

/** A versioned limit of an indicator or of the number of signals of a theme. */
export const threshold = pgTable(
  'threshold',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull(),
    indicator: text('indicator').references(() => indicator.slug),
    theme: text('theme').references(() => theme.slug),
    version: integer('version').notNull(),
    limitValue: doublePrecision('limit_value').notNull(),
    note: text('note'),
  },
  (t) => [
    unique('threshold_version').on(t.gemeente, t.indicator, t.theme, t.version),
    index('threshold_theme').on(t.theme),
    check('threshold_about_something', sql`${t.indicator} is not null or ${t.theme} is not null`),
  ],
)
