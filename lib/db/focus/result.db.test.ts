import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { findBoundarySet } from '@/lib/db/areas'
import { asking, rows, type Tx } from '@/lib/db/client'
import type { Anchors } from '@/lib/domain/focus-criteria'
import type { Identity, Role } from '@/lib/domain/identity'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, square, themesCsv } from '@/lib/testing/town'
import type { Answer } from '@/lib/views/focus-result/definition'
import { loadResult } from '@/lib/views/focus-result/load'
import { loadRelapses } from '@/lib/views/focus-result/relapses'
import { buurtCourses } from './result'
import { addThresholds } from './thresholds'

/**
 * A hand-made row of 23 buurten of 1 x 1 km: X, and o0 to o21. In 2025 the eastern half of o5 became a buurt of its own and o10 got another code. X and o5 were in focus from 2023, in aftercare from 2025. One figure:
 *
 * | | 2021, 2022 | 2023, 2024 | 2025 |
 * | --- | --- | --- | --- |
 * | X | 20, 22 | 12, 14 | 24 |
 * | oi, i even | i | i | i + 1 |
 * | oi, i odd | i | i + 2 | i + 3 |
 */
const now = new Date('2026-11-26T10:00:00Z')
const files = new Files()
const x = 'BU99900100'
const other = (i: number): string => `BU999002${String(i).padStart(2, '0')}`
const [half, renamed] = ['BU99900305', 'BU99900310']
type Features = NonNullable<Parameters<Files['town']>[1]>
const buurt = (code: string, name: string, at: number, width = 1000): Features[number] => ({ type: 'Feature', properties: { buurtcode: code, buurtnaam: name, wijkcode: 'WK999001', gemeentecode: gemeente, gemeentenaam: 'Proefstad', aantal_inwoners: 1000, water: 'NEE' }, geometry: square(100_000 + at, 500_000, width, 1000) })
const frame: Features = [
  { type: 'Feature', properties: { gemeentecode: gemeente, gemeentenaam: 'Proefstad', water: 'NEE', aantal_inwoners: 23_000 }, geometry: square(100_000, 500_000, 23_000, 1000) },
  { type: 'Feature', properties: { wijkcode: 'WK999001', wijknaam: 'West', gemeentecode: gemeente, gemeentenaam: 'Proefstad' }, geometry: square(100_000, 500_000, 23_000, 1000) },
]
const before: Features = [...frame, buurt(x, 'Xplein', 0), ...Array.from({ length: 22 }, (_, i) => buurt(other(i), `Buurt ${i}`, 1000 * (i + 1)))]
const after = before.flatMap((f) => (f.properties.buurtcode === other(5) ? [buurt(other(5), 'Buurt 5', 6000, 500), buurt(half, 'Nieuwhof', 6500, 500)] : f.properties.buurtcode === other(10) ? [buurt(renamed, 'Buurt 10', 11_000)] : [f]))
const line = (code: string, year: number, value: number | ''): string => `${code},${year},Schulden,percentage,hoger,${value}`
const all = Array.from({ length: 22 }, (_, i) => i)
const anchors = { from: 'gemeente', figures: {}, criteria: {} } as unknown as Anchors

