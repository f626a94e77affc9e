import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { ProblemInput, ProblemOutput, RawFinding } from '@/lib/analysis/problem-clusters'
import type { RunQuestion } from '@/lib/domain/cluster'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, rows } from '../client'
import { dropOldRuns } from './expire'
import { finishRun, type Belongs } from './finish'
import { readClusterInput } from './input'
import { listClusters, loadCluster, openClusters } from './items'
import { askRun, cancelRun, takeRun } from './runs'
import { runInput, storedResult } from './stored'

const finding = (areas: number[], own: Partial<RawFinding> = {}): RawFinding => ({
  kind: 'area', label: 'new', areas, certainty: areas.map((_, i) => 1 - 0.25 * i), from: '2026-01-01', to: '2026-04-01', observed: 7, expected: 1.4, ratio: { value: 5, low: 2.01, high: 10.302 }, llr: 5.6789012345678,
  p: 0.0012345678901234567, onceInYears: null, since: '2026-02-01', signals: 9, visits: null, people: 1234.5, sources: 2, ...own,
})

describe.each(availableEngines())('what a run found is kept (%s)', (engine) => {
  useDatabase(engine)
  let world: World
  let day = 0
  beforeAll(async () => {
    world = await makeWorld()
    await inDb((tx) => tx.execute(sql`delete from cluster`))
    await inDb((tx) => tx.execute(sql`delete from cluster_run`))
  })

  /** A run of its own period, up to where its result is kept. */
  async function begin(standard = true): Promise<{ id: number; boundarySet: number; input: ProblemInput; result: (findings: RawFinding[]) => ProblemOutput }> {
    const question: RunQuestion = { gemeente: 'GM9990', theme: 'plain', period: { from: '2026-01-01', to: `2026-04-${String(++day).padStart(2, '0')}` }, source: null, evidence: null, kind: 'knelpunt' }
    const { id } = await inDb((tx) => askRun(tx, question, { standard, by: null, seed: 5 }))
    const { boundarySet, input } = await inDb(async (tx) => {
      expect((await takeRun(tx))!.id).toBe(id)
      return readClusterInput(tx, question)
    })
    const result = (findings: RawFinding[]): ProblemOutput => ({
      method: 'test 1',
      themes: [{ theme: 'plain', total: 15, state: 'ok', dispersion: 1.0000000000000002, indicative: true, power: 0.123456789, reporters: input.areas.map((_, i) => i), expected: input.areas.map((_, i) => i / 3), trend: input.areas.map(() => 'none' as const), findings }],
    })
    return { id, boundarySet, input, result }
  }
  async function run(findings: RawFinding[], clusters: Belongs[], goneClusters: number[] = []): Promise<number> {
    const { id, boundarySet, input, result } = await begin()
    expect(await inDb((tx) => finishRun(tx, { id }, { boundarySet, input, result: result(findings), clusters, goneClusters }))).toBe(true)
    return id
  }
  const detail = (id: number) => asking(identityOf(world, 'planner'), async (tx) => (await loadCluster(tx, id))!)
  const open = () => inDb((tx) => openClusters(tx, 'GM9990', 'plain'))

  it('to the last bit, with what was read, so that it can be made again', async () => {
    const { id, boundarySet, input, result } = await begin()
    const made = result([finding([0, 2]), finding([1], { kind: 'rise', label: null, ratio: null, llr: null, onceInYears: 3.3, since: null, signals: null, visits: 4, certainty: [1] }), finding([2], { kind: 'presence' })])
    expect(await inDb((tx) => finishRun(tx, { id }, { boundarySet, input, result: made, clusters: ['new', null, null], goneClusters: [] }))).toBe(true)
    const read = (await inDb((tx) => runInput(tx, id)))!
    expect(read).toMatchObject({ seed: 5, method: 'test 1', boundarySet, question: { theme: 'plain', kind: 'knelpunt' } })
    expect(read.input).toEqual(input)
    expect(await inDb((tx) => storedResult(tx, id, read.input))).toEqual(made.themes)
    await inDb((tx) => tx.execute(sql`delete from cluster`))
  })

  it('not at all when it was cancelled, finished by another process, or does not say what belongs to what', async () => {
    const { id, boundarySet, input, result } = await begin()
    const outcome = { boundarySet, input, result: result([finding([0])]), goneClusters: [] }
    await expect(inDb((tx) => finishRun(tx, { id }, { ...outcome, clusters: [] }))).rejects.toThrow(RangeError)
    expect(await inDb((tx) => finishRun(tx, { id }, { ...outcome, clusters: [null] }))).toBe(true)
    expect(await inDb((tx) => finishRun(tx, { id }, { ...outcome, clusters: ['new'] }))).toBe(false)
    const next = await begin()
    await asking(identityOf(world, 'planner'), (tx) => cancelRun(tx, next.id))
    expect(await inDb((tx) => finishRun(tx, { id: next.id }, { ...outcome, clusters: ['new'] }))).toBe(false)
    expect(await open()).toEqual([])
    expect(await inDb((tx) => runInput(tx, next.id))).toBeNull()
  })

  it('work items keep their history: found, another label, other buurten, gone, and back again', async () => {
    await run([finding([0])], ['new'])
    const [item] = await open()
    const id = item!.id
    expect(item).toMatchObject({ gone: false, areas: [expect.any(Number)] })
    await run([finding([0])], [id]) // the same again
    await run([finding([0, 1], { label: 'growing', since: null })], [id])
    expect(await detail(id)).toMatchObject({ state: 'growing', name: 'BU99900101 en BU99900201', since: '2026-02-01', version: 1, buurten: [{ code: 'BU99900101' }, { code: 'BU99900201' }] })
    await run([], [], [id])
    await run([], [], [id])
    expect(await open()).toMatchObject([{ id, gone: true }])
    expect((await asking(identityOf(world, 'planner'), (tx) => listClusters(tx, { gemeente: 'GM9990', state: 'open', limit: 10 }))).total).toBe(0)
    await run([finding([1], { label: 'persistent' })], [id])
    const { events, sightings, state, finding: newest } = await detail(id)
    expect(state).toBe('persistent')
    expect(events.map((e) => [e.kind, e.before, e.after, e.by]).reverse()).toEqual([
      ['found', null, 'new', null],
      ['state', 'new', 'growing', null], ['areas', 'BU99900101', 'BU99900101, BU99900201', null],
      ['state', 'growing', 'gone', null],
      ['state', 'gone', 'persistent', null], ['areas', 'BU99900101, BU99900201', 'BU99900201', null],
    ])
    expect(sightings).toHaveLength(1) // these findings name the same period: the last calculation of it
    expect(newest).toMatchObject({ label: 'persistent', cluster: id, told: 'exact', observed: 7 })
  })

  it('in other boundaries a work item lies in the buurten that stand there now', async () => {
    const [item] = await open()
    const set = await inDb(async (tx) => {
      const [made] = await rows<{ id: number }>(tx, sql`insert into boundary_set (gemeente, year, source) values ('GM9990', 2027, 'proef') returning id`)
      await tx.execute(sql`
        insert into area (boundary_set, gemeente, year, level, code, name, geom, label_point)
        select ${made!.id}, gemeente, 2027, level, case code when 'BU99900201' then 'BU99900999' else code end, name, geom, label_point from area where year = 2024`)
      return made!.id
    })
    const [moved] = await inDb((tx) => openClusters(tx, 'GM9990', 'plain', set))
    expect(moved!.areas).not.toEqual(item!.areas)
    expect(await inDb((tx) => rows(tx, sql`select code, year from area where id = ${moved!.areas[0]!}`))).toEqual([{ code: 'BU99900999', year: 2027 }])
    await inDb((tx) => tx.execute(sql`delete from boundary_set where id = ${set}`))
  })

  it('old calculations go: own questions after 30 days, standard ones but the newest three and the last sighting of each period', async () => {
    await inDb((tx) => tx.execute(sql`delete from cluster_run`))
    const [item] = await open()
    const own = await inDb(async (tx) => {
      const add = async (days: number, standard: boolean, status = 'done') => (await rows<{ id: number }>(tx, sql`
        insert into cluster_run (gemeente, theme, "from", "to", kind, data_version, seed, standard, status, boundary_set, method, asked_at, finished_at)
        select 'GM9990', 'plain', '2026-01-01', date '2026-05-01' + ${days}::int, 'knelpunt', 1, 1, ${standard}, ${status}, id, 'm', timestamptz '2026-06-15 12:00+02' - make_interval(days => ${days}), timestamptz '2026-06-15 12:00+02' - make_interval(days => ${days}) from boundary_set returning id`))[0]!.id
      const see = (run: number) => tx.execute(sql`
        insert into cluster_finding (run, theme, kind, areas, certainty, "from", "to", observed, expected, p, sources, cluster) select ${run}, 'plain', 'area', areas, array[1.0], '2026-01-01', '2026-04-01', 7, 1, 0.01, 2, id from cluster where id = ${item!.id}`)
      const found = { oldOwn: await add(31, false), youngOwn: await add(30, false), waits: await add(90, false, 'queued'), sightingBefore: await add(20, true), sighting: await add(20, true), nothing: await add(19, true), failed: await add(18, true, 'failed'), third: await add(3, true), second: await add(2, true), first: await add(1, true) }
      await see(found.sightingBefore)
      await see(found.sighting)
      await tx.execute(sql`insert into cluster_input (run, input) values (${found.first}, '{}')`)
      return found
    })
    await inDb((tx) => dropOldRuns(tx, '2026-06-15', null))
    const left = await inDb((tx) => rows<{ id: number }>(tx, sql`select id from cluster_run order by id`))
    expect(left.map((r) => r.id)).toEqual([own.youngOwn, own.waits, own.sighting, own.third, own.second, own.first])
    await inDb((tx) => dropOldRuns(tx, '2027-06-13', null))
    expect(await inDb((tx) => rows(tx, sql`select run from cluster_input`))).toEqual([{ run: own.first }]) // a year less a day
    await inDb((tx) => dropOldRuns(tx, '2027-06-14', null))
    expect(await inDb((tx) => rows(tx, sql`select run from cluster_input`))).toEqual([])
  })

  it('lines that say that data changed are added up, and say the same', async () => {
    const version = () => inDb((tx) => rows<{ n: number; lines: number; last: string }>(tx, sql`select sum(n)::int as n, count(*)::int as lines, max(changed_at)::text as last from signal_version`))
    await inDb((tx) => tx.execute(sql`insert into signal_version (gemeente) select 'GM9990' from generate_series(1, 1001)`))
    const [before] = await version()
    await inDb((tx) => dropOldRuns(tx, '2026-06-15', null))
    expect(await version()).toEqual([{ ...before!, lines: 1 }])
  })
})
