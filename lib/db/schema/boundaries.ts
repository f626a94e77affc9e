import { bigint, bigserial, boolean, check, doublePrecision, index, integer, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { anyGeometryRd, multiPolygonRd, pointRd } from './columns'

/** A gemeente that this installation serves. `fictional` marks the demo gemeente on every screen. */
export const gemeente = pgTable('gemeente', {
  code: text('code').primaryKey(),
  name: text('name').notNull(),
  fictional: boolean('fictional').notNull().default(false),
  importRun: bigint('import_run', { mode: 'number' }),
})

/** The boundaries of one gemeente in one year ("indeling 2024"). */
export const boundarySet = pgTable(
  'boundary_set',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    year: integer('year').notNull(),
    version: integer('version').notNull().default(1),
    source: text('source').notNull(),
    importRun: bigint('import_run', { mode: 'number' }),
  },
  (t) => [unique('boundary_set_gemeente_year').on(t.gemeente, t.year)],
)

/** A gemeente, wijk or buurt of one boundary set. Key: (set, level, code, water): a water part may repeat the code of its land. */
export const area = pgTable(
  'area',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    boundarySet: bigint('boundary_set', { mode: 'number' }).notNull().references(() => boundarySet.id, { onDelete: 'cascade' }),
    gemeente: text('gemeente').notNull(),
    year: integer('year').notNull(),
    level: text('level').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    parentCode: text('parent_code'),
    water: boolean('water').notNull().default(false),
    geom: multiPolygonRd('geom').notNull(),
    /** a point that certainly lies inside, for labels and circles */
    labelPoint: pointRd('label_point').notNull(),
    inhabitants: integer('inhabitants'),
    households: integer('households'),
    /** the same for areas that kept their borders over the years; null until a second year is known */
    masterId: bigint('master_id', { mode: 'number' }),
    importRun: bigint('import_run', { mode: 'number' }),
  },
  (t) => [
    unique('area_set_level_code_water').on(t.boundarySet, t.level, t.code, t.water),
    index('area_geom').using('gist', t.geom),
    index('area_code').on(t.code, t.year),
    check('area_level', sql`${t.level} in ('gemeente', 'wijk', 'buurt')`),
  ],
)

/** Which part of an area of one year lies in an area of another year. `shareArea` is 0..1 of `fromArea`. */
export const areaLink = pgTable(
  'area_link',
  {
    fromArea: bigint('from_area', { mode: 'number' }).notNull().references(() => area.id, { onDelete: 'cascade' }),
    toArea: bigint('to_area', { mode: 'number' }).notNull().references(() => area.id, { onDelete: 'cascade' }),
    shareArea: doublePrecision('share_area').notNull(),
  },
  (t) => [primaryKey({ columns: [t.fromArea, t.toArea] })],
)

/** The policy's own "wijk": the buurten that one wijkmanager serves. */
export const werkgebied = pgTable(
  'werkgebied',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    importRun: bigint('import_run', { mode: 'number' }),
  },
  (t) => [unique('werkgebied_gemeente_slug').on(t.gemeente, t.slug)],
)

export const werkgebiedBuurt = pgTable(
  'werkgebied_buurt',
  {
    werkgebied: bigint('werkgebied', { mode: 'number' }).notNull().references(() => werkgebied.id),
    gemeente: text('gemeente').notNull(),
    year: integer('year').notNull(),
    buurtCode: text('buurt_code').notNull(),
    importRun: bigint('import_run', { mode: 'number' }),
  },
  (t) => [primaryKey({ columns: [t.gemeente, t.year, t.buurtCode] })],
)

/** When this installation was last changed by an import; one row. Answers carry it as `dataVersion`. */
export const dataVersion = pgTable('data_version', {
  one: boolean('one').primaryKey().default(true),
  version: bigint('version', { mode: 'number' }).notNull().default(0),
  changedAt: timestamp('changed_at', { withTimezone: true }).notNull().defaultNow(),
})

/** Streets, water and green behind the buurten, for a map that needs no tiles from outside. Painting order is `id`. */
export const backdrop = pgTable(
  'backdrop',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    gemeente: text('gemeente').notNull().references(() => gemeente.code, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    name: text('name'),
    geom: anyGeometryRd('geom').notNull(),
  },
  (t) => [index('backdrop_gemeente').on(t.gemeente)],
)
