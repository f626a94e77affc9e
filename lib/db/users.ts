import { sql } from 'drizzle-orm'
import type { ScopeKind, User, UserProblem, UserRole } from '@/lib/domain/user'
import { writeAudit } from './audit'
import { rows, sqlState, type Tx } from './client'
import { endSessionsOf } from './sessions'

const columns = sql`
  u.id, u.account, u.name, u.role, u.team, t.name as "teamName", u.sensitive, u.active, u.demo, u.rights_from = 'rule' as "byRule", u.issuer is not null as linked,
  to_char(u.last_sign_in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastSignInAt",
  to_char(u.created_at, 'YYYY-MM-DD') as "createdOn", to_char(u.reviewed_at, 'YYYY-MM-DD') as "reviewedOn",
  (select r.name from app_user r where r.id = u.reviewed_by) as "reviewedBy",
  coalesce((
    select json_agg(json_build_object('id', c.id, 'werkgebied', w.id, 'name', w.name, 'gemeente', w.gemeente, 'from', c."from", 'to', c."to", 'kind', c.kind, 'byRule', c.rights_from = 'rule') order by c."to" nulls first, w.name, c.id)
    from user_scope c join werkgebied w on w.id = c.werkgebied where c.app_user = u.id), '[]') as scopes,
  (select count(*)::int from session s where s.app_user = u.id and s.expires_at > now()) as sessions`

/** All users, also those switched off. */
export function listUsers(tx: Tx): Promise<User[]> {
  return rows(tx, sql`select ${columns} from app_user u left join team t on t.slug = u.team order by u.active desc, u.name, u.id`)
}

export async function findUser(tx: Tx, id: number): Promise<User | null> {
  const [user] = await rows<User>(tx, sql`select ${columns} from app_user u left join team t on t.slug = u.team where u.id = ${id}`)
  return user ?? null
}

export const listTeams = (tx: Tx): Promise<{ slug: string; name: string }[]> => rows(tx, sql`select slug, name from team order by name`)

/** Every werkgebied that can be given, with its gemeente in words. */
export const listAllWerkgebieden = (tx: Tx): Promise<{ id: number; name: string; gemeente: string }[]> =>
  rows(tx, sql`select w.id, w.name, g.name as gemeente from werkgebied w join gemeente g on g.code = w.gemeente order by g.fictional, g.name, w.name`)

/**
 * Lists somebody who may sign in, before the first time. The provider's claim of that name (OIDC_ACCOUNT_CLAIM) must say `account`; then
 * the two become one user. Until somebody changes that, the role is the one given here.
 */
