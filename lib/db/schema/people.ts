import { type AnyPgColumn, bigint, bigserial, boolean, check, date, index, pgTable, text, timestamp, unique } from 'drizzle-orm/pg-core'
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
    /** the organisation of a user with that role; its own rows are what such a user may edit (a foreign key in drizzle/0012) */
    organisation: bigint('organisation', { mode: 'number' }),
    demo: boolean('demo').notNull().default(false),
    active: boolean('active').notNull().default(true),
    /** who the provider says this is; both empty for demo accounts and for who never signed in */
    issuer: text('issuer'),
    subject: text('subject'),
    /** `rule`: role, team and `sensitive` are renewed from the claim rules at every sign-in; `hand`: they stay */
    rightsFrom: text('rights_from').notNull().default('hand'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    lastSignInAt: timestamp('last_sign_in_at', { withTimezone: true }),
    /** when somebody last looked whether these rights are still needed, and who */
    reviewedAt: timestamp('reviewed_at', { withTimezone: true }),
    reviewedBy: bigint('reviewed_by', { mode: 'number' }).references((): AnyPgColumn => appUser.id),
  },
  (t) => [unique('app_user_issuer_subject').on(t.issuer, t.subject), check('app_user_rights_from', sql`${t.rightsFrom} in ('hand', 'rule')`), check('app_user_role', sql`${t.role} in ('wijkmanager', 'planner', 'college', 'adviser', 'organisation', 'admin')`)],
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
    /** one is responsible per werkgebied per day (the constraint user_scope_one_responsible of drizzle/0009); others stand in */
    kind: text('kind').notNull().default('responsible'),
    rightsFrom: text('rights_from').notNull().default('hand'),
  },
  (t) => [
    unique('user_scope_user_werkgebied_from').on(t.appUser, t.werkgebied, t.from),
    check('user_scope_kind', sql`${t.kind} in ('responsible', 'replacement')`),
    check('user_scope_rights_from', sql`${t.rightsFrom} in ('hand', 'rule')`),
    check('user_scope_from_to', sql`${t.to} > ${t.from}`),
  ],
)

/** The token itself is in the cookie only; here its SHA-256. */
export const session = pgTable(
  'session',
  {
    tokenHash: text('token_hash').primaryKey(),
    appUser: bigint('app_user', { mode: 'number' }).notNull().references(() => appUser.id, { onDelete: 'cascade' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    lastSeenAt: timestamp('last_seen_at', { withTimezone: true }).notNull().defaultNow(),
    /** ID token of the provider, sealed with a key that is not in the database; for signing out there */
    idToken: text('id_token'),
  },
  (t) => [index('session_user').on(t.appUser)],
)

/** Who has this claim gets these rights; in the order of their ids. */
export const claimRule = pgTable(
  'claim_rule',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    claim: text('claim').notNull(),
    value: text('value').notNull(),
    role: text('role'),
    team: text('team').references(() => team.slug),
    werkgebied: bigint('werkgebied', { mode: 'number' }).references(() => werkgebied.id, { onDelete: 'cascade' }),
    sensitive: boolean('sensitive').notNull().default(false),
  },
  (t) => [
    check('claim_rule_role', sql`${t.role} in ('wijkmanager', 'planner', 'college', 'adviser', 'organisation', 'admin')`),
    check('claim_rule_gives', sql`${t.role} is not null or ${t.werkgebied} is not null or ${t.sensitive}`),
    check('claim_rule_team', sql`(${t.role} = 'adviser') = (${t.team} is not null) or ${t.role} is null`),
  ],
)