describe.each(availableEngines())('what became of a focus buurt on %s', (engine) => {
  useDatabase(engine)
  const people = {} as Record<'planner' | 'own' | 'organisation', Identity>

  beforeAll(async () => {
    await load('themes', files.csv('themes.csv', themesCsv))
    await load('boundaries', files.town('2023.geojson', before), { gemeente, year: 2023 })
    await load('indicators', files.csv('old.csv', ['code,year,indicator,unit,direction,value', ...[2021, 2022, 2023, 2024].flatMap((year, t) => [line(x, year, [20, 22, 12, 14][t]!), ...all.map((i) => line(other(i), year, i + (t >= 2 && i % 2 ? 2 : 0)))])]), { gemeente, source: 'Proefcijfers', year: 2023 })
    await load('boundaries', files.town('2025.geojson', after), { gemeente, year: 2025 })
    await load('indicators', files.csv('new.csv', ['code,year,indicator,unit,direction,value', line(x, 2025, 24), line(half, 2025, 7), ...all.map((i) => line(i === 10 ? renamed : other(i), 2025, i + (i % 2 ? 3 : 1)))]), { gemeente, source: 'Proefcijfers', year: 2025 })
    await inDb(async (tx) => {
      const id = async (query: ReturnType<typeof sql>): Promise<number> => (await rows<{ id: number }>(tx, query))[0]!.id
      for (const [name, role, sensitive] of [['planner', 'planner', false], ['own', 'wijkmanager', true], ['organisation', 'organisation', false]] as const satisfies readonly (readonly [string, Role, boolean])[]) {
        const uid = await id(sql`insert into app_user (account, name, role, sensitive) values (${name}, ${name}, ${role}, ${sensitive}) returning id`)
        people[name] = { account: name, role, uid, team: null, sensitive, werkgebieden: [] }
      }
      const west = await id(sql`insert into werkgebied (gemeente, slug, name) values (${gemeente}, 'west', 'West') returning id`)
      await tx.execute(sql`insert into werkgebied_buurt (werkgebied, gemeente, year, buurt_code) values (${west}, ${gemeente}, 2025, ${x})`)
      await tx.execute(sql`insert into user_scope (app_user, gemeente, werkgebied, "from") values (${people.own.uid}, ${gemeente}, ${west}, '2020-01-01')`)
      people.own = { ...people.own, werkgebieden: [west] }
      await addThresholds(tx, { gemeente, version: 1, year: 2026, limits: [{ key: 'schulden', direction: 'from', value: 15 }, { key: 'gap', direction: 'from', value: 1 }], atLeast: 1, anchors, reason: 'Proef', restores: null })
      const cohort = await id(sql`insert into cohort (gemeente, source, source_id, year) values (${gemeente}, 'test', 'c', 2023) returning id`)
      const focus = (code: string) => id(sql`insert into focus_period (gemeente, source, source_id, cohort, buurt_code, boundary_year, plan_from, execution_from, aftercare_from) values (${gemeente}, 'test', ${code}, ${cohort}, ${code}, 2023, '2023-01-01', '2024-01-01', '2025-01-01') returning id`)
      const [period] = [await focus(x), await focus(other(5))]
      await tx.execute(sql`insert into team (slug, name) values ('zorg', 'Team Zorg'), ('wijkbeheer', 'Wijkbeheer') on conflict (slug) do update set name = excluded.name`)
      const measure = (name: string, fields: ReturnType<typeof sql>) => tx.execute(sql`insert into measure (gemeente, source, source_id, focus_period, title, status, done_on, owner_team, planned_to, handed_to_team, handed_on, carried_from) values (${gemeente}, 'test', ${name}, ${period}, ${name}, ${fields})`)
      await measure('Klaar', sql`'done', '2024-10-01', 'zorg', '2024-11-01', null, null, null`)
      await measure('Overgedragen', sql`'running', null, 'zorg', '2024-11-01', 'wijkbeheer', '2025-01-05', null`)
      await measure('Open', sql`'planned', null, 'zorg', '2024-12-01', null, null, null`)
      await measure('Oud', sql`'running', null, null, '2023-12-01', null, null, null`)
      await measure('Vervolg', sql`'planned', null, null, null, null, null, (select id from measure where source_id = 'Oud')`)
      const seen = (n: number, day: string, at: number, theme = 'zwerfafval') => tx.execute(sql`
        insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy)
        select ${gemeente}, 'test', ${theme}::text || ${day} || '-' || ${at}::int || '-' || i, 'knelpunt', ${theme}, 'waarneming', ${day}::date, ST_SetSRID(ST_MakePoint(${at}::int, 500500), 28992), 'punt' from generate_series(1, ${n}::int) i`)
      await seen(5, '2022-01-10', 110_500) // somewhere else: from then on signals are known, also to who sees them in fives
      await seen(6, '2022-05-10', 100_500)
      await seen(9, '2023-02-10', 100_500)
      await seen(3, '2024-12-31', 100_500)
      await seen(2, '2025-07-01', 100_500)
      await seen(7, '2023-05-10', 100_500, 'eenzaamheid') // sensitive
      await seen(5, '2026-10-10', 110_500)
      await tx.execute(sql`insert into indicator (slug, label, unit, direction, source) values ('inhabitants', 'Inwoners', 'personen', 'neutral', 'Proef') on conflict do nothing`)
      await tx.execute(sql`insert into indicator_value (gemeente, indicator, level, area_code, year, boundary_year, value) select ${gemeente}, 'inhabitants', 'buurt', a.code, 2022, 2025, 1000 from area a where a.level = 'buurt' and a.year = 2025`)
    })
  })

  const as = <T>(who: keyof typeof people, work: (tx: Tx) => Promise<T>): Promise<T> => asking(people[who], work, { deadlineMs: null })
  const result = (code: string, who: keyof typeof people = 'planner', at = now): Promise<Answer | 'too_early' | null> => as(who, (tx) => loadResult(tx, { gemeente, year: 2023, buurt: code }, at, people[who]))
  const said = async (code: string): Promise<Answer> => (await result(code)) as Answer

  it('figures follow a buurt with its border: a new code of the same shape goes on, a split is another border', async () => {
    const courses = await as('planner', async (tx) => buurtCourses(tx, (await findBoundarySet(tx, gemeente, 2026))!, [{ code: other(5), boundaryYear: 2023 }], []))
    const of = (code: string) => courses.find((c) => c.code === code)!.years
    expect(of(renamed).map((y) => [y.year, y.value])).toEqual([[2021, 10], [2022, 10], [2023, 10], [2024, 10], [2025, 11]])
    expect(new Set(of(renamed).map((y) => y.border)).size).toBe(1)
    expect(new Set(of(x).map((y) => y.border)).size).toBe(1)
    const borders = of(other(5)).map((y) => y.border)
    expect([new Set(borders.slice(0, 4)).size, borders[4] === borders[3]]).toEqual([1, false])
    expect(of(half).map((y) => [y.year, y.value])).toEqual([[2025, 7]])
    expect(courses.some((c) => c.code === other(10))).toBe(false)
  })

  it('before, during and after beside the six nearest by figures of before, with the interval of buurten without focus', async () => {
    const a = await said(x)
    expect(a).toMatchObject({ name: 'Xplein', phase: 'aftercare', years: { start: 2023, aftercare: 2025 }, thresholds: 1, pool: 21 }) // o5 had focus itself, and its other half is part of it
    expect(a.comparable.map((c) => c.name)).toEqual([21, 20, 19, 18, 17, 16].map((i) => `Buurt ${i}`))
    expect(a.matchedOn).toEqual([{ indicator: 'schulden', label: 'Schulden', unit: 'percentage', year: 2022, own: 22, others: 18.5 }])
    expect(a.figures.map((f) => f.indicator)).toEqual(['schulden'])
    const f = a.figures[0]!
    expect(f.own).toEqual({ before: 21, during: 13, after: 24 })
    expect(f.comparable).toEqual({ before: 18.5, during: 19.5, after: 20.5 })
    // X went down by 8 and up by 3; the six went up by 1 and 2. Of the 21 trials the largest is 2 - 2 x 2/6 = 4/3, at rank ceil(0.95 x 22) = 21.
    expect(f.during!.difference).toBeCloseTo(-9, 12)
    expect([f.during!.low, f.during!.high].map((v) => v + 9)).toEqual([expect.closeTo(-4 / 3, 9), expect.closeTo(4 / 3, 9)])
    expect(f.after!.difference).toBeCloseTo(1, 12)
    expect(f.breaks).toEqual([])
    expect(f.relapse).toMatchObject({ under: 2024, again: 2025, value: 24 })
  })

  it('a buurt that was split: its figures stop at the break, and too few years are said to be too few', async () => {
    const f = (await said(other(5))).figures[0]!
    expect(f.breaks).toEqual([2025])
    expect(f.own).toEqual({ before: 5, during: 7, after: null })
    expect([f.during === null, f.after]).toEqual([false, null])
    expect(f.years.at(-1)).toMatchObject({ year: 2025, own: 8, compared: false })
    expect(f.relapse).toBeNull()
  })

  it('relapse is told of buurten in aftercare only, and to nobody who may not see thresholds', async () => {
    const told = await as('planner', (tx) => loadRelapses(tx, gemeente, '2026-11-26'))
    expect(told.map((r) => [r.name, r.relapses.map((x) => [x.indicator, x.under, x.again])])).toEqual([['Xplein', [['schulden', 2024, 2025]]]])
    expect(await as('planner', (tx) => loadRelapses(tx, gemeente, '2024-12-31'))).toEqual([]) // in execution
    expect(await as('planner', (tx) => loadRelapses(tx, gemeente, '2028-01-01'))).toEqual([]) // aftercare is over
    expect(await as('organisation', (tx) => loadRelapses(tx, gemeente, '2026-11-26'))).toEqual([])
  })

  it('open measures with who has them now; what is done or goes on elsewhere is not open', async () => {
    expect((await said(x)).measures.map((m) => [m.title, m.owner, m.handedTo, m.handedOn])).toEqual([['Open', 'Team Zorg', null, null], ['Vervolg', null, null, null], ['Overgedragen', 'Team Zorg', 'Wijkbeheer', '2025-01-05']])
  })

  it('signals by quarter and stage, as the reader may see them', async () => {
    const counted = (a: Answer) => a.signals!.quarters.filter((q) => q.n).map((q) => [q.quarter, q.n])
    const own = (await result(x, 'own')) as Answer // a wijkmanager of this wijk, with the right for sensitive themes
    expect(own.signals).toMatchObject({ told: 'exact', years: [2022, 2023, 2024, 2025] })
    expect(counted(own)).toEqual([['2022 K2', 6], ['2023 K1', 9], ['2023 K2', 7], ['2024 K4', 3], ['2025 K3', 2]])
    expect(own.signals!.stages).toMatchObject({ before: { count: 6, per1000: { value: 6 } }, during: { count: 19, per1000: { value: 9.5 } }, after: { count: 2, per1000: { value: 2 } } })
    const planner = await said(x) // sees the sensitive theme in fives, the other exactly
    expect(planner.signals!.told).toBe('rounded')
    expect(counted(planner).filter(([q]) => q !== '2023 K2')).toEqual(counted(own).filter(([q]) => q !== '2023 K2'))
    expect([5, 10]).toContain(planner.signals!.quarters.find((q) => q.quarter === '2023 K2')!.n)
  })

  it('there is nothing to look back on before the execution, nor where there was no focus', async () => {
    expect(await result(x, 'planner', new Date('2023-06-01T10:00:00Z'))).toBe('too_early')
    expect(await result(other(1))).toBeNull()
    expect((await as('planner', (tx) => loadResult(tx, { gemeente: 'GM9999', year: 2023, buurt: x }, now, people.planner)))).toBeNull()
  })
})
