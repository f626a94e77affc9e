import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { DELETE as cancel, GET as readRun } from '@/app/api/v1/cluster-runs/[id]/route'
import { POST as askRoute } from '@/app/api/v1/cluster-runs/route'
import { POST as note } from '@/app/api/v1/clusters/[id]/notes/route'
import { GET as readCluster, PATCH as change } from '@/app/api/v1/clusters/[id]/route'
import { GET as list } from '@/app/api/v1/clusters/route'
import { GET as spots } from '@/app/api/v1/signals/spots/route'
import { rows } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import type { RunState } from '@/lib/domain/cluster'
import type { ClusterDetail, ClusterItem } from '@/lib/domain/cluster-item'
import { anonymous, type Role } from '@/lib/domain/identity'
import { doRuns } from '@/lib/runs/background'
import { compute } from '@/lib/runs/compute'
import { availableEngines } from '@/lib/testing/databases'
import { cornerCodes, gridTown } from '@/lib/testing/grid-town'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente } from '@/lib/testing/town'

let me: Me | null = null
vi.mock('@/lib/auth/session', () => ({ whoAsks: async () => me }))
vi.mock('./at-the-door', () => ({ tellDoor: async () => {}, limitedFor: async () => 0 }))

const base = 'http://localhost/api/v1'
const send = (method: string, path: string, body?: object): Request => new Request(`${base}${path}`, { method, ...(body && { body: JSON.stringify(body) }) })
const at = (id: number | string) => ({ params: Promise.resolve({ id: String(id) }) })
type Problem = { status: number; title: string; detail: string; errors?: { name: string; message: string }[] } & Record<string, unknown>
async function read<T = Problem>(answer: Promise<Response>): Promise<{ status: number; body: T; headers: Headers }> {
  const response = await answer
  const type = response.headers.get('content-type')!
  if (response.status >= 400) expect(type).toContain('application/problem+json')
  return { status: response.status, headers: response.headers, body: (type.includes('json') ? await response.json() : await response.text()) as T }
}

