import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system, type Identity } from '@/lib/domain/identity'
import { addDays, daysBetween } from '@/lib/domain/period'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, closeDatabase, connectTo, rows, sqlState, type Tx } from '../client'
import { listHomes } from '../homes'
import { cellSignals, limitedFigures, signalsSince, themeRules } from './need'
import { answerRequest, askRequest, listRequests, requestHistory } from './requests'
import { agreedLines, askable, supplyRows } from './supply'

const on = '2026-03-20'
type Made = { theme: string; area: string; source: string; day: string; kind: 'knelpunt' | 'kans'; status: 'open' | 'closed' | 'cancelled'; closedOn: string | null; repeats: boolean }
/** Always the same signals: no randomness of its own. */
function someSignals(): Made[] {
  let seed = 7
  const next = (n: number): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % n
  return Array.from({ length: 260 }, (): Made => {
    const day = addDays('2025-01-01', next(430))
    const status = (['open', 'open', 'open', 'closed', 'cancelled'] as const)[next(5)]!
    return { theme: ['plain', 'care'][next(2)]!, area: ['BU99900101', 'BU99900201', 'BU99900301'][next(3)]!, source: ['a', 'b', 'c'][next(3)]!, day, kind: next(6) === 0 ? 'kans' : 'knelpunt', status, closedOn: status === 'closed' ? (next(4) === 0 ? null : addDays(day, next(200))) : null, repeats: next(10) === 0 }
  })
}
const window = 26 * 7
/** The slow way: on one day. */
const activeOn = (all: readonly Made[], day: string): Made[] =>
  all.filter((s) => s.kind === 'knelpunt' && !s.repeats && s.day <= day && daysBetween(s.day, day) < window && (s.status === 'open' || (s.status === 'closed' && s.closedOn !== null && s.closedOn > day)))
const enoughOn = (all: readonly Made[], day: string): boolean => activeOn(all, day).length >= 3 && new Set(activeOn(all, day).map((s) => s.source)).size >= 2

