import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { keepUp } from './upkeep'

let database: TestDatabase
let sql: postgres.Sql
const rowsExpected = async () => (await sql<{ n: number }[]>`select reltuples::int as n from pg_class where oid = 'kept'::regclass`)[0]!.n
/** What the engine counted is written down at the end of a transaction, but not oftener than once in a second. */
const afterCounting = async (): Promise<string[]> => {
  await sql`select pg_stat_force_next_flush()`
  return (await keepUp(sql)).filter((statement) => statement.endsWith('.kept'))
}

beforeAll(async () => {
  database = await startTestDatabase('pglite')
  sql = postgres(database.url, { max: 1, onnotice: () => {} })
  await sql`create table kept (id int primary key, kind text not null)`
})
afterAll(async () => {
  await sql?.end()
  await database?.stop()
})

it('gives a filled table its statistics, once, and the planner uses them', async () => {
  await sql`insert into kept select i, case when i % 100 = 0 then 'seldom' else 'often' end from generate_series(1, 2000) i`
  expect(await rowsExpected()).toBe(-1)
  expect(await afterCounting()).toEqual(['analyze public.kept'])
  expect(await rowsExpected()).toBe(2000)
  const [{ plan }] = (await sql`explain (format json) select from kept where kind = 'seldom'`).map((row) => ({ plan: (row['QUERY PLAN'] as { Plan: { 'Plan Rows': number } }[])[0]!.Plan })) as [{ plan: { 'Plan Rows': number } }]
  expect(plan['Plan Rows']).toBe(20)
  expect(await afterCounting()).toEqual([])
})

it('leaves a table alone that hardly changed, and renews one of which more than a tenth did', async () => {
  await sql`insert into kept select i, 'often' from generate_series(2001, 2100) i`
  expect(await afterCounting()).toEqual([])
  await sql`insert into kept select i, 'often' from generate_series(2101, 2400) i`
  expect(await afterCounting()).toEqual(['analyze public.kept'])
  expect(await rowsExpected()).toBe(2400)
})

it('gives the room of replaced rows back', async () => {
  const size = async () => (await sql<{ bytes: number }[]>`select pg_relation_size('kept')::int as bytes`)[0]!.bytes
  for (let time = 0; time < 8; time++) {
    await sql`update kept set kind = kind || ${time}`
    expect(await afterCounting()).toEqual(['vacuum (analyze) public.kept'])
  }
  const kept = await size()
  for (let time = 0; time < 8; time++) await sql`update kept set kind = kind || ${time}`
  expect(await size()).toBeGreaterThan(2 * kept)
})

it('needs no count of what changed: a process that was killed forgot it', async () => {
  await sql`insert into kept select i, 'often' from generate_series(10001, 40000) i`
  await sql`select pg_stat_force_next_flush()`
  await sql`select pg_stat_reset_single_table_counters('kept'::regclass)`
  expect(await afterCounting()).toEqual(['analyze public.kept'])
  expect(await rowsExpected()).toBe(32400)
})
