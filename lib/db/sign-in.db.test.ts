import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import type { RightsByRule } from '@/lib/domain/claim-rule'
import { system, type Identity } from '@/lib/domain/identity'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { listClaimRules, removeClaimRule, saveClaimRule } from './claim-rules'
import { asking, closeDatabase, connectTo, rows, sqlState } from './client'
import { endSession, endSessionsOf, findSession, listSessions, startSession, touchSession } from './sessions'
import { signInPerson } from './sign-in'
import { addScope, addUser, changeUser, confirmRights, endScope, endSessionsOfUser, findUser, isTaken, listUsers } from './users'

const today = '2026-11-24'
const issuer = 'https://idp.example'
const none: RightsByRule = { role: null, team: null, sensitive: false, werkgebieden: [] }
const person = (subject: string, account = subject) => ({ issuer, subject, account, name: `Naam van ${subject}` })

describe.each(availableEngines())('sign-in, users and sessions on %s', (engine) => {
  let database: TestDatabase
  let noord: number
  let zuid: number
  let admin: Identity
  let nth = 0

  const as = <T>(who: Identity, work: Parameters<typeof asking<T>>[1]) => asking(who, work, { deadlineMs: 30_000 })
  const signIn = (subject: string, rights: Partial<RightsByRule>, day = today) => as(system, (tx) => signInPerson(tx, person(subject), { ...none, ...rights }, day))
  const uidOf = async (subject: string, rights: Partial<RightsByRule>): Promise<number> => ((await signIn(subject, rights)) as { uid: number }).uid
  const user = async (id: number) => (await as(admin, (tx) => findUser(tx, id)))!
  const scopesOf = async (id: number) => (await user(id)).scopes.map((s) => ({ werkgebied: s.werkgebied, from: s.from, to: s.to, kind: s.kind, byRule: s.byRule }))
  const session = async (uid: number, absoluteS = 3600): Promise<string> => {
    const tokenHash = `hash-${engine}-${nth++}`
    await as(system, (tx) => startSession(tx, { uid, tokenHash, absoluteS, idToken: 'sealed' }))
    return tokenHash
  }
  const who = (tokenHash: string, idleS = 1800, day = today) => as(system, (tx) => findSession(tx, tokenHash, day, idleS, true))
  const audited = (action: string) => as(admin, async (tx) => rows<{ objectId: string; detail: string; actor: string }>(tx, sql`select object_id as "objectId", detail::text, actor from audit where action = ${action} order by seq`))

  beforeAll(async () => {
    database = await startTestDatabase(engine, { migrated: true })
    connectTo(database.url)
    ;[noord, zuid] = (await as(system, async (tx) => {
      await tx.execute(sql`insert into gemeente (code, name) values ('GM9990', 'Proefstad')`)
      await tx.execute(sql`insert into team (slug, name) values ('zorg', 'Team Zorg') on conflict do nothing`)
      return rows<{ id: number }>(tx, sql`insert into werkgebied (gemeente, slug, name) values ('GM9990', 'noord', 'Noord'), ('GM9990', 'zuid', 'Zuid') returning id`)
    })).map((w) => w.id) as [number, number]
    const [made] = await as(system, (tx) => rows<{ id: number }>(tx, sql`insert into app_user (account, name, role) values ('beheer', 'Beheerder', 'admin') returning id`))
    admin = { ...system, role: 'admin', account: 'beheer', uid: made!.id }
  })
  beforeEach(() => as(system, (tx) => tx.execute(sql`delete from user_scope`)))
  afterAll(async () => {
    await closeDatabase()
    await database?.stop()
  })

  describe('who the provider recognised', () => {
    it('gets no user without a rule, and the log says so without saying who', async () => {
      expect(await signIn('onbekend-canary', {})).toEqual({ refused: 'no_rule' })
      const [line] = (await audited('session.start')).slice(-1)
      expect(line).toMatchObject({ objectId: '', detail: '{"reason": "no_rule"}' })
      expect(JSON.stringify(await as(admin, listUsers))).not.toContain('canary')
    })
    it('becomes one user, also at the second sign-in and when two come at once', async () => {
      const [a, b] = await Promise.all([signIn('tweeling', { role: 'planner' }), signIn('tweeling', { role: 'planner' })])
      expect(a).toEqual(b)
      expect(await user((a as { uid: number }).uid)).toMatchObject({ account: 'tweeling', name: 'Naam van tweeling', role: 'planner', byRule: true, linked: true, active: true })
    })
    it('is somebody else when another provider says the same subject', async () => {
      const one = await uidOf('gelijk', { role: 'planner' })
      const other = await as(system, (tx) => signInPerson(tx, { ...person('gelijk'), issuer: 'https://other.example' }, { ...none, role: 'college' }, today))
      expect(other).not.toEqual({ uid: one })
      expect(await user((other as { uid: number }).uid)).toMatchObject({ role: 'college' })
    })
    it('is linked to who was listed beforehand, whose rights stay; never to a demo account, never twice', async () => {
      const [listed] = await as(system, (tx) => rows<{ id: number }>(tx, sql`insert into app_user (account, name, role) values ('jansen', 'J. Jansen', 'college') returning id`))
      await as(system, (tx) => tx.execute(sql`insert into app_user (account, name, role, demo) values ('demo-x', 'Demo', 'admin', true)`))
      const signInAs = (subject: string, account: string, rights: Partial<RightsByRule> = {}) => as(system, (tx) => signInPerson(tx, person(subject, account), { ...none, ...rights }, today))
      expect(await signInAs('s-1', 'jansen')).toEqual({ uid: listed!.id })
      expect(await user(listed!.id)).toMatchObject({ role: 'college', byRule: false, linked: true, name: 'Naam van s-1' })
      expect(await signInAs('s-2', 'jansen')).toEqual({ refused: 'no_rule' })
      expect(await signInAs('s-3', 'demo-x')).toEqual({ refused: 'no_rule' })
      expect(await signInAs('s-4', 'jansen', { role: 'planner' })).not.toEqual({ uid: listed!.id })
    })
    it('loses at sign-in what the rules no longer give, and what was open closes', async () => {
      const uid = await uidOf('ontslagen', { role: 'wijkmanager', werkgebieden: [noord] })
      const open = await session(uid)
      expect(await signIn('ontslagen', {})).toEqual({ refused: 'no_rule' })
      expect(await who(open)).toBeNull()
      expect(await scopesOf(uid)).toEqual([])
    })
    it('who was switched off stays out', async () => {
      const uid = await uidOf('uit', { role: 'planner' })
      await as(admin, (tx) => changeUser(tx, uid, { role: 'planner', team: null, sensitive: false, active: false, byRule: true }, admin.uid!, today))
      expect(await signIn('uit', { role: 'planner' })).toEqual({ refused: 'inactive' })
    })
    it('gets role, team and werkgebieden renewed from the rules; what was given by hand stays', async () => {
      const uid = await uidOf('wisselaar', { role: 'wijkmanager', werkgebieden: [noord], sensitive: true })
      expect(await scopesOf(uid)).toEqual([{ werkgebied: noord, from: today, to: null, kind: 'responsible', byRule: true }])
      await as(admin, (tx) => addScope(tx, uid, { werkgebied: zuid, from: '2026-01-01', to: null, kind: 'responsible' }))
      await signIn('wisselaar', { role: 'wijkmanager', werkgebieden: [] }, '2026-11-30')
      expect(await scopesOf(uid)).toEqual([
        { werkgebied: zuid, from: '2026-01-01', to: null, kind: 'responsible', byRule: false },
        { werkgebied: noord, from: today, to: '2026-11-30', kind: 'responsible', byRule: true },
      ])
      expect(await user(uid)).toMatchObject({ sensitive: false })
      await signIn('wisselaar', { role: 'adviser', team: 'zorg' })
      expect(await user(uid)).toMatchObject({ role: 'adviser', team: 'zorg' })
      await as(admin, (tx) => changeUser(tx, uid, { role: 'college', team: null, sensitive: false, active: true, byRule: false }, admin.uid!, today))
      await signIn('wisselaar', { role: 'adviser', team: 'zorg' })
      expect(await user(uid)).toMatchObject({ role: 'college', team: null, byRule: false })
    })
    it('becomes a replacement where somebody is responsible already', async () => {
      const first = await uidOf('eerste', { role: 'wijkmanager', werkgebieden: [noord] })
      const second = await uidOf('tweede', { role: 'wijkmanager', werkgebieden: [noord, zuid] })
      expect((await scopesOf(first)).map((s) => s.kind)).toEqual(['responsible'])
      expect((await scopesOf(second)).map((s) => [s.werkgebied, s.kind])).toEqual([[noord, 'replacement'], [zuid, 'responsible']])
    })
  })

  describe('sessions', () => {
    it('know their user with the werkgebieden of the day, until they end', async () => {
      const uid = await uidOf('sessie', { role: 'wijkmanager', werkgebieden: [noord] })
      const open = await session(uid)
      expect((await who(open))!.me).toMatchObject({ uid, role: 'wijkmanager', scopes: [{ id: noord, slug: 'noord', name: 'Noord', gemeente: 'GM9990' }] })
      expect((await who(open, 1800, '2026-11-23'))!.me.werkgebieden).toEqual([])
      expect(await as(system, (tx) => endSession(tx, open))).toBe('sealed')
      expect(await who(open)).toBeNull()
    })
    it('end when they were not used, and at last always', async () => {
      const uid = await uidOf('lang', { role: 'planner' })
      const open = await session(uid)
      const ago = (column: string, seconds: number) => as(system, (tx) => tx.execute(sql`update session set ${sql.raw(column)} = now() - make_interval(secs => ${seconds}) where token_hash = ${open}`))
      await ago('last_seen_at', 1799)
      const found = await who(open)
      expect(found!.unusedS).toBeGreaterThan(1798)
      await ago('last_seen_at', 1801)
      expect(await who(open)).toBeNull()
      await as(system, (tx) => touchSession(tx, open))
      expect((await who(open))!.unusedS).toBeLessThan(60)
      await ago('expires_at', 1)
      expect(await who(open)).toBeNull()
    })
    it('of a user who is switched off, or gets another role, end at once; a changed werkgebied counts at once', async () => {
      const uid = await uidOf('direct', { role: 'wijkmanager' })
      const rights = { role: 'wijkmanager' as const, team: null, sensitive: false, active: true, byRule: false }
      const open = await session(uid)
      await as(admin, (tx) => addScope(tx, uid, { werkgebied: noord, from: today, to: null, kind: 'responsible' }))
      expect((await who(open))!.me.werkgebieden).toEqual([noord])
      await as(admin, (tx) => changeUser(tx, uid, { ...rights, sensitive: true }, admin.uid!, today))
      expect((await who(open))!.me.sensitive).toBe(true)
      await as(admin, (tx) => changeUser(tx, uid, { ...rights, role: 'planner' }, admin.uid!, today))
      expect(await who(open)).toBeNull()
      expect(await scopesOf(uid)).toEqual([])
      const again = await session(uid)
      await as(admin, (tx) => changeUser(tx, uid, { ...rights, role: 'planner', active: false }, admin.uid!, today))
      expect(await who(again)).toBeNull()
    })
    it('all of one user can be ended; the list marks the own one', async () => {
      const uid = await uidOf('overal', { role: 'planner' })
      const [one, two] = [await session(uid), await session(uid)]
      expect((await as(system, (tx) => listSessions(tx, uid, one, 1800))).map((s) => s.own).sort()).toEqual([false, true])
      expect((await user(uid)).sessions).toBe(2)
      await as(admin, (tx) => endSessionsOfUser(tx, uid))
      expect([await who(one), await who(two)]).toEqual([null, null])
      await session(uid)
      expect(await as(system, (tx) => endSessionsOf(tx, uid))).toBe(1)
    })
  })

  describe('the administrator', () => {
    const give = async (uid: number, rest: Partial<Parameters<typeof addScope>[2]> = {}) => as(admin, (tx) => addScope(tx, uid, { werkgebied: noord, from: '2026-01-01', to: null, kind: 'responsible', ...rest }))

    it('gives a werkgebied to one responsible per day; others may stand in', async () => {
      const [a, b] = [await uidOf('wm-a', { role: 'wijkmanager' }), await uidOf('wm-b', { role: 'wijkmanager' })]
      expect(await give(a, { to: '2026-07-01' })).toBeNull()
      expect(await give(b, { from: '2026-06-30' })).toEqual({ problem: 'taken', name: 'Naam van wm-a' })
      expect(await give(b, { from: '2026-06-30', to: '2026-06-30' })).toEqual({ problem: 'dates' })
      expect(await give(b, { from: '2026-07-01' })).toBeNull() // [from, to): the day of the change is the successor's
      expect(await give(a, { from: '2026-08-01', to: '2026-08-15', kind: 'replacement' })).toBeNull()
      expect(await give(a, { from: '2026-08-10', kind: 'replacement' })).toEqual({ problem: 'double' })
      expect(await give(await uidOf('pl', { role: 'planner' }))).toEqual({ problem: 'not_wijkmanager' })
      expect(await give(999_999)).toEqual({ problem: 'unknown' })
    })
    it('cannot make two responsible, whatever the code asks: the table refuses', async () => {
      const [a, b] = [await uidOf('wm-c', { role: 'wijkmanager' }), await uidOf('wm-d', { role: 'wijkmanager' })]
      const write = (uid: number, from: string, kind = 'responsible') => as(system, (tx) => tx.execute(sql`insert into user_scope (app_user, gemeente, werkgebied, "from", kind) values (${uid}, 'GM9990', ${zuid}, ${from}, ${kind})`))
      await write(a, '2026-01-01')
      await write(b, '2026-01-01', 'replacement')
      const error = await write(b, '2026-05-01').catch((e: unknown) => e)
      expect(sqlState(error)).toBe('23P01')
      expect(isTaken(error)).toBe(true)
    })
    it('ends a werkgebied, or takes back one that had not begun', async () => {
      const uid = await uidOf('wm-e', { role: 'wijkmanager' })
      await give(uid)
      const scope = (await user(uid)).scopes[0]!.id
      expect(await as(admin, (tx) => endScope(tx, uid, scope, today))).toBeNull()
      expect((await scopesOf(uid))[0]).toMatchObject({ to: today })
      await give(uid, { from: '2027-01-01' })
      expect(await as(admin, (tx) => endScope(tx, uid, -1, today))).toBe('unknown')
      const future = (await user(uid)).scopes.find((s) => s.to === null)!.id
      await as(admin, (tx) => endScope(tx, uid, future, today))
      expect(await scopesOf(uid)).toHaveLength(1)
    })
    it('lists somebody before the first sign-in, once, and that person then comes in with this role', async () => {
      const add = (role: 'planner' | 'adviser', team: string | null = null) => as(admin, (tx) => addUser(tx, { account: 'vooraf', name: 'Vera Vooraf', role, team }))
      expect(await add('adviser')).toEqual({ problem: 'team_needed' })
      const made = (await add('adviser', 'zorg')) as { id: number }
      expect(await add('planner')).toEqual({ problem: 'account_taken' })
      expect(await user(made.id)).toMatchObject({ role: 'adviser', team: 'zorg', linked: false, byRule: false })
      expect(await signIn('vooraf', {})).toEqual({ uid: made.id })
    })
    it('does not change the own role or lock the own door, and gives an adviser a team', async () => {
      const own = { role: 'admin' as const, team: null, sensitive: false, active: true, byRule: false }
      const change = (id: number, to: Parameters<typeof changeUser>[2]) => as(admin, (tx) => changeUser(tx, id, to, admin.uid!, today))
      expect(await change(admin.uid!, { ...own, role: 'planner' })).toBe('self')
      expect(await change(admin.uid!, { ...own, active: false })).toBe('self')
      expect(await change(admin.uid!, own)).toBeNull()
      const uid = await uidOf('adviseur', { role: 'planner' })
      expect(await change(uid, { ...own, role: 'adviser' })).toBe('team_needed')
      expect(await change(uid, { ...own, role: 'adviser', team: 'zorg', sensitive: true })).toBeNull()
      expect(await user(uid)).toMatchObject({ role: 'adviser', team: 'zorg', sensitive: false, byRule: false })
      expect(await change(uid, { ...own, role: 'planner', team: 'zorg' })).toBeNull()
      expect(await user(uid)).toMatchObject({ role: 'planner', team: null })
    })
    it('confirms rights, and the user and the log say who and when', async () => {
      const uid = await uidOf('nagekeken', { role: 'planner' })
      expect(await as(admin, (tx) => confirmRights(tx, uid, admin.uid!))).toBeNull()
      expect(await user(uid)).toMatchObject({ reviewedBy: 'Beheerder', reviewedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/) })
      expect((await audited('user.review')).at(-1)).toMatchObject({ objectId: String(uid), actor: 'beheer' })
    })
    it('changes rules, in their order, and the log holds no value (it may name a person)', async () => {
      const rule = { claim: 'email', value: 'canary@gemeente.example', role: 'adviser' as const, team: 'zorg', werkgebied: null, sensitive: false }
      expect(await as(admin, (tx) => saveClaimRule(tx, null, rule))).toBe(true)
      expect(await as(admin, (tx) => saveClaimRule(tx, null, { ...rule, role: null, team: null, werkgebied: noord }))).toBe(true)
      const [first, second] = await as(admin, listClaimRules)
      expect(first).toEqual({ id: expect.any(Number), ...rule })
      expect(await as(admin, (tx) => saveClaimRule(tx, second!.id, { ...rule, role: 'college', team: null }))).toBe(true)
      expect(await as(admin, (tx) => saveClaimRule(tx, 999_999, rule))).toBe(false)
      expect(await as(admin, (tx) => saveClaimRule(tx, null, { ...rule, team: 'bestaat-niet' }))).toBe(false)
      expect((await as(admin, listClaimRules)).map((r) => r.role)).toEqual(['adviser', 'college'])
      expect(await as(admin, (tx) => removeClaimRule(tx, first!.id))).toBe(true)
      expect(await as(admin, (tx) => removeClaimRule(tx, first!.id))).toBe(false)
      const [log] = await as(admin, (tx) => rows<{ text: string }>(tx, sql`select string_agg(detail::text || object_id, ' ') as text from audit`))
      expect(log!.text).not.toContain('canary')
    })
  })

  it('nobody but the administrator reads or changes users, rules and sessions of others', async () => {
    const uid = await uidOf('gluurder', { role: 'planner' })
    const other = await uidOf('ander', { role: 'wijkmanager', werkgebieden: [noord] })
    const open = await session(other)
    await as(admin, (tx) => saveClaimRule(tx, null, { claim: 'groups', value: 'x', role: 'planner', team: null, werkgebied: null, sensitive: false }))
    const planner: Identity = { ...system, role: 'planner', account: 'gluurder', uid }
    const asPlanner = (statement: ReturnType<typeof sql>) => as(planner, (tx) => rows(tx, statement))
    expect((await as(planner, listUsers)).filter((u) => !u.demo).map((u) => u.id)).toEqual([uid])
    expect(await as(planner, listClaimRules)).toEqual([])
    expect(await asPlanner(sql`select app_user from session where app_user = ${other}`)).toEqual([])
    expect(await asPlanner(sql`delete from session where app_user = ${other} returning app_user`)).toEqual([])
    expect(await asPlanner(sql`update app_user set role = 'admin' where id in (${uid}, ${other}) returning id`)).toEqual([])
    expect(await asPlanner(sql`update claim_rule set role = 'admin' returning id`)).toEqual([])
    for (const statement of [
      sql`select token_hash from session`,
      sql`select id_token from session`,
      sql`insert into claim_rule (claim, value, role) values ('sub', 'gluurder', 'admin')`,
      sql`insert into user_scope (app_user, gemeente, werkgebied, "from") values (${uid}, 'GM9990', ${zuid}, ${today})`,
      sql`insert into session (token_hash, app_user, expires_at) values ('x', ${other}, now() + interval '1 hour')`,
    ]) expect(sqlState(await asPlanner(statement).catch((e: unknown) => e))).toBe('42501')
    expect((await who(open))!.me.uid).toBe(other)
  })
})
