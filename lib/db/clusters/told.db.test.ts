import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '@/lib/domain/cluster'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { identityOf } from '@/lib/testing/rights-matrix'
import { foundCells, makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, rows } from '../client'
import { listFindings, reportersPerBuurt, themeFacts } from './findings'
import { addClusterNote, clusterSignals, saveCluster } from './item-changes'
import { listClusters, loadCluster } from './items'
import { pilesOf } from './piles'

/** Which findings of the world each user is told exactly; everybody else of `readers` is told the others rounded. */
const exactly: Record<string, readonly string[]> = {
  'wijkmanager-west': ['plain west'], 'wijkmanager-oost-sensitive': ['plain oost', 'care oost'], 'wijkmanager-without': [],
  planner: ['plain west', 'plain oost', 'plain none', 'plain both'], college: ['plain west', 'plain oost', 'plain none', 'plain both'], 'adviser-zorg': foundCells,
  'adviser-wijkbeheer': ['plain west', 'plain oost', 'plain none', 'plain both'], 'planner-in-team-zorg': ['plain west', 'plain oost', 'plain none', 'plain both'],
  'planner-of-organisation': ['plain west', 'plain oost', 'plain none', 'plain both'], organisation: [], 'organisation-without': [],
}
const period = { from: '2026-01-01', to: '2026-04-01' }

