import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunQuestion } from '@/lib/domain/cluster'
import type { Identity } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, rows } from '../client'
import { listVersions, signalVersion, standardQuestion, standardQuestions } from './questions'
import { finishRun } from './finish'
import { askRun, cancelRun, countOpenRuns, failRun, findOpenRun, findRun, findRunById, letRunGo, noteProgress, searchedOnce, takeRun } from './runs'

const question: RunQuestion = { gemeente: 'GM9990', theme: 'plain', period: { from: '2026-01-01', to: '2026-04-01' }, source: null, evidence: null, kind: 'knelpunt' }
const other: RunQuestion = { ...question, source: 'spreekuur' }

describe.each(availableEngines())('runs of problem clusters (%s)', (engine) => {
  useDatabase(engine)
  let world: World
  let planner: Identity
  beforeAll(async () => {
    world = await makeWorld()
    planner = identityOf(world, 'planner')
  })
  beforeEach(() => inDb((tx) => tx.execute(sql`delete from cluster_run`)))
  const ask = (q: RunQuestion, standard = false) => inDb((tx) => askRun(tx, q, { standard, by: null, seed: 1 }))
  const take = () => inDb(takeRun)
  const finish = (id: number, method = 'm1') => inDb((tx) => tx.execute(sql`update cluster_run set status = 'done', finished_at = now(), method = ${method}, boundary_set = (select id from boundary_set) where id = ${id}`))
  const change = (what: string) => inDb((tx) => tx.execute(sql.raw(what)))
  const version = () => inDb((tx) => signalVersion(tx, 'GM9990'))

  it('the same question from the same data is one run: waiting, being made and done', async () => {
    const first = await ask(question)
    expect(first.made).toBe(true)
    expect(await ask(question)).toEqual({ id: first.id, made: false })
    expect((await Promise.all([ask(other), ask(other), ask(other)])).filter((r) => r.made)).toHaveLength(1)
    expect(await take()).toMatchObject({ id: first.id, question, seed: 1, standard: false, attempt: 1 })
    expect(await ask(question)).toEqual({ id: first.id, made: false })
    await finish(first.id)
    expect(await ask(question)).toEqual({ id: first.id, made: false })
    expect((await inDb((tx) => askRun(tx, question, { standard: false, by: null, seed: 1, method: 'm2' }))).made).toBe(true) // another method would say something else
  })

  it('all is looked for when every standard question has an answer; one that failed or waits for its first is none, one that is only renewed was', async () => {
    const searched = () => asking(planner, (tx) => searchedOnce(tx, 'GM9990'))
    expect(await searched()).toBe(false) // nobody asked
    const [first, second] = [await ask(question, true), await ask({ ...question, theme: null }, true)]
    await finish(first.id)
    expect(await searched()).toBe(false)
    await inDb((tx) => tx.execute(sql`update cluster_run set status = 'failed', error_id = 'x', finished_at = now() where id = ${second.id}`))
    expect(await searched()).toBe(false)
    await finish(second.id)
    expect(await searched()).toBe(true)
    await change("update visit set visited_on = '2026-03-08' where source_id = '1'")
    expect((await ask(question, true)).made).toBe(true)
    expect(await searched()).toBe(true)
    expect(await asking(planner, (tx) => searchedOnce(tx, 'GM0000'))).toBe(false)
  })

  it('a question that is being taken while it is asked is not made twice', async () => {
    const first = await ask(question)
    const order: string[] = []
    let again: Promise<{ id: number; made: boolean }>
    const run = await inDb(async (tx) => {
      const taken = await takeRun(tx)
      again = ask(question).finally(() => order.push('asked'))
      await wait(300) // the other waits for the end of this transaction now
      order.push('taken')
      return taken
    })
    expect(run!.id).toBe(first.id)
    expect(await again!).toEqual({ id: first.id, made: false })
    expect(order).toEqual(['taken', 'asked'])
    expect(await inDb((tx) => rows(tx, sql`select status from cluster_run`))).toEqual([{ status: 'running' }])
    // what is asked for itself is no standard run, and so is made
    expect((await ask(question, true)).made).toBe(true)
  })

  it('an answer is outdated when signals, visits, inhabitants, boundaries or themes changed, and by nothing else', async () => {
    const { id } = await ask(question)
    await take()
    await finish(id)
    const outdated = async () => (await asking(planner, (tx) => findRun(tx, question)))!.outdated
    const point = `ST_SetSRID(ST_MakePoint(100300, 500300), 28992)`
    expect(await outdated()).toBe(false)
    let last = await version()
    for (const [what, counts] of [
      [`update signal set note = 'anders', owner = 'x'`, false],
      [`update signal set status = 'in_progress' where source_id = 'plainwest1'`, false],
      [`update signal set status = 'cancelled' where source_id = 'plainwest1'`, true],
      [`insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy) values ('GM9990', 'v', 'v', 'knelpunt', 'plain', 'waarneming', '2026-03-01', ${point}, 'punt')`, true],
      [`delete from signal where source_id = 'v'`, true],
      [`update visit set kind = 'anders'`, false],
      [`update visit set visited_on = '2026-03-05' where source_id = '1'`, true],
      [`update area set name = 'x' where code = 'BU99900101'`, false],
      [`update area set inhabitants = 77 where code = 'BU99900101'`, true],
      [`insert into indicator (slug, label, source) values ('income', 'Inkomen', 'x'), ('inhabitants', 'Inwoners', 'x'), ('aged', '65+', 'x') on conflict do nothing`, false],
      [`insert into indicator_value (gemeente, indicator, level, area_code, year, boundary_year, value) values ('GM9990', 'income', 'buurt', 'BU99900101', 2024, 2024, 5), ('GM9990', 'aged', 'buurt', 'BU99900101', 2024, 2024, 5)`, false],
      [`insert into indicator_value (gemeente, indicator, level, area_code, year, boundary_year, value) values ('GM9990', 'inhabitants', 'buurt', 'BU99900101', 2024, 2024, 5)`, true],
      [`update theme set label = 'Anders' where slug = 'plain'`, false],
      [`update theme set population = 'aged' where slug = 'plain'`, true],
      [`update indicator_value set value = 6 where indicator = 'aged'`, true], // now people at risk come from it
      [`update organisation set name = 'x'`, false],
    ] as const) {
      await change(what)
      const now = await version()
      expect(now > last, what).toBe(counts)
      last = now
    }
    expect(await outdated()).toBe(true)
    expect((await ask(question)).made).toBe(true)
    await change(`delete from indicator_value; update theme set population = null; update signal set status = 'open'`)
    expect((await inDb(listVersions)).map((v) => v.gemeente)).toEqual(['GM9990'])
  })

  it('a change that is taken back leaves the version as it was, and several in one transaction are one', async () => {
    const before = await version()
    await inDb(async (tx) => {
      await tx.transaction(async (inner) => {
        await inner.execute(sql`update signal set theme = 'care' where source_id = 'plainwest1'`)
        throw new Error('back')
      }).catch(() => {})
      await tx.execute(sql`update signal set observed_on = observed_on + 1`)
      await tx.execute(sql`update signal set observed_on = observed_on - 1`)
    })
    expect(await version()).toBe(before + 1)
  })

  it('two processes never take the same run, and what somebody waits for comes before what is made for everybody', async () => {
    const asked: number[] = []
    for (let i = 1; i <= 12; i++) asked.push((await ask({ ...question, period: { from: '2026-01-01', to: `2026-02-${10 + i}` } }, i <= 6)).id)
    const taken = (await Promise.all(Array.from({ length: 16 }, take))).flatMap((t) => t?.id ?? [])
    expect(taken.sort((a, b) => a - b)).toEqual(asked)
    expect(await take()).toBeNull()
    await inDb((tx) => tx.execute(sql`update cluster_run set status = 'queued'`))
    expect([(await take())!.id, (await take())!.id]).toEqual([asked[6], asked[7]])
  })

  it('the run of a process that died is taken over, and given up after three times', async () => {
    const { id } = await ask(question)
    const dies = (secs: number) => inDb((tx) => tx.execute(sql`update cluster_run set heartbeat = now() - make_interval(secs => ${secs})`))
    expect((await take())!.attempt).toBe(1)
    await dies(20)
    expect(await take()).toBeNull()
    expect(await inDb((tx) => noteProgress(tx, { id }, 0.4, 'rekenen'))).toBe('go')
    expect(await asking(planner, (tx) => findRunById(tx, id))).toMatchObject({ status: 'running', progress: 0.4, step: 'rekenen' })
    for (const attempt of [2, 3]) {
      await dies(40)
      const again = (await take())!
      expect(again).toMatchObject({ id, attempt })
      // Who held it before and was only slow has nothing to say about it any more: what that one read may be older than the run now says.
      expect(await inDb((tx) => noteProgress(tx, { id, attempt: attempt - 1 }, 0.9, 'te laat'))).toBe('cancelled')
      await inDb((tx) => failRun(tx, { id, attempt: attempt - 1 }, 'late'))
      expect(await inDb((tx) => finishRun(tx, { id, attempt: attempt - 1 }, { boundarySet: 1, input: { areas: [] } as never, result: { method: 'x', themes: [] }, clusters: [], goneClusters: [] }))).toBe(false)
      expect(await inDb((tx) => noteProgress(tx, again, 0, null))).toBe('go')
      expect(await inDb((tx) => findRunById(tx, id))).toMatchObject({ progress: 0, step: null })
    }
    await dies(40)
    expect(await take()).toBeNull()
    expect(await inDb((tx) => findRunById(tx, id))).toMatchObject({ status: 'failed' })
    const next = await ask(question)
    const taken = (await take())!
    expect(taken.id).toBe(next.id)
    await inDb((tx) => letRunGo(tx, taken, { counts: false }))
    expect(await take()).toMatchObject({ id: next.id, attempt: 1 })
  })

  it('who asked takes a question back, a planner and the administrator take back any; nobody else, and not what is done', async () => {
    const wijkmanager = identityOf(world, 'wijkmanager-west')
    const mine = await asking(wijkmanager, (tx) => askRun(tx, question, { standard: false, by: wijkmanager.uid, seed: 1 }))
    expect(mine.made).toBe(true)
    expect(await asking(wijkmanager, (tx) => countOpenRuns(tx, wijkmanager.uid!))).toBe(1)
    for (const name of ['college', 'adviser-zorg', 'organisation', 'anonymous']) expect(await asking(identityOf(world, name), (tx) => cancelRun(tx, mine.id)), name).toBe(false)
    expect(await asking(wijkmanager, (tx) => cancelRun(tx, mine.id))).toBe(true)
    expect(await asking(wijkmanager, (tx) => findRun(tx, question))).toMatchObject({ status: 'cancelled', finishedAt: expect.stringMatching(/Z$/) as string })
    expect(await inDb((tx) => noteProgress(tx, { id: mine.id }, 0.5, 'x'))).toBe('cancelled')
    await inDb((tx) => failRun(tx, { id: mine.id }, 'late')) // stays cancelled
    expect(await inDb((tx) => findRunById(tx, mine.id))).toMatchObject({ status: 'cancelled' })
    for (const name of ['planner', 'admin']) {
      const { id } = await ask(question)
      expect(await asking(identityOf(world, name), (tx) => cancelRun(tx, id)), name).toBe(true)
      expect(await asking(identityOf(world, name), (tx) => cancelRun(tx, id)), name).toBe(false)
    }
    const { id } = await ask(question)
    await take()
    await finish(id)
    expect(await asking(planner, (tx) => cancelRun(tx, id))).toBe(false)
    for (const name of ['organisation', 'admin', 'anonymous'])
      await expect(asking(identityOf(world, name), (tx) => askRun(tx, other, { standard: false, by: null, seed: 1 })), name).rejects.toMatchObject({ code: '42501' })
    await expect(asking(planner, (tx) => askRun(tx, other, { standard: true, by: planner.uid, seed: 1 }))).rejects.toMatchObject({ code: '42501' }) // for the program only
  })

  it('what everybody sees is every theme and all together over the standard period, until it is there from these data', async () => {
    const questions = () => inDb((tx) => standardQuestions(tx, '2026-06-15', 'm1'))
    const all = await questions()
    expect(all.map((q) => [q.theme, q.period.from, q.period.to])).toEqual([[null, '2026-01-01', '2026-04-01'], ['care', '2025-10-01', '2026-04-01'], ['plain', '2025-10-01', '2026-04-01']])
    const [together, care] = all as [RunQuestion, RunQuestion]
    const own = await ask(together) // somebody asks exactly this first
    expect(await questions()).toHaveLength(3)
    expect(await ask(together, true)).toEqual({ id: own.id, made: false }) // then it is the standard one
    expect((await questions()).map((q) => q.theme)).toEqual(['care', 'plain'])
    expect(await take()).toMatchObject({ id: own.id, standard: true })
    await finish(own.id)
    expect((await questions()).map((q) => q.theme)).toEqual(['care', 'plain'])
    expect((await inDb((tx) => standardQuestions(tx, '2026-06-15', 'm2'))).map((q) => q.theme)).toEqual([null, 'care', 'plain'])
    expect(await asking(identityOf(world, 'organisation'), (tx) => standardQuestion(tx, 'GM9990', null))).toEqual(together)
    expect(await inDb((tx) => standardQuestion(tx, 'GM9990', 'plain'))).toBeNull()

    const failed = await ask(care, true)
    await inDb((tx) => failRun(tx, { id: failed.id }, 'x'))
    expect((await questions()).map((q) => q.theme)).toEqual(['plain']) // not again and again
    await change(`update visit set visited_on = '2026-03-07' where source_id = '1'`)
    expect(await questions()).toHaveLength(3)
    expect(await asking(planner, (tx) => findRun(tx, together))).toMatchObject({ status: 'done', outdated: true })
    const next = await ask(together, true)
    expect(next.made).toBe(true)
    expect(await asking(planner, (tx) => findRun(tx, together))).toMatchObject({ id: own.id }) // the older answer until there is a newer one
    expect(await asking(planner, (tx) => findOpenRun(tx, together))).toMatchObject({ id: next.id, status: 'queued' })
  })

  it('a calculation that somebody made with the same question is none that belongs to work items', async () => {
    const [together] = await inDb((tx) => standardQuestions(tx, '2026-06-15'))
    const { id } = await ask(together!)
    await take()
    await finish(id)
    const standard = await ask(together!, true)
    expect(standard.made).toBe(true)
    expect(await ask(together!)).toEqual({ id, made: false })
    expect((await inDb((tx) => rows(tx, sql`select id from cluster_run where standard`)))).toEqual([{ id: standard.id }])
  })
})
