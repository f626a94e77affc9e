import { bigint, bigserial, boolean, check, date, index, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { gemeente, werkgebied } from './boundaries'

/** Teams are data, so that a gemeente can rename or add them. */
export const team = pgTable('team', { slug: text('slug').primaryKey(), name: text('name').notNull() })

export const appUser = pgTable(
  'app_user',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    account: text('account').notNull().unique(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    team: text('team').references(() => team.slug),
    /** a wijkmanager who sees counts of sensitive themes in the own werkgebied exactly */
    sensitive: boolean('sensitive').notNull().default(false),
    demo: boolean('demo').notNull().default(false),
    active: boolean('active').notNull().default(true),
  },
  (t) => [check('app_user_role', sql`${t.role} in ('wijkmanager', 'planner', 'college', 'adviser', 'organisation', 'admin')`)],
)

/** A wijkmanager serves a werkgebied in [from, to). */
export const userScope = pgTable(
  'user_scope',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    appUser: bigint('app_user', { mode: 'number' }).notNull().references(() => appUser.id, { onDelete: 'cascade' }),
    gemeente: text('gemeente').notNull().references(() => gemeente.code),
    werkgebied: bigint('werkgebied', { mode: 'number' }).notNull().references(() => werkgebied.id),
    from: date('from').notNull(),
    to: date('to'),
  },
  (t) => [unique('user_scope_user_werkgebied_from').on(t.appUser, t.werkgebied, t.from)],
)

/** The token itself is in the cookie only; here its SHA-256. */
export const session = pgTable(
  'session',
  {
    tokenHash: text('token_hash').primaryKey(),
    appUser: bigint('app_user', { mode: 'number' }).notNull().references(() => appUser.id, { onDelete: 'cascade' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  },
  (t) => [index('session_user').on(t.appUser)],
)
