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

  it('gives each caller a migrated one in which nobody was before, whatever the one before did', async () => {
    const traces = (there: postgres.Sql) => there`select
      (select count(*)::int from team where slug = 'first') teams, (select count(*)::int from audit) lines, (select count(*)::int from import_stage) staged,
      (select count(*)::int from pg_roles where rolname = 'somebody') roles, to_regclass('public.left_behind') tables, (select count(*)::int from audit_head) heads, nextval('import_run_id_seq')::int next`
    // The third finds what the second did: something that emptying tables does not put back.
    for (const deed of [`insert into import_stage (run, row, data) select 1, 1, '{}'`, 'create table left_behind (); create role somebody', 'select 1']) {
      const migrated = await startTestDatabase(engine, { migrated: true })
      const there = postgres(migrated.url, { max: 2, onnotice: () => {} })
      try {
        expect(await traces(there)).toEqual([{ teams: 0, lines: 0, staged: 0, roles: 0, tables: null, heads: 1, next: 1 }])
        expect(await there`insert into team values ('first', 'First') returning slug`).toHaveLength(1)
        await there`select write_audit('test', 'x', '', 'ok', '{}')`
        await there.unsafe(deed)
        if (deed.includes('role')) await there`drop role somebody`.catch(() => {}) // a server keeps roles for all its databases
      } finally {
        await there.end()
        await migrated.stop()
      }
    }
  })

  it('knows nobody of the ones before: an old address is closed, an open transaction rolled back', async () => {
    const before = await startTestDatabase(engine, { migrated: true })
    const stays = postgres(before.url, { max: 1, onnotice: () => {} })
    await stays.unsafe(`begin; insert into team values ('held', 'Held')`)
    await before.stop()
    const after = await startTestDatabase(engine, { migrated: true })
    const there = postgres(after.url, { max: 1, onnotice: () => {} })
    try {
      expect(await there`select count(*)::int n from team where slug = 'held'`).toEqual([{ n: 0 }])
      await expect(stays`select 1`).rejects.toThrow()
    } finally {
      await Promise.all([there.end(), stays.end({ timeout: 0 })])
      await after.stop()
    }
  })
})
