import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunQuestion } from '@/lib/domain/cluster'
import { addDays } from '@/lib/domain/period'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { identityOf } from '@/lib/testing/rights-matrix'
import { makeWorld, type World } from '@/lib/testing/rights-world'
import { asking, rows } from '../client'
import { applyRetention } from '../retention'
import { readClusterInput } from './input'
import { spotsInFrame } from './spots'

const base: RunQuestion = { gemeente: 'GM9990', theme: 'plain', period: { from: '2026-01-01', to: '2026-07-01' }, source: null, evidence: null, kind: 'knelpunt' }

/** Signals: where west is BU99900101 (x from 100000), oost BU99900201 (from 101000), none BU99900301. */
type Given = { on: string; who?: string | null; x?: number | null; y?: number; theme?: string; source?: string; kind?: string; status?: string; evidence?: string; duplicateOf?: string }

describe.each(availableEngines())('what a calculation reads (%s)', (engine) => {
  useDatabase(engine)
  let world: World
  beforeAll(async () => {
    world = await makeWorld()
    await inDb((tx) => tx.execute(sql`update area set inhabitants = 100 * (row % 10) from (select id, row_number() over (order by code) as row from area) n where n.id = area.id`))
  })
  beforeEach(() => inDb((tx) => tx.execute(sql.raw(`delete from signal; delete from signal_expired; delete from cluster_run; delete from indicator_value; delete from indicator`))))

  async function signals(...given: Given[]): Promise<void> {
    const list = given.map((g, i) => ({ id: `s${i}`, x: 100_300.5, y: 500_300.5, theme: 'plain', source: 'meldpunt', kind: 'knelpunt', status: 'open', evidence: 'beleving', who: null, ...g }))
    await inDb((tx) => tx.execute(sql`
      insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, stated_buurt, status, reporter_key)
      select 'GM9990', source, id, kind, theme, evidence, "on", case when x is not null then ST_SetSRID(ST_MakePoint(x, y), 28992) end, case when x is null then 'buurt' else 'punt' end, case when x is null then 'BU99900101' end, status, who
      from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb) t(id text, source text, kind text, theme text, evidence text, "on" date, x float8, y float8, status text, who text)`))
    for (const [i, g] of given.entries()) if (g.duplicateOf) await inDb((tx) => tx.execute(sql`update signal set duplicate_of = (select id from signal where source_id = ${g.duplicateOf}) where source_id = ${`s${i}`}`))
  }
  const read = async (q: Partial<RunQuestion> = {}) => (await inDb((tx) => readClusterInput(tx, { ...base, ...q }))).input
  const now = async (q: Partial<RunQuestion> = {}) => (await read(q)).themes[0]!.now

  it('a reporter counts once, and again after 90 days of silence, per theme and buurt', async () => {
    await signals({ on: '2026-01-05', who: 'a' }, { on: '2026-02-01', who: 'a' }, { on: addDays('2026-02-01', 90), who: 'a' }) // 90 days: no new one
    expect(await now()).toEqual([1, 0, 0])
    await signals_(addDays('2026-02-01', 181)) // 91 days after the last
    expect(await now({ period: { from: '2026-01-01', to: '2027-01-01' } })).toEqual([2, 0, 0])
    async function signals_(on: string): Promise<void> {
      await inDb((tx) => tx.execute(sql`insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, reporter_key) select gemeente, source, 'later', kind, theme, evidence, ${on}::date, point, accuracy, reporter_key from signal where source_id = 's0'`))
    }
  })

  it('in every period by itself: who reports on both sides counts in both, in the weeks once', async () => {
    await signals({ on: '2025-12-20', who: 'a' }, { on: '2026-01-10', who: 'a' }, { on: '2026-06-30', who: 'b' }, { on: '2025-07-01', who: 'c' })
    const input = await read()
    const [t] = input.themes
    expect(t!.now).toEqual([2, 0, 0])
    expect(t!.earlier).toEqual([[2, 0, 0]]) // a and c; the data do not reach further back
    expect(t!.quarters.map((q) => q[0])).toEqual([1, 1, 1, 1])
    expect(t!.weeks.flat().reduce((a, b) => a + b, 0)).toBe(2) // a and b began in the weeks; c began just before the first whole one
    expect(input.recent).toEqual({ from: '2026-04-08', to: '2026-07-01' })
    expect(t!.weeks).toHaveLength(52)
    expect(t!.weeks.at(-1)).toEqual([1, 0, 0])
    expect(t!.weeks.findIndex((w) => w[0]! > 0)).toBe(24) // 20 December lies in the week from 17 December
  })

  it('without a reporter at most one per theme, ISO week and square of 100 m, in the buurt of the first; or per buurt without a point', async () => {
    await signals(
      { on: '2026-03-02' }, { on: '2026-03-08', x: 100_399.9, y: 500_399.9 }, // Monday and Sunday of a week, one square
      { on: '2026-03-09' }, // the next week
      { on: '2026-03-03', x: 100_400.1 }, // the next square
      { on: '2026-04-06', x: null }, { on: '2026-04-07', x: null }, { on: '2026-04-07' },
      { on: '2026-05-04', x: 101_000.5, y: 500_500 }, { on: '2026-05-05', x: 101_099, y: 500_500 })
    expect(await now()).toEqual([5, 1, 0])
    const [t] = (await read()).themes
    expect(t!.signals).toEqual([7, 2, 0])
    expect(t!.unkeyedShare).toBe(1)
  })

  it('only what counts: not cancelled, no duplicates, of the kind, source and evidence that was asked', async () => {
    await signals({ on: '2026-03-02', who: 'a' }, { on: '2026-03-02', who: 'b', status: 'cancelled' }, { on: '2026-03-03', who: 'c', duplicateOf: 's0' }, { on: '2026-03-02', who: 'd', kind: 'kans' }, { on: '2026-03-02', who: 'e', source: 'spreekuur', evidence: 'waarneming' }, { on: '2026-03-02', who: 'f', theme: 'care' })
    expect(await now()).toEqual([2, 0, 0])
    expect(await now({ kind: 'kans' })).toEqual([1, 0, 0])
    expect(await now({ source: 'spreekuur' })).toEqual([1, 0, 0])
    expect(await now({ evidence: 'beleving' })).toEqual([1, 0, 0])
    const input = await read()
    expect(input.everything).toEqual([3, 0, 0])
    expect(input.themes[0]!.sources).toEqual([[0, 1], [], []])
    expect((await read({ theme: null })).themes.map((t) => [t.theme, t.now[0]])).toEqual([['care', 1], ['plain', 2]])
  })

  it('a pile on one exact point is left out, where it stands out', async () => {
    const pile = (n: number) => Array.from({ length: n }, (_, i) => ({ on: '2026-03-02', who: `p${i}`, x: 101_500, y: 500_500 }))
    await signals(...pile(19))
    expect(await now()).toEqual([0, 19, 0])
    await inDb((tx) => tx.execute(sql`delete from signal`))
    await signals(...pile(20), ...Array.from({ length: 6 }, (_, i) => ({ on: '2026-03-02', who: `q${i}`, x: 101_300, y: 500_300 })), ...Array.from({ length: 30 }, (_, i) => ({ on: '2026-03-02', who: `r${i}`, x: 100_010 + i, y: 500_300 })))
    expect(await now()).toEqual([30, 6, 0])
    // a busy address beside it: the two are places where much happens
    await inDb((tx) => tx.execute(sql`
      insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, reporter_key)
      select gemeente, source, 'more', kind, theme, evidence, observed_on, point, accuracy, 'x' from signal where source_id = 's20'`))
    expect(await now()).toEqual([30, 27, 0])
  })

  it('less than one in 200 of all points is no pile', async () => {
    await inDb((tx) => tx.execute(sql.raw(`
      insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, reporter_key)
      select 'GM9990', 'meldpunt', 'f' || i, 'knelpunt', 'care', 'beleving', '2026-03-02', ST_SetSRID(ST_MakePoint(100000 + i / 5.0, 500200), 28992), 'punt', 'f' || i from generate_series(1, 4200) i;
      insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, point, accuracy, reporter_key)
      select 'GM9990', 'meldpunt', 'p' || i, 'knelpunt', 'plain', 'beleving', '2026-03-02', ST_SetSRID(ST_MakePoint(101500, 500500), 28992), 'punt', 'p' || i from generate_series(1, 21) i`)))
    expect(await now()).toEqual([0, 21, 0]) // 21 of 4,221
    await inDb((tx) => tx.execute(sql`delete from signal where source_id in ('f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f7', 'f8', 'f9', 'f10', 'f11', 'f12', 'f13', 'f14', 'f15', 'f16', 'f17', 'f18', 'f19', 'f20', 'f21')`))
    expect(await now()).toEqual([0, 0, 0]) // 21 of 4,200
  })

  it('areas are land buurten by code, with who touches whom, and the people at risk of the newest figures', async () => {
    await signals({ on: '2026-03-02', who: 'a' })
    const areas = (await read()).areas
    expect(areas.map((a) => [a.x, a.y, a.inhabitants, a.neighbours])).toEqual([[100_500, 500_500, 100, [1]], [101_500, 500_500, 200, [0, 2]], [102_500, 500_500, 300, [1]]])
    await inDb((tx) => tx.execute(sql.raw(`
      insert into indicator (slug, label, source) values ('inhabitants', 'Inwoners', 'x'), ('aged', '65+', 'x');
      insert into indicator_value (gemeente, indicator, level, area_code, year, boundary_year, value, reason) values
        ('GM9990', 'inhabitants', 'buurt', 'BU99900101', 2025, 2024, 500, null), ('GM9990', 'inhabitants', 'buurt', 'BU99900201', 2025, 2024, null, 'geheim'), ('GM9990', 'inhabitants', 'buurt', 'BU99900201', 2022, 2024, 410, null),
        ('GM9990', 'inhabitants', 'buurt', 'BU99900301', 2021, 2024, 620, null), ('GM9990', 'inhabitants', 'buurt', 'BU99900101', 2027, 2024, 999, null), ('GM9990', 'aged', 'buurt', 'BU99900101', 2025, 2024, 60, null)`)))
    expect((await read()).areas.map((a) => a.inhabitants)).toEqual([500, 410, null]) // three years back, not four, and nothing from later
    await inDb((tx) => tx.execute(sql`update theme set population = 'aged' where slug = 'plain'`))
    expect((await read()).themes[0]!.atRisk).toEqual([60, null, null])
    await inDb((tx) => tx.execute(sql`update theme set population = 'unknown' where slug = 'plain'`))
    expect((await read()).themes[0]!.atRisk).toEqual([500, 410, null])
    await inDb((tx) => tx.execute(sql`update theme set population = null`))
    // boundaries that change have other neighbours
    const moved = `ST_Multi(ST_MakeEnvelope(103000, 500000, 104000, 501000, 28992))`
    await inDb((tx) => tx.execute(sql.raw(`update area set geom = ${moved} where code = 'BU99900301'`)))
    expect((await read()).areas.map((a) => a.neighbours)).toEqual([[1], [0], []])
    await inDb((tx) => tx.execute(sql.raw(`update area set geom = ST_Multi(ST_MakeEnvelope(102000.9, 500000, 103000, 501000, 28992)) where code = 'BU99900301'`)))
    expect((await read()).areas.map((a) => a.neighbours)).toEqual([[1], [0, 2], [1]]) // a sliver of 90 cm
    await inDb((tx) => tx.execute(sql.raw(`update area set geom = ST_Multi(ST_MakeEnvelope(102000, 500000, 103000, 501000, 28992)) where code = 'BU99900301'`)))
  })

  it('earlier periods end where signals were deleted because their time was over', async () => {
    await signals({ on: '2023-01-05', who: 'a' }, { on: '2026-03-02', who: 'b' })
    expect((await read()).themes[0]!.earlier).toHaveLength(3)
    await inDb((tx) => tx.execute(sql`insert into signal_expired (area, theme, month, source, evidence, kind, import_run, n) select id, 'plain', '2025-03-01', 'x', 'beleving', 'knelpunt', 0, 4 from area where code = 'BU99900101'`))
    expect((await read()).themes[0]!.earlier).toHaveLength(1)
    expect((await read({ theme: 'care' })).themes[0]!.earlier).toHaveLength(3)
  })

  it('reporters are counted as before when their keys are forgotten', async () => {
    await inDb((tx) => tx.execute(sql`update theme set coarsen_after_months = 18, delete_after_months = 60`))
    const at = ['2024-07-05', '2024-08-01', '2024-10-25', '2025-02-20', '2025-03-01', '2025-06-10']
    await signals(...at.map((on) => ({ on, who: 'a' })), { on: '2024-08-01', who: 'b' }, { on: '2024-08-02', who: 'b', x: 101_300 }, { on: '2025-05-01', who: 'b' }, { on: '2024-09-01' })
    const wide = { period: { from: '2024-07-01', to: '2025-07-01' } }
    const before = await read(wide)
    expect(before.themes[0]!.now).toEqual([6, 1, 0]) // a three times (silence of 118 and 101 days), b twice and once in another buurt, one without a reporter
    for (const on of ['2025-08-01', '2025-09-01', '2026-03-05', '2026-07-01']) await inDb((tx) => applyRetention(tx, on))
    expect(await inDb((tx) => rows(tx, sql`select count(*)::int as n from signal where reporter_key is not null`))).toEqual([{ n: 0 }])
    const after = await read(wide)
    expect(after.themes[0]!.now).toEqual(before.themes[0]!.now)
    expect(after.themes[0]!.weeks).toEqual(before.themes[0]!.weeks)
    expect(after.themes[0]!.unkeyedShare).toBe(before.themes[0]!.unkeyedShare)
    await inDb((tx) => tx.execute(sql`update theme set coarsen_after_months = 12, delete_after_months = 24`))
  })

  describe('spots', () => {
    const bbox = async () => (await inDb((tx) => rows<{ w: number; s: number; e: number; n: number }>(tx, sql`
      select ST_XMin(g) as w, ST_YMin(g) as s, ST_XMax(g) as e, ST_YMax(g) as n from (select ST_Transform(ST_MakeEnvelope(100000, 500000, 102000, 501000, 28992), 4326) as g) x`)))[0]!
    const spots = async (name: string, filter: object = { theme: 'plain' }) => {
      const { w, s, e, n } = await bbox()
      return asking(identityOf(world, name), (tx) => spotsInFrame(tx, { gemeente: 'GM9990' }, [w, s, e, n], { period: base.period, ...filter }))
    }
    const near = (n: number, x: number, theme = 'plain', who = 'w') => Array.from({ length: n }, (_, i) => ({ on: '2026-03-02', who: `${who}${i}`, x: x + 13 * i, y: 500_411 + 7 * i, theme }))

    it('are of signals that the reader sees one by one, of five reporters close to each other', async () => {
      await signals(...near(5, 100_311), ...near(4, 100_811, 'plain', 'v'), ...near(5, 101_511), ...near(6, 100_311, 'care'), ...Array.from({ length: 9 }, () => ({ on: '2026-03-02', who: 'one', x: 100_711, y: 500_711 })))
      expect(await spots('wijkmanager-west')).toMatchObject([{ theme: 'plain', reporters: 5, signals: 5 }])
      expect(await spots('wijkmanager-oost-sensitive')).toHaveLength(1)
      expect(await spots('adviser-zorg', {})).toMatchObject([{ theme: 'care', reporters: 6 }])
      for (const name of ['planner', 'college', 'organisation', 'admin', 'anonymous']) expect(await spots(name, {}), name).toEqual([])
    })

    it('have their middle on a grid and at least 100 m around it, whatever frame asks', async () => {
      await signals(...near(5, 100_311))
      const [spot] = await spots('wijkmanager-west')
      const [at] = await inDb((tx) => rows<{ x: number; y: number }>(tx, sql`select ST_X(p) as x, ST_Y(p) as y from (select ST_Transform(ST_SetSRID(ST_MakePoint(${spot!.lon}, ${spot!.lat}), 4326), 28992) as p) t`))
      expect(Math.abs(at!.x / 50 - Math.round(at!.x / 50))).toBeLessThan(0.01)
      expect(Math.abs(at!.y / 50 - Math.round(at!.y / 50))).toBeLessThan(0.01)
      expect(spot!.radiusM).toBeGreaterThanOrEqual(100)
      expect(Math.hypot(at!.x - 100_337, at!.y - 500_425)).toBeLessThan(40)
      const narrow = await asking(identityOf(world, 'wijkmanager-west'), (tx) => spotsInFrame(tx, { gemeente: 'GM9990' }, [spot!.lon - 0.0001, spot!.lat - 0.0001, spot!.lon + 0.0001, spot!.lat + 0.0001], { theme: 'plain', period: base.period }))
      expect(narrow).toEqual([spot])
      expect(await spots('wijkmanager-west', { theme: 'plain', period: { from: '2026-04-01', to: '2026-05-01' } })).toEqual([])
    })

    it('leave piles out', async () => {
      await signals(...Array.from({ length: 25 }, (_, i) => ({ on: '2026-03-02', who: `p${i}`, x: 100_500, y: 500_500 })))
      expect(await spots('wijkmanager-west')).toHaveLength(1) // not looked for yet
      await read()
      expect(await spots('wijkmanager-west')).toEqual([])
    })
  })
})
