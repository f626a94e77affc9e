import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { system } from '@/lib/domain/identity'
import { addDays } from '@/lib/domain/period'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { asking, closeDatabase, connectTo, rows, type Tx } from './client'
import { countOutside, countPerBuurt, countPerMonth, monthsWithSignals, whatOccurs } from './signal-counts'

const set = { id: 1, gemeente: 'GM9990' }
const inDb = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(system, work, { deadlineMs: null })
const run = (statement: string): Promise<unknown> => inDb((tx) => tx.execute(sql.raw(statement)))

/** Seeded numbers in 0..1. */
function seeded(seed: number) {
  return () => (seed = (seed * 16807) % 2147483647) / 2147483647
}

describe.each(availableEngines())('signals are counted where they are (%s)', (engine) => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await startTestDatabase(engine, { migrated: true })
    connectTo(database.url)
    // Two squares of 1 km side by side and water above the first; the right square has the lower code.
    await run(`
      insert into gemeente values ('GM9990', 'Proefstad', true);
      insert into boundary_set (id, gemeente, year, source) values (1, 'GM9990', 2024, 'proef');
      insert into theme (slug, label, domain) values ('a', 'A', 'sociaal'), ('b', 'B', 'fysiek');
      insert into area (id, boundary_set, gemeente, year, level, code, name, water, geom, label_point)
      select id, 1, 'GM9990', 2024, 'buurt', code, code, water, g, ST_PointOnSurface(g)
      from (values (1, 'BU99900202', false, 100000, 500000), (2, 'BU99900101', false, 101000, 500000), (3, 'BU99909997', true, 100000, 501000)) v(id, code, water, x, y),
           lateral (select ST_Multi(ST_MakeEnvelope(x, y, x + 1000, y + 1000, 28992)) as g) s`)
  })
  afterAll(async () => {
    await closeDatabase()
    await database.stop()
  })

  const insert = (id: string, x: number | null, y: number | null, day: string, extra = '') =>
    run(`insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, stated_buurt)
         values ('GM9990', 's', '${id}', 'knelpunt', 'a', 'waarneming', '${day}', ${x === null ? 'null' : `ST_SetSRID(ST_MakePoint(${x}, ${y}), 28992)`}, '${x === null ? 'buurt' : 'punt'}', ${extra || 'null'})`)
  const placeOf = async (id: string) =>
    (await inDb((tx) => rows<{ code: string | null; water: boolean | null }>(tx, sql`
      select a.code, a.water from signal s join signal_area sa on sa.signal = s.id left join area a on a.id = sa.area where s.source_id = ${id}`)))[0]

  it('knows the border cases', async () => {
    await insert('inside', 100500, 500500, '2024-03-10')
    await insert('on the border', 101000, 500500, '2024-03-10')
    await insert('in water', 100500, 501500, '2024-03-10')
    await insert('on the shore', 100500, 501000, '2024-03-10')
    await insert('outside', 90000, 500500, '2024-03-10')
    await insert('only a buurt', null, null, '2024-03-10', `'BU99900101'`)
    expect(await placeOf('inside')).toEqual({ code: 'BU99900202', water: false })
    expect(await placeOf('on the border')).toEqual({ code: 'BU99900101', water: false }) // the lower code
    expect(await placeOf('in water')).toEqual({ code: 'BU99909997', water: true })
    expect(await placeOf('on the shore')).toEqual({ code: 'BU99900202', water: false })
    expect(await placeOf('outside')).toEqual({ code: null, water: null })
    expect(await placeOf('only a buurt')).toEqual({ code: 'BU99900101', water: false })
    const period = { from: '2024-03-01', to: '2024-04-01' }
    const counts = await inDb((tx) => countPerBuurt(tx, set, period, {}))
    expect([...counts].sort()).toEqual([[1, 2], [2, 2], [3, 1]])
    expect(await inDb((tx) => countOutside(tx, set, period, {}))).toBe(1)
    expect(await inDb((tx) => monthsWithSignals(tx, set))).toEqual({ first: '2024-03-01', last: '2024-03-01' })
    await run('delete from signal')
  })

  it('keeps the counts equal to the signals through every kind of write', async () => {
    const random = seeded(42)
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
    for (let round = 0; round < 12; round++) {
      const values = Array.from({ length: 60 }, (_, i) => {
        const [x, y] = [99800 + random() * 2500, 499800 + random() * 2400]
        return `('GM9990', '${pick(['s', 't'])}', '${round}-${i}', '${pick(['knelpunt', 'kans'])}', '${pick(['a', 'b'])}', '${pick(['waarneming', 'beleving'])}', date '2024-01-01' + ${Math.floor(random() * 200)}, ST_SetSRID(ST_MakePoint(${x}, ${y}), 28992), 'punt', '${pick(['open', 'closed', 'cancelled'])}')`
      })
      await run(`insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, status) values ${values.join(',')}`)
      await run(`update signal set theme = '${pick(['a', 'b'])}', note = 'x' where id % 7 = ${round % 7}`)
      await run(`update signal set observed_on = observed_on + 40, status = '${pick(['open', 'cancelled'])}' where id % 11 = ${round % 11}`)
      await run(`update signal set point = ST_Translate(point, 700, 0) where id % 5 = ${round % 5}`)
      await run(`update signal set duplicate_of = (select min(id) from signal) where id % 13 = ${round % 13} and id <> (select min(id) from signal)`)
      await run(`delete from signal where id % 17 = ${round % 17} and id <> (select min(id) from signal)`)
      const wrong = await inDb((tx) => rows(tx, sql`
        with line as (
          select p.area, s.theme, date_trunc('month', s.observed_on)::date as month, s.source, s.evidence, s.kind, s.observed_on
          from signal s cross join lateral signal_places(s.point, null, 1) p where s.status <> 'cancelled' and s.duplicate_of is null),
        fine as (
          select area, theme, month, source, evidence, kind, count(*)::int as n, (select array_agg((select count(*)::int from unnest(array_agg(l.observed_on)) o where extract(day from o) = d) order by d) from generate_series(1, 31) d) as days
          from line l group by 1, 2, 3, 4, 5, 6),
        coarse as (
          select area, theme, month, sum(n)::int as n, (select array_agg((select sum(f2.days[d])::int from fine f2 where (f2.area, f2.theme, f2.month) = (f.area, f.theme, f.month)) order by d) from generate_series(1, 31) d) as days
          from fine f group by 1, 2, 3),
        rounded as (
          select c.area, c.theme, c.month, rounded_to_5(c.n, a.code || '|' || c.theme || '|' || c.month, k.value) as n
          from coarse c join area a on a.id = c.area, secret k where k.name = 'rounding')
        select 'fine' as what, count(*)::int as n from (
          (select * from fine except select area, theme, month, source, evidence, kind, n, days from signal_month)
          union all (select area, theme, month, source, evidence, kind, n, days from signal_month except select * from fine)) d having count(*) > 0
        union all select 'coarse', count(*)::int from (
          (select * from coarse except select area, theme, month, n, days from signal_theme_month) union all (select area, theme, month, n, days from signal_theme_month except select * from coarse)) d having count(*) > 0
        union all select 'rounded', count(*)::int from (
          (select * from rounded where n > 0 except select area, theme, month, n from signal_rounded) union all (select area, theme, month, n from signal_rounded except select * from rounded)) d having count(*) > 0
        union all select 'place', count(*)::int from signal_area sa join signal s on s.id = sa.signal where sa.theme <> s.theme having count(*) > 0`))
      expect(wrong, `round ${round}`).toEqual([])
    }
    const [span] = await inDb((tx) => rows(tx, sql`select min(month)::text as first, max(month)::text as last from signal_month`))
    expect(await inDb((tx) => monthsWithSignals(tx, set))).toEqual(span)
    expect(await inDb((tx) => whatOccurs(tx, set))).toMatchObject({ sources: ['s', 't'], themes: [{ slug: 'a' }, { slug: 'b' }] })
    expect(await inDb((tx) => whatOccurs(tx, { gemeente: 'GM0001' }))).toMatchObject({ sources: [] })
    expect(await inDb((tx) => monthsWithSignals(tx, { id: 2 }))).toBeNull()
    await run('select place_signals_again(1)')
    const [rebuilt] = await inDb((tx) => rows<{ n: number; m: number }>(tx, sql`
      select sum(n)::int as n, (select count(*)::int from signal s cross join lateral signal_places(s.point, null, 1) p where s.status <> 'cancelled' and s.duplicate_of is null) as m from signal_month`))
    expect(rebuilt!.n).toBe(rebuilt!.m)
  })

  it('counts any period exactly: whole months, and the days around them, from the rollup', async () => {
    const random = seeded(3)
    for (let round = 0; round < 25; round++) {
      const from = addDays('2024-01-01', Math.floor(random() * 150))
      const to = addDays(from, 1 + Math.floor(random() * 120))
      const filter = round % 3 === 0 ? {} : round % 3 === 1 ? { theme: 'a' } : { theme: 'b', kind: 'kans', source: 's', evidence: 'beleving' }
      const counted = await inDb((tx) => countPerBuurt(tx, set, { from, to }, filter))
      const slow = await inDb((tx) => rows<{ area: number; n: number }>(tx, sql`
        select sa.area, count(*)::int as n from signal s join signal_area sa on sa.signal = s.id
        where s.observed_on >= ${from}::date and s.observed_on < ${to}::date and s.status <> 'cancelled' and s.duplicate_of is null and sa.area is not null
          and (${filter.theme ?? null}::text is null or s.theme = ${filter.theme ?? null}) and (${filter.kind ?? null}::text is null or s.kind = ${filter.kind ?? null})
          and (${filter.source ?? null}::text is null or s.source = ${filter.source ?? null}) and (${filter.evidence ?? null}::text is null or s.evidence = ${filter.evidence ?? null})
        group by 1`))
      expect([...counted].sort(), `${from} ${to}`).toEqual(slow.map((r) => [r.area, r.n]).sort())
    }
    const months = await inDb((tx) => countPerMonth(tx, set, { from: '2024-01-01', to: '2025-01-01' }, {}))
    const whole = await inDb((tx) => countPerBuurt(tx, set, { from: '2024-01-01', to: '2025-01-01' }, {}))
    expect(months.reduce((sum, m) => sum + m.n, 0)).toBe([...whole.values()].reduce((sum, n) => sum + n, 0))
  })
})
