import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { asking, rows, sqlState, type Tx } from '@/lib/db/client'
import type { Identity, Role } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, themesCsv } from '@/lib/testing/town'
import { candidateState } from '@/lib/views/overlap/candidate'
import type { Params } from '@/lib/views/overlap/definition'
import { loadOverlap } from '@/lib/views/overlap/load'
import { addVerdict, type NewVerdict } from './verdicts'

/**
 * The hand-made town (Aanleg 1000, Brink 2000, Centrum 1000 and Dijk 40 inhabitants, without streets) with three organisations: Welzijn and De Brug get subsidy, Kerk gets none. In the Huis in
 * the middle of Brink, Welzijn and De Brug both hold an inloop. It is 26 November 2026.
 */
const now = new Date('2026-11-26T10:00:00Z')
const files = new Files()

describe.each(availableEngines())('overlap on %s', (engine) => {
  useDatabase(engine)
  const people = {} as Record<'planner' | 'adviser' | 'college' | 'admin' | 'welzijn' | 'kerk' | 'west' | 'oost', Identity>
  let ids: Record<string, number>

  beforeAll(async () => {
    await load('themes', files.csv('themes.csv', themesCsv))
    await load('boundaries', files.town(), { gemeente, year: 2026 })
    await load('werkgebieden', files.csv('werkgebieden.csv', ['werkgebied,slug,buurt_code', 'West,west,BU99900101', 'West,west,BU99900102', 'Oost,oost,BU99900201', 'Oost,oost,BU99900202']), { gemeente, year: 2026 })
    ids = await inDb(async (tx) => {
      const made: Record<string, number> = {}
      const add = async (name: string, table: string, fields: Record<string, string | number | null>): Promise<void> => {
        const columns = { gemeente, source: 'test', source_id: name, ...fields }
        const values = Object.values(columns).map((v) => (typeof v === 'string' && v.startsWith('=') ? sql.raw(v.slice(1)) : sql`${v}`))
        const [row] = await rows<{ id: number }>(tx, sql`insert into ${sql.identifier(table)} (${sql.join(Object.keys(columns).map((c) => sql.identifier(c)), sql`, `)}) values (${sql.join(values, sql`, `)}) returning id`)
        made[name] = row!.id
      }
      for (const [name, kind] of [['Welzijn', 'welzijn'], ['De Brug', 'welzijn'], ['Kerk', 'geloof']] as const) {
        await add(name, 'organisation', { name, kind })
        await add(`${name} inloop`, 'service', { organisation: made[name]!, name: `Inloop ${name}`, service_type: 'inloop', themes: "='{eenzaamheid}'", target_groups: "='{ouderen}'", professional: '=true' })
      }
      await add('huis', 'venue', { name: 'Huis', kind: 'buurthuis', point: '=ST_SetSRID(ST_MakePoint(101500, 500500), 28992)' })
      const activity = { schedule: 'FREQ=WEEKLY;BYDAY=TU', times_per_year: 52, from: '2026-01-01', capacity_hours: 3, venue: made.huis! }
      await add('a', 'activity', { ...activity, name: 'Inloop A', service: made['Welzijn inloop']! })
      await add('b', 'activity', { ...activity, name: 'Inloop B', service: made['De Brug inloop']!, times_per_year: 26, schedule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH' })
      await add('ends', 'activity', { ...activity, name: 'Eindigt', service: made['Kerk inloop']!, schedule: 'FREQ=WEEKLY;BYDAY=TH;UNTIL=20261126' })
      await add('wide', 'activity', { ...activity, name: 'Overal', service: made['Kerk inloop']!, venue: null, service_area: 'gemeente', cooperation_with: `='{${made['De Brug']}}'` })
      for (const [name, euro] of [['Welzijn', 12_000], ['De Brug', 5_200]] as const) {
        await add(`afspraak ${name}`, 'agreement', { organisation: made[name]!, year: 2026, title: name, status: 'agreed', hours: 500, subsidy_eur: euro + 1000 })
        await add(`regel ${name}`, 'agreement_line', { agreement: made[`afspraak ${name}`]!, theme: 'eenzaamheid', service: made[`${name} inloop`]!, description: 'Inloop', level: 'gemeente', hours: 150, subsidy_eur: euro })
      }
      await add('geleverd', 'delivery', { activity: made.a!, from: '2026-01-01', to: '2026-04-01', hours: 39, stage: 'delivered' })
      await tx.execute(sql`insert into team values ('zorg', 'Team Zorg') on conflict do nothing`)
      const user = async (name: keyof typeof people, role: Role, rest: { team?: string; organisation?: number; scope?: string } = {}) => {
        const [row] = await rows<{ id: number }>(tx, sql`insert into app_user (account, name, role, team, organisation) values (${name}, ${name}, ${role}, ${rest.team ?? null}, ${rest.organisation ?? null}) returning id`)
        const scopes = rest.scope ? await rows<{ id: number }>(tx, sql`insert into user_scope (app_user, gemeente, werkgebied, "from") select ${row!.id}, ${gemeente}, id, '2020-01-01' from werkgebied where slug = ${rest.scope} returning werkgebied as id`) : []
        people[name] = { account: name, role, uid: row!.id, team: rest.team ?? null, sensitive: false, werkgebieden: scopes.map((s) => s.id) }
      }
      await user('planner', 'planner')
      await user('adviser', 'adviser', { team: 'zorg' })
      await user('college', 'college')
      await user('admin', 'admin')
      await user('welzijn', 'organisation', { organisation: made.Welzijn })
      await user('kerk', 'organisation', { organisation: made.Kerk })
      await user('west', 'wijkmanager', { scope: 'west' })
      await user('oost', 'wijkmanager', { scope: 'oost' })
      return made
    })
  })

  const as = <T>(who: keyof typeof people, work: (tx: Tx) => Promise<T>): Promise<T> => asking(people[who], work, { deadlineMs: null })
  const ask = async (who: keyof typeof people, params: Partial<Params> = {}) => (await as(who, (tx) => loadOverlap(tx, { gemeente, ...params }, now, people[who])))!
  const versions = () => inDb(async (tx) => new Map((await rows<{ id: number; version: number }>(tx, sql`select id, version from activity`)).map((r) => [r.id, r.version])))
  const say = async (who: keyof typeof people, replaces: number | null, more: Partial<NewVerdict> = {}): Promise<number> => {
    const v = await versions()
    const id = await as(who, (tx) => addVerdict(tx, { first: ids.a!, second: ids.b!, verdict: 'complementary', reason: 'Andere dagen', expires: '2999-01-01', firstVersion: v.get(ids.a!)!, secondVersion: v.get(ids.b!)!, replaces, ...more }))
    // The database takes its own clock; the test has another.
    await inDb((tx) => tx.execute(sql`update overlap_verdict set at = '2026-11-20 12:00:00+01', expires = case when expires is not null then date '2026-12-20' end where id = ${id}`))
    return id
  }
  const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', sqlState)
  const key = (one: string, other: string): string => [ids[one]!, ids[other]!].sort((x, y) => x - y).join('-')
  const lists = ({ findings, settled, cooperating }: Awaited<ReturnType<typeof ask>>) => [findings, settled, cooperating].map((l) => l.map((p) => p.id))

  it('finds the pair, by hand: 13 and 6.5 hours a month, all inhabitants shared, euro by hours and by inhabitants', async () => {
    const answer = await ask('planner', { pair: key('a', 'b') })
    const pair = answer.findings.find((p) => p.id === key('a', 'b'))!
    expect(pair).toMatchObject({ firstName: 'Inloop A', secondName: 'Inloop B', service: 'inloop', groups: ['ouderen'], themes: ['eenzaamheid'], state: 'candidate', share: 1, from: '2026-01-01', to: null, wide: false, euroMethod: 'mixed' })
    expect(pair.hoursPerMonth).toBeCloseTo(6.5, 9)
    // 12,000 for 13 and 5,200 for 6.5 hours a month; 6.5 of the 19.5 hours overlap
    expect(pair.euroPerYear).toBeCloseTo(((12_000 + 5_200) * 6.5) / 19.5, 6)
    expect(answer.pair).toMatchObject({ candidate: true, over: false, may: true, weeks: null, history: [] })
    expect(answer.pair!.rules.every((r) => r.holds)).toBe(true)
    expect(answer.pair!.sides.map((s) => [s!.place, s!.when, s!.subsidised, s!.euroMethod])).toEqual([['Huis', 'elke dinsdag', true, 'hours'], ['Huis', 'om de week op donderdag', true, 'inhabitants']])
    expect(answer.meta).toMatchObject({ euro: 'all', euroLeft: 2000, inhabitantsKnown: true, nowhereHours: 0, on: '2026-11-26' })
    const all = answer.areas.reduce((n, a) => n + a.hours!, 0)
    expect(all).toBeCloseTo(13 + 6.5 + 13 + 13, 6) // and the two of Kerk
    expect(answer.areas.reduce((n, a) => n + a.euro!, 0)).toBeCloseTo(17_200, 6)
    expect(answer.areas.reduce((n, a) => n + a.hoursShare!, 0)).toBeCloseTo(1, 9)
  })

  it('lists pairs that are marked as cooperation apart, flags supply of the whole gemeente and lists it once', async () => {
    const answer = await ask('planner')
    expect(lists(answer)[2]).toEqual([key('b', 'wide')])
    expect(answer.findings.filter((p) => p.wide).map((p) => p.id)).toEqual([key('a', 'wide')])
    const brink = (await ask('planner', { selected: 'BU99900102' })).buurt!
    expect(brink.providers.find((p) => p.name === 'Kerk')).toMatchObject({ wide: true })
    expect((await ask('planner', { selected: 'BU99900202' })).findings).toEqual([]) // nobody in Dijk is within reach of the Huis
  })

  it('a schedule that ends today: shown today, over tomorrow, and its card says so', async () => {
    expect(lists(await ask('planner'))[0]).toContain(key('a', 'ends'))
    const tomorrow = await ask('planner', { on: '2026-11-27', pair: key('a', 'ends') })
    expect(lists(tomorrow)[0]).not.toContain(key('a', 'ends'))
    expect(tomorrow.pair).toMatchObject({ over: true, row: { to: '2026-11-27' } })
    expect(tomorrow.areas.reduce((n, a) => n + a.hours!, 0)).toBeCloseTo(13 + 6.5 + 13, 6)
    expect(await as('planner', (tx) => candidateState(tx, ids.a!, ids.ends!, now))).toBe('candidate')
    expect(await as('planner', (tx) => candidateState(tx, ids.a!, ids.ends!, new Date('2026-11-27T10:00:00Z')))).toBe('none')
    expect(await as('planner', (tx) => candidateState(tx, ids.a!, 999_999, now))).toBe('gone')
  })

  it('an organisation sees the pairs of its own activities, never the euro of another; the administrator sees nothing; college all', async () => {
    const own = await ask('welzijn', { pair: key('a', 'b') })
    expect(lists(own)[0]!.sort()).toEqual([key('a', 'b'), key('a', 'ends'), key('a', 'wide')].sort())
    expect(own.pair!.sides.map((s) => s!.euroPerYear)).toEqual([12_000, null])
    expect(own.pair!.may).toBe(false)
    expect(own.findings.every((p) => p.euroPerYear === null)).toBe(true)
    expect(own.areas.every((a) => a.euro === null && a.euroShare === null)).toBe(true)
    expect(JSON.stringify(own)).not.toMatch(/5200|6200/)
    expect(own.organisations.every((p) => [p.first, p.second].includes(ids.Welzijn!))).toBe(true)
    expect((await ask('kerk', { pair: key('a', 'b') })).pair).toBeNull()
    const admin = await ask('admin', { pair: key('a', 'b'), selected: 'BU99900102' })
    expect([admin.findings, admin.settled, admin.cooperating, admin.organisations, admin.pair, admin.buurt]).toEqual([[], [], [], [], null, null])
    expect(admin.areas.every((a) => a.class === 'withheld' && a.hours === null && a.euro === null && a.signals === null)).toBe(true)
    expect((await ask('college')).findings.map((p) => p.euroPerYear)).toEqual((await ask('planner')).findings.map((p) => p.euroPerYear))
  })

  it('who may judge: planner and adviser any, a wijkmanager what is held in the own werkgebied, others none', async () => {
    for (const who of ['oost', 'college', 'admin', 'welzijn'] as const) expect(await code(say(who, null)), who).toBe('42501')
    expect((await ask('west', { pair: key('a', 'b') })).pair!.may).toBe(true)
    expect((await ask('oost', { pair: key('a', 'b') })).pair!.may).toBe(false)
    expect((await ask('west', { pair: key('a', 'wide') })).pair!.may).toBe(false) // one of them is of the whole gemeente
    const v = await versions()
    expect(await code(say('west', null, { second: ids.wide!, secondVersion: v.get(ids.wide!)! }))).toBe('42501')
  })

  it('P5: "aanvullend" takes the pair off the list until it expires or an activity changes', async () => {
    const first = await say('west', null)
    expect(lists(await ask('planner')).map((l) => l.includes(key('a', 'b')))).toEqual([false, true, false])
    expect(lists(await ask('planner', { on: '2026-11-19' }))[1]).toEqual([]) // before it was said
    expect(lists(await ask('planner', { on: '2026-12-19' }))[1]).toEqual([key('a', 'b')])
    expect((await ask('planner', { on: '2026-12-20' })).findings.find((p) => p.id === key('a', 'b'))).toMatchObject({ state: 'candidate', unsettled: 'expired' })
    expect((await ask('planner', { on: '2027-11-25' })).findings).toEqual([]) // in a year for which nobody has an agreement yet
    const settled = (await ask('planner', { pair: key('a', 'b') })).pair!
    expect(settled.history).toMatchObject([{ id: first, verdict: 'complementary', by: 'wijkmanager', reason: 'Andere dagen', expires: '2026-12-20', firstWas: 'Inloop A (Welzijn)', secondWas: 'Inloop B (De Brug)' }])
    // "klopt nog" changes nothing
    await as('planner', (tx) => tx.execute(sql`select confirm_record('activity', ${ids.a})`))
    expect(lists(await ask('planner'))[1]).toEqual([key('a', 'b')])
    // any change of content does
    await as('planner', (tx) => tx.execute(sql`update activity set description = 'Nu ook koffie' where id = ${ids.a}`))
    expect((await ask('planner')).findings.find((p) => p.id === key('a', 'b'))).toMatchObject({ state: 'candidate', unsettled: 'changed', expires: null })
    // judged again, and again listed when it is double
    const second = await say('planner', first, { verdict: 'double', reason: 'Toch dubbel' })
    expect((await ask('college')).findings.find((p) => p.id === key('a', 'b'))).toMatchObject({ state: 'double', unsettled: null, expires: '2026-12-20' })
    // taken back: a candidate, with all that was said
    const taken = await say('adviser', second, { verdict: 'withdrawn', reason: '', expires: null, firstVersion: null, secondVersion: null })
    const after = (await ask('planner', { pair: key('a', 'b') })).pair!
    expect([after.row!.state, after.row!.unsettled, after.history.map((h) => h.id)]).toEqual(['candidate', 'withdrawn', [taken, second, first]])
    expect(await code(say('planner', taken, { verdict: 'withdrawn', reason: '', expires: null }))).toBe('BF016')
  })

  it('two at once: the second is told, and so is who saw an activity as it is no more', async () => {
    const last = (await ask('planner', { pair: key('a', 'b') })).pair!.history[0]!.id
    const both = await Promise.all([code(say('planner', last)), code(say('adviser', last, { verdict: 'wanted' }))])
    expect(both.sort()).toEqual(['23505', 'done'])
    const now2 = (await ask('planner', { pair: key('a', 'b') })).pair!.history[0]!.id
    expect(await code(say('planner', now2, { firstVersion: 1 }))).toBe('BF015')
    expect(await code(say('planner', now2, { first: ids.a!, second: 999_999 }))).toBe('BF016')
    expect(await code(say('planner', null))).toBe('23505') // as if nobody had said anything
    for (const wrong of [{ expires: null }, { reason: '  ' }, { expires: '2020-01-01' }] as const) expect(await code(say('planner', now2, wrong))).toBe('23514')
    expect(await code(as('planner', (tx) => tx.execute(sql`update overlap_verdict set reason = 'x'`)))).toBe('42501')
    expect(await code(as('planner', (tx) => tx.execute(sql`delete from overlap_verdict`)))).toBe('42501')
  })

  it('organisations renamed, merged and gone: clear answers, nothing lost', async () => {
    const settledNow = async () => (await ask('planner', { pair: key('a', 'b') })).pair!
    const before = await settledNow()
    expect(['complementary', 'wanted']).toContain(before.row!.state)
    // another name is no matter; what was said keeps the name of then
    await as('planner', (tx) => tx.execute(sql`update organisation set name = 'De Nieuwe Brug' where id = ${ids['De Brug']}`))
    const renamed = await settledNow()
    expect([renamed.row!.state, renamed.row!.secondOrganisationName, renamed.history[0]!.secondWas]).toEqual([before.row!.state, 'De Nieuwe Brug', 'Inloop B (De Brug)'])
    // De Brug goes up in Kerk: another organisation, judged anew
    await as('planner', (tx) => tx.execute(sql`update service set organisation = ${ids.Kerk} where id = ${ids['De Brug inloop']}`))
    const moved = await settledNow()
    expect([moved.row!.state, moved.row!.unsettled, moved.candidate]).toEqual(['candidate', 'moved', true])
    // and then in Welzijn: no pair any more, and the card says why
    await as('planner', (tx) => tx.execute(sql`update service set organisation = ${ids.Welzijn} where id = ${ids['De Brug inloop']}`))
    const same = await settledNow()
    expect([same.candidate, same.may, same.rules.flatMap((r) => (r.holds ? [] : [r.rule])), same.history.length]).toEqual([false, false, ['organisations'], before.history.length])
    expect(lists(await ask('planner')).flat()).not.toContain(key('a', 'b'))
    // an activity that is thrown away: what was said stays
    await as('planner', (tx) => tx.execute(sql`delete from activity where id = ${ids.b}`))
    const gone = await settledNow()
    expect([gone.sides[0]!.name, gone.sides[1], gone.row, gone.may, gone.history.length]).toEqual(['Inloop A', null, null, false, before.history.length])
    expect((await ask('planner', { pair: '999998-999999' })).pair).toBeNull()
  })
})
