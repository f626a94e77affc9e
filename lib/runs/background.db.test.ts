import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asking, closeDatabase, connectTo, rows } from '@/lib/db/client'
import { listFindings, themeFacts } from '@/lib/db/clusters/findings'
import { listClusters } from '@/lib/db/clusters/items'
import { askRun, cancelRun, findRunById, listRuns } from '@/lib/db/clusters/runs'
import { runInput, storedResult } from '@/lib/db/clusters/stored'
import type { RunQuestion, RunState } from '@/lib/domain/cluster'
import { seedOf } from '@/lib/domain/cluster-query'
import { anonymous, type Identity } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { cornerCodes, gridTown } from '@/lib/testing/grid-town'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { TcpProxy } from '@/lib/testing/tcp-proxy'
import { Files, gemeente } from '@/lib/testing/town'
import { doRuns, runClusters, type RunsDeps } from './background'
import { compute } from './compute'
import { differences } from './differences'

/** So many trials that a calculation is still going on while the test looks at it. */
const endless = 20_000_000
const now = () => new Date('2026-06-15T10:00:00Z')
const question = (own: Partial<RunQuestion> = {}): RunQuestion => ({ gemeente, theme: 'zwerfafval', period: { from: '2026-01-01', to: '2026-06-01' }, source: null, evidence: null, kind: 'knelpunt', ...own })

/** Looks until there is an answer. */
async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (let looks = 0; looks < 600; looks++) {
    const found = await look()
    if (found) return found
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(`did not happen: ${what}`)
}

