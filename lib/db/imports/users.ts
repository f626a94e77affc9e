import { sql } from 'drizzle-orm'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { UserProblem, UserRole } from '@/lib/domain/user'
import { rows } from '../client'
import { addScope, addUser, changeUser, endScope } from '../users'
import { refuseUnresolved, rejectUnresolved, resolved, resolveReferences, type Reference } from './references'
import { rejectDuplicates, rejectWhere, type Subject } from './subject'
import { ImportRefused } from './upsert'
import { importer, keep, kept, knownUser, restore, rightsOf, sameRights, scopesOn, takeAway, type Kept, type Known } from './user-rights'

type Staged = { row: number; account: string; name: string; role: UserRole; team: string | null; sensitive: boolean; active: boolean; organisation: number | null; werkgebieden: number[]; givesWerkgebieden: boolean }
const reference = (field: string, to: Reference['to'], many = false): Reference => ({ field, column: field, to, many, data: sql`s.data` })
const [team, organisation, werkgebieden] = [reference('team', 'teams'), reference('organisation', 'organisations'), reference('werkgebieden', 'werkgebieden', true)]
const references = [team, organisation, werkgebieden]

/** Users with their rights, by the same functions as the screen of the administrator: the same rules, and a line in the audit log for each change. */
export const users: Subject = {
  async validate(check, options) {
    const { tx, run } = check
    const today = dateInAmsterdam(new Date())
    await rejectDuplicates(check, 'account', sql`lower(s.data->>'account')`)
    await rejectWhere(check, { column: 'account', code: 'demo_account', message: sql`'Dit is een demo-account; dat verandert niet door een import.'` }, sql`
      select s.row, s.data->>'account' as value from import_stage s join app_user u on u.account = s.data->>'account' and u.demo where s.run = ${run}`)
    await resolveReferences(tx, run, options.gemeente!, references)
    await rejectUnresolved(check, references)
    await rejectWhere(check, { column: 'werkgebieden', code: 'taken', message: sql`'Hier is al een ander verantwoordelijk: ' || b.other || '. Per werkgebied is er een.'` }, sql`
      with wanted as (
        select s.row, s.data->>'account' as account, w.id as werkgebied from import_stage s cross join lateral unnest(${resolved(werkgebieden)}) w(id) where s.run = ${run} and (s.data->>'active')::boolean),
      held as (
        select c.werkgebied, u.account, u.name from user_scope c join app_user u on u.id = c.app_user
        where c.kind = 'responsible' and (c."to" is null or c."to" > ${today}::date)
          and not exists (select from import_stage s where s.run = ${run} and s.data->>'account' = u.account and ((s.data->>'givesWerkgebieden')::boolean or s.data->>'role' <> 'wijkmanager')))
      select distinct on (w.row, w.werkgebied) w.row, g.name as value, coalesce(h.name, e.account) as other from wanted w join werkgebied g on g.id = w.werkgebied
      left join held h on h.werkgebied = w.werkgebied and h.account <> w.account
      left join wanted e on e.werkgebied = w.werkgebied and e.row < w.row
      where h.name is not null or e.account is not null order by w.row, w.werkgebied, e.row`)
    return []
  },

  async apply(tx, run, options) {
    await resolveReferences(tx, run, options.gemeente!, references)
    await refuseUnresolved(tx)
    const staged = await rows<Staged>(tx, sql`
      select s.row, s.data->>'account' as account, s.data->>'name' as name, s.data->>'role' as role, (s.data->>'sensitive')::boolean as sensitive, (s.data->>'active')::boolean as active,
             (s.data->>'givesWerkgebieden')::boolean as "givesWerkgebieden", ${resolved(team)} as team, ${resolved(organisation)}::int as organisation, ${resolved(werkgebieden)}::int[] as werkgebieden
      from import_stage s where s.run = ${run} order by s.row`)
    const today = dateInAmsterdam(new Date())
    const self = await importer(tx, run)
    const before = new Map<string, Known | null>()
    const ids = new Map<string, number>()
    // First what everybody loses, then what they get: a werkgebied may change hands in one file.
    for (const user of staged) {
      const was = await knownUser(tx, user.account)
      before.set(user.account, was)
      const id = was?.id ?? told(await addUser(tx, user), user)
      ids.set(user.account, id)
      const refused = await changeUser(tx, id, { ...user, byRule: false }, self, today)
      if (refused) throw refusal(refused, user)
      await tx.execute(sql`update app_user set name = ${user.name}, organisation = ${user.organisation} where id = ${id} and (name, organisation) is distinct from (${user.name}, ${user.organisation}::bigint)`)
      const keeps = new Set(user.werkgebieden)
      if (user.givesWerkgebieden) for (const s of await scopesOn(tx, id, today)) if (!keeps.has(s.werkgebied)) await endScope(tx, id, s.id, today)
    }
    let applied = 0
    for (const user of staged) {
      const id = ids.get(user.account)!
      const has = new Set((await scopesOn(tx, id, today)).map((s) => s.werkgebied))
      for (const werkgebied of user.werkgebieden) {
        if (has.has(werkgebied)) continue
        const refused = await addScope(tx, id, { werkgebied, from: today, to: null, kind: 'responsible' })
        if (refused) throw refusal(refused.problem, user)
      }
      const [was, now] = [before.get(user.account)!, (await knownUser(tx, user.account))!]
      if (was && sameRights(rightsOf(was), rightsOf(now))) continue
      applied++
      await keep(tx, run, user.account, { was: was && rightsOf(was), now: rightsOf(now) })
    }
    const [left] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from app_user where role = 'admin' and active`)
    if (left!.n === 0 && [...before.values()].some((u) => u?.role === 'admin' && u.active)) throw new ImportRefused('no_admin', 'Na deze import zou niemand meer beheerder zijn. Er is niets veranderd.')
    return { applied, unchanged: staged.length - applied }
  },

  async undo(tx, run) {
    const later = await rows<{ run: number }>(tx, sql`
      select b.run from import_before b join import_run r on r.id = b.run and r.status = 'applied' where b.target = 'app_user' and b.run > ${run} and b.key in (select key from import_before where run = ${run} and target = 'app_user') limit 1`)
    if (later[0]) throw new ImportRefused('later_run', `Import ${later[0].run} heeft later dezelfde gebruikers veranderd. Draai eerst import ${later[0].run} terug.`)
    const self = await importer(tx, run)
    const warnings: string[] = []
    const back: { is: Known; was: Kept['was'] }[] = []
    for (const { account, before } of await kept(tx, run)) {
      const is = await knownUser(tx, account)
      if (!is || !sameRights(rightsOf(is), before.now)) warnings.push(`De rechten van ${account} zijn na deze import met de hand gewijzigd en blijven zoals ze nu zijn.`)
      else if (is.id === self) throw new ImportRefused('self', 'Deze import gaf u uw eigen rechten; die neemt u niet zelf terug.')
      else back.push({ is, was: before.was })
    }
    // As when they came: first what everybody loses.
    for (const { is } of back) await takeAway(tx, is.id, run)
    for (const { is, was } of back) await restore(tx, is.id, was)
    await tx.execute(sql`delete from import_before where run = ${run} and target = 'app_user'`)
    return warnings
  },
}

const problems: Record<UserProblem, string> = {
  self: 'U verandert uw eigen rol niet, en zet uzelf niet uit.', team_needed: 'Een adviseur heeft een team.', taken: 'Hier is al een ander verantwoordelijk.', double: 'Dit werkgebied heeft deze gebruiker al, in een andere tijd.',
  dates: 'De datums kloppen niet.', not_wijkmanager: 'Alleen een wijkmanager heeft werkgebieden.', account_taken: 'Dit account bestaat al.', unknown: 'Deze gebruiker is er niet meer.',
}
const refusal = (problem: UserProblem, { row, account }: Staged): ImportRefused => new ImportRefused(problem, `Rij ${row} (${account}): ${problems[problem]} Er is niets veranderd.`)

function told(made: { id: number } | { problem: UserProblem }, user: Staged): number {
  if ('problem' in made) throw refusal(made.problem, user)
  return made.id
}
