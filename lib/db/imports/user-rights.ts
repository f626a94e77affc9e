import { sql } from 'drizzle-orm'
import type { UserRole } from '@/lib/domain/user'
import { writeAudit } from '../audit'
import { rows, sqlState, type Tx } from '../client'
import { endSessionsOf } from '../sessions'
import { ImportRefused } from './upsert'

/** What an import may change of a user. */
type State = { name: string; role: UserRole; team: string | null; sensitive: boolean; active: boolean; organisation: number | null; rights_from: 'hand' | 'rule' }
type Scope = { gemeente: string; werkgebied: number; from: string; to: string | null; kind: string; rights_from: string }
export type Known = State & { id: number; demo: boolean; scopes: Scope[] }
export type Rights = { state: State; scopes: Scope[] }
/** How a user was before a run (null: not there), and how the run left him or her. */
export type Kept = { was: Rights | null; now: Rights }

/** Who started the run, as a user; 0 for who works on the server itself. */
export async function importer(tx: Tx, run: number): Promise<number> {
  const [user] = await rows<{ id: number }>(tx, sql`select u.id::int as id from import_run r join app_user u on u.account = r.by_user where r.id = ${run}`)
  return user?.id ?? 0
}

export async function knownUser(tx: Tx, account: string): Promise<Known | null> {
  const [user] = await rows<Known>(tx, sql`
    select u.id::int as id, u.demo, u.name, u.role, u.team, u.sensitive, u.active, u.organisation::int as organisation, u.rights_from,
           coalesce((select jsonb_agg(jsonb_build_object('gemeente', c.gemeente, 'werkgebied', c.werkgebied, 'from', c."from", 'to', c."to", 'kind', c.kind, 'rights_from', c.rights_from) order by c.werkgebied, c."from") from user_scope c where c.app_user = u.id), '[]') as scopes
    from app_user u where u.account = ${account}`)
  return user ?? null
}

export const scopesOn = (tx: Tx, id: number, day: string): Promise<{ id: number; werkgebied: number }[]> => rows(tx, sql`select c.id::int as id, c.werkgebied::int as werkgebied from user_scope c where c.app_user = ${id} and c.kind = 'responsible' and c."from" <= ${day}::date and (c."to" is null or c."to" > ${day}::date)`)

export const rightsOf = ({ name, role, team, sensitive, active, organisation, rights_from, scopes }: Omit<Known, 'id' | 'demo'>): Rights => ({ state: { name, role, team, sensitive, active, organisation, rights_from }, scopes })
export const sameRights = (a: Rights, b: Rights): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
/** jsonb gives names in an order of its own. */
const sorted = ({ state, scopes }: Rights): unknown => [state, ...scopes].map((o) => Object.entries(o).sort(([x], [y]) => (x < y ? -1 : 1)))

/** What a run did to users, by account. */
export const kept = (tx: Tx, run: number): Promise<{ account: string; before: Kept }[]> => rows(tx, sql`select key as account, before from import_before where run = ${run} and target = 'app_user' order by key`)

export const keep = (tx: Tx, run: number, account: string, kept: Kept): Promise<unknown> => tx.execute(sql`insert into import_before (run, target, key, before) values (${run}, 'app_user', ${account}, ${JSON.stringify(kept)}::jsonb)`)

/** Ends the sessions of a user and takes all werkgebieden away, before `restore`. */
export async function takeAway(tx: Tx, id: number, run: number): Promise<void> {
  await endSessionsOf(tx, id)
  await writeAudit(tx, { action: 'user.change', objectType: 'user', objectId: id, detail: { undoneImport: run } })
  await tx.execute(sql`delete from user_scope where app_user = ${id}`)
}

/** Puts a user back as he or she was before the run; one who was not there goes. @throws {ImportRefused} */
export async function restore(tx: Tx, id: number, was: Kept['was']): Promise<void> {
  if (was === null) {
    await tx.execute(sql`delete from app_user where id = ${id}`).catch((error: unknown) => {
      if (sqlState(error) !== '23503') throw error
      throw new ImportRefused('in_use', 'Een gebruiker van deze import heeft al iets gedaan dat bewaard blijft. Zet die gebruiker uit in plaats van de import terug te draaien.')
    })
    return
  }
  const { state, scopes } = was
  await tx.execute(sql`update app_user set name = ${state.name}, role = ${state.role}, team = ${state.team}, sensitive = ${state.sensitive}, active = ${state.active}, organisation = ${state.organisation}, rights_from = ${state.rights_from} where id = ${id}`)
  for (const s of scopes)
    await tx.execute(sql`insert into user_scope (app_user, gemeente, werkgebied, "from", "to", kind, rights_from) values (${id}, ${s.gemeente}, ${s.werkgebied}, ${s.from}, ${s.to}, ${s.kind}, ${s.rights_from})`).catch((error: unknown) => {
      if (sqlState(error) !== '23P01') throw error
      throw new ImportRefused('taken', 'Een werkgebied van vroeger heeft nu een ander die verantwoordelijk is. Geef het eerst terug.')
    })
}

