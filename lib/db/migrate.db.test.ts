import { readdirSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { availableEngines, ownServerAvailable, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { runMatrix } from '@/lib/testing/rights-matrix'
import { makeWorld } from '@/lib/testing/rights-world'
import { system } from '@/lib/domain/identity'
import { asking, closeDatabase, connectTo } from './client'
import { migrate } from './migrate'

const files = readdirSync('drizzle').filter((f) => f.endsWith('.sql'))

it('migrations are named for what they do', () => {
  for (const file of files) expect(file).toMatch(/^\d{4}_[a-z]+(_[a-z]+)*\.sql$/)
  expect(files.length).toBeGreaterThan(5)
})

describe.each(availableEngines())('migrations on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    // Roles are of the whole server: these tests see them being made.
    database = await startTestDatabase(engine, { ownServer: engine === 'postgres' })
  })
  afterAll(() => database.stop())

  it('apply once when two processes start at the same time, and are a no-op afterwards', async () => {
    const counts = await Promise.all([migrate(database.url), migrate(database.url)])
    expect(counts.sort()).toEqual([0, files.length])
    expect(await migrate(database.url)).toBe(0)
  })

  it('leave geometry in RD metres, with the index that hot queries use', async () => {
    const sql = postgres(database.url, { max: 1 })
    try {
      const columns = await sql`select f_table_name || '.' || f_geometry_column as name, srid from geometry_columns where f_table_schema = 'public' order by 1`
      expect(columns.map((c) => `${c.name} ${c.srid}`)).toEqual(['area.geom 28992', 'area.label_point 28992', 'backdrop.geom 28992', 'initiative.point 28992', 'measure.point 28992', 'signal.point 28992', 'signal_pile.point 28992', 'signal_stage.point 28992', 'venue.point 28992'])
      const [metres] = await sql`
        select ST_Distance(ST_Transform(ST_SetSRID(ST_MakePoint(5.0, 52.0), 4326), 28992), ST_Transform(ST_SetSRID(ST_MakePoint(5.0, 52.01), 4326), 28992)) as m,
               ST_X(ST_Transform(ST_SetSRID(ST_MakePoint(155000, 463000), 28992), 4326)) as lon`
      expect(metres!.m).toBeCloseTo(1112.6, 0) // a hundredth of a degree north; longitude comes first
      expect(metres!.lon).toBeCloseTo(5.38763, 3) // the tower of Amersfoort, origin of RD
    } finally {
      await sql.end()
    }
  })

  it('leave nothing behind when one of them fails', async () => {
    const sql = postgres(database.url, { max: 1 })
    try {
      // Those from the publication on: the newest of all may run twice.
      const again = files.length - files.findIndex((f) => f.includes('0022'))
      await sql`delete from drizzle.__drizzle_migrations where id > (select max(id) - ${again} from drizzle.__drizzle_migrations)`
      const before = await sql`select count(*)::int as n from pg_proc where proname = 'signal_places'`
      await expect(migrate(database.url)).rejects.toThrow() // its tables and functions exist already
      expect(await sql`select count(*)::int as n from pg_proc where proname = 'signal_places'`).toEqual(before)
      expect((await sql`select count(*)::int as n from drizzle.__drizzle_migrations`)[0]!.n).toBe(files.length - again)
    } finally {
      await sql.end()
    }
  })
})

describe.runIf(ownServerAvailable())('a server on which the app is no superuser', () => {
  let database: TestDatabase
  let server: postgres.Sql
  beforeAll(async () => {
    database = await startTestDatabase('postgres', { ownServer: true })
    server = postgres(database.url, { max: 1, onnotice: () => {} })
  })
  afterAll(async () => {
    await closeDatabase()
    await server.end()
    await database.stop()
  })
  const as = (login: string, { url } = database): string => Object.assign(new URL(url), { username: login, password: 'test' }).href

  it('is brought up to date by a login that may make roles, which then works as each of them', async () => {
    const other = await startTestDatabase('postgres', { ownServer: true })
    const name = new URL(other.url).pathname.slice(1)
    try {
      await server.unsafe(`create role maker login createrole password 'test'; alter database ${name} owner to maker`)
      expect(await migrate(as('maker', other))).toBe(files.length)
      connectTo(as('maker', other))
      expect(await asking(system, (tx) => tx.execute(sql`select count(*)::int as n from signal`))).toMatchObject([{ n: 0 }])
      expect(await asking(system, (tx) => tx.execute(sql`select count(*)::int as n from pub.leaf`), { as: 'buurtfocus_pub' })).toMatchObject([{ n: 0 }])
    } finally {
      await closeDatabase()
      await server.unsafe(`drop database ${name} with (force)`)
      await other.stop()
    }
  })

  it('says what to ask the administrator of the server when it may not make the roles', async () => {
    for (const role of ['app', 'worker', 'pub', 'auditor']) await server.unsafe(`drop role if exists buurtfocus_${role}`)
    const [{ name } = { name: '' }] = await server<{ name: string }[]>`select current_database() as name`
    await server.unsafe(`create role plain_owner login password 'test'; alter database ${name} owner to plain_owner`)
    await expect(migrate(as('plain_owner'))).rejects.toThrow(/may not create roles; let an administrator .* GRANT buurtfocus_app/)
    for (const role of ['app', 'worker', 'pub', 'auditor']) await server.unsafe(`create role buurtfocus_${role} nologin; grant buurtfocus_${role} to plain_owner`)
    await expect(migrate(as('plain_owner'))).resolves.toBe(files.length)
  })

  it('works from there: a user sees only what is theirs', async () => {
    connectTo(as('plain_owner'))
    const world = await makeWorld()
    const { deviations } = await runMatrix(world)
    expect(deviations).toEqual([])
  })

  it('works with a login that owns nothing and is only a member of the roles', async () => {
    await server.unsafe(`create role web_login login noinherit password 'test'; grant buurtfocus_app, buurtfocus_worker, buurtfocus_pub to web_login`)
    connectTo(as('web_login'))
    const found = await asking(system, (tx) => tx.execute(sql`select count(*)::int as n from signal`))
    expect((found[0] as { n: number }).n).toBeGreaterThan(0)
    expect(await asking(system, (tx) => tx.execute(sql`select count(*)::int as n from pub.leaf`), { as: 'buurtfocus_pub' })).toHaveLength(1)
    const direct = postgres(as('web_login'), { max: 1 })
    await expect(direct`select 1 from public.signal`).rejects.toThrow(/permission denied/)
    await expect(direct`select 1 from public.app_user`).rejects.toThrow(/permission denied/)
    await direct.end()
  })
})