export async function addUser(tx: Tx, { account, name, role, team }: { account: string; name: string; role: UserRole; team: string | null }): Promise<{ id: number } | { problem: UserProblem }> {
  if (role === 'adviser' && !team) return { problem: 'team_needed' }
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into app_user (account, name, role, team) values (${account}, ${name}, ${role}, ${role === 'adviser' ? team : null}) on conflict (account) do nothing returning id`)
  if (!made) return { problem: 'account_taken' }
  await writeAudit(tx, { action: 'user.make', objectType: 'user', objectId: made.id, detail: { role, team } })
  return made
}

export type Rights = { role: UserRole; team: string | null; sensitive: boolean; active: boolean; byRule: boolean }

/**
 * Changes what a user may. Another role, or switching off, ends all sessions of that user: what was open under the old rights
 * closes. An administrator does not change the own role, so that somebody is always left who can.
 *
 * @param by id of who changes it
 */
export async function changeUser(tx: Tx, id: number, to: Rights, by: number, today: string): Promise<UserProblem | null> {
  const [was] = await rows<Rights>(tx, sql`select role, team, sensitive, active, rights_from = 'rule' as "byRule" from app_user where id = ${id} for update`)
  if (!was) return 'unknown'
  const team = to.role === 'adviser' ? to.team : null
  const sensitive = to.role === 'wijkmanager' && to.sensitive
  if (to.role === 'adviser' && !team) return 'team_needed'
  if (id === by && (to.role !== was.role || !to.active)) return 'self'
  const now = { role: to.role, team, sensitive, active: to.active, byRule: to.byRule }
  const changed = (Object.keys(now) as (keyof Rights)[]).filter((name) => now[name] !== was[name])
  if (changed.length === 0) return null
  await tx.execute(sql`
    update app_user set role = ${now.role}, team = ${now.team}, sensitive = ${now.sensitive}, active = ${now.active}, rights_from = ${now.byRule ? 'rule' : 'hand'} where id = ${id}`)
  if (was.role === 'wijkmanager' && now.role !== 'wijkmanager') await endAllScopes(tx, id, today)
  if (was.role !== now.role || !now.active) await endSessionsOf(tx, id)
  await writeAudit(tx, { action: 'user.change', objectType: 'user', objectId: id, detail: Object.fromEntries(changed.map((name) => [name, { was: was[name], now: now[name] }])) })
  return null
}

async function endAllScopes(tx: Tx, user: number, today: string): Promise<void> {
  await tx.execute(sql`delete from user_scope where app_user = ${user} and "from" >= ${today}::date`)
  await tx.execute(sql`update user_scope set "to" = ${today}::date where app_user = ${user} and ("to" is null or "to" > ${today}::date)`)
}

/**
 * Gives a wijkmanager a werkgebied in [from, to). On a day one user is responsible for it, which the table itself guards; others
 * can stand in.
 * @returns what is wrong, with the name of who is responsible already (`taken`)
 */
export async function addScope(tx: Tx, id: number, scope: { werkgebied: number; from: string; to: string | null; kind: ScopeKind }): Promise<{ problem: UserProblem; name?: string } | null> {
  const { werkgebied, from, to, kind } = scope
  if (to !== null && to <= from) return { problem: 'dates' }
  const [user] = await rows<{ role: UserRole }>(tx, sql`select role from app_user where id = ${id} for update`)
  const [place] = await rows<{ gemeente: string }>(tx, sql`select gemeente from werkgebied where id = ${werkgebied}`)
  if (!user || !place) return { problem: 'unknown' }
  if (user.role !== 'wijkmanager') return { problem: 'not_wijkmanager' }
  const inTheWay = await rows<{ own: boolean; name: string }>(tx, sql`
    select c.app_user = ${id} as own, u.name from user_scope c join app_user u on u.id = c.app_user
    where c.werkgebied = ${werkgebied} and (c.app_user = ${id} or (c.kind = 'responsible' and ${kind} = 'responsible'))
      and daterange(c."from", c."to") && daterange(${from}::date, ${to}::date)
    order by 1 desc limit 1`)
  if (inTheWay[0]) return inTheWay[0].own ? { problem: 'double' } : { problem: 'taken', name: inTheWay[0].name }
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into user_scope (app_user, gemeente, werkgebied, "from", "to", kind) values (${id}, ${place.gemeente}, ${werkgebied}, ${from}, ${to}, ${kind}) returning id`)
  await writeAudit(tx, { action: 'scope.add', objectType: 'user', objectId: id, detail: { scope: made!.id, werkgebied, from, to, kind } })
  return null
}

/** Whether an error says that two users would be responsible for one werkgebied on one day (somebody else was a moment earlier). */
export const isTaken = (error: unknown): boolean => sqlState(error) === '23P01'

/** Ends a werkgebied of a user on `day` (the first day without it); one that had not begun by then goes altogether. */
export async function endScope(tx: Tx, id: number, scope: number, day: string): Promise<UserProblem | null> {
  const [found] = await rows<{ future: boolean; ended: boolean }>(tx, sql`
    select "from" >= ${day}::date as future, "to" is not null and "to" <= ${day}::date as ended from user_scope where id = ${scope} and app_user = ${id} for update`)
  if (!found) return 'unknown'
  if (found.ended) return null
  await tx.execute(found.future ? sql`delete from user_scope where id = ${scope}` : sql`update user_scope set "to" = ${day} where id = ${scope}`)
  await writeAudit(tx, { action: 'scope.end', objectType: 'user', objectId: id, detail: { scope, day } })
  return null
}

/** Records that somebody looked at the rights of a user and found them right. */
export async function confirmRights(tx: Tx, id: number, by: number): Promise<UserProblem | null> {
  const found = await rows(tx, sql`update app_user set reviewed_at = now(), reviewed_by = ${by} where id = ${id} returning 1`)
  if (found.length === 0) return 'unknown'
  await writeAudit(tx, { action: 'user.review', objectType: 'user', objectId: id })
  return null
}

/** Ends every session of another user (or of oneself); they must sign in again. */
export async function endSessionsOfUser(tx: Tx, id: number): Promise<void> {
  const ended = await endSessionsOf(tx, id)
  await writeAudit(tx, { action: 'session.end_all', objectType: 'user', objectId: id, detail: { ended } })
}
