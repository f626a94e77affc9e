import { bigint, boolean, check, date, index, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core'
import { sql } from 'drizzle-orm'
import { area, gemeente } from './boundaries'
import { pointRd } from './columns'
import { theme } from './figures'
import { frame } from './frame'
import { appUser, team } from './people'
import { organisation } from './supply'

/** A residents' initiative and its clock. That a wijkmanager is never the owner (N2) is guarded by a trigger, drizzle/0012. */
export const initiative = pgTable(
  'initiative',
  {
    ...frame(() => gemeente.code),
    title: text('title').notNull(),
    receivedOn: date('received_on').notNull(),
    byWhom: text('by_whom').notNull(),
    whatResidentsDo: text('what_residents_do').notNull(),
    whatTheyAsk: text('what_they_ask').notNull(),
    point: pointRd('point'),
    buurt: text('buurt'),
    theme: text('theme').references(() => theme.slug),
    route: text('route'),
    ownerTeam: text('owner_team').references(() => team.slug),
    ownerUser: bigint('owner_user', { mode: 'number' }).references(() => appUser.id),
    ownerOrganisation: bigint('owner_organisation', { mode: 'number' }).references(() => organisation.id),
    /** the first day that this owner had it; written by a trigger */
    ownerSince: date('owner_since'),
    status: text('status').notNull().default('received'),
    due: date('due'),
    handOverRef: text('hand_over_ref'),
    answer: text('answer'),
    answeredOn: date('answered_on'),
    toldBackOn: date('told_back_on'),
    publicConsent: boolean('public_consent').notNull().default(false),
    /** for the residents, made by the database; long enough that nobody guesses another's */
    followCode: text('follow_code').notNull().unique(),
  },
  (t) => [
    unique('initiative_source').on(t.gemeente, t.source, t.sourceId),
    index('initiative_received').on(t.gemeente, t.receivedOn),
    check('initiative_place', sql`(${t.point} is null) <> (${t.buurt} is null)`),
    check('initiative_route', sql`${t.route} in ('wijkbeheer', 'zorg', 'adviser', 'college', 'organisation')`),
    check('initiative_status', sql`${t.status} in ('received', 'assigned', 'in_progress', 'weighing', 'answered', 'closed', 'withdrawn')`),
    check('initiative_one_owner', sql`num_nonnulls(${t.ownerTeam}, ${t.ownerUser}, ${t.ownerOrganisation}) <= 1`),
    check('initiative_owned', sql`${t.status} not in ('assigned', 'in_progress', 'answered', 'closed') or num_nonnulls(${t.ownerTeam}, ${t.ownerUser}, ${t.ownerOrganisation}) = 1`),
    check('initiative_answered', sql`${t.status} not in ('answered', 'closed') or (${t.answer} is not null and ${t.answeredOn} is not null)`),
    check('initiative_dates', sql`${t.answeredOn} >= ${t.receivedOn} and ${t.toldBackOn} >= ${t.receivedOn} and ${t.due} >= ${t.receivedOn}`),
  ],
)

/** In which buurt an initiative lies, per boundary set. Written by triggers only. */
export const initiativeArea = pgTable(
  'initiative_area',
  {
    initiative: bigint('initiative', { mode: 'number' }).notNull().references(() => initiative.id, { onDelete: 'cascade' }),
    boundarySet: bigint('boundary_set', { mode: 'number' }).notNull(),
    area: bigint('area', { mode: 'number' }).references(() => area.id, { onDelete: 'cascade' }),
  },
  (t) => [primaryKey({ columns: [t.initiative, t.boundarySet] }), index('initiative_area_area').on(t.area)],
)
