import { sql } from 'drizzle-orm'
import type { RightsByRule } from '@/lib/domain/claim-rule'
import type { UserRole } from '@/lib/domain/user'
import { writeAudit } from './audit'
import { rows, type Tx } from './client'
import { endSessionsOf } from './sessions'

/** Somebody whom the provider has recognised. */
export type Recognised = { issuer: string; subject: string; account: string; name: string }
export type SignedIn = { uid: number } | { refused: 'no_rule' | 'inactive' }

type Known = { uid: number; role: UserRole; team: string | null; sensitive: boolean; active: boolean; byRule: boolean; issuer: string | null }

/**
 * Finds or makes the user of somebody whom the provider has recognised, and renews what comes from the claim rules; what was given
 * by hand stays. Runs as `system`: before this nobody is signed in.
 *
 * A user is known by issuer and subject. A user who was listed beforehand (by account) and never signed in is linked at the first
 * sign-in; demo accounts never are.
 */
export async function signInPerson(tx: Tx, person: Recognised, rights: RightsByRule, today: string): Promise<SignedIn> {
  // One sign-in at a time: two first ones of one person would make two users, and two of a werkgebied two responsible.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('buurtfocus sign-in'))`)
  const known = await findKnown(tx, person)
  if (known && !known.active) return refuse(tx, known.uid, 'inactive')
  if (!known && rights.role === null) return refuse(tx, null, 'no_rule')
  if (known?.byRule && rights.role === null) {
    // The provider no longer says what gave this user rights: nothing that came from a rule stays.
    await renewScopes(tx, known.uid, [], today)
    await endSessionsOf(tx, known.uid)
    return refuse(tx, known.uid, 'no_rule')
  }
  const uid = known?.uid ?? (await makeUser(tx, person, rights))
  if (known) {
    await tx.execute(sql`update app_user set issuer = ${person.issuer}, subject = ${person.subject}, name = ${person.name} where id = ${uid}`)
    if (known.byRule) await renewRole(tx, known, rights)
  }
  const role = known && !known.byRule ? known.role : rights.role
  await renewScopes(tx, uid, role === 'wijkmanager' ? rights.werkgebieden : [], today)
  await writeAudit(tx, { action: 'session.start', objectType: 'user', objectId: uid })
  return { uid }
}

async function findKnown(tx: Tx, { issuer, subject, account }: Recognised): Promise<Known | null> {
  const [known] = await rows<Known>(tx, sql`
    select id as uid, role, team, sensitive, active, rights_from = 'rule' as "byRule", issuer from app_user
    where (issuer = ${issuer} and subject = ${subject}) or (account = ${account} and issuer is null and not demo)
    order by issuer nulls last limit 1 for update`)
  return known ?? null
}

async function refuse(tx: Tx, uid: number | null, reason: 'no_rule' | 'inactive'): Promise<SignedIn> {
  await writeAudit(tx, { action: 'session.start', objectType: 'user', ...(uid === null ? {} : { objectId: uid }), result: 'refused', detail: { reason } })
  return { refused: reason }
}

async function makeUser(tx: Tx, { issuer, subject, account, name }: Recognised, { role, team, sensitive }: RightsByRule): Promise<number> {
  const [made] = await rows<{ id: number }>(tx, sql`
    insert into app_user (account, name, role, team, sensitive, rights_from, issuer, subject)
    values (case when exists (select from app_user where account = ${account}) then ${`${issuer} ${subject}`} else ${account} end, ${name}, ${role}, ${team}, ${sensitive}, 'rule', ${issuer}, ${subject})
    returning id`)
  await writeAudit(tx, { action: 'user.make', objectType: 'user', objectId: made!.id, detail: { role, team, sensitive } })
  return made!.id
}

async function renewRole(tx: Tx, was: Known, { role, team, sensitive }: RightsByRule): Promise<void> {
  if (was.role === role && was.team === team && was.sensitive === sensitive) return
  await tx.execute(sql`update app_user set role = ${role}, team = ${team}, sensitive = ${sensitive} where id = ${was.uid}`)
  if (was.role !== role) await endSessionsOf(tx, was.uid)
  await writeAudit(tx, { action: 'user.change', objectType: 'user', objectId: was.uid, detail: { by: 'rule', role, team, sensitive } })
}

/** Werkgebieden that the rules give are added, those that they no longer give end today; what was given by hand stays as it is. */
async function renewScopes(tx: Tx, uid: number, wanted: readonly number[], today: string): Promise<void> {
  const list = sql`(select value::bigint from jsonb_array_elements_text(${JSON.stringify(wanted)}::text::jsonb))`
  const gone = await rows<{ id: number }>(tx, sql`
    select id from user_scope where app_user = ${uid} and rights_from = 'rule' and ("to" is null or "to" > ${today}::date) and werkgebied not in ${list}`)
  for (const { id } of gone) {
    await tx.execute(sql`delete from user_scope where id = ${id} and "from" >= ${today}::date`)
    await tx.execute(sql`update user_scope set "to" = ${today}::date where id = ${id}`)
    await writeAudit(tx, { action: 'scope.end', objectType: 'user', objectId: uid, detail: { by: 'rule', scope: id, day: today } })
  }
  // Where somebody else is responsible, now or later, the rules give a replacement: one is responsible per werkgebied per day.
  const added = await rows<{ id: number; werkgebied: number; kind: string }>(tx, sql`
    insert into user_scope (app_user, gemeente, werkgebied, "from", kind, rights_from)
    select ${uid}, w.gemeente, w.id, ${today}::date,
           case when exists (select from user_scope o where o.werkgebied = w.id and o.kind = 'responsible' and (o."to" is null or o."to" > ${today}::date)) then 'replacement' else 'responsible' end, 'rule'
    from werkgebied w
    where w.id in ${list}
      and not exists (select from user_scope c where c.app_user = ${uid} and c.werkgebied = w.id and c."from" <= ${today}::date and (c."to" is null or c."to" > ${today}::date))
    on conflict (app_user, werkgebied, "from") do nothing
    returning id, werkgebied, kind`)
  for (const { id, werkgebied, kind } of added) await writeAudit(tx, { action: 'scope.add', objectType: 'user', objectId: uid, detail: { by: 'rule', scope: id, werkgebied, from: today, kind } })
}
