import { sql } from 'drizzle-orm'
import type { Identity, Role } from '@/lib/domain/identity'
import { rows, type Tx } from './client'

export type Account = { id: number; account: string; name: string; role: Role; demo: boolean }

/** The accounts that the demo offers at its sign-in page. */
export function listDemoAccounts(tx: Tx): Promise<Account[]> {
  return rows(tx, sql`select id, account, name, role, demo from app_user where demo and active order by id`)
}

/** Starts a session for an active demo account; null when there is no such account. `tokenHash` is the SHA-256 of the cookie's token. */
export async function startSession(tx: Tx, account: string, tokenHash: string, hours: number): Promise<Account | null> {
  const [user] = await rows<Account>(tx, sql`select id, account, name, role, demo from app_user where account = ${account} and demo and active`)
  if (!user) return null
  await tx.execute(sql`delete from session where expires_at < now()`)
  await tx.execute(sql`
    insert into session (token_hash, app_user, expires_at) values (${tokenHash}, ${user.id}, now() + make_interval(hours => ${hours}))`)
  return user
}

export async function endSession(tx: Tx, tokenHash: string): Promise<void> {
  await tx.execute(sql`delete from session where token_hash = ${tokenHash}`)
}

export type Me = Identity & { name: string; scopes: { id: number; slug: string; name: string; gemeente: string }[] }

/** Who a session belongs to, with the werkgebieden of `today`; null when it has ended or the user was switched off. */
export async function findSession(tx: Tx, tokenHash: string, today: string): Promise<Me | null> {
  const found = await rows<{ account: string; name: string; role: Role; uid: number; team: string | null; sensitive: boolean; id: number | null; slug: string; werkgebied: string; gemeente: string }>(tx, sql`
    select u.account, u.name, u.role, u.id as uid, u.team, u.sensitive, w.id, w.slug, w.name as werkgebied, w.gemeente
    from session s join app_user u on u.id = s.app_user and u.active
    left join user_scope c on c.app_user = u.id and c.from <= ${today}::date and (c.to is null or c.to > ${today}::date)
    left join werkgebied w on w.id = c.werkgebied
    where s.token_hash = ${tokenHash} and s.expires_at > now()
    order by w.name`)
  const first = found[0]
  if (!first) return null
  const scopes = found.flatMap((r) => (r.id === null ? [] : [{ id: r.id, slug: r.slug, name: r.werkgebied, gemeente: r.gemeente }]))
  return { account: first.account, name: first.name, role: first.role, uid: first.uid, team: first.team, sensitive: first.sensitive, werkgebieden: scopes.map((s) => s.id), scopes }
}