/** Who asks comes from the test instead of a cookie; everything behind it is real. Which role gets which status is in e2e/rights.spec.ts as well. */
describe.each(availableEngines())('addresses of clusters, on %s', (engine) => {
  useDatabase(engine)
  const users = {} as Record<'planner' | 'planner2' | 'college' | 'adviser' | 'zorg' | 'wijkmanager' | 'elsewhere' | 'organisation' | 'admin', Me>
  const as = (name: keyof typeof users | null): void => void (me = name && users[name])

  beforeAll(async () => {
    const town = gridTown(new Files())
    await load('boundaries', town.boundaries, { gemeente, year: 2024 })
    await load('themes', town.themes, { gemeente })
    for (const { source, file } of town.signals) await load('signals', file, { gemeente, source })
    await inDb(async (tx) => {
      await tx.execute(sql`insert into team values ('zorg', 'Team Zorg'), ('wijkbeheer', 'Team Wijkbeheer') on conflict do nothing`)
      const werkgebied = async (slug: string, codes: readonly string[]): Promise<number> => {
        const [made] = await rows<{ id: number }>(tx, sql`insert into werkgebied (gemeente, slug, name) values (${gemeente}, ${slug}, ${slug}) returning id`)
        for (const code of codes) await tx.execute(sql`insert into werkgebied_buurt (werkgebied, gemeente, year, buurt_code) values (${made!.id}, ${gemeente}, 2024, ${code})`)
        return made!.id
      }
      const own = { wijkmanager: await werkgebied('hoek', cornerCodes), elsewhere: await werkgebied('elders', ['BU99900606']) }
      for (const name of ['planner', 'planner2', 'college', 'adviser', 'zorg', 'wijkmanager', 'elsewhere', 'organisation', 'admin'] as const) {
        const role: Role = name === 'zorg' ? 'adviser' : name === 'elsewhere' ? 'wijkmanager' : name === 'planner2' ? 'planner' : name
        const team = role === 'adviser' ? (name === 'zorg' ? 'zorg' : 'wijkbeheer') : null
        const [user] = await rows<{ id: number }>(tx, sql`insert into app_user (account, name, role, team) values (${name}, ${`Naam ${name}`}, ${role}, ${team}) returning id`)
        const scope = name === 'wijkmanager' || name === 'elsewhere' ? own[name] : null
        if (scope) await tx.execute(sql`insert into user_scope (app_user, gemeente, werkgebied, "from") values (${user!.id}, ${gemeente}, ${scope}, '2020-01-01')`)
        users[name] = { ...anonymous, account: name, name, role, team, uid: user!.id, werkgebieden: scope ? [scope] : [], scopes: scope ? [{ id: scope, slug: name, name, gemeente }] : [] }
      }
    })
  })
  afterAll(() => as(null))

  const work = async (done: () => Promise<boolean>): Promise<void> => {
    const stop = doRuns({ compute, onError: (error) => { throw error }, onAway: (error) => { throw error }, now: () => new Date('2026-06-15T10:00:00Z') })
    for (let looks = 0; looks < 600 && !(await done()); looks++) await new Promise((next) => setTimeout(next, 100))
    await stop()
  }
  const nothingWaits = (): Promise<boolean> => inDb(async (tx) => (await rows(tx, sql`select 1 from cluster_run where status in ('queued', 'running')`)).length === 0 && (await rows(tx, sql`select 1 from cluster_run where standard and status = 'done'`)).length >= 3)
  const own = { from: '2026-01-01', to: '2026-05-01', theme: 'zwerfafval' }

  it('who sees counts may ask; a question is one calculation whoever asks it, and two of one person may wait', async () => {
    for (const [name, status] of [[null, 401], ['organisation', 403], ['admin', 403]] as const) {
      as(name)
      expect((await read(askRoute(send('POST', '/cluster-runs', own)))).status, String(name)).toBe(status)
    }
    as('planner')
    const first = await read<RunState>(askRoute(send('POST', '/cluster-runs', own)))
    expect(first.status).toBe(202)
    expect(first.headers.get('location')).toBe(`/api/v1/cluster-runs/${first.body.id}`)
    expect(first.body).toMatchObject({ status: 'queued', progress: 0, question: { gemeente, theme: 'zwerfafval', period: { from: own.from, to: own.to }, source: null, evidence: null, kind: 'knelpunt' } })
    as('wijkmanager')
    expect((await read<RunState>(askRoute(send('POST', '/cluster-runs', own)))).body.id).toBe(first.body.id)
    as('planner')
    const second = await read<RunState>(askRoute(send('POST', '/cluster-runs', { ...own, source: 'spreekuur' })))
    expect(second.status).toBe(202)
    const third = await read(askRoute(send('POST', '/cluster-runs', { ...own, source: 'meldpunt' })))
    expect(third).toMatchObject({ status: 429, body: { title: 'Even wachten', detail: 'Er wachten al 2 berekeningen van u. Wacht tot er een klaar is, of stop er een.' } })
    expect(third.headers.get('retry-after')).toBe('5')
    expect(await inDb((tx) => rows(tx, sql`select 1 from cluster_run where source = 'meldpunt'`))).toEqual([])
    as('college')
    expect((await read(askRoute(send('POST', '/cluster-runs', { ...own, source: 'meldpunt' })))).status).toBe(202)
  })

  it('who asks four things at once has two that wait, and two that are refused', async () => {
    as('planner2')
    const days = ['02', '03', '04', '05']
    const answers = await Promise.all(days.map((day) => read(askRoute(send('POST', '/cluster-runs', { ...own, from: `2026-01-${day}` })))))
    expect(answers.map((a) => a.status).sort()).toEqual([202, 202, 429, 429])
    expect(await inDb((tx) => rows(tx, sql`delete from cluster_run where "from" between '2026-01-02' and '2026-01-05' returning 1 as one`))).toHaveLength(2)
  })

  it('says what is wrong with a question', async () => {
    as('planner2')
    const wrong = async (body: object): Promise<[number, string | undefined]> => {
      const { status, body: problem } = await read(askRoute(send('POST', '/cluster-runs', body)))
      return [status, problem.errors?.[0]?.name]
    }
    expect(await wrong({ theme: 'bestaat-niet' })).toEqual([400, 'theme'])
    expect(await wrong({ from: '2026-05-01', to: '2026-05-01' })).toEqual([400, 'to'])
    expect(await wrong({ from: '2026-02-30' })).toEqual([400, 'from'])
    expect(await wrong({ kind: 'x' })).toEqual([400, 'kind'])
    expect((await wrong({ werkgebied: 'hoek' }))[0]).toBe(400)
    expect(await wrong({ gemeente: 'GM0001' })).toEqual([404, undefined])
  })

  it('who asked, a planner or the administrator stops it; who may not see it is told so', async () => {
    as('college')
    const { body: run } = await read<RunState>(askRoute(send('POST', '/cluster-runs', { ...own, evidence: 'beleving' })))
    as('wijkmanager')
    expect((await read<RunState>(readRun(send('GET', ''), at(run.id)))).body).toMatchObject({ id: run.id, status: 'queued' })
    expect((await read(cancel(send('DELETE', ''), at(run.id)))).status).toBe(403)
    as('organisation')
    expect((await read(readRun(send('GET', ''), at(run.id)))).status).toBe(403)
    as('admin')
    expect(await read<RunState>(cancel(send('DELETE', ''), at(run.id)))).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    as('college')
    expect(await read<RunState>(cancel(send('DELETE', ''), at(run.id)))).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    const { body: again } = await read<RunState>(askRoute(send('POST', '/cluster-runs', { ...own, evidence: 'beleving' })))
    expect(again.id).not.toBe(run.id)
    expect(await read<RunState>(cancel(send('DELETE', ''), at(again.id)))).toMatchObject({ status: 200, body: { status: 'cancelled' } })
    for (const id of ['999999', 'x', '0', '12345678901234567890']) expect((await read(readRun(send('GET', ''), at(id)))).status, id).toBe(404)
  })

  it('when it is done it is the answer to the same question: 200; what is left out is the standard question', async () => {
    await work(nothingWaits)
    as('wijkmanager')
    const same = await read<RunState>(askRoute(send('POST', '/cluster-runs', own)))
    expect(same).toMatchObject({ status: 200, body: { status: 'done', progress: 1, outdated: false } })
    const standard = await read<RunState>(askRoute(send('POST', '/cluster-runs', { theme: 'zwerfafval' })))
    expect(standard).toMatchObject({ status: 200, body: { question: { period: { from: '2025-12-01', to: '2026-06-01' } } } })
    expect((await read<RunState>(askRoute(send('POST', '/cluster-runs')))).body.question).toMatchObject({ theme: null, period: { from: '2026-03-01', to: '2026-06-01' } })
    const half = await read<RunState>(askRoute(send('POST', '/cluster-runs', { theme: 'zwerfafval', to: '2026-03-01' })))
    expect(half).toMatchObject({ status: 202, body: { question: { period: { from: '2025-09-01', to: '2026-03-01' } } } })
    await inDb((tx) => tx.execute(sql`update signal set observed_on = observed_on - 1 where id = (select min(id) from signal)`))
    expect((await read<RunState>(readRun(send('GET', ''), at(same.body.id)))).body.outdated).toBe(true)
    expect((await read<RunState>(askRoute(send('POST', '/cluster-runs', own)))).status).toBe(202)
  })

  const items = async (query = ''): Promise<ClusterItem[]> => (await read<{ items: ClusterItem[] }>(list(send('GET', `/clusters${query}`)))).body.items

  it('lists what is followed: exactly for who sees all its counts, rounded elsewhere, under every filter, and as CSV', async () => {
    as('planner')
    const all = await items()
    const corner = all.find((i) => i.buurten.length === cornerCodes.length)!
    expect(corner).toMatchObject({ theme: { slug: 'zwerfafval' }, owner: null, version: 1, finding: { told: 'exact' } })
    expect(corner.finding!.p).toBeLessThan(0.05)
    for (const query of ['?theme=zwerfafval', '?state=open', `?state=${corner.state}`, '?werkgebied=hoek']) expect((await items(query)).map((i) => i.id), query).toContain(corner.id)
    for (const query of ['?theme=eenzaamheid', '?state=gone', '?werkgebied=elders', '?werkgebied=bestaat-niet']) expect((await items(query)).map((i) => i.id), query).not.toContain(corner.id)
    as('wijkmanager')
    expect((await items()).find((i) => i.id === corner.id)!.finding).toMatchObject({ told: 'exact', observed: corner.finding!.observed })
    as('elsewhere')
    const rounded = (await items()).find((i) => i.id === corner.id)!.finding!
    expect(rounded).toMatchObject({ told: 'rounded', p: null, ratio: null, signals: null, sources: null })
    expect(rounded.observed % 5).toBe(0)
    for (const name of ['organisation', 'admin'] as const) {
      as(name)
      expect((await read(list(send('GET', '/clusters')))).status, name).toBe(403)
    }
    as('planner')
    const { body: text, headers } = await read<string>(list(send('GET', '/clusters?format=csv')))
    expect(headers.get('content-type')).toContain('text/csv')
    const [header, ...lines] = text.trim().split('\r\n')
    expect(lines).toHaveLength(all.length)
    const row = lines.find((l) => l.startsWith(`${corner.id},`))!.split(',')
    expect(row[header!.split(',').indexOf('observed')]).toBe(String(corner.finding!.observed))
    for (const query of ['?state=old', '?limit=0', '?cursor=x', '?unknown=1']) expect((await read(list(send('GET', `/clusters${query}`)))).status, query).toBe(400)
    expect((await read(list(send('GET', '/clusters?gemeente=GM0001')))).status).toBe(404)
  })

  it('pages follow each other to the end without missing one', async () => {
    await inDb((tx) => tx.execute(sql`
      insert into cluster (gemeente, theme, state, name, areas, first_seen, last_seen)
      select ${gemeente}, 'eenzaamheid', 'gone', 'Proef ' || i, array(select min(id) from area where level = 'buurt'), '2025-01-01', date '2025-01-01' + i / 2 from generate_series(1, 5) i`))
    as('planner')
    const everything = (await items()).map((i) => i.id)
    const seen: number[] = []
    for (let cursor: string | null = '', pages = 0; cursor !== null && pages < 20; pages++) {
      const { body }: { body: { items: ClusterItem[]; total: number; next: string | null } } = await read(list(send('GET', `/clusters?limit=2${cursor ? `&cursor=${cursor}` : ''}`)))
      expect(body.total).toBe(everything.length)
      seen.push(...body.items.map((i) => i.id))
      cursor = body.next
    }
    expect(seen).toEqual(everything)
  })

  it('an owner is a team or an adviser, given by who may; who was late is told what changed', async () => {
    as('planner')
    const { id } = (await items('?theme=zwerfafval'))[0]!
    const patch = (body: object) => read<ClusterDetail & Problem>(change(send('PATCH', '', body), at(id)))
    const given = await patch({ version: 1, ownerTeam: 'wijkbeheer' })
    expect(given).toMatchObject({ status: 200, body: { version: 2, owner: { team: 'wijkbeheer', user: null, name: 'Team Wijkbeheer' } } })
    expect(await patch({ version: 2, ownerTeam: 'wijkbeheer' })).toMatchObject({ status: 200, body: { version: 2 } }) // nothing changed
    as('adviser')
    const late = await patch({ version: 1, ownerTeam: 'zorg' })
    expect(late).toMatchObject({ status: 409, body: { title: 'Intussen gewijzigd', current: { version: 2, owner: { team: 'wijkbeheer' } }, changed: [{ field: 'owner', before: null, theirs: 'Team Wijkbeheer' }], by: 'planner' } })
    expect(await patch({ version: 2, ownerUser: users.adviser.uid })).toMatchObject({ status: 200, body: { version: 3, owner: { team: null, user: users.adviser.uid } } })
    expect(await patch({ version: 3, ownerUser: users.wijkmanager.uid })).toMatchObject({ status: 400, body: { detail: 'De wijkmanager verbindt, maar is geen eigenaar (N2).', errors: [{ name: 'ownerUser' }] } })
    expect(await patch({ version: 3, ownerTeam: 'bestaat-niet' })).toMatchObject({ status: 400, body: { errors: [{ name: 'ownerTeam' }] } })
    expect((await patch({ version: 3 })).status).toBe(400)
    for (const name of ['college', 'elsewhere'] as const) {
      as(name)
      expect((await patch({ version: 3, ownerTeam: 'zorg' })).status, name).toBe(403)
    }
    as('wijkmanager')
    expect(await patch({ version: 3, ownerTeam: null })).toMatchObject({ status: 200, body: { version: 4, owner: null } })
    const { body } = await read<ClusterDetail>(readCluster(send('GET', ''), at(id)))
    expect(body.events.filter((e) => e.kind === 'owner').map((e) => e.by)).toEqual(['wijkmanager', 'adviser', 'planner'])
    expect(await inDb((tx) => rows(tx, sql`select count(*)::int as n from audit where action = 'cluster.owner' and object_id = ${String(id)}`))).toEqual([{ n: 3 }])
  })

  it('a note holds nothing about a person, and is kept by who works with the cluster', async () => {
    as('planner')
    const { id } = (await items('?theme=zwerfafval'))[0]!
    const write = (body: object) => read<ClusterDetail & Problem>(note(send('POST', '', body), at(id)))
    expect(await write({ text: 'Samen met de school gekeken: de bakken zijn vol' })).toMatchObject({ status: 201 })
    expect(await write({ text: 'Bel 06-12345678' })).toMatchObject({ status: 400, body: { errors: [{ name: 'text' }] } })
    const asked = await write({ text: 'Gesproken met mevrouw Jansen' })
    expect(asked).toMatchObject({ status: 400, body: { confirmText: true } })
    expect((await write({ text: 'Gesproken met mevrouw Jansen', confirmed: true })).body.events[0]).toMatchObject({ kind: 'note', by: 'planner', text: 'Gesproken met mevrouw Jansen' })
    expect((await write({ text: '  ' })).status).toBe(400)
    expect((await write({ text: 'x'.repeat(281) })).status).toBe(400)
    as('wijkmanager')
    expect((await write({ text: 'Gezien op de ronde' })).status).toBe(201)
    for (const name of ['college', 'elsewhere'] as const) {
      as(name)
      expect((await write({ text: 'Gezien' })).status, name).toBe(403)
    }
    expect(await inDb((tx) => rows(tx, sql`select detail::text as detail from audit where action = 'cluster.note' order by seq`))).toEqual([{ detail: '{}' }, { detail: expect.stringContaining('noteConfirmed') as string }, { detail: '{}' }])
    as('planner')
    expect((await read(note(send('POST', '', { text: 'Gezien' }), at(999999)))).status).toBe(404)
  })

  it('notes of a sensitive theme are read by Team Zorg, and each reading is recorded', async () => {
    const [{ id }] = (await inDb((tx) => rows<{ id: number }>(tx, sql`select min(id) as id from cluster where theme = 'eenzaamheid'`))) as [{ id: number }]
    as('zorg')
    expect((await read(note(send('POST', '', { text: 'Huisbezoeken afgesproken' }), at(id)))).status).toBe(201)
    const readings = () => inDb(async (tx) => (await rows<{ n: number }>(tx, sql`select count(*)::int as n from audit where action = 'cluster.read'`))[0]!.n)
    const before = await readings()
    const notesOf = async () => (await read<ClusterDetail>(readCluster(send('GET', ''), at(id)))).body.events.filter((e) => e.kind === 'note').length
    expect(await notesOf()).toBe(1)
    as('planner')
    expect(await notesOf()).toBe(0)
    expect((await readings()) - before).toBe(1)
  })

  it('places close together are told as circles, to who sees single signals', async () => {
    await inDb((tx) => tx.execute(sql`
      insert into signal (gemeente, source, source_id, kind, theme, evidence, channel, observed_on, point, accuracy, reporter_key)
      select ${gemeente}, 'plek', 'p' || i, 'knelpunt', 'zwerfafval', 'waarneming', 'inloop', '2026-05-02', ST_SetSRID(ST_MakePoint(100200 + 7 * i, 500200 + 5 * i), 28992), 'punt', 'k' || i from generate_series(1, 6) i`))
    const [frame] = await inDb((tx) => rows<{ bbox: string }>(tx, sql`
      select concat_ws(',', ST_XMin(b), ST_YMin(b), ST_XMax(b), ST_YMax(b)) as bbox from (select Box2D(ST_Transform(ST_MakeEnvelope(99900, 499900, 101000, 501000, 28992), 4326)) as b) x`))
    const ask = (query: string) => read<{ items: { theme: string; radiusM: number; reporters: number }[]; from: string; to: string } & Problem>(spots(send('GET', `/signals/spots?${query}`)))
    as('wijkmanager')
    const found = await ask(`bbox=${frame!.bbox}&theme=zwerfafval&from=2026-01-01&to=2026-06-01`)
    expect(found.status).toBe(200)
    expect(found.body).toMatchObject({ from: '2026-01-01', to: '2026-06-01' })
    expect(found.body.items.find((s) => s.reporters >= 6)!.radiusM).toBeGreaterThanOrEqual(100)
    as('elsewhere')
    expect((await ask(`bbox=${frame!.bbox}&theme=zwerfafval`)).body.items).toEqual([])
    expect((await ask('theme=zwerfafval')).status).toBe(400)
    expect((await ask('bbox=4,52,5,53')).body.errors).toMatchObject([{ name: 'bbox' }])
    for (const name of ['planner', 'college', 'adviser', 'organisation', 'admin'] as const) {
      as(name)
      expect((await ask(`bbox=${frame!.bbox}`)).status, name).toBe(403)
    }
  })
})