describe.each(availableEngines())('how problem clusters are told (%s)', (engine) => {
  useDatabase(engine)
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
  })
  const find = (name: string, run = 801) => asking(identityOf(world, name), (tx) => listFindings(tx, run))
  const cellOf = (f: Finding): string => foundCells[f.id % 100 - 11]!
  const as = (name: string) => identityOf(world, name)

  it('every finding exactly or rounded, never both; to the administrator and to nobody not at all', async () => {
    for (const { name } of world.users) {
      const told = await find(name)
      if (!(name in exactly)) {
        expect(told, name).toEqual([])
        continue
      }
      expect(told.map(cellOf).sort(), name).toEqual([...foundCells].sort())
      expect(told.filter((f) => f.told === 'exact').map(cellOf).sort(), name).toEqual([...exactly[name]!].sort())
    }
  })

  it('exactly with everything; core and edge of it by how sure it is', async () => {
    const both = (await find('planner')).find((f) => cellOf(f) === 'plain both')!
    expect(both).toEqual({
      id: 817, kind: 'area', theme: { slug: 'plain', label: 'Zwerfafval' }, label: 'new', name: 'BU99900101 en BU99900201',
      buurten: [{ code: 'BU99900101', name: 'BU99900101', part: 'core' }, { code: 'BU99900201', name: 'BU99900201', part: 'edge' }],
      from: '2026-01-01', to: '2026-04-01', told: 'exact', observed: 13, expected: 3.3, ratio: { value: 3.94, low: 2.1, high: 6.7 }, p: 0.0004, pBelow: 0.001, onceInYears: null, since: null,
      signals: 17, visits: 6, people: 1234, sources: 3, cluster: 827,
    })
  })

  it('rounded without anything that tells the number', async () => {
    for (const name of ['wijkmanager-west', 'organisation', 'planner']) {
      const rounded = (await find(name)).filter((f) => f.told === 'rounded')
      expect(rounded.length, name).toBeGreaterThan(0)
      for (const f of rounded) {
        expect([10, 15], name).toContain(f.observed) // 13 reporters
        expect(f, name).toMatchObject({ expected: 3, ratio: null, p: null, pBelow: 0.001, onceInYears: null, signals: null, sources: null, visits: name === 'organisation' ? null : 6, people: 1234 })
        expect(f.cluster === null, name).toBe(name === 'organisation')
        expect(JSON.stringify(f)).not.toMatch(/3\.94|0\.0004|8\.8|\b13\b|\b17\b/)
      }
    }
  })

  it('asking again tells nothing new: another run, or a period that differs by a day, is rounded by the same throw', async () => {
    await inDb((tx) => tx.execute(sql.raw(`
      insert into cluster_run (id, gemeente, "from", "to", kind, data_version, seed, status, boundary_set, method)
      select 900 + i, 'GM9990', date '2026-01-01' - i, '2026-04-01', 'knelpunt', 1, i, 'done', b.id, 'test' from generate_series(1, 40) i, boundary_set b;
      insert into cluster_finding (run, theme, kind, label, areas, certainty, "from", "to", observed, expected, p, people, sources)
      select r.id, f.theme, f.kind, f.label, f.areas, f.certainty, r."from", r."to", f.observed, f.expected, f.p, f.people, f.sources from cluster_finding f, cluster_run r where f.run = 801 and r.id > 900`)))
    const first = new Map((await find('organisation')).map((f) => [`${f.theme.slug} ${f.buurten.map((b) => b.code).join()}`, f.observed]))
    for (let i = 1; i <= 40; i++)
      for (const f of await find('organisation', 900 + i)) expect(f.observed).toBe(first.get(`${f.theme.slug} ${f.buurten.map((b) => b.code).join()}`))
    await inDb((tx) => tx.execute(sql`delete from cluster_run where id > 900`))
  })

  it('no table and no function gives the numbers away to who may not see them', async () => {
    for (const name of ['organisation', 'wijkmanager-without', 'admin', 'anonymous']) {
      const seen = await asking(as(name), (tx) => rows<{ n: number }>(tx, sql`
        select (select count(*) from cluster_finding)::int + (select count(*) from cluster_area)::int + (select count(*) from cluster_theme)::int as n`))
      expect(seen, name).toEqual([{ n: 0 }])
      await expect(asking(as(name), (tx) => tx.execute(sql`select input from cluster_input`)), name).rejects.toMatchObject({ code: '42501' })
    }
  })

  it('facts of a theme: the total to who sees all counts, how much would be found in tenths to the others', async () => {
    const facts = (name: string) => asking(as(name), (tx) => themeFacts(tx, 801))
    expect(await facts('planner')).toMatchObject([{ theme: 'plain', total: 33, power: 0.777, state: 'ok', indicative: false }, { theme: 'care', total: null, power: 0.8 }])
    expect((await facts('adviser-zorg')).map((f) => f.total)).toEqual([33, 44])
    expect(await facts('wijkmanager-west')).toMatchObject([{ theme: 'plain', total: null, power: 0.8, dispersion: null }, { theme: 'care', total: null }])
    expect(await facts('organisation')).toHaveLength(2)
    expect(await facts('admin')).toEqual([])
    expect(await facts('anonymous')).toEqual([])
  })

  it('reporters per buurt by the same rule; all themes together only where the reader sees them all', async () => {
    const seen = async (name: string, theme?: string) => [...(await asking(as(name), (tx) => reportersPerBuurt(tx, 801, theme)))].map(([area, r]) => [world.names.area.get(String(area)), r.reporters, r.trend]).sort()
    expect(await seen('wijkmanager-west', 'plain')).toEqual([['west', 11, 'none']])
    expect(await seen('wijkmanager-west')).toEqual([])
    expect(await seen('wijkmanager-oost-sensitive')).toEqual([['oost', 22, null]])
    expect(await seen('planner', 'care')).toEqual([])
    expect(await seen('adviser-zorg')).toEqual([['none', 22, null], ['oost', 22, null], ['west', 22, null]])
    expect(await seen('organisation', 'plain')).toEqual([])
  })

  it('piles exactly or rounded; left out where a filter asks for more than rounded counts tell', async () => {
    await inDb((tx) => tx.execute(sql.raw(`
      insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy)
      select 'GM9990', 'meldpunt', t || i, 'knelpunt', t, 'waarneming', '2026-02-10', ST_SetSRID(ST_MakePoint(100500, 500500), 28992), 'punt' from generate_series(1, 23) i, (values ('plain'), ('care')) v(t)`)))
    const set = (await inDb((tx) => rows<{ id: number }>(tx, sql`select id from boundary_set`)))[0]!
    const piles = (name: string, filter: { theme?: string; source?: string } = { theme: 'plain' }) => asking(as(name), (tx) => pilesOf(tx, set, period, filter))
    expect(await piles('planner')).toEqual([{ code: 'BU99900101', name: 'BU99900101', n: 23, share: 0.61 }]) // of 38 with a point
    expect(await piles('wijkmanager-west')).toMatchObject([{ n: 23 }])
    expect(await piles('adviser-zorg', {})).toMatchObject([{ n: 46 }])
    const [rounded] = await piles('organisation')
    expect([20, 25]).toContain(rounded!.n)
    expect(rounded!.share).toBeNull()
    expect(await piles('organisation', { theme: 'plain', source: 'meldpunt' })).toEqual([])
    expect([43, 48]).toContain((await piles('planner', {}))[0]!.n) // 23 exactly, and 23 of the sensitive theme rounded
    for (const name of ['admin', 'anonymous']) expect(await piles(name)).toEqual([])
    await inDb((tx) => tx.execute(sql`delete from signal where source = 'meldpunt'`))
  })

  it('work items to staff with their numbers as told; notes to fewer', async () => {
    const { items, total } = await asking(as('wijkmanager-west'), (tx) => listClusters(tx, { gemeente: 'GM9990', limit: 100 }))
    expect(total).toBe(8)
    expect(items.map((i) => [i.id, i.finding!.told]).sort()).toEqual([821, 822, 823, 824, 825, 826, 827, 828].map((id) => [id, id === 821 ? 'exact' : 'rounded']))
    for (const name of ['organisation', 'admin', 'anonymous']) {
      expect((await asking(as(name), (tx) => listClusters(tx, { gemeente: 'GM9990', limit: 100 }))).items, name).toEqual([])
      expect(await asking(as(name), (tx) => loadCluster(tx, 821)), name).toBeNull()
    }
    const notes = async (name: string, id: number) => (await asking(as(name), (tx) => loadCluster(tx, id)))!.events.filter((e) => e.kind === 'note').length
    expect([await notes('wijkmanager-west', 821), await notes('wijkmanager-west', 827), await notes('wijkmanager-west', 822)]).toEqual([1, 1, 0])
    expect([await notes('wijkmanager-oost-sensitive', 825), await notes('wijkmanager-oost-sensitive', 828), await notes('adviser-zorg', 828)]).toEqual([1, 0, 1]) // all its buurten
    expect([await notes('planner', 824), await notes('planner', 823)]).toEqual([0, 1])
  })

  it('pages of work items, by theme, state and werkgebied', async () => {
    const list = (q: object) => asking(as('planner'), (tx) => listClusters(tx, { gemeente: 'GM9990', limit: 3, ...q }))
    const first = await list({})
    expect(first.items.map((i) => i.id)).toEqual([828, 827, 826])
    expect((await list({ after: first.next! })).items.map((i) => i.id)).toEqual([825, 824, 823])
    expect((await list({ theme: 'plain' })).total).toBe(4)
    const [west] = await inDb((tx) => rows<{ id: number }>(tx, sql`select id from werkgebied where slug = 'west'`))
    expect((await list({ werkgebieden: [west!.id], limit: 10 })).items.map((i) => i.id)).toEqual([828, 827, 824, 821])
    expect((await list({ state: 'gone' })).total).toBe(0)
    expect((await list({ state: 'open' })).total).toBe(8)
    expect((await list({ state: 'new' })).total).toBe(8)
  })

  it('an owner is a team or an adviser (N2), given at the version that was read, and remembered', async () => {
    const give = (name: string, version: number, owner: { team: string | null; user: number | null }, id = 821) => asking(as(name), (tx) => saveCluster(tx, id, version, owner))
    expect(await give('wijkmanager-west', 1, { team: 'wijkbeheer', user: null })).toBe(2)
    expect(await give('planner', 1, { team: 'zorg', user: null })).toBeNull() // somebody was first
    await expect(give('planner', 2, { team: null, user: as('wijkmanager-west').uid })).rejects.toMatchObject({ code: 'BF002', hint: 'N2' })
    await expect(give('planner', 2, { team: null, user: as('planner').uid })).rejects.toMatchObject({ code: 'BF002' })
    expect(await give('planner', 2, { team: null, user: as('adviser-zorg').uid })).toBe(3)
    expect(await give('wijkmanager-west', 1, { team: 'zorg', user: null }, 822)).toBeNull() // in another werkgebied
    for (const name of ['college', 'organisation', 'admin']) expect(await give(name, 3, { team: 'zorg', user: null }).catch(() => null), name).toBeNull()
    const item = (await asking(as('college'), (tx) => loadCluster(tx, 821)))!
    expect(item).toMatchObject({ owner: { user: as('adviser-zorg').uid, team: null, name: 'adviser-zorg', since: expect.stringMatching(/^\d{4}-/) as string }, version: 3, mayOwn: false, mayNote: false })
    expect(item.events.filter((e) => e.kind === 'owner').map((e) => [e.by, e.before, e.after])).toEqual([['planner', 'Team Wijkbeheer', 'adviser-zorg'], ['wijkmanager', null, 'Team Wijkbeheer']])
    await inDb((tx) => tx.execute(sql`update cluster set state = 'growing' where id = 821`)) // a calculation raises no conflict
    expect(await give('planner', 3, { team: 'wijkbeheer', user: null })).toBe(4)
    // an adviser who gets another role leaves it to the team
    expect(await give('planner', 4, { team: null, user: as('adviser-zorg').uid })).toBe(5)
    await inDb(async (tx) => {
      await tx.execute(sql`update app_user set role = 'college' where account = 'adviser-zorg'`)
      expect(await rows(tx, sql`select owner_team, owner_user from cluster where id = 821`)).toEqual([{ owner_team: 'zorg', owner_user: null }])
      await tx.execute(sql`update app_user set role = 'adviser' where account = 'adviser-zorg'`)
    })
  })

  it('a note is added by who may, under the own role', async () => {
    await asking(as('wijkmanager-west'), (tx) => addClusterNote(tx, 827, 'Met de school gesproken'))
    const [note] = (await asking(as('planner'), (tx) => loadCluster(tx, 827)))!.events
    expect(note).toMatchObject({ kind: 'note', by: 'wijkmanager', text: 'Met de school gesproken' })
    for (const [name, id] of [['wijkmanager-west', 822], ['planner', 824], ['college', 821], ['organisation', 821], ['wijkmanager-oost-sensitive', 828]] as const)
      await expect(asking(as(name), (tx) => addClusterNote(tx, id, 'x')), `${name} ${id}`).rejects.toMatchObject({ code: '42501' })
    expect((await asking(as('wijkmanager-west'), (tx) => loadCluster(tx, 827)))).toMatchObject({ mayNote: true, mayOwn: true })
    expect((await asking(as('wijkmanager-west'), (tx) => loadCluster(tx, 822)))).toMatchObject({ mayNote: false, mayOwn: false })
  })

  it('the signals behind a work item are those that the reader sees one by one anyway', async () => {
    const seen = async (name: string, id: number) => (await asking(as(name), (tx) => clusterSignals(tx, id, { moveKey: 'k', limit: 50 }))).items.map((i) => world.names.signal.get(String(i.id))!).sort()
    expect(await seen('wijkmanager-west', 827)).toEqual(['plainwest1', 'plainwest2', 'plainwest3', 'plainwest4', 'plainwest5'])
    expect(await seen('wijkmanager-west', 822)).toEqual([])
    expect(await seen('adviser-zorg', 825)).toEqual(['careoost1', 'careoost2', 'careoost3', 'careoost4', 'careoost5'])
    expect(await seen('planner', 827)).toEqual([])
    expect(await seen('organisation', 827)).toEqual([])
  })
})
