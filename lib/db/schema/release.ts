import { bigint, bigserial, check, date, index, integer, jsonb, pgSchema, pgTable, primaryKey, smallint, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { gemeente } from './boundaries'
import { appUser } from './people'

/** The only schema that the role of the publication (`buurtfocus_pub`) can read. Rights: drizzle/0022. */
export const pub = pgSchema('pub')

/** The register of publications: what was asked, made, published and withdrawn. The files themselves are on disk (lib/release/store.ts). */
export const publicRelease = pgTable(
  'public_release',
  {
    number: bigserial('number', { mode: 'number' }).primaryKey(),
    /** first 16 hex of the SHA-256 over what it holds; null until it is made */
    id: text('id'),
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    status: text('status').notNull().default('asked'),
    /** the newest period that may be in it; null: the newest that is closed */
    untilPeriod: text('until_period'),
    askedAt: timestamp('asked_at', { withTimezone: true }).notNull().defaultNow(),
    madeBy: bigint('made_by', { mode: 'number' }).references(() => appUser.id),
    /** while it is made: the last sign of life */
    aliveAt: timestamp('alive_at', { withTimezone: true }),
    madeAt: timestamp('made_at', { withTimezone: true }),
    /** the day that its pages speak of, in Amsterdam */
    madeOn: date('made_on'),
    boundaryYear: smallint('boundary_year'),
    periods: text('periods').array().notNull().default([]),
    /** of the manifest */
    sha256: text('sha256'),
    /** numbers of leaves, files and bytes */
    counts: jsonb('counts').$type<Record<string, number>>().notNull().default({}),
    /** which key rounded it: an HMAC of a fixed text, so that another key is noticed */
    keyMark: text('key_mark'),
    /** why it could not be made; words of lib/domain/release.ts */
    problem: text('problem'),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    publishedBy: bigint('published_by', { mode: 'number' }).references(() => appUser.id),
    withdrawnAt: timestamp('withdrawn_at', { withTimezone: true }),
    withdrawnBy: bigint('withdrawn_by', { mode: 'number' }).references(() => appUser.id),
    withdrawnReason: text('withdrawn_reason'),
  },
  (t) => [
    uniqueIndex('public_release_id').on(t.id),
    /** one at a time */
    uniqueIndex('public_release_open').on(t.gemeente).where(sql`status in ('asked', 'making')`),
    index('public_release_gemeente').on(t.gemeente, t.number),
    check('public_release_status', sql`${t.status} in ('asked', 'making', 'draft', 'published', 'withdrawn', 'failed')`),
    check('public_release_made', sql`${t.status} not in ('draft', 'published') or (${t.id} is not null and ${t.sha256} is not null and ${t.madeAt} is not null and ${t.madeOn} is not null and ${t.boundaryYear} is not null and ${t.keyMark} is not null)`),
    check('public_release_published', sql`${t.status} <> 'published' or ${t.publishedAt} is not null`),
    check('public_release_withdrawn', sql`(${t.status} = 'withdrawn') = (${t.withdrawnAt} is not null) and (${t.status} <> 'withdrawn' or ${t.withdrawnReason} ~ '\\S')`),
    check('public_release_texts', sql`length(${t.withdrawnReason}) <= 500 and length(${t.problem}) <= 200`),
  ],
)

/**
 * The fixed lists of a boundary year (lib/analysis/publication-areas.ts): its publication areas, and the wijken in which delicate themes are counted. Each is made with
 * the first publication of that year that needs it, and never changed.
 */
export const publicationArea = pub.table(
  'publication_area',
  {
    gemeente: text('gemeente').notNull(),
    boundaryYear: smallint('boundary_year').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    wijk: text('wijk').notNull(),
    /** codes */
    buurten: text('buurten').array().notNull(),
    /** `area`: buurten merged inside their wijk; `wijk`: a whole wijk, under its own code */
    level: text('level').notNull().default('area'),
  },
  (t) => [
    primaryKey({ columns: [t.gemeente, t.boundaryYear, t.code] }),
    check('publication_area_level', sql`${t.level} in ('area', 'wijk') and (${t.level} = 'wijk') = (${t.code} = ${t.wijk})`),
  ],
)

/** All that a publication may know of signals: rounded figures. `p` is a multiple of `base`: 5 for a publication area, 10 for a wijk (delicate themes). */
export const pubLeaf = pub.table(
  'leaf',
  {
    release: bigint('release', { mode: 'number' }).notNull().references(() => publicRelease.number, { onDelete: 'cascade' }),
    area: text('area').notNull(),
    theme: text('theme').notNull(),
    period: text('period').notNull(),
    p: integer('p').notNull(),
    base: smallint('base').notNull().default(5),
  },
  (t) => [
    primaryKey({ columns: [t.release, t.area, t.theme, t.period] }),
    check('leaf_base', sql`${t.base} in (5, 10) and (${t.base} = 10) = (${t.area} like 'WK%')`),
    check('leaf_rounded', sql`${t.p} >= 0 and ${t.p} % ${t.base} = 0`),
  ],
)
