import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'

describe.each(availableEngines())('a test database on %s', engine => {
  let database: TestDatabase
  let sql: postgres.Sql
  beforeAll(async () => {
    database = await startTestDatabase(engine)
    sql = postgres(database.url, { max: 4, onnotice: () => {} })
  })
  afterAll(async () => {
    await sql?.end()
    await database?.stop()
  })

  it('is empty, takes DDL and has PostGIS that knows RD in metres', async () => {
    expect(await sql`select count(*)::int n from pg_tables where schemaname = 'public' and tablename <> 'spatial_ref_sys'`).toEqual([{ n: 0 }])
    await sql`create table place (id int primary key, geom geometry(Point, 28992))`
    await sql`insert into place select i, ST_Transform(ST_SetSRID(ST_MakePoint(5.387, 52.155), 4326), 28992) from generate_series(1, 3) i`
    const [row] = await sql`select round(ST_X(geom)) x, round(ST_Y(geom)) y from place where id = 1`
    expect(Math.abs(Number(row!.x) - 155_000)).toBeLessThan(100)
    expect(Math.abs(Number(row!.y) - 463_000)).toBeLessThan(100)
  })

  it('gives the next caller a database of its own', async () => {
    const other = await startTestDatabase(engine)
    const there = postgres(other.url, { max: 1, onnotice: () => {} })
    try {
      expect(await there`select to_regclass('public.place') is null as empty`).toEqual([{ empty: true }])
    } finally {
      await there.end()
      await other.stop()
    }
  })

  it('gives each caller a migrated one in which nobody was before', async () => {
    for (let caller = 0; caller < 2; caller++) {
      const migrated = await startTestDatabase(engine, { migrated: true })
      const there = postgres(migrated.url, { max: 1, onnotice: () => {} })
      try {
        expect(await there`select (select count(*)::int from team where slug = 'first') as teams, (select count(*)::int from audit) as lines`).toEqual([{ teams: 0, lines: 0 }])
        expect(await there`insert into team values ('first', 'First') returning slug`).toHaveLength(1)
        await there`select write_audit('test', 'x', '', 'ok', '{}')`
      } finally {
        await there.end()
        await migrated.stop()
      }
    }
  })
})
