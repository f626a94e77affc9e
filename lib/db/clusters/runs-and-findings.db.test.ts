import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ProblemInput, RawFinding, ThemeResult } from '@/lib/analysis/problem-clusters'
import type { Finding, RunQuestion } from '@/lib/domain/cluster'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, rows, sqlState } from '../client'
import { listFindings, reportersPerBuurt, themeFacts } from './findings'
import { finishRun, type Belongs } from './finish'
import { loadCluster, openClusters } from './items'
import { askRun, cancelRun, failRun, findRunById, noteProgress, takeRun } from './runs'
import { runInput, storedResult } from './stored'

const gemeente = 'GM9990'
const method = 'clusters test'
const question = (own: Partial<RunQuestion> = {}): RunQuestion => ({ gemeente, theme: 'plain', period: { from: '2026-01-01', to: '2026-04-01' }, source: null, evidence: null, kind: 'knelpunt', ...own })
const finding = (own: Partial<RawFinding> = {}): RawFinding => ({
  kind: 'area', label: 'new', areas: [0, 1], certainty: [1, 0.5], from: '2026-01-01', to: '2026-04-01', observed: 13, expected: 4.1, ratio: { value: 3.17, low: 1.7, high: 5.4 },
  llr: 7.7, p: 0.004, onceInYears: null, since: null, signals: 17, visits: 3, people: 2_400, sources: 2, ...own,
})
/** Who is told exactly: plain in west, oost, none (811-813), care in west, oost, none (814-816), plain and care in west with oost (817, 818). */
const exactly: Record<string, number[]> = {
  'wijkmanager-west': [811], 'wijkmanager-oost-sensitive': [812, 815], 'wijkmanager-without': [], planner: [811, 812, 813, 817], college: [811, 812, 813, 817], 'adviser-wijkbeheer': [811, 812, 813, 817],
  'adviser-zorg': [811, 812, 813, 814, 815, 816, 817, 818], 'planner-in-team-zorg': [811, 812, 813, 817], 'planner-of-organisation': [811, 812, 813, 817], organisation: [], 'organisation-without': [],
}

