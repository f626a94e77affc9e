import { readdirSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { migrate } from './migrate'

const files = readdirSync('drizzle').filter((f) => f.endsWith('.sql'))

it('migrations are named for what they do', () => {
  for (const file of files) expect(file).toMatch(/^\d{4}_[a-z]+(_[a-z]+)*\.sql$/)
  expect(files.length).toBeGreaterThan(5)
})

describe.each(availableEngines())('migrations on %s', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await startTestDatabase(engine)
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
      expect(columns.map((c) => `${c.name} ${c.srid}`)).toEqual(['area.geom 28992', 'area.label_point 28992', 'backdrop.geom 28992', 'signal.point 28992', 'signal_stage.point 28992'])
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
      await sql`delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)`
      const before = await sql`select count(*)::int as n from pg_proc where proname = 'signal_places'`
      await expect(migrate(database.url)).rejects.toThrow() // its tables and functions exist already
      expect(await sql`select count(*)::int as n from pg_proc where proname = 'signal_places'`).toEqual(before)
      expect((await sql`select count(*)::int as n from drizzle.__drizzle_migrations`)[0]!.n).toBe(files.length - 1)
    } finally {
      await sql.end()
    }
  })
})
