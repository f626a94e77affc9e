import { sql } from 'drizzle-orm'
import type { Role } from '@/lib/domain/identity'
import type { SessionItem } from '@/lib/domain/user'
import { rows, type Tx } from './client'
import type { Me } from './people'

/** Sessions. `tokenHash` is the SHA-256 of the token in the cookie; the token itself is nowhere else. Read and written as `system`. */
export type NewSession = {
  uid: number
  tokenHash: string
  /** longest life, in seconds */
  absoluteS: number
  /** the provider's ID token, sealed: signing out there needs it */
  idToken: string | null
}

export async function startSession(tx: Tx, { uid, tokenHash, absoluteS, idToken }: NewSession): Promise<void> {
  await tx.execute(sql`delete from session where expires_at < now()`)
  await tx.execute(sql`
    insert into session (token_hash, app_user, expires_at, id_token) values (${tokenHash}, ${uid}, now() + make_interval(secs => ${absoluteS}), ${idToken})`)
  await tx.execute(sql`update app_user set last_sign_in_at = now() where id = ${uid}`)
}

/**
 * Who a session belongs to, with the werkgebieden of `today` and the seconds since it was last used; null when it has ended, was
 * not used for `idleS` seconds, or its user was switched off. Nothing of this is kept between requests.
 */
export async function findSession(tx: Tx, tokenHash: string, today: string, idleS: number, demo: boolean): Promise<{ me: Me; unusedS: number } | null> {
  const found = await rows<{ uid: number; account: string; name: string; role: Role; team: string | null; sensitive: boolean; unusedS: number; id: number | null; slug: string; werkgebied: string; gemeente: string }>(tx, sql`
    select u.id as uid, u.account, u.name, u.role, u.team, u.sensitive, extract(epoch from now() - s.last_seen_at)::float8 as "unusedS", w.id, w.slug, w.name as werkgebied, w.gemeente
    from session s join app_user u on u.id = s.app_user and u.active
    left join (select distinct app_user, werkgebied from user_scope where "from" <= ${today}::date and ("to" is null or "to" > ${today}::date)) c on c.app_user = u.id and u.role = 'wijkmanager'
    left join werkgebied w on w.id = c.werkgebied
    where s.token_hash = ${tokenHash} and (${demo} or not u.demo) and s.expires_at > now() and s.last_seen_at > now() - make_interval(secs => ${idleS})
    order by w.name`)
  const first = found[0]
  if (!first) return null
  const { uid, account, name, role, team, sensitive, unusedS } = first
  const scopes = found.flatMap((r) => (r.id === null ? [] : [{ id: r.id, slug: r.slug, name: r.werkgebied, gemeente: r.gemeente }]))
  return { me: { uid, account, name, role, team, sensitive, werkgebieden: scopes.map((s) => s.id), scopes }, unusedS }
}

/** Writes that a session was used just now. */
export async function touchSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.execute(sql`update session set last_seen_at = now() where token_hash = ${tokenHash}`)
}

/** Ends a session. @returns its sealed ID token; null when it had none or had ended */
export async function endSession(tx: Tx, tokenHash: string): Promise<string | null> {
  const [ended] = await rows<{ idToken: string | null }>(tx, sql`delete from session where token_hash = ${tokenHash} returning id_token as "idToken"`)
  return ended?.idToken ?? null
}

/** Ends every session of a user. @returns how many there were */
export async function endSessionsOf(tx: Tx, uid: number): Promise<number> {
  const [{ n } = { n: 0 }] = await rows<{ n: number }>(tx, sql`with ended as (delete from session where app_user = ${uid} returning app_user) select count(*)::int as n from ended`)
  return n
}

/** The living sessions of a user, the one of `tokenHash` marked as one's own. */
export function listSessions(tx: Tx, uid: number, tokenHash: string, idleS: number): Promise<SessionItem[]> {
  const iso = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS"Z"'`)
  return rows(tx, sql`
    select to_char(created_at at time zone 'UTC', ${iso}) as "startedAt", to_char(last_seen_at at time zone 'UTC', ${iso}) as "seenAt", token_hash = ${tokenHash} as own
    from session where app_user = ${uid} and expires_at > now() and last_seen_at > now() - make_interval(secs => ${idleS}) order by last_seen_at desc`)
}