describe.each(availableEngines())('runs, findings and what is followed (%s)', (engine) => {
  useDatabase(engine)
  let world: World
  let boundarySet: number
  let areas: number[]
  beforeAll(async () => {
    world = await makeWorld()
    await inDb(async (tx) => {
      boundarySet = (await rows<{ id: number }>(tx, sql`select id from boundary_set`))[0]!.id
      areas = (await rows<{ id: number }>(tx, sql`select id from area order by code`)).map((a) => a.id)
      await tx.execute(sql`update cluster_run set status = 'cancelled' where status = 'queued'`)
    })
  })
  const as = (name: string) => identityOf(world, name)
  const ask = (q: RunQuestion, standard = false) => inDb((tx) => askRun(tx, q, { standard, by: null, seed: 7, method }))
  const take = () => inDb(takeRun)
  const input = (q: RunQuestion): ProblemInput => ({
    areas: areas.map((id) => ({ id, x: 0, y: 0, inhabitants: 1_200, neighbours: [] })), period: q.period, recent: q.period, themes: [], everything: [], recentEverything: [], earlierEverything: [], visits: null, recentVisits: null, earlierVisits: null,
  })
  const finish = (id: number, q: RunQuestion, found: readonly RawFinding[] = [], belongs: readonly Belongs[] = found.map(() => null), goneClusters: readonly number[] = []) => {
    const theme: ThemeResult = { theme: q.theme!, total: 40, state: 'ok', dispersion: 1.1, indicative: false, power: 0.62, reporters: [9, 4, 1], expected: [3.1, 2.2, 1.1], trend: ['none', 'new', 'none'], findings: [...found] }
    return inDb((tx) => finishRun(tx, { id }, { boundarySet, input: input(q), result: { method, themes: [theme] }, clusters: belongs, goneClusters }))
  }
  /** A run from the question to the answer. */
  const made = async (q: RunQuestion, found: readonly RawFinding[] = [], belongs?: readonly Belongs[], gone?: readonly number[], standard = false): Promise<number> => {
    const { id } = await ask(q, standard)
    expect((await take())!.id).toBe(id)
    expect(await finish(id, q, found, belongs, gone)).toBe(true)
    return id
  }
  const dataChanged = () => inDb((tx) => tx.execute(sql`update signal set observed_on = observed_on - 1 where id = (select min(id) from signal)`))

  it('findings are told exactly to who sees the counts of all their buurten, rounded to who sees counts, and to nobody else', async () => {
    for (const { name } of world.users) {
      const told = await asking(as(name), (tx) => listFindings(tx, 801))
      expect(told.map((f) => f.id).sort(), name).toEqual(exactly[name] ? [811, 812, 813, 814, 815, 816, 817, 818] : [])
      expect(told.filter((f) => f.told === 'exact').map((f) => f.id).sort(), name).toEqual(exactly[name] ?? [])
      for (const f of told) {
        if (f.told === 'exact') expect(f, name).toMatchObject({ observed: 13, expected: 3.3, ratio: { value: 3.94, low: 2.1, high: 6.7 }, p: 0.0004, pBelow: 0.001, signals: 17, visits: 6, people: 1234, sources: 3, cluster: f.id + 10 })
        else {
          expect(f, name).toMatchObject({ expected: 3, ratio: null, p: null, pBelow: 0.001, signals: null, sources: null, onceInYears: null, people: 1234, ...(name.startsWith('organisation') ? { visits: null, cluster: null } : { visits: 6, cluster: f.id + 10 }) })
          expect([10, 15], name).toContain(f.observed)
        }
      }
      expect(told.filter((f) => f.id === 817).map((f) => f.buurten), name).toEqual(exactly[name] ? [[{ code: 'BU99900101', name: 'BU99900101', part: 'core' }, { code: 'BU99900201', name: 'BU99900201', part: 'edge' }]] : [])
    }
  })

  it('reporters per buurt, totals and notes: as counts and notes are read', async () => {
    const buurten: Record<string, string[]> = { 'wijkmanager-west': ['west'], 'wijkmanager-oost-sensitive': ['oost'], planner: ['west', 'oost', 'none'], college: ['west', 'oost', 'none'], 'adviser-wijkbeheer': ['west', 'oost', 'none'], 'adviser-zorg': ['west', 'oost', 'none'], 'planner-in-team-zorg': ['west', 'oost', 'none'], 'planner-of-organisation': ['west', 'oost', 'none'] }
    const care: Record<string, string[]> = { 'wijkmanager-oost-sensitive': ['oost'], 'adviser-zorg': ['west', 'oost', 'none'] }
    const notes: Record<string, number[]> = { ...exactly, 'wijkmanager-west': [811, 817], 'wijkmanager-oost-sensitive': [812, 815, 817] }
    const staff = Object.keys(exactly).filter((n) => !n.startsWith('organisation'))
    for (const { name } of world.users) {
      const seen = await asking(as(name), async (tx) => {
        const per = async (theme?: string): Promise<(string | undefined)[]> => [...(await reportersPerBuurt(tx, 801, theme)).keys()].sort((a, b) => a - b).map((id) => world.names.area.get(String(id)))
        const items = []
        for (let id = 821; id <= 828; id++) items.push(await loadCluster(tx, id))
        return { plain: await per('plain'), care: await per('care'), all: await per(), facts: await themeFacts(tx, 801), items }
      })
      // all themes together where all of them are seen
      expect(seen, name).toMatchObject({ plain: buurten[name] ?? [], care: care[name] ?? [], all: care[name] ?? [] })
      const [plain, sensitive] = seen.facts
      if (!exactly[name]) expect(seen.facts, name).toEqual([])
      else {
        expect(plain, name).toMatchObject({ theme: 'plain', state: 'ok', ...(buurten[name]?.length === 3 ? { total: 33, power: 0.777 } : { total: null, power: 0.8 }) })
        expect(sensitive, name).toMatchObject({ theme: 'care', state: 'ok', ...(name === 'adviser-zorg' ? { total: 44, power: 0.777 } : { total: null, power: 0.8 }) })
      }
      expect(seen.items.map((c) => c !== null), name).toEqual(Array(8).fill(staff.includes(name)))
      expect(seen.items.flatMap((c) => (c?.events.some((e) => e.kind === 'note') ? [c.id - 10] : [])), name).toEqual(staff.includes(name) ? notes[name] : [])
      expect(await asking(as(name), (tx) => runInput(tx, 801)).then(() => 'read', sqlState), name).toBe('42501')
    }
  })

  it('rounded: periods that differ by a day, another calculation and another exact number tell nothing more', async () => {
    const told = async (run: number): Promise<Finding> => (await asking(as('planner'), (tx) => listFindings(tx, run)))[0]!
    const rounds = new Map<number, Set<number>>()
    const texts = new Map<number, Set<string>>()
    const day = (i: number): string => `2026-01-${String(i).padStart(2, '0')}`
    for (let i = 1; i <= 24; i++) {
      const observed = 10 + (i % 6)
      const f = await told(await made(question({ theme: 'care', period: { from: day(i), to: '2026-04-01' } }), [finding({ observed, expected: 4 + (i % 5) / 11, ratio: { value: observed / 4, low: 1, high: 9 }, llr: observed / 2, p: 0.002 + i / 10_000, signals: observed + 3, sources: 2 + (i % 3), from: day(i), certainty: [0.9 + i / 1_000, 0.5 + i / 1_000] })]))
      expect(f.told).toBe('rounded')
      rounds.set(observed, (rounds.get(observed) ?? new Set()).add(f.observed))
      texts.set(f.observed, (texts.get(f.observed) ?? new Set()).add(JSON.stringify({ ...f, id: 0, from: '' })))
    }
    // one throw for all periods: the same number always becomes the same, and only from one number on the next multiple
    const by = [...rounds].sort(([a], [b]) => a - b).map(([, values]) => [...values])
    expect(by.map((values) => values.length)).toEqual([1, 1, 1, 1, 1, 1])
    expect(by[0]).toEqual([10])
    expect(by[5]).toEqual([15])
    expect(by.flat()).toEqual([...by.flat()].sort((a, b) => a - b))
    expect([...texts.values()].map((same) => same.size)).toEqual([1, 1])
  })

  it('no two processes take the same run; who does not live is followed up, three times', async () => {
    const asked = await Promise.all([1, 2, 3, 4, 5].map((d) => ask(question({ period: { from: `2026-02-0${d}`, to: '2026-04-01' } }))))
    const taken = await Promise.all(Array.from({ length: 8 }, take))
    expect(taken.flatMap((t) => t?.id ?? []).sort((a, b) => a - b)).toEqual(asked.map((a) => a.id).sort((a, b) => a - b))
    const [one, other, ...rest] = asked.map((a) => a.id) as [number, number, ...number[]]
    for (const id of [other, ...rest]) await inDb((tx) => failRun(tx, { id }, 'x'))
    const silent = (id: number) => inDb((tx) => tx.execute(sql`update cluster_run set heartbeat = heartbeat - interval '31 seconds' where id = ${id}`))
    await silent(one)
    expect(await inDb((tx) => noteProgress(tx, { id: one }, 0.4, 'Tellen'))).toBe('go') // it lives after all
    expect(await take()).toBeNull()
    for (const attempt of [2, 3]) {
      await silent(one)
      expect(await Promise.all([take(), take()]).then((t) => t.filter(Boolean))).toMatchObject([{ id: one, attempt, seed: 7 }])
    }
    await silent(one)
    expect(await take()).toBeNull()
    expect(await inDb((tx) => findRunById(tx, one))).toMatchObject({ status: 'failed' })
    expect(await inDb((tx) => noteProgress(tx, { id: one }, 0.5, null))).toBe('cancelled')
  })

  it('the same question about the same data is one run; about other data, by another method or after a failure another', async () => {
    const q = question({ period: { from: '2025-12-01', to: '2026-04-01' } })
    const asked = await Promise.all([1, 2, 3, 4].map(() => ask(q)))
    const id = asked[0]!.id
    expect(asked.map((a) => a.id)).toEqual([id, id, id, id])
    expect(asked.filter((a) => a.made)).toHaveLength(1)
    expect(await ask(q, true)).toEqual({ id, made: false }) // what waits becomes what everybody sees
    expect(await take()).toMatchObject({ id, standard: true })
    expect(await ask(q)).toEqual({ id, made: false })
    await finish(id, q, [finding()])
    expect(await ask(q)).toEqual({ id, made: false })
    expect(await ask({ ...q, kind: 'kans' })).toMatchObject({ made: true })
    await inDb(async (tx) => cancelRun(tx, (await takeRun(tx))!.id))
    const newer = await inDb((tx) => askRun(tx, q, { standard: false, by: null, seed: 7, method: 'clusters newer' }))
    expect(newer.made).toBe(true)
    expect((await take())!.id).toBe(newer.id)
    await inDb((tx) => failRun(tx, { id: newer.id }, 'x'))
    await dataChanged()
    expect(await inDb((tx) => findRunById(tx, id))).toMatchObject({ status: 'done', outdated: true })
    const again = await ask(q)
    expect(again.made).toBe(true)
    await take()
    await dataChanged() // what is being made has read the old data
    const last = await ask(q)
    expect(last).toMatchObject({ made: true })
    expect(last.id).not.toBe(again.id)
    expect(await finish(again.id, q)).toBe(true)
    expect((await take())!.id).toBe(last.id)
    await inDb((tx) => cancelRun(tx, last.id))
    expect(await finish(last.id, q, [finding()], ['new'])).toBe(false)
    expect(await inDb((tx) => rows(tx, sql`select 1 from cluster_finding where run = ${last.id} union all select 1 from cluster_input where run = ${last.id}`))).toEqual([])
    const kept = (await inDb((tx) => runInput(tx, id)))!
    expect(kept).toEqual({ question: q, seed: 7, method, boundarySet, input: input(q) })
    expect((await inDb((tx) => storedResult(tx, id, kept.input)))[0]).toMatchObject({ total: 40, reporters: [9, 4, 1], expected: [3.1, 2.2, 1.1], trend: ['none', 'new', 'none'], findings: [finding()] })
  })

  it('what is followed keeps its number and its course: found, grown, gone and back again', async () => {
    const open = () => inDb(async (tx) => (await openClusters(tx, gemeente, 'plain', boundarySet)).filter((c) => c.id < 800))
    const months = (to: string) => question({ period: { from: '2025-10-01', to } })
    await made(months('2026-01-01'), [finding({ areas: [0], certainty: [1], to: '2026-01-01' }), finding({ kind: 'presence', to: '2026-01-01' })], ['new', null], [], true)
    const [{ id }] = (await open()) as unknown as [{ id: number }]
    expect(await open()).toEqual([{ id, areas: [areas[0]], gone: false }])
    await inDb((tx) => tx.execute(sql`update cluster set first_seen = first_seen - 40, last_seen = last_seen - 40, owner_team = 'zorg' where id = ${id}`))
    await made(months('2026-02-01'), [finding({ label: 'growing', to: '2026-02-01', since: '2025-12-08', observed: 21 })], [id], [], true)
    expect(await open()).toEqual([{ id, areas: areas.slice(0, 2), gone: false }])
    await made(months('2026-03-01'), [], [], [id], true)
    expect(await open()).toEqual([{ id, areas: areas.slice(0, 2), gone: true }])
    const lastSeen = (await asking(as('planner'), (tx) => loadCluster(tx, id)))!.lastSeen
    await made(months('2026-03-02'), [], [], [id], true) // gone already: nothing happens
    await made(months('2026-04-01'), [finding({ areas: [0], certainty: [1], label: 'persistent', observed: 17 })], [id], [], true)

    const item = (await asking(as('planner'), (tx) => loadCluster(tx, id)))!
    const [today] = await inDb((tx) => rows<{ first: string; last: string }>(tx, sql`select (d - 40)::text as first, d::text as last from (select (now() at time zone 'Europe/Amsterdam')::date as d) x`))
    expect(item).toMatchObject({ state: 'persistent', firstSeen: today!.first, lastSeen: today!.last, since: '2025-12-08', owner: { team: 'zorg' }, buurten: [{ code: 'BU99900101' }] })
    expect(lastSeen).toBe(today!.last) // the day on which it was found, not on which it was missed
    expect(item.sightings.map((f) => [f.to, f.observed])).toEqual([['2026-04-01', 17], ['2026-02-01', 21], ['2026-01-01', 13]])
    expect(item.events.map((e) => [e.kind, e.before, e.after]).reverse()).toEqual([
      ['found', null, 'new'], ['owner', null, 'Team Zorg'], ['state', 'new', 'growing'], ['areas', 'BU99900101', 'BU99900101, BU99900201'], ['state', 'growing', 'gone'],
      ['state', 'gone', 'persistent'], ['areas', 'BU99900101, BU99900201', 'BU99900101'],
    ])
    // boundaries of another year: the same buurten by their codes
    const newer = await inDb(async (tx) => {
      await tx.execute(sql`insert into boundary_set (gemeente, year, source) values (${gemeente}, 2025, 'proef')`)
      await tx.execute(sql`insert into area (boundary_set, gemeente, year, level, code, name, geom, label_point) select s.id, a.gemeente, 2025, a.level, a.code, a.name, a.geom, a.label_point from area a, boundary_set s where s.year = 2025`)
      return (await rows<{ id: number; set: number }>(tx, sql`select id, boundary_set as set from area where year = 2025 and code = 'BU99900101'`))[0]!
    })
    expect((await inDb((tx) => openClusters(tx, gemeente, 'plain', newer.set))).find((c) => c.id === id)).toEqual({ id, areas: [newer.id], gone: false })
  })
})