describe.each(availableEngines())('coverage in the database (%s)', (engine) => {
  let database: TestDatabase
  let world: World
  let set: { id: number; gemeente: string; year: number }
  const made = someSignals()
  const as = (name: string): Identity => (name === 'system' ? system : identityOf(world, name))
  const ask = <T>(name: string, work: (tx: Tx) => Promise<T>): Promise<T> => asking(as(name), work, { deadlineMs: null })
  const fails = (name: string, statement: string) => ask(name, (tx) => tx.execute(sql.raw(statement))).then(() => null, (e: Error & Record<string, unknown>) => e)
  const areas = new Map<string, number>()
  const places = ['BU99900101', 'BU99900201', 'BU99900301']
  const cells = ['plain', 'care'].flatMap((theme) => places.map((area) => ({ theme, area, of: made.filter((s) => s.theme === theme && s.area === area) })))

  beforeAll(async () => {
    database = await startTestDatabase(engine, { migrated: true })
    connectTo(database.url)
    world = await makeWorld()
    await ask('system', async (tx) => {
      set = (await rows<typeof set>(tx, sql`select id, gemeente, year from boundary_set`))[0]!
      for (const a of await rows<{ id: number; code: string }>(tx, sql`select id, code from area where level = 'buurt'`)) areas.set(a.code, a.id)
      await tx.execute(sql`delete from signal_link`)
      await tx.execute(sql`delete from signal`)
      await tx.execute(sql`
        insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, stated_buurt, accuracy, status)
        select 'GM9990', s->>'source', 'made-' || nth, s->>'kind', s->>'theme', 'waarneming', (s->>'day')::date, s->>'area', 'buurt', s->>'status'
        from jsonb_array_elements(${JSON.stringify(made)}::text::jsonb) with ordinality t(s, nth)`)
      await tx.execute(sql`
        update signal x set duplicate_of = (select min(id) from signal), closed_on = (s->>'closedOn')::date
        from jsonb_array_elements(${JSON.stringify(made)}::text::jsonb) with ordinality t(s, nth) where x.source_id = 'made-' || nth and (s->>'repeats')::boolean`)
      await tx.execute(sql`
        update signal x set closed_on = (s->>'closedOn')::date from jsonb_array_elements(${JSON.stringify(made)}::text::jsonb) with ordinality t(s, nth) where x.source_id = 'made-' || nth and not (s->>'repeats')::boolean`)
    })
  })
  afterAll(async () => {
    await closeDatabase()
    await database.stop()
  })

  describe('need by signals', () => {
    it('is the same as the slow way, on every day that something could change', async () => {
      for (const day of ['2025-03-01', '2025-07-15', '2025-12-31', on, '2026-09-01']) {
        const found = await ask('system', (tx) => cellSignals(tx, set, day, null))
        for (const { theme, area, of } of cells) {
          const cell = found.find((c) => c.theme === theme && c.area === areas.get(area))
          const active = activeOn(of, day)
          expect({ day, theme, area, n: cell?.n ?? 0, sources: cell?.sources ?? 0, enough: cell?.enough ?? false }).toEqual({ day, theme, area, n: active.length, sources: new Set(active.map((s) => s.source)).size, enough: enoughOn(of, day) })
        }
      }
    })
    it('began on the first day of the unbroken row of days with enough of them', async () => {
      let began = 0
      for (const day of ['2025-07-15', '2025-11-01', on]) {
        const found = await ask('system', (tx) => signalsSince(tx, set, day, cells.map((c) => ({ theme: c.theme, area: areas.get(c.area)! }))))
        for (const { theme, area, of } of cells) {
          let since = enoughOn(of, day) ? day : null
          while (since !== null && enoughOn(of, addDays(since, -1))) since = addDays(since, -1)
          if (since) began++
          const told = found.find((f) => f.theme === theme && f.area === areas.get(area))?.since ?? null
          expect({ day, theme, area, since: enoughOn(of, day) ? told : null }).toEqual({ day, theme, area, since })
        }
      }
      expect(began).toBeGreaterThan(6)
    })
    it('follows the newest limit that the gemeente set for the theme, and knows figures with a limit', async () => {
      const added = sql`insert into threshold (gemeente, theme, version, limit_value) values ('GM9990', 'plain', 1, 1), ('GM9990', 'plain', 2, 99)`
      await ask('system', async (tx) => {
        await tx.execute(added)
        await tx.execute(sql`insert into indicator (slug, label, unit, direction, source, theme) values ('lonely', 'Eenzaam', '%', 'higher_is_worse', 'proef', 'care')`)
        await tx.execute(sql`insert into threshold (gemeente, indicator, version, limit_value) values ('GM9990', 'lonely', 1, 10), ('GM9990', 'lonely', 2, 40)`)
        await tx.execute(sql`insert into indicator_value (gemeente, indicator, level, area_code, year, boundary_year, value, reason) values ('GM9990', 'lonely', 'buurt', 'BU99900101', 2025, 2024, 45, null), ('GM9990', 'lonely', 'buurt', 'BU99900101', 2026, 2024, null, 'geheim')`)
      })
      expect((await ask('planner', (tx) => themeRules(tx, 'GM9990'))).map((t) => [t.slug, t.minSignals])).toEqual([['care', 3], ['plain', 99]])
      expect((await ask('system', (tx) => cellSignals(tx, set, on, 'plain'))).every((c) => !c.enough)).toBe(true)
      expect(await ask('planner', (tx) => limitedFigures(tx, set, null))).toEqual([{ theme: 'care', indicator: 'lonely', label: 'Eenzaam', unit: '%', direction: 'higher_is_worse', limit: 40, code: 'BU99900101', values: [{ year: 2025, value: 45 }] }])
      await ask('system', (tx) => tx.execute(sql`delete from threshold`))
    })
  })

  describe('who is told what', () => {
    /** a day on which some cells have enough and some have not */
    const between = '2026-07-25'
    const told = (name: string) => ask(name, (tx) => cellSignals(tx, set, between, null))
    it('numbers only where the reader sees counts exactly; else whether it is enough, and only when it is', async () => {
      const truth = await told('system')
      expect(truth.some((c) => c.enough) && truth.some((c) => !c.enough)).toBe(true)
      const exact: Record<string, (c: { theme: string; area: number }) => boolean> = {
        planner: (c) => c.theme === 'plain', college: (c) => c.theme === 'plain', 'adviser-zorg': () => true, 'adviser-wijkbeheer': (c) => c.theme === 'plain', organisation: () => false,
        'wijkmanager-west': (c) => c.theme === 'plain' && c.area === areas.get('BU99900101'), 'wijkmanager-oost-sensitive': (c) => c.area === areas.get('BU99900201'), 'wijkmanager-without': () => false,
      }
      for (const [name, sees] of Object.entries(exact)) {
        const found = await told(name)
        const expected = truth.filter((c) => sees(c) || c.enough).map((c) => (sees(c) ? c : { ...c, n: null, sources: null }))
        const sorted = (list: typeof found) => [...list].sort((a, b) => a.area - b.area || a.theme.localeCompare(b.theme))
        expect(sorted(found), name).toEqual(sorted(expected))
      }
    })
    it('nothing to the administrator, to who is switched off and to visitors', async () => {
      for (const name of ['admin', 'switched-off', 'anonymous']) {
        expect(await told(name), name).toEqual([])
        expect(await ask(name, (tx) => signalsSince(tx, set, on, cells.map((c) => ({ theme: c.theme, area: areas.get(c.area)! })))), name).toEqual([])
        expect(await ask(name, (tx) => agreedLines(tx, 'GM9990', on)), name).toEqual([])
      }
    })
    it('since when: the day to who sees the counts exactly, else the month', async () => {
      const of = (name: string) => ask(name, (tx) => signalsSince(tx, set, on, cells.map((c) => ({ theme: c.theme, area: areas.get(c.area)! }))))
      const truth = await of('system')
      expect(truth.some((f) => !f.since.endsWith('-01'))).toBe(true)
      for (const f of await of('organisation')) expect(f.since).toBe(`${truth.find((t) => t.area === f.area && t.theme === f.theme)!.since.slice(0, 7)}-01`)
      for (const f of (await of('planner')).filter((x) => x.theme === 'plain')) expect(f.since).toBe(truth.find((t) => t.area === f.area && t.theme === f.theme)!.since)
    })
    it('an organisation reads that another delivers and has an agreement, and no hours, line or name of it', async () => {
      const lines = await ask('organisation', (tx) => agreedLines(tx, 'GM9990', `${new Date().getFullYear()}-06-01`))
      expect(lines.map((l) => [l.line, l.organisation, l.theme]).sort()).toEqual([[901, 901, 'plain'], [null, null, 'plain']].sort())
      const supply = await ask('organisation', (tx) => supplyRows(tx, 'GM9990', on, null))
      expect(supply.map((s) => [s.id, s.lastConfirmed]).filter(([id]) => id !== 903)).toEqual([[901, '2026-01-31'], [902, '2026-01-31']])
      expect(await ask('organisation', (tx) => rows(tx, sql`select id from delivery where activity = 902 and agreement_line is null`))).toEqual([])
    })
    it('of delivered hours the last day that is not after the date nor after the end of the activity', async () => {
      const last = async (day: string) => (await ask('planner', (tx) => supplyRows(tx, 'GM9990', day, 'plain'))).find((s) => s.id === 901)!
      expect(await last('2026-01-10')).toMatchObject({ lastConfirmed: '2026-01-10', planned: true })
      await ask('system', (tx) => tx.execute(sql`update activity set "to" = '2026-01-21' where id = 901`))
      expect(await last(on)).toMatchObject({ lastConfirmed: '2026-01-20', planned: false, to: '2026-01-21' })
      await ask('system', (tx) => tx.execute(sql`update activity set "to" = null where id = 901`))
    })
  })

  describe('requests for deployment', () => {
    const today = new Date().toISOString().slice(0, 10)
    const request = (more: object = {}) => ({ gemeente: 'GM9990', sourceId: 'sent-once', buurt: 'BU99900101', theme: 'plain', organisation: 901, due: addDays(today, 14), text: 'Een spreekuur', ...more })
    const state = (name: string, more: object) => ask(name, (tx) => askRequest(tx, request(more))).then(() => 'done', (e: unknown) => sqlState(e))
    let id = 0

    it('is made once, however often it is sent, and starts open', async () => {
      const first = await ask('wijkmanager-west', (tx) => askRequest(tx, request()))
      expect(first.made).toBe(true)
      expect(await ask('wijkmanager-west', (tx) => askRequest(tx, request()))).toEqual({ id: first.id, made: false })
      id = first.id
      expect((await ask('organisation', (tx) => listRequests(tx, 'GM9990', today, { id })))[0]).toMatchObject({ status: 'open', text: 'Een spreekuur', askedBy: 'wijkmanager', organisation: { id: 901 }, buurt: { code: 'BU99900101', name: 'BU99900101' }, late: false, answeredAt: null })
    })
    it('is refused where it makes no sense', async () => {
      expect(await state('wijkmanager-west', { sourceId: 'a1', buurt: 'BU99900201' })).toBe('42501') // not the own wijk
      expect(await state('college', { sourceId: 'a2' })).toBe('42501')
      expect(await state('organisation', { sourceId: 'a3' })).toBe('42501')
      expect(await state('planner', { sourceId: 'a4', theme: 'care' })).toBe('BF005') // no agreement about it
      expect(await state('planner', { sourceId: 'a5', due: addDays(today, -1) })).toBe('BF005')
      expect(await state('planner', { sourceId: 'a6', buurt: 'BU99909999' })).toBe('BF004')
      expect(await state('planner', { sourceId: 'a7', organisation: 77 })).toBe('BF004')
      await ask('system', (tx) => tx.execute(sql`update agreement set status = 'ended' where organisation = 902`))
      expect(await state('planner', { sourceId: 'a8', organisation: 902 })).toBe('BF005') // its agreement ended
      expect((await ask('planner', (tx) => askable(tx, 'GM9990', 'plain'))).map((o) => o.id)).toEqual([901])
    })
    it('cannot arrive answered, and nobody else answers it', async () => {
      expect((await fails('planner', `insert into coverage_request (gemeente, source_id, buurt, theme, organisation, due, text, status) values ('GM9990', 'x', 'BU99900101', 'plain', 901, '2999-01-01', 'x', 'accepted')`))?.code).toBe('42501')
      for (const name of ['planner', 'wijkmanager-west', 'adviser-zorg', 'admin', 'organisation-without'])
        expect(await ask(name, (tx) => answerRequest(tx, id, 1, { status: 'accepted', reason: null, counterText: null, counterDate: null })), name).toBe(false)
    })
    it('is answered by the organisation that was asked, with a history; two at once do not overwrite each other', async () => {
      const refuse = { status: 'refused' as const, reason: 'Geen mensen', counterText: null, counterDate: null }
      expect(await ask('organisation', (tx) => answerRequest(tx, id, 1, refuse))).toBe(true)
      expect(await ask('organisation', (tx) => answerRequest(tx, id, 1, { ...refuse, reason: 'Iets anders' }))).toBe(false)
      const [answered] = await ask('wijkmanager-west', (tx) => listRequests(tx, 'GM9990', today, { id }))
      expect(answered).toMatchObject({ status: 'refused', reason: 'Geen mensen', version: 2 })
      expect(answered!.answeredAt).not.toBeNull()
      expect(await ask('organisation', (tx) => answerRequest(tx, id, 2, { status: 'counter', reason: null, counterText: 'Elke maand', counterDate: '2027-01-01' }))).toBe(true)
      expect((await ask('planner', (tx) => requestHistory(tx, id))).map((h) => [h.role, h.before.status, h.after.status])).toEqual([['organisation', 'refused', 'counter'], ['organisation', 'open', 'refused']])
      expect(await ask('organisation-without', (tx) => requestHistory(tx, id))).toEqual([])
      expect((await fails('organisation', `update coverage_request set status = 'open', reason = null, counter_text = null, counter_date = null where id = ${id}`))?.code).toBe('BF005')
      expect((await fails('organisation', `update coverage_request set status = 'refused', reason = null, counter_text = null, counter_date = null where id = ${id}`))?.code).toBe('23514')
    })
    it('is taken back by who asked or a planner until there is an answer, asked anew, and then answered', async () => {
      const { id: own } = await ask('wijkmanager-west', (tx) => askRequest(tx, request({ sourceId: 'taken-back' })))
      const none = { reason: null, counterText: null, counterDate: null }
      const change = (name: string, version: number, status: 'withdrawn' | 'open' | 'accepted') => ask(name, (tx) => answerRequest(tx, own, version, { status, ...none }))
      const seen = async (name: string) => (await ask(name, (tx) => listRequests(tx, 'GM9990', today, { id: own })))[0]!
      expect([(await seen('wijkmanager-west')).mayWithdraw, (await seen('planner')).mayWithdraw, (await seen('college')).mayWithdraw, (await seen('organisation')).mayWithdraw]).toEqual([true, true, false, false])
      for (const name of ['wijkmanager-oost-sensitive', 'college', 'organisation', 'organisation-without']) expect(await change(name, 1, 'withdrawn'), name).toBe(false)
      expect(await change('wijkmanager-west', 1, 'withdrawn')).toBe(true)
      expect(await seen('organisation')).toMatchObject({ status: 'withdrawn', answeredAt: null, late: false })
      expect(await change('organisation', 2, 'accepted').catch((e: { code?: string }) => e.code)).toBe('BF005')
      expect(await change('planner', 2, 'open')).toBe(true)
      expect(await change('organisation', 3, 'accepted')).toBe(true)
      expect((await seen('wijkmanager-west')).mayWithdraw).toBe(false)
      expect(await change('wijkmanager-west', 4, 'withdrawn').catch((e: { code?: string }) => e.code)).toBe('BF005')
      expect((await fails('planner', `update coverage_request set status = 'refused', reason = 'x' where id = ${id}`))?.code).toBe('BF005')
    })
    it('is late when its day has passed without an answer', async () => {
      const open = await ask('planner', (tx) => askRequest(tx, request({ sourceId: 'late' })))
      const later = addDays(today, 15)
      expect((await ask('planner', (tx) => listRequests(tx, 'GM9990', addDays(today, 14), { late: true }))).map((r) => r.id)).toEqual([])
      expect((await ask('planner', (tx) => listRequests(tx, 'GM9990', later, { late: true }))).map((r) => r.id)).toEqual([open.id])
      expect((await ask('wijkmanager-oost-sensitive', (tx) => listRequests(tx, 'GM9990', later, { own: true, late: true }))).map((r) => r.id)).toEqual([])
      expect((await ask('wijkmanager-west', (tx) => listRequests(tx, 'GM9990', later, { own: true, late: true }))).map((r) => r.id)).toEqual([open.id])
    })
  })

  describe('where people live', () => {
    it('is spread over a buurt without streets, along roads where only those are known, and along its streets', async () => {
      const homes = async () => new Map((await ask('planner', (tx) => listHomes(tx, set))).map((h) => [h.area, h]))
      await ask('system', async (tx) => {
        await tx.execute(sql`
          insert into backdrop (gemeente, kind, geom) values
            ('GM9990', 'street', ST_GeomFromText('MULTILINESTRING((100100 500100, 100500 500100))', 28992)),
            ('GM9990', 'road', ST_GeomFromText('LINESTRING(99000 500800, 101900 500800)', 28992)),
            ('GM9990', 'canal', ST_GeomFromText('LINESTRING(102000 500500, 103000 500500)', 28992))`)
        await tx.execute(sql`select home_points_again(${set.id})`)
      })
      const [west, oost, none] = ['BU99900101', 'BU99900201', 'BU99900301'].map((code) => areas.get(code)!)
      const found = await homes()
      expect(found.get(west!)).toMatchObject({ madeFrom: 'streets' })
      expect(found.get(west!)!.y.every((y) => y === 500_100)).toBe(true)
      expect([...found.get(west!)!.x].sort()).toEqual([100_140, 100_180, 100_220, 100_260, 100_300, 100_340, 100_380, 100_420, 100_460, 100_500])
      expect(found.get(oost!)!.y.every((y) => y === 500_800)).toBe(true)
      expect(found.get(oost!)!.x.every((x) => x >= 101_000 && x <= 102_000)).toBe(true)
      expect(found.get(none!)).toMatchObject({ madeFrom: 'spread' })
      expect(found.get(none!)!.x.length).toBeGreaterThan(40)
      expect(found.get(none!)!.x.every((x, i) => x > 102_000 && x < 103_000 && found.get(none!)!.y[i]! > 500_000 && found.get(none!)!.y[i]! < 501_000)).toBe(true)
      await ask('system', (tx) => tx.execute(sql`select home_points_again(${set.id})`))
      expect(await homes()).toEqual(found) // the same again
    })
  })
})
