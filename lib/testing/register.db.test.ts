import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { asking, rows } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import { availableEngines } from './databases'
import { useDatabase } from './imports'
import { programOnly, readRegister } from './register'

const register = readRegister(fileURLToPath(new URL('../..', import.meta.url)))

describe.each(availableEngines())('the register of processing against the database, on %s', (engine) => {
  useDatabase(engine)

  it('knows every table and column that the migrations made, and no other', async () => {
    const found = await asking(system, (tx) => rows<{ name: string; columns: string[] }>(tx, sql`
      select c.relname as name, array_agg(a.attname::text order by a.attname::text collate "C") as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace in ('public'::regnamespace, 'pub'::regnamespace) and c.relkind in ('r', 'p', 'm', 'v')
        and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e') -- PostGIS's own
      group by 1`))
    expect(Object.fromEntries(found.map((t) => [t.name, t.columns]))).toEqual(Object.fromEntries(Object.entries(register).map(([name, t]) => [name, Object.keys(t.columns).sort()])))
  })

  it(`says "${programOnly}" of exactly the tables that no user can read`, async () => {
    const closed = await asking(system, (tx) => rows<{ name: string }>(tx, sql`
      select c.relname as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'm', 'v') and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
        and not has_any_column_privilege('buurtfocus_app', c.oid, 'select')`))
    expect(closed.map((t) => t.name).sort()).toEqual(Object.entries(register).flatMap(([name, t]) => (t.readers === programOnly ? [name] : [])).sort())
  })
})
