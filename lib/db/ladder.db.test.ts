import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { copyAgreements, planCopy } from '@/lib/db/agreement-copy'
import { asking, rows, sqlState } from '@/lib/db/client'
import type { Identity, Reader, Role } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, themesCsv } from '@/lib/testing/town'
import { params as initiativeParams } from '@/lib/views/initiatives/definition'
import { loadInitiatives } from '@/lib/views/initiatives/load'
import { loadLadder, loadOrganisation } from '@/lib/views/organisation/load'
import { reminderParams } from '@/lib/views/reminders/definition'
import { loadReminders } from '@/lib/views/reminders/load'

/**
 * The hand-made town (Aanleg 1000, Brink 2000, Centrum 1000 and Dijk 40 inhabitants) with Welzijn, which has agreements for 2026, and Buurthulp, which has none. It is
 * 24 November 2026.
 */
const now = new Date('2026-11-24T10:00:00Z')
const files = new Files()

describe.each(availableEngines())('ladder, copying, reminders and initiatives on %s', (engine) => {
  useDatabase(engine)
  const people = {} as Record<'planner' | 'college' | 'welzijn' | 'buurthulp' | 'wijkmanager' | 'admin' | 'zorg', Identity>
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
      await add('welzijn', 'organisation', { name: 'Welzijn', kind: 'welzijn' })
      await add('buurthulp', 'organisation', { name: 'Buurthulp', kind: 'vrijwilligers' })
      for (const o of ['welzijn', 'buurthulp']) await add(`${o} inloop`, 'service', { organisation: made[o]!, name: 'Inloop', service_type: 'inloop', themes: "='{eenzaamheid}'", target_groups: "='{iedereen}'", professional: '=true' })
      await add('huis', 'venue', { name: 'Huis van de Buurt', kind: 'buurthuis', point: '=ST_SetSRID(ST_MakePoint(101500, 500500), 28992)', confirmed_at: '2026-11-01' }) // Brink
      const activity = { schedule: 'FREQ=WEEKLY;BYDAY=TU', times_per_year: 52, from: '2026-01-01', confirmed_at: '2026-11-01' }
      await add('inloop', 'activity', { ...activity, name: 'Inloop Welzijn', service: made['welzijn inloop']!, venue: made.huis! })
      await add('andere inloop', 'activity', { ...activity, name: 'Inloop Buurthulp', service: made['buurthulp inloop']!, service_area: 'buurten', buurten: "='{BU99900102,BU99900201}'", to: '2027-01-01', confirmed_at: '2026-05-20' })
      await add('gestopt', 'activity', { ...activity, name: 'Gestopt', service: made['buurthulp inloop']!, service_area: 'gemeente', to: '2026-06-01' })
      await add('afspraak', 'agreement', { organisation: made.welzijn!, year: 2026, title: 'Afspraak 2026', status: 'agreed', hours: 1000, subsidy_eur: 50000, confirmed_at: '2026-11-01' })
      await add('concept', 'agreement', { organisation: made.buurthulp!, year: 2026, title: 'Concept 2026', status: 'concept' })
      const line = { agreement: made.afspraak!, theme: 'eenzaamheid', description: 'Inloop in 2026' }
      await add('regel', 'agreement_line', { ...line, level: 'buurt', buurt: 'BU99900101', hours: 400, confirmed_at: '2026-08-20 10:00:00+00', subsidy_eur: 20000 })
      await add('wijkregel', 'agreement_line', { ...line, level: 'werkgebied', werkgebied: "=(select id from werkgebied where slug = 'west')", hours: 300 })
      await add('conceptregel', 'agreement_line', { ...line, agreement: made.concept!, level: 'gemeente', hours: 99 })
      const delivery = { from: '2026-01-01', to: '2026-04-01', stage: 'delivered' }
      await add('kwartaal 1', 'delivery', { ...delivery, agreement_line: made.regel!, hours: 80 })
      await add('kwartaal 2', 'delivery', { ...delivery, agreement_line: made.regel!, hours: 40, from: '2026-04-01', to: '2026-07-01' })
      await add('wijk', 'delivery', { ...delivery, agreement_line: made.wijkregel!, activity: made.inloop!, hours: 30 })
      await add('gezien', 'delivery', { ...delivery, activity: made.inloop!, hours: 2, from: '2026-02-03', to: '2026-02-04', stage: 'seen' })
      await add('van de ander', 'delivery', { ...delivery, activity: made['andere inloop']!, hours: 5 })
      await tx.execute(sql`insert into team values ('zorg', 'Team Zorg') on conflict do nothing`)
      const initiative = { by_whom: 'bewonersgroep', what_residents_do: 'Samen koken', what_they_ask: 'Een keuken', received_on: '2026-10-01' }
      await add('op tijd', 'initiative', { ...initiative, title: 'Op tijd', buurt: 'BU99900101', received_on: '2026-11-20' })
      await add('te laat', 'initiative', { ...initiative, title: 'Te laat', buurt: 'BU99900101' })
      await add('zorg', 'initiative', { ...initiative, title: 'Zorg', buurt: 'BU99900101', route: 'zorg', status: 'assigned', owner_team: 'zorg' })
      await add('beantwoord', 'initiative', { ...initiative, title: 'Beantwoord', point: '=ST_SetSRID(ST_MakePoint(102500, 500500), 28992)', status: 'closed', owner_team: 'zorg', owner_since: '2026-10-08', answer: 'Ja', answered_on: '2026-10-21', told_back_on: '2026-10-22' })
      const user = async (name: keyof typeof people, role: Role, rest: { team?: string; organisation?: number; scope?: string } = {}) => {
        const [row] = await rows<{ id: number }>(tx, sql`insert into app_user (account, name, role, team, organisation) values (${name}, ${name}, ${role}, ${rest.team ?? null}, ${rest.organisation ?? null}) returning id`)
        const scopes = rest.scope ? await rows<{ id: number }>(tx, sql`insert into user_scope (app_user, gemeente, werkgebied, "from") select ${row!.id}, ${gemeente}, id, '2020-01-01' from werkgebied where slug = ${rest.scope} returning werkgebied as id`) : []
        people[name] = { account: name, role, uid: row!.id, team: rest.team ?? null, sensitive: false, werkgebieden: scopes.map((s) => s.id) }
      }
      await user('planner', 'planner')
      await user('college', 'college')
      await user('admin', 'admin')
      await user('zorg', 'adviser', { team: 'zorg' })
      await user('welzijn', 'organisation', { organisation: made.welzijn })
      await user('buurthulp', 'organisation', { organisation: made.buurthulp })
      await user('wijkmanager', 'wijkmanager', { scope: 'west' })
      return made
    })
  })

  const as = <T>(who: keyof typeof people, work: (tx: Parameters<Parameters<typeof asking>[1]>[0], reader: Reader) => Promise<T>): Promise<T> => asking(people[who], (tx) => work(tx, people[who]), { deadlineMs: null })
  const ladderOf = (who: keyof typeof people, asked = {}) => as(who, (tx, reader) => loadLadder(tx, { gemeente, ...asked }, now, reader))
  const rungs = (r: { agreed: number; planned: number; delivered: number; seen: number }) => [r.agreed, r.planned, r.delivered, r.seen].map((n) => Math.round(n * 100) / 100)

  it('120 of 400 hours, in the line and in the buurt; what was seen of an activity belongs to the line of that activity', async () => {
    const found = (await ladderOf('planner', { organisation: ids.welzijn }))!
    expect(found.meta).toMatchObject({ year: 2026, on: '2026-11-24', years: [2026], organisation: { name: 'Welzijn' }, concepts: 0 })
    expect(found.lines.map((l) => [l.id, l.place, ...rungs(l), l.lastConfirmed, l.freshness])).toEqual([
      [ids.regel, 'Aanleg', 400, 120, 120, 0, '2026-08-20', 'fresh'],
      [ids.wijkregel, 'West', 300, 30, 30, 2, '2026-03-31', 'stale'],
    ])
    // The line of the wijk by inhabitants (1000 and 2000), its hours where the activity is: in Brink.
    expect(found.cells.map((c) => [c.buurtName, ...rungs(c), c.apportioned])).toEqual([['Aanleg', 500, 120, 120, 0, true], ['Brink', 200, 30, 30, 2, true]])
    expect([found.total.agreed, found.total.delivered]).toEqual([700, 150])
    const all = (await ladderOf('planner'))!
    expect(all.meta.concepts).toBe(1)
    expect(rungs(all.withoutLine)).toEqual([0, 5, 5, 0])
    expect(all.cells.reduce((n, c) => n + c.delivered, 0)).toBeCloseTo(155)
    expect((await ladderOf('planner', { selected: 'BU99900102' }))!.lines.map((l) => l.id)).toEqual([ids.wijkregel])
    expect((await ladderOf('planner', { theme: 'zwerfafval' }))!.lines).toEqual([])
    expect(await ladderOf('planner', { organisation: 999_999 })).toBeNull()
  })

  it('an organisation sees its own ladder, and nothing of what others agreed', async () => {
    expect((await ladderOf('welzijn'))!.lines.map((l) => l.id)).toEqual([ids.regel, ids.wijkregel])
    const other = (await ladderOf('buurthulp', { organisation: ids.welzijn }))!
    expect([other.lines, other.cells, other.meta.years]).toEqual([[], [], []])
    expect(rungs((await ladderOf('buurthulp'))!.withoutLine)).toEqual([0, 5, 5, 0])
    expect((await ladderOf('college'))!.lines).toHaveLength(2)
  })

  it('the page of an organisation: where it works, and who else is there', async () => {
    const page = (await as('welzijn', (tx, reader) => loadOrganisation(tx, { id: ids.welzijn! }, now, reader)))!
    expect(page.where.map((w) => [w.name, w.activities, w.lines, w.class])).toEqual([['Aanleg', 0, 2, 'agreed'], ['Brink', 1, 1, 'works'], ['Centrum', 0, 0, 'none'], ['Dijk', 0, 0, 'none'], ['Water', 0, 0, 'none']].map(([name, ...rest]) => [name === 'Water' ? page.where.at(-1)!.name : name, ...rest]))
    expect(page.others).toEqual([expect.objectContaining({ organisationName: 'Buurthulp', themeLabel: 'Eenzaamheid', buurten: ['Brink'], activities: [{ id: ids['andere inloop'], name: 'Inloop Buurthulp' }], cooperates: false })])
    expect(page.others[0]!.own.map((o) => o.id)).toEqual([ids.inloop])
    expect([page.seesAgreements, page.mayMark]).toEqual([true, true])
    expect(JSON.stringify(page.others)).not.toMatch(/subsidy|50000|20000/)
    const other = (await as('buurthulp', (tx, reader) => loadOrganisation(tx, { id: ids.welzijn! }, now, reader)))!
    expect([other.seesAgreements, other.mayMark, other.ladder.lines]).toEqual([false, false, []])
    expect(other.where.find((w) => w.name === 'Brink')!.class).toBe('works')
    expect(JSON.stringify(other)).not.toMatch(/50000|20000|Afspraak 2026/)
    // Marked as done together: no longer two apart.
    await as('welzijn', (tx) => tx.execute(sql`update activity set cooperation_with = array[${ids.buurthulp}]::bigint[] where id = ${ids.inloop}`))
    expect((await as('buurthulp', (tx, reader) => loadOrganisation(tx, { id: ids.buurthulp! }, now, reader)))!.others).toEqual([expect.objectContaining({ organisationName: 'Welzijn', cooperates: true })])
  })

  it('copies the agreements of a year as concepts, once, and says what it will do before', async () => {
    const query = { gemeente, from: 2026, to: 2027 }
    expect((await as('planner', (tx) => planCopy(tx, query))).map((p) => [p.title, p.newTitle, p.lines, p.state])).toEqual([['Concept 2026', 'Concept 2027', 1, 'concept'], ['Afspraak 2026', 'Afspraak 2027', 2, 'new']])
    const change = '7d9f4b1c-0000-4000-8000-000000000001'
    expect(await as('planner', (tx) => copyAgreements(tx, { ...query, organisations: [ids.buurthulp!], change }))).toEqual([])
    // Two at the same moment: one copies, the other finds it there.
    const both = await Promise.all([1, 2].map((n) => as('planner', (tx) => copyAgreements(tx, { ...query, organisations: null, change: `7d9f4b1c-0000-4000-8000-00000000000${n}` }))))
    expect(both.map((m) => m.length).sort()).toEqual([0, 1])
    const made = both.flat()[0]!
    const copied = await inDb((tx) => rows<Record<string, unknown>>(tx, sql`
      select a.title, a.year, a.status, a.subsidy_eur::float8 as subsidy, a.copied_from as "from", a.confirmed_at as confirmed, l.description, l.hours, l.level, l.confirmed_at as "lineConfirmed"
      from agreement a join agreement_line l on l.agreement = a.id where a.id = ${made.id} order by l.id`))
    expect(copied).toEqual([
      { title: 'Afspraak 2027', year: 2027, status: 'concept', subsidy: 50000, from: ids.afspraak, confirmed: null, description: 'Inloop in 2027', hours: 400, level: 'buurt', lineConfirmed: null },
      { title: 'Afspraak 2027', year: 2027, status: 'concept', subsidy: 50000, from: ids.afspraak, confirmed: null, description: 'Inloop in 2027', hours: 300, level: 'werkgebied', lineConfirmed: null },
    ])
    expect(await as('planner', (tx) => copyAgreements(tx, { ...query, organisations: null, change }))).toEqual([])
    expect((await as('planner', (tx) => planCopy(tx, query))).map((p) => [p.state, p.there])).toEqual([['concept', null], ['copied', made.id]])
    // All of it is one change in the history: the agreement and its lines.
    expect(await inDb((tx) => rows(tx, sql`select register, count(*)::int as n from record_history where change is not null and action = 'insert' group by 1 order by 1`))).toEqual([{ register: 'agreement', n: 1 }, { register: 'agreement_line', n: 2 }])
    // Without the copy, an agreement that was made in another way stands in the way as well.
    await inDb((tx) => tx.execute(sql`update agreement set copied_from = null where id = ${made.id}`))
    expect((await as('planner', (tx) => planCopy(tx, query))).map((p) => p.state)).toEqual(['concept', 'exists'])
    for (const who of ['college', 'welzijn'] as const) expect(await as(who, (tx) => copyAgreements(tx, { ...query, to: 2028, organisations: null, change })).catch((e: unknown) => sqlState(e)), who).toEqual(who === 'college' ? '42501' : '42501')
    await inDb((tx) => tx.execute(sql`delete from agreement where id = ${made.id}`))
  })

  it('reminds who can act of what ends and of what was not confirmed', async () => {
    const ask = async (who: keyof typeof people, query = {}) => (await as(who, (tx, reader) => loadReminders(tx, reminderParams.parse({ gemeente, ...query }), now, reader))).items.map((r) => [r.register, r.name, r.why, r.endsOn])
    const ends = ['activities', 'Inloop Buurthulp', 'ends', '2027-01-01']
    const stale = ['activities', 'Inloop Buurthulp', 'stale', '2027-01-01']
    expect(await ask('planner')).toEqual([ends, ['agreements', 'Afspraak 2026', 'ends', '2027-01-01'], stale])
    expect(await ask('planner', { days: '30' })).toEqual([['activities', 'Inloop Buurthulp', 'stale', null]])
    expect(await ask('planner', { why: 'ends', register: 'activities' })).toEqual([ends])
    expect(await ask('planner', { werkgebied: 'oost' })).toEqual([ends, stale]) // it is in both
    expect(await ask('wijkmanager')).toEqual([ends, stale])
    expect(await ask('buurthulp')).toEqual([ends, stale])
    expect(await ask('welzijn')).toEqual([['agreements', 'Afspraak 2026', 'ends', '2027-01-01']])
    expect(await ask('welzijn', { organisation: String(ids.buurthulp) })).toEqual([])
    expect(await ask('college')).toEqual([])
    // Six months to the day: then a line that was never confirmed since it was made is old.
    await inDb((tx) => tx.execute(sql`update agreement_line set confirmed_at = '2026-05-24 12:00+02' where id = ${ids.regel}`))
    expect((await ask('planner', { register: 'agreement-lines' }))).toEqual([])
    await inDb((tx) => tx.execute(sql`update agreement_line set confirmed_at = '2026-05-23 12:00+02' where id = ${ids.regel}`))
    expect((await ask('planner', { register: 'agreement-lines' }))).toEqual([['agreement-lines', 'Inloop in 2026', 'stale', null]])
    expect((await ask('wijkmanager', { register: 'agreement-lines' }))).toHaveLength(1)
  })

  it('counts open and late initiatives per buurt, as far as somebody sees them', async () => {
    const ask = async (who: keyof typeof people, query = {}) => (await as(who, (tx, reader) => loadInitiatives(tx, initiativeParams.parse({ gemeente, ...query }), now, reader)))!
    const short = (a: Awaited<ReturnType<typeof ask>>) => a.areas.map((r) => [r.open, r.late, r.done, r.class])
    const none = [0, 0, 0, 'none']
    const hidden = [null, null, null, 'not-visible']
    expect(short(await ask('planner'))).toEqual([[2, 1, 0, 'late'], none, [0, 0, 1, 'done'], none, none])
    expect(short(await ask('zorg'))[0]).toEqual([3, 2, 0, 'late'])
    expect(short(await ask('wijkmanager'))).toEqual([[2, 1, 0, 'late'], none, hidden, hidden, hidden])
    expect(short(await ask('admin'))).toEqual([hidden, hidden, hidden, hidden, hidden])
    expect(short(await ask('welzijn')).flat().filter((n) => typeof n === 'number' && n > 0)).toEqual([])
    const planner = await ask('planner')
    expect(planner.meta).toMatchObject({ n: 3, open: 2, late: 1, sees: 'without-care', medianOwnerDays: 7, medianAnswerDays: 20, from: '2026-10-01', to: '2026-11-25' })
    expect(planner.findings).toEqual([expect.objectContaining({ title: 'Te laat', waitsFor: 'owner', days: 40, buurtName: 'Aanleg' })])
    expect((await ask('planner', { from: '2026-11-01' })).meta).toMatchObject({ n: 1, open: 1, late: 0 })
    expect((await ask('planner', { werkgebied: 'oost' })).areas).toHaveLength(2)
    expect(initiativeParams.safeParse({ kind: 'kans' }).error!.issues[0]!.message).toContain('geen soort')
  })
})