describe.each(availableEngines())('calculations in the background, on %s', (engine) => {
  const database = useDatabase(engine)
  const files = new Files()
  const town = gridTown(files)
  let planner: Identity
  let wijkmanager: Identity
  const errors: { error: unknown; run: number; errorId: string }[] = []
  let stop: (() => Promise<void>) | null = null
  afterEach(async () => {
    await stop?.()
    stop = null
    errors.length = 0
  })
  const start = (deps: Partial<RunsDeps> = {}): void => {
    stop = doRuns({ compute, onError: (error, about) => errors.push({ error, ...about }), onAway: (error) => { throw error }, now, pace: { lookEveryMs: 100, awayMs: 500, quietMs: 1_000 }, ...deps })
  }
  const ask = (q: RunQuestion, by: Identity = planner) => asking(by, (tx) => askRun(tx, q, { standard: false, by: by.uid, seed: seedOf(q) }))
  const state = (id: number): Promise<RunState> => inDb(async (tx) => (await findRunById(tx, id))!)
  const ended = (id: number): Promise<RunState> => until(`run ${id} ends`, async () => { const s = await state(id); return s.status !== 'queued' && s.status !== 'running' && s })
  const underWay = (id: number): Promise<RunState> => until(`run ${id} is under way`, async () => { const s = await state(id); return s.status === 'running' && s.progress > 0 && s.progress < 1 && s })
  const standardRuns = () => inDb((tx) => rows<{ id: number; theme: string | null; status: string; current: boolean }>(tx, sql`
    select id, theme, status, data_version = (select sum(n) from signal_version where gemeente = ${gemeente}) as current from cluster_run where standard order by id`))

  beforeAll(async () => {
    await load('boundaries', town.boundaries, { gemeente, year: 2024 })
    await load('themes', town.themes, { gemeente })
    const user = async (account: string, role: 'planner' | 'wijkmanager'): Promise<Identity> => {
      const [made] = await inDb((tx) => rows<{ id: number }>(tx, sql`insert into app_user (account, name, role) values (${account}, ${account}, ${role}) returning id`))
      return { ...anonymous, account, role, uid: made!.id }
    }
    planner = await user('planner', 'planner')
    wijkmanager = await user('wijkmanager', 'wijkmanager')
  })

  it('what everybody sees is made by itself after an import, and again after the next', async () => {
    start()
    expect(await standardRuns()).toEqual([])
    for (const { source, file } of town.signals) expect(await load('signals', file, { gemeente, source })).toMatchObject({ status: 'applied' })
    const made = await until('three standard runs', async () => {
      const all = await standardRuns()
      return all.length >= 3 && all.every((r) => r.status === 'done' && r.current) && all
    })
    expect(new Set(made.map((r) => r.theme))).toEqual(new Set([null, 'zwerfafval', 'eenzaamheid']))
    expect(errors).toEqual([])

    const run = made.find((r) => r.theme === 'zwerfafval')!
    const findings = await asking(planner, (tx) => listFindings(tx, run.id))
    const corner = findings.find((f) => f.kind === 'area')!
    expect(corner).toMatchObject({ told: 'exact', theme: { slug: 'zwerfafval' } })
    expect(corner.buurten.map((b) => b.code).sort()).toEqual(cornerCodes)
    expect(corner.observed).toBeGreaterThan(2 * corner.expected)
    expect((await asking(planner, (tx) => themeFacts(tx, made.find((r) => r.theme === 'eenzaamheid')!.id)))[0]).toMatchObject({ state: 'too_few' })
    const { items } = await asking(planner, (tx) => listClusters(tx, { gemeente, limit: 10 }))
    expect(items.map((i) => i.id)).toContain(corner.cluster)
    expect(await inDb((tx) => rows(tx, sql`select count(*)::int as n from cluster_finding f join cluster_run r on r.id = f.run where r.theme is null and f.cluster is not null`))).toEqual([{ n: 0 }])

    await load('signals', files.csv('one.csv', ['source_id;observed_at;theme;accuracy;x;y;reporter', 'late1;28-05-2026;zwerfafval;punt;102510.5;502510.5;somebody']), { gemeente, source: 'later' })
    await until('they are made again', async () => {
      const all = await standardRuns()
      return all.filter((r) => r.status === 'done' && r.current).length >= 3 && all.length > made.length
    })
    const after = await asking(planner, (tx) => listClusters(tx, { gemeente, limit: 10 }))
    expect(after.items.map((i) => i.id)).toEqual(items.map((i) => i.id)) // the same work items, not new ones
  })

  it('somebody’s own question shows how far it is, is stopped by who asked it, and what waits behind it is done', async () => {
    let slow = true
    start({ compute: (input, options) => compute(input, { ...options, ...(slow ? { replicates: endless } : {}) }) })
    const first = await ask(question({ source: 'spreekuur' }))
    expect(first.made).toBe(true)
    expect(await ask(question({ source: 'spreekuur' }), wijkmanager)).toEqual({ id: first.id, made: false })
    const second = await ask(question({ source: 'meldpunt' }), wijkmanager)
    expect((await underWay(first.id)).step).toMatch(/^[A-Z][a-z ]{5,}$/)
    const seen = new Set<number>()
    await until('it goes on', async () => seen.add((await state(first.id)).progress).size >= 3)
    expect([...seen]).toEqual([...seen].sort((a, b) => a - b))
    expect((await state(second.id)).status).toBe('queued')

    expect(await asking(wijkmanager, (tx) => cancelRun(tx, first.id))).toBe(false)
    expect((await state(first.id)).status).toBe('running')
    slow = false
    expect(await asking(planner, (tx) => cancelRun(tx, first.id))).toBe(true)
    expect(await state(first.id)).toMatchObject({ status: 'cancelled', step: null })
    expect((await ended(second.id)).status).toBe('done')
    expect((await state(first.id)).status).toBe('cancelled')
    expect(await inDb((tx) => rows(tx, sql`select 1 from cluster_input where run = ${first.id}`))).toEqual([])
    expect(errors).toEqual([])
  })

  it('a result is computed again from what was read, to the last bit', async () => {
    start()
    const { id } = await ask(question({ period: { from: '2026-02-01', to: '2026-06-01' } }))
    await ended(id)
    const made = (await inDb((tx) => runInput(tx, id)))!
    const stored = { method: made.method, themes: await inDb((tx) => storedResult(tx, id, made.input)) }
    expect(stored.themes[0]!.findings.length).toBeGreaterThan(0)
    expect(differences(stored, await compute(made.input, { seed: made.seed }))).toEqual([])

    const command = (...args: string[]): Promise<{ code: number; said: string }> => new Promise((done) => {
      execFile(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/commands/clusters.ts', ...args], { env: { ...process.env, DATABASE_URL: database().url, DATABASE_OWNER_URL: '' } }, (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, said: stdout + stderr }))
    })
    expect(await command('reproduce', String(id), '--json')).toMatchObject({ code: 0, said: expect.stringContaining('"same": true') as string })
    await inDb((tx) => tx.execute(sql`update cluster_area set expected = expected * (1 + 1e-12) where run = ${id} and area = (select min(area) from cluster_area where run = ${id})`))
    expect(await command('reproduce', String(id))).toMatchObject({ code: 1, said: expect.stringMatching(/1 van \d+ waarden komen anders uit[^]*themes\.0\.expected\.0/) as string })
    const { code, said } = await command('list', '--gemeente', gemeente)
    expect(code).toBe(0)
    expect(said).toMatch(new RegExp(`^${id} +${gemeente} +zwerfafval +2026-02-01 tot 2026-06-01 +klaar`, 'm'))
  })

  it('a thread that crashes: the run has failed under the id that the log has, and the next one is done', async () => {
    const crash = files.write('crash.mjs', 'process.exit(9)\n')
    let crashes = true
    start({ compute: (input, options) => compute(input, { ...options, ...(crashes ? { program: crash } : {}) }) })
    const { id } = await ask(question({ kind: 'kans' }))
    expect((await ended(id)).status).toBe('failed')
    expect(errors).toMatchObject([{ run: id, error: { name: 'ThreadFailed', message: 'the thread ended without an answer (exit code 9)' } }])
    expect(await inDb((tx) => rows(tx, sql`select error_id as "errorId" from cluster_run where id = ${id}`))).toEqual([{ errorId: errors[0]!.errorId }])
    crashes = false
    expect((await ended((await ask(question({ evidence: 'beleving' }))).id)).status).toBe('done')
  })

  it('the run of a process that was killed is taken over', async () => {
    const { id } = await ask(question({ period: { from: '2025-07-01', to: '2026-06-01' } }))
    const other = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'lib/testing/calculate-for-ever.ts'], { env: { ...process.env, DATABASE_URL: database().url }, stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    other.stderr.on('data', (text: Buffer) => (said += text.toString()))
    try {
      await until('the other process begins', async () => said.includes('begun'))
      await underWay(id)
    } finally {
      const gone = once(other, 'exit')
      other.kill('SIGKILL')
      await gone
    }
    start()
    // Alive for all that the database knows, so nobody takes it: then its last sign of life becomes old.
    const next = await ask(question({ period: { from: '2025-11-01', to: '2026-06-01' } }))
    expect((await ended(next.id)).status).toBe('done')
    expect((await state(id)).status).toBe('running')
    await inDb((tx) => tx.execute(sql`update cluster_run set heartbeat = heartbeat - interval '60 seconds' where id = ${id}`))
    expect((await ended(id)).status).toBe('done')
    expect(await inDb((tx) => rows(tx, sql`select attempts from cluster_run where id = ${id}`))).toEqual([{ attempts: 2 }])
  })

  it('a program that ends leaves its run to the next, which need not wait', async () => {
    let slow = true
    const slowly: RunsDeps['compute'] = (input, options) => compute(input, { ...options, ...(slow ? { replicates: endless } : {}) })
    start({ compute: slowly })
    const { id } = await ask(question({ period: { from: '2025-10-01', to: '2026-06-01' } }))
    await underWay(id)
    await stop!()
    expect((await state(id)).status).toBe('running')
    slow = false
    start({ compute: slowly })
    expect((await ended(id)).status).toBe('done')
    expect(await inDb((tx) => rows(tx, sql`select attempts from cluster_run where id = ${id}`))).toEqual([{ attempts: 1 }])
  })

  it('the database goes away in the middle: told once with an id, and done when it is there again', async () => {
    const { url } = database()
    const proxy = await TcpProxy.to(url)
    connectTo(proxy.url)
    let times = 0
    let away = 0
    try {
      start({
        onAway: () => void away++,
        compute: async (input, options) => {
          const result = await compute(input, options)
          if (++times === 1) await proxy.down()
          return result
        },
      })
      const { id } = await ask(question({ period: { from: '2025-09-01', to: '2026-06-01' } }))
      await until('it is noticed', async () => away > 0)
      expect(errors).toMatchObject([{ run: id, error: { name: 'DatabaseUnavailable' } }])
      await proxy.up()
      expect((await ended(id)).status).toBe('done')
      expect(times).toBe(2)
      expect(away).toBe(1)
    } finally {
      await stop?.()
      stop = null
      await closeDatabase(true)
      connectTo(url)
      await proxy.close()
    }
  })

  it('does only what somebody asks for, when told so', async () => {
    const before = await standardRuns()
    await load('signals', files.csv('two.csv', ['source_id;observed_at;theme;accuracy;x;y;reporter', 'late2;29-05-2026;zwerfafval;punt;102510.5;502510.5;somebody']), { gemeente, source: 'later' })
    start({ standard: false })
    const { id } = await ask(question({ period: { from: '2026-03-01', to: '2026-06-01' } }))
    expect((await ended(id)).status).toBe('done')
    await new Promise((done) => setTimeout(done, 1_500)) // longer than data must be quiet
    expect((await standardRuns()).map((r) => r.id)).toEqual(before.map((r) => r.id))
  })

  it('CLUSTER_RUNS=off leaves all of it to others', async () => {
    process.env.CLUSTER_RUNS = 'off'
    try {
      const { id } = await ask(question({ period: { from: '2025-08-01', to: '2026-06-01' } }))
      const off = runClusters()
      await new Promise((done) => setTimeout(done, 2_000))
      expect((await state(id)).status).toBe('queued')
      await off()
      expect((await inDb((tx) => listRuns(tx, { status: 'queued', limit: 10 }))).map((r) => r.id)).toContain(id)
    } finally {
      delete process.env.CLUSTER_RUNS
    }
  })
})
