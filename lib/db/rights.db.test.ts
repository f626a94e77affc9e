import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anonymous, system, type Identity } from '@/lib/domain/identity'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { identityOf, openTables, rules, runMatrix } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, closeDatabase, connectTo, rows } from './client'

type Policy = { table: string; name: string; cmd: string; roles: string[]; qual: string | null; check: string | null }

describe.each(availableEngines())('rights in the database (%s)', (engine) => {
  let database: TestDatabase
  let owner: postgres.Sql
  let world: World
  beforeAll(async () => {
    database = await startTestDatabase(engine, { migrated: true })
    connectTo(database.url)
    owner = postgres(database.url, { max: 1, onnotice: () => {} })
    world = await makeWorld()
  })
  afterAll(async () => {
    await closeDatabase()
    await owner.end({ timeout: 5 })
    await database.stop()
  })

  it('every table is in the matrix or open; guarded ones force row-level security, for their owner too', async () => {
    const tables = await owner<{ name: string; forced: boolean }[]>`
      select relname as name, relrowsecurity and relforcerowsecurity as forced from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not exists (select from pg_depend d where d.objid = pg_class.oid and d.deptype = 'e')`
    const guarded = Object.keys(rules(world))
    expect(tables.map((t) => t.name).sort()).toEqual([...guarded, ...openTables].sort())
    expect(tables.filter((t) => t.forced).map((t) => t.name).sort()).toEqual([...guarded].sort())
  })

  it('the roles of the app own nothing, are no superuser and bypass nothing', async () => {
    const found = await owner`
      select rolname, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, (select count(*)::int from pg_class where relowner = r.oid) as tables
      from pg_roles r where rolname like 'buurtfocus_%' order by rolname`
    expect([...found]).toEqual(['app', 'auditor', 'pub', 'worker'].map((name) => ({ rolname: `buurtfocus_${name}`, rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, tables: 0 })))
  })

  it('role x table x row x method: every cell as the rules say', async () => {
    const { cells, deviations } = await runMatrix(world)
    expect(deviations.slice(0, 10)).toEqual([])
    expect(deviations).toHaveLength(0)
    expect(cells).toBeGreaterThan(3_000)
    for (const table of openTables) {
      const writes = await Promise.all(['insert into', 'update', 'delete from'].map((verb) => asking(identityOf(world, 'admin'), (tx) => tx.execute(sql.raw(
        verb === 'insert into' ? `insert into ${table} default values` : verb === 'update' ? `update ${table} set ${table === 'data_version' ? 'version = version' : table === 'area_link' ? 'share_area = share_area' : 'gemeente_ = 1'}` : `delete from ${table}`))).then(() => 'done', (e: Error) => e.message)))
      for (const [i, message] of writes.entries()) if (i !== 1 || table === 'data_version' || table === 'area_link') expect(message, table).toMatch(/permission denied/)
      expect(await asking(anonymous, (tx) => tx.execute(sql.raw(`select 1 from ${table} limit 1`))).then(() => 'read')).toBe('read')
    }
  })

  it('the buurten of a wijkmanager, per boundary year: of the werkgebieden of the newest year not after it, else of the oldest', async () => {
    const undone = new Error('undone')
    await asking(system, async (tx) => {
      await tx.execute(sql.raw(`
        insert into gemeente values ('GM9991', 'Elders', true);
        insert into boundary_set (gemeente, year, source) values ('GM9990', 2020, 'proef'), ('GM9990', 2022, 'proef'), ('GM9990', 2026, 'proef'), ('GM9991', 2024, 'proef');
        insert into area (boundary_set, gemeente, year, level, code, name, geom, label_point)
        select b.id, b.gemeente, b.year, v.level, v.code, v.code, a.geom, a.label_point
        from boundary_set b, (values ('buurt', 'BU99900101'), ('buurt', 'BU99900201'), ('wijk', 'BU99900101')) v(level, code), (select geom, label_point from area limit 1) a where b.year <> 2024 or b.gemeente = 'GM9991';
        insert into werkgebied_buurt (werkgebied, gemeente, year, buurt_code) -- in 2021 it was the other way about
        select id, 'GM9990', 2021, case slug when 'west' then 'BU99900201' else 'BU99900101' end from werkgebied`))
      const mine = async (name: string): Promise<string[]> => {
        await tx.execute(sql`select set_config('app.uid', ${String(identityOf(world, name).uid)}, true)`)
        return (await rows<{ is: string }>(tx, sql`select a.gemeente || ' ' || a.year || ' ' || a.level || ' ' || a.code as is from area a where a.id = any (my_areas()) order by 1`)).map((r) => r.is)
      }
      expect(await mine('wijkmanager-west')).toEqual(['GM9990 2020 buurt BU99900201', 'GM9990 2022 buurt BU99900201', 'GM9990 2024 buurt BU99900101', 'GM9990 2026 buurt BU99900101'])
      expect(await mine('wijkmanager-oost-sensitive')).toEqual(['GM9990 2020 buurt BU99900101', 'GM9990 2022 buurt BU99900101', 'GM9990 2024 buurt BU99900201', 'GM9990 2026 buurt BU99900201'])
      for (const name of ['wijkmanager-without', 'planner', 'admin']) expect(await mine(name), name).toEqual([])
      throw undone
    }).catch((error: unknown) => expect(error).toBe(undone))
  })

  // The matrix runs on each engine; whether it would notice a policy that is gone is asked once, where that takes a third of the time.
  const oneEngine = availableEngines().includes('postgres') ? 'postgres' : 'pglite'
  if (engine === oneEngine) it('the matrix fails when any single policy is dropped, and when a table is not guarded', async () => {
    const policies = await owner<Policy[]>`
      select tablename as table, policyname as name, cmd, roles::text[] as roles, qual, with_check as check from pg_policies where schemaname = 'public' order by 1, 2`
    expect(policies.length).toBeGreaterThan(40)
    const kept: string[] = []
    for (const policy of policies) {
      await owner.unsafe(`drop policy ${policy.name} on ${policy.table}`)
      if (!(await noticed(policy.table))) kept.push(`${policy.table}.${policy.name}`)
      await owner.unsafe(`create policy ${policy.name} on ${policy.table} for ${policy.cmd} to ${policy.roles.join()} ${policy.qual ? `using (${policy.qual})` : ''} ${policy.check ? `with check (${policy.check})` : ''}`)
    }
    expect(kept).toEqual([])
    const unguarded: string[] = []
    for (const table of Object.keys(rules(world))) {
      // Tables without any grant are guarded by that alone; taking row-level security away changes nothing there.
      if (!rules(world)[table]!.select || table === 'team') continue
      await owner.unsafe(`alter table ${table} disable row level security`)
      if (!(await noticed(table))) unguarded.push(table)
      await owner.unsafe(`alter table ${table} enable row level security`)
    }
    expect(unguarded).toEqual([])
    expect((await runMatrix(world)).deviations).toEqual([])
  }, 400_000) // every policy is dropped once

  /** Whether something that the tests look at is no longer as it was. */
  async function noticed(table: string): Promise<boolean> {
    if ((await runMatrix(world, [table], true)).deviations.length > 0) return true
    // what the program itself does: it reads and writes every row
    const worker = await asking(system, async (tx) => {
      await tx.execute(sql`select write_audit('test', 'noticed', '', 'ok', '{}')`)
      return rows<{ n: number }>(tx, sql.raw(`select count(*)::int as n from ${table}`))
    }).then((r) => r[0]!.n, () => -1)
    const [real] = await owner<{ n: number }[]>`select count(*)::int as n from ${owner(table)}`
    return worker !== real!.n
  }

  it('the public role reads nothing outside its schema, and calls none of our functions that read', async () => {
    const names = [...Object.keys(rules(world)), ...openTables]
    for (const name of names)
      await expect(owner.begin(async (tx) => {
        await tx`set local role buurtfocus_pub`
        await tx.unsafe(`select 1 from public.${name}`)
      }), name).rejects.toThrow(/permission denied/)
    for (const call of [`public.write_audit('x', 'x', 'x', 'x', '{}')`, 'public.place_signals_again(1)', 'public.undo_expired(1)', 'public.analyze_import_stage()'])
      await expect(owner.begin(async (tx) => {
        await tx`set local role buurtfocus_pub`
        await tx.unsafe(`select ${call}`)
      }), call).rejects.toThrow(/permission denied/)
  })

  it('a switched-off user, a scope that is over and a scope yet to come give nothing, at once', async () => {
    const who = identityOf(world, 'wijkmanager-west')
    const seen = (me: Identity) => asking(me, (tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from signal`)).then((r) => r[0]!.n)
    expect(await seen(who)).toBe(5)
    await owner`update app_user set active = false where id = ${who.uid}`
    expect(await seen(who)).toBe(0)
    await owner`update app_user set active = true where id = ${who.uid}`
    await owner`update user_scope set "to" = (now() at time zone 'Europe/Amsterdam')::date where app_user = ${who.uid}`
    expect(await seen(who)).toBe(0) // half-open: the last day is the day before
    await owner`update user_scope set "to" = (now() at time zone 'Europe/Amsterdam')::date + 1 where app_user = ${who.uid}`
    expect(await seen(who)).toBe(5)
    await owner`update user_scope set "to" = null where app_user = ${who.uid}`
    expect(await seen({ ...who, uid: null })).toBe(0)
    expect(await seen({ ...who, uid: 999_999 })).toBe(0)
  })

  it('signals nowhere are counted only for who sees all counts', async () => {
    await asking(system, (tx) => tx.execute(sql.raw(`
      insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy)
      select 'GM9990', 'spreekuur', 'lost ' || t, 'knelpunt', t, 'waarneming', '2026-03-11', ST_SetSRID(ST_MakePoint(1000, 1000), 28992), 'punt' from (values ('plain'), ('care')) v(t)`)))
    const lost = (name: string) => asking(identityOf(world, name), (tx) => rows<{ n: number | null }>(tx, sql`
      select signals_nowhere((select id from boundary_set), '2026-01-01', '2027-01-01', null, null, null, null) as n`)).then((r) => r[0]!.n)
    expect(Object.fromEntries(await Promise.all(world.users.map(async (u) => [u.name, await lost(u.name)])))).toEqual({
      'wijkmanager-west': null, 'wijkmanager-oost-sensitive': null, 'wijkmanager-without': null, planner: 1, college: 1, 'adviser-zorg': 2, 'adviser-wijkbeheer': 1,
      'planner-in-team-zorg': 1, 'planner-of-organisation': 1, organisation: null, 'organisation-without': null, admin: null, 'switched-off': null, anonymous: null,
    })
    await asking(system, (tx) => tx.execute(sql`delete from signal where source_id like 'lost %'`))
  })

  it('two users over a pool of two never get each other\'s rows', async () => {
    connectTo(database.url, { connections: 2 })
    const two = ['wijkmanager-west', 'wijkmanager-oost-sensitive'].map((name) => ({ name, who: identityOf(world, name) }))
    const requests = engine === 'postgres' ? 10_000 : 400 // the embedded database has one session: there a mix-up could only be in our own queue
    let wrong = 0
    let next = 0
    const ask = async (): Promise<void> => {
      while (next < requests) {
        const { name, who } = two[next++ % 2]!
        const [seen] = await asking(who, (tx) => rows<{ account: string; foreign: number; own: number }>(tx, sql`
          select my_account() as account, count(*) filter (where source_id like ${name.includes('west') ? '%oost%' : '%west%'})::int as foreign, count(*)::int as own from signal`), { deadlineMs: null })
        if (seen!.account !== name || seen!.foreign !== 0 || seen!.own !== 5) wrong++
      }
    }
    await Promise.all(Array.from({ length: 16 }, ask))
    connectTo(database.url)
    expect(wrong).toBe(0)
    expect(next).toBe(requests)
  }, 300_000)

  it('a list in a frame finds signals by their cell, under row-level security too', async () => {
    // Enough rows that reading them all would be chosen only if the index could not be used.
    await owner.unsafe(`
      insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy)
      select 'GM9990', 'many', i::text, 'knelpunt', 'plain', 'waarneming', date '2025-01-01' + i % 300, ST_SetSRID(ST_MakePoint(100000 + (i * 7919) % 3000, 500000 + (i * 104729) % 1000), 28992), 'punt'
      from generate_series(1, 20000) i`)
    await owner.unsafe('analyze')
    const plan = await asking(identityOf(world, 'wijkmanager-west'), (tx) => rows<{ 'QUERY PLAN': string }>(tx, sql`
      explain select id from signal where cell = any('{401000,401001}'::int[]) and ST_Intersects(point, ST_MakeEnvelope(100000, 500000, 100400, 500400, 28992))`), { deadlineMs: null })
    expect(plan.map((p) => p['QUERY PLAN']).join('\n')).toMatch(/signal_cell/)
  })
})
