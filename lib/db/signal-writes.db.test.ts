import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { cursorOf, readCursor, signalSorts } from '@/lib/domain/signal-list'
import { system } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { useDatabase } from '@/lib/testing/imports'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, rows, sqlState, type Tx } from './client'
import { dropTarget, firstVisit, lastVisitsByRole, listTargets, presencePerBuurt, setTarget } from './presence'
import { buurtAt, changeSignal, countDuplicates, linkSignals, receiptOf, recordSignal, repeatSignal, signalEvents, signalNeighbours, type NewSignal } from './signal-writes'
import { countListed, findSignal, listSignals, type SignalQuery } from './signals'

/** The questions behind signals by hand and presence; who may what is in rights.db.test.ts, what is refused in registers.db.test.ts. */
describe.each(availableEngines())('signals by hand on %s', (engine) => {
  useDatabase(engine)
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  const as = <T>(name: string, work: (tx: Tx) => Promise<T>): Promise<T> => asking(name === 'system' ? system : identityOf(world, name), work, { deadlineMs: null })
  const uid = (name: string): number => identityOf(world, name).uid!
  const idOf = async (sourceId: string): Promise<number> => (await as('system', (tx) => rows<{ id: number }>(tx, sql`select id from signal where source_id = ${sourceId}`)))[0]!.id
  const plain = (sourceId: string, more: Partial<NewSignal> = {}): NewSignal => ({ gemeente: 'GM9990', sourceId, theme: 'plain', kind: 'kans', evidence: 'beleving', channel: 'spreekuur', observedOn: '2026-03-12', accuracy: 'buurt', lon: null, lat: null, buurtCode: 'BU99900101', audience: 'internal', note: null, ...more })

  it('records once: again, and twice at the same moment, give the same signal; another person with that id gives nothing', async () => {
    const first = await as('wijkmanager-west', (tx) => recordSignal(tx, uid('wijkmanager-west'), plain('a')))
    expect(first).toMatchObject({ made: true })
    expect(await as('wijkmanager-west', (tx) => recordSignal(tx, uid('wijkmanager-west'), plain('a')))).toEqual({ id: first!.id, made: false })
    const both = await Promise.all([1, 2].map(() => as('wijkmanager-west', (tx) => recordSignal(tx, uid('wijkmanager-west'), plain('b')))))
    expect(new Set(both.map((b) => b!.id)).size).toBe(1)
    expect(await as('planner', (tx) => recordSignal(tx, uid('planner'), plain('a')))).toBeNull()
    expect((await as('system', (tx) => rows(tx, sql`select 1 from signal where source = 'app' and source_id in ('a', 'b')`))).length).toBe(2)
  })

  it('keeps a point in RD that comes back within its accuracy, and finds the buurt of a point', async () => {
    const [at] = await as('system', (tx) => rows<{ lon: number; lat: number }>(tx, sql`select ST_X(p) as lon, ST_Y(p) as lat from ST_Transform(ST_SetSRID(ST_MakePoint(100400, 500400), 28992), 4326) p`))
    const s = plain('point', { accuracy: 'punt', lon: at!.lon, lat: at!.lat, buurtCode: null })
    const made = await as('wijkmanager-west', (tx) => recordSignal(tx, uid('wijkmanager-west'), s))
    const [kept] = await as('system', (tx) => rows<{ x: number; y: number }>(tx, sql`select ST_X(point) as x, ST_Y(point) as y from signal where id = ${made!.id}`))
    expect(Math.hypot(kept!.x - 100_400, kept!.y - 500_400)).toBeLessThan(0.01)
    const receipt = await as('wijkmanager-west', (tx) => receiptOf(tx, made!.id, s, 'key'))
    expect(receipt).toMatchObject({ buurtCode: 'BU99900101', noteKept: false, item: { own: true, accuracy: 'punt', channel: 'spreekuur' } })
    expect(await as('wijkmanager-west', (tx) => buurtAt(tx, 'GM9990', at!.lon, at!.lat))).toBe('BU99900101')
    expect(await as('wijkmanager-west', (tx) => buurtAt(tx, 'GM9990', 4.9, 52.37))).toBeNull()
  })

  it('tells the recorder of a sensitive signal that it is there, without showing it', async () => {
    const s = plain('care', { theme: 'care' })
    const made = await as('wijkmanager-west', (tx) => recordSignal(tx, uid('wijkmanager-west'), s))
    expect(await as('wijkmanager-west', (tx) => receiptOf(tx, made!.id, s, 'key'))).toMatchObject({ id: made!.id, item: null, buurtCode: 'BU99900101' })
    expect(await as('wijkmanager-west', (tx) => recordSignal(tx, uid('wijkmanager-west'), s))).toEqual({ id: made!.id, made: false })
    expect(await as('adviser-zorg', (tx) => findSignal(tx, made!.id, 'key'))).toMatchObject({ theme: 'care', lon: null, own: false })
  })

  it('a place outside the own werkgebied is refused', async () => {
    const refused = await as('wijkmanager-west', (tx) => recordSignal(tx, uid('wijkmanager-west'), plain('oost', { buurtCode: 'BU99900201' }))).catch((e: unknown) => sqlState(e))
    expect(refused).toBe('42501')
  })

  it('closes with a reason, opens again, merges, relates; history says so by role, newest first and without text', async () => {
    const [one, two, three] = await Promise.all(['plainwest1', 'plainwest2', 'plainwest3'].map(idOf))
    await as('wijkmanager-west', (tx) => changeSignal(tx, one!, { status: 'closed', closeReason: 'opgelost' }))
    await as('wijkmanager-west', (tx) => changeSignal(tx, one!, { note: 'een andere tekst' }))
    await as('wijkmanager-west', (tx) => changeSignal(tx, one!, { status: 'open' }))
    expect(await as('wijkmanager-west', (tx) => findSignal(tx, one!, 'key'))).toMatchObject({ status: 'open', closeReason: null, note: 'een andere tekst' })
    const events = await as('wijkmanager-west', (tx) => signalEvents(tx, one!))
    expect(events.filter((e) => e.change === 'status').map((e) => [e.by, e.before, e.after])).toEqual(expect.arrayContaining([['wijkmanager', 'closed', 'open'], ['wijkmanager', 'open', 'closed']]))
    expect(events.find((e) => e.change === 'note')).toMatchObject({ before: null, after: null })
    expect([...events].map((e) => e.at)).toEqual([...events].map((e) => e.at).sort().reverse())
    expect(await as('planner', (tx) => changeSignal(tx, one!, { audience: 'organisation' }))).toBe(false)

    expect(await as('wijkmanager-west', (tx) => repeatSignal(tx, two!, one!))).toBe(true)
    await as('wijkmanager-west', (tx) => linkSignals(tx, three!, one!, true))
    await as('wijkmanager-west', (tx) => linkSignals(tx, one!, three!, true)) // the same pair
    expect(await as('wijkmanager-west', (tx) => signalNeighbours(tx, one!))).toMatchObject([{ id: two, as: 'duplicate' }, { id: three, as: 'related' }])
    expect(await as('wijkmanager-west', (tx) => signalNeighbours(tx, two!))).toMatchObject([{ id: one, as: 'first' }])
    expect(await as('wijkmanager-west', (tx) => countDuplicates(tx, one!))).toBe(1)
    await as('wijkmanager-west', (tx) => repeatSignal(tx, two!, null))
    await as('wijkmanager-west', (tx) => linkSignals(tx, one!, three!, false))
    expect(await as('wijkmanager-west', (tx) => signalNeighbours(tx, one!))).toEqual([])
  })

  it('walks every order of the list exactly once, and counts per buurt what it lists', async () => {
    const me = identityOf(world, 'wijkmanager-west')
    const [set] = await as('system', (tx) => rows<{ id: number; year: number }>(tx, sql`select id, year from boundary_set where gemeente = 'GM9990' order by year desc limit 1`))
    const query = (more: Partial<SignalQuery>): SignalQuery => ({ gemeente: 'GM9990', boundarySet: set!.id, year: set!.year, werkgebieden: me.werkgebieden, moveKey: 'key', limit: 3, ...more })
    const all = await as('wijkmanager-west', (tx) => listSignals(tx, query({ limit: 500 })))
    expect(all.total).toBeGreaterThan(6)
    for (const sort of signalSorts) {
      const seen: number[] = []
      let after: SignalQuery['after'] | null = undefined
      do {
        const page = await as('wijkmanager-west', (tx) => listSignals(tx, query({ sort, after: after ?? undefined })))
        expect(page.total).toBe(all.total)
        seen.push(...page.items.map((i) => i.id))
        after = page.next && readCursor(cursorOf(page.next)!, sort)
        if (page.next) expect(after).toEqual(page.next)
      } while (after)
      expect(new Set(seen).size, sort).toBe(seen.length)
      expect([...seen].sort(), sort).toEqual(all.items.map((i) => i.id).sort())
    }
    const perBuurt = await as('wijkmanager-west', (tx) => countListed(tx, query({})))
    expect(perBuurt.reduce((sum, b) => sum + b.n, 0)).toBe(all.total)
    const id = all.items[0]!.id
    await as('wijkmanager-west', (tx) => changeSignal(tx, id, { status: 'cancelled', closeReason: 'vergissing' }))
    expect((await as('wijkmanager-west', (tx) => listSignals(tx, query({ limit: 500 })))).total).toBe(all.total - 1)
    expect((await as('wijkmanager-west', (tx) => listSignals(tx, query({ limit: 500, status: 'cancelled' })))).items.map((i) => i.id)).toEqual([id])
    await as('wijkmanager-west', (tx) => changeSignal(tx, id, { status: 'open' }))
  })

  it('knows who was last where and when, up to a day, and what the targets are', async () => {
    await as('system', (tx) => tx.execute(sql`
      insert into visit (gemeente, source, source_id, buurt_code, by_role, kind, visited_on) values
        ('GM9990', 'test', 'v1', 'BU99900101', 'wijkagent', 'ronde', '2026-04-01'), ('GM9990', 'test', 'v2', 'BU99900101', 'wijkagent', 'spreekuur', '2026-05-01'),
        ('GM9990', 'test', 'v3', 'BU99900101', 'opbouwwerker', 'ronde', '2026-04-20'), ('GM9990', 'test', 'v4', 'BU99900101', 'opbouwwerker', 'ronde', '2026-06-20')`))
    const of = (name: string, from: string, day: string, source?: string) => as(name, (tx) => presencePerBuurt(tx, 'GM9990', from, day, source))
    expect(await of('planner', '2026-04-15', '2026-05-31', 'test')).toEqual([{ code: 'BU99900101', lastVisit: '2026-05-01', visits: 2 }])
    expect(await of('planner', '2026-04-15', '2026-04-30', 'test')).toEqual([{ code: 'BU99900101', lastVisit: '2026-04-20', visits: 1 }])
    expect(await of('planner', '2026-01-01', '2026-03-31', 'test')).toEqual([])
    expect(await of('organisation', '2026-01-01', '2026-12-31')).toEqual([]) // visits are not for organisations
    expect((await as('planner', (tx) => lastVisitsByRole(tx, 'GM9990', '2026-05-31', 'BU99900101'))).filter((v) => v.role !== 'wijkmanager').map((v) => [v.role, v.kind, v.on]))
      .toEqual([['wijkagent', 'spreekuur', '2026-05-01'], ['opbouwwerker', 'ronde', '2026-04-20']])
    expect(await as('organisation', (tx) => firstVisit(tx, 'GM9990'))).toBeNull()
    expect(await as('planner', (tx) => firstVisit(tx, 'GM9990'))).not.toBeNull()

    await as('wijkmanager-west', (tx) => setTarget(tx, 'GM9990', 'BU99900101', 6, 'rustige buurt'))
    await as('planner', (tx) => setTarget(tx, 'GM9990', 'BU99900101', 8, null))
    expect((await as('planner', (tx) => listTargets(tx, 'GM9990'))).find((t) => t.code === 'BU99900101')).toMatchObject({ weeks: 8, reason: null, by: 'planner' })
    expect(await as('wijkmanager-west', (tx) => setTarget(tx, 'GM9990', 'BU99900201', 6, null)).catch((e: unknown) => sqlState(e))).toBe('42501')
    expect(await as('college', (tx) => dropTarget(tx, 'GM9990', 'BU99900101'))).toBe(false)
    expect(await as('wijkmanager-west', (tx) => dropTarget(tx, 'GM9990', 'BU99900101'))).toBe(true)
    await as('system', (tx) => tx.execute(sql`delete from visit where source = 'test'`))
  })
})
