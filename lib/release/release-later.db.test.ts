import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyedRounding } from '@/lib/analysis/keyed-rounding'
import { rows } from '@/lib/db/client'
import { leafChanges, readLeaves } from '@/lib/db/release/leaves'
import { publishRelease, withdrawRelease } from '@/lib/db/release/register'
import { closedPeriods } from '@/lib/domain/public-period'
import type { ReleaseRow } from '@/lib/domain/release'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, useDatabase } from '@/lib/testing/imports'
import { counts } from '@/lib/testing/release-figures'
import { leafTable, releaseMaker } from '@/lib/testing/release-maker'
import { addSignals, insertSignals, loadReleaseTown, releaseDay, releaseTestKey, signalPoint } from '@/lib/testing/release-town'
import { gemeente } from '@/lib/testing/town'
import { markOf } from './key'
import { planRelease, roundLeaves, stillMayTell } from './model'
import { settlePublic } from './settle'
import { currentRelease } from './store'
import { writeRelease } from './write'

const { folder, errors, make, publish } = releaseMaker()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(availableEngines())('what follows a publication on %s', (engine) => {
  useDatabase(engine)
  let first: ReleaseRow

  beforeAll(async () => {
    await loadReleaseTown()
    await addSignals(counts((l) => l.n))
    first = await make()
    expect(errors).toEqual([])
    await publish(first)
  })

  it('another key is refused, and so is a period that is not over for 30 days; nothing is left of it', async () => {
    expect(await make({ key: Buffer.from('another key that is long enough to use') })).toMatchObject({ status: 'failed', problem: 'other_key' })
    expect(await make({ until: '2026Q4' })).toMatchObject({ status: 'failed', problem: 'no_period' })
    expect(await make({ until: '2026Q3', today: '2026-10-30' })).toMatchObject({ status: 'failed', problem: 'no_period' })
    expect(await inDb((tx) => rows(tx, sql`select 1 from pub.leaf l join public_release r on r.number = l.release where r.status = 'failed'`))).toEqual([])
  })

  it('a theme that goes to half-years, or other boundaries, never tells again of a time that was told of', async () => {
    const undone = new Error('undone')
    await inDb(async (tx) => {
      await tx.execute(sql`update theme set public_period = 'half_year' where slug = 'zwerfafval'`)
      const plan = (await planRelease(tx, gemeente, '2027-09-01', null))!
      // told in quarters up to 2026Q3: the first half-year that is free begins in 2027
      expect(plan.themes.find((t) => t.slug === 'zwerfafval')!.periods.map((p) => p.id)).toEqual(['2027H1'])
      expect(plan.themes.find((t) => t.slug === 'verkeer')!.periods.map((p) => p.id)).toContain('2025Q4')
      await tx.execute(sql`update public_release set boundary_year = 2025 where number = ${first.number}`)
      const moved = (await planRelease(tx, gemeente, releaseDay, null))!
      expect(moved.themes.map((t) => t.periods)).toEqual([[], [], [], []])
      throw undone
    }).catch((error: unknown) => expect(error).toBe(undone))
  })

  it('a theme that becomes delicate, or is no longer, never tells again of a time that was told of in the other form', async () => {
    const undone = new Error('undone')
    await inDb(async (tx) => {
      await tx.execute(sql`update theme set delicate = not delicate where slug in ('zwerfafval', 'jongeren')`)
      const periods = async (today: string) => Object.fromEntries((await planRelease(tx, gemeente, today, null))!.themes.map((t) => [t.slug, t.periods.map((p) => p.id)]))
      expect(await periods(releaseDay)).toMatchObject({ zwerfafval: [], jongeren: [] })
      expect((await periods(releaseDay)).verkeer).toHaveLength(8)
      expect(await periods('2027-09-01')).toMatchObject({ zwerfafval: ['2026Q4', '2027Q1', '2027Q2'], jongeren: ['2026Q4', '2027Q1', '2027Q2'] })
      const plan = (await planRelease(tx, gemeente, '2027-09-01', null))!
      expect(await stillMayTell(tx, plan)).toBe(true)
      // a plan from before: what it would tell has become public meanwhile in the other form
      expect(await stillMayTell(tx, { ...plan, themes: plan.themes.map((t) => (t.slug === 'jongeren' ? { ...t, periods: closedPeriods('quarter', releaseDay) } : t)) })).toBe(false)
      await tx.execute(sql`insert into public_release (number, gemeente) values (9001, ${gemeente})`)
      await roundLeaves(tx, 9001, plan, releaseTestKey)
      const next = await readLeaves(tx, 9001)
      expect([...new Set(next.filter((l) => l.theme === 'zwerfafval').map((l) => l.area))].sort()).toEqual(['WK999001', 'WK999002'])
      expect([...new Set(next.filter((l) => l.theme === 'jongeren').map((l) => l.area))].sort()).toEqual(['PG99900101', 'PG99900102', 'PG99900201'])
      // What an administrator sees: what was told falls away, in the base in which it was told, and what is new is new.
      const changes = (await leafChanges(tx, first.number, 9001)).filter((c) => c.theme === 'jongeren')
      expect(new Set(changes.map((c) => `${c.areaName} ${c.base} ${c.before === null ? 'new' : c.after === null ? 'gone' : 'other'}`))).toEqual(new Set(['West 10 gone', 'Oost 10 gone', 'Aanleg 5 new', 'Brink 5 new', 'Centrum en Dijk 5 new']))
      throw undone
    }).catch((error: unknown) => expect(error).toBe(undone))
  })

  it.each([
    ['a figure in fives of a wijk', `insert into pub.leaf (release, area, theme, period, p, base) values (1, 'WK999001', 'jongeren', '2020Q1', 5, 10)`, 'leaf_rounded'],
    ['a wijk with base 5', `insert into pub.leaf (release, area, theme, period, p) values (1, 'WK999001', 'jongeren', '2020Q1', 5)`, 'leaf_base'],
    ['a publication area in tens', `insert into pub.leaf (release, area, theme, period, p, base) values (1, 'PG99900101', 'jongeren', '2020Q1', 10, 10)`, 'leaf_base'],
    ['another base', `insert into pub.leaf (release, area, theme, period, p, base) values (1, 'PG99900101', 'jongeren', '2020Q1', 2, 2)`, 'leaf_base'],
    ['a theme that is sensitive and delicate', `update theme set sensitive = true, public = false where slug = 'jongeren'`, 'theme_sensitive_or_delicate'],
    ['a wijk under another code', `insert into pub.publication_area (gemeente, boundary_year, code, name, wijk, buurten, level) values ('${gemeente}', 2026, 'PG1', 'x', 'WK999001', '{}', 'wijk')`, 'publication_area_level'],
  ])('the database refuses %s', async (_, statement, constraint) => {
    await expect(inDb((tx) => tx.execute(sql.raw(statement)))).rejects.toMatchObject({ constraint_name: constraint })
  })

  it('a wijk with fewer than 250 inhabitants has no figures of a delicate theme; its list is kept from the first time on', async () => {
    const undone = new Error('undone')
    await inDb(async (tx) => {
      const wijken = async () => (await planRelease(tx, gemeente, releaseDay, null))!.wijken
      const told = [{ code: 'WK999001', name: 'West', wijk: 'WK999001', buurten: ['BU99900101', 'BU99900102'] }, { code: 'WK999002', name: 'Oost', wijk: 'WK999002', buurten: ['BU99900201', 'BU99900202'] }]
      expect(await wijken()).toEqual(told)
      await tx.execute(sql`update area set inhabitants = 200 where code = 'BU99900201'`)
      expect(await wijken()).toEqual(told)
      await tx.execute(sql`delete from pub.publication_area where level = 'wijk'`)
      expect(await wijken()).toEqual(told.slice(0, 1))
      expect(await wijken()).toEqual(told.slice(0, 1))
      expect((await planRelease(tx, gemeente, releaseDay, null))!.areas).toHaveLength(3)
      throw undone
    }).catch((error: unknown) => expect(error).toBe(undone))
  })

  it('the list of areas of a year stays as it was when inhabitants change', async () => {
    const undone = new Error('undone')
    await inDb(async (tx) => {
      await tx.execute(sql`update area set inhabitants = 900 where code = 'BU99900202'`)
      expect((await planRelease(tx, gemeente, releaseDay, null))!.areas.map((a) => a.buurten)).toEqual([['BU99900101'], ['BU99900102'], ['BU99900201', 'BU99900202']])
      throw undone
    }).catch((error: unknown) => expect(error).toBe(undone))
  })

  it('what was planned before an older draft became public, and tells of the same time in another form, is refused', async () => {
    const later = '2027-09-01'
    const older = await make({ today: later })
    await inDb((tx) => tx.execute(sql`update theme set delicate = true where slug = 'verkeer'`))
    const write = async (...of: Parameters<typeof writeRelease>): ReturnType<typeof writeRelease> => {
      await inDb((tx) => publishRelease(tx, older.number)) // it is counted now, and no draft yet
      return writeRelease(...of)
    }
    expect(await make({ today: later, write })).toMatchObject({ status: 'failed', problem: 'meanwhile' })
    expect(await make({ today: later })).toMatchObject({ status: 'draft' }) // planned anew: without what was told
    await inDb((tx) => tx.execute(sql`delete from public_release where number = ${older.number}`)) // what was told once stays told, also when it is withdrawn
    await inDb((tx) => tx.execute(sql`update theme set delicate = false where slug = 'verkeer'`))
  })

  it('a withdrawn publication is no more, the one before it counts again; what is withdrawn cannot be published', async () => {
    await inDb((tx) => insertSignals(tx, 'next', signalPoint('centrum'), 'verkeer', '2026-07-05', 5))
    const next = await make()
    expect(next.status).toBe('draft')
    await publish(next)
    expect(currentRelease(folder)!.id).toBe(next.id)
    await inDb((tx) => withdrawRelease(tx, next.number, 'fout in een naam'))
    await settlePublic(folder)
    expect(JSON.parse(readFileSync(path.join(folder, 'current.json'), 'utf8'))).toEqual({ release: first.id, readable: [{ id: first.id, madeOn: releaseDay }] })
    await expect(inDb((tx) => publishRelease(tx, next.number))).rejects.toMatchObject({ code: 'BF022' })
    await inDb((tx) => withdrawRelease(tx, first.number, 'alles weg'))
    await settlePublic(folder)
    expect(currentRelease(folder)).toBeNull()
  })

  it.skipIf(engine !== availableEngines().at(-1))('after a lost key what was told stays as it was told, and only what is new is rounded with the new key', async () => {
    const [key, later] = [Buffer.from('the key that came after the one that was lost'), '2027-05-10']
    const again = await make()
    await publish(again)
    const told = await leafTable(again.number)
    const signalsOf = (theme: string, day: string, n: number) => inDb((tx) => insertSignals(tx, `late-${day}`, signalPoint('brink'), theme, day, n))
    await signalsOf('zwerfafval', '2026-08-03', 23) // late: with the old key it would show
    await signalsOf('zwerfafval', '2027-02-03', 23)
    expect(await make({ key, today: later })).toMatchObject({ status: 'failed', problem: 'other_key' })
    expect(await make({ key, today: later, lostKey: markOf(key) })).toMatchObject({ status: 'failed', problem: 'other_key' })
    const next = await make({ key, today: later, lostKey: markOf(releaseTestKey) })
    const figures = await leafTable(next.number)
    const isNew = (line: string): boolean => /2026Q4|2027Q1|2026H2/.test(line)
    expect(figures.filter((line) => !isNew(line))).toEqual(told.filter((line) => /2025Q[234]|2026Q[123]|2025H|2026H1/.test(line)))
    const fresh = (line: string, n: number): string => { const [area, theme, period] = line.split(' ') as [string, string, string]; return `${area} ${theme} ${period} ${keyedRounding(key, { area, theme, period }, n, area.startsWith('WK') ? 10 : 5)}` }
    const counted = (line: string): number => (line.startsWith('PG99900102 zwerfafval 2027Q1') ? 23 : 0)
    expect(figures.filter(isNew)).toEqual(figures.filter(isNew).map((line) => fresh(line, counted(line))))
    expect(figures.filter(isNew)).toHaveLength(3 * (2 + 2 + 1) + 2 * 2)
    await publish(next)

    // From then on the new key is the key: what it rounded is counted anew, what the old one rounded is not.
    expect(await make({ today: later })).toMatchObject({ status: 'failed', problem: 'other_key' })
    await signalsOf('zwerfafval', '2027-03-03', 24)
    const third = await make({ key, today: later })
    expect(third).toMatchObject({ status: 'draft', counts: { changed: 1 } })
    expect(await leafTable(third.number)).toEqual(figures.map((line) => (line.startsWith('PG99900102 zwerfafval 2027Q1') ? fresh(line, 47) : line)))

    // What only withdrawn publications told stays untold.
    for (const { number } of [again, next]) await inDb((tx) => withdrawRelease(tx, number, 'alles weg'))
    expect(await leafTable((await make({ key: releaseTestKey, today: later, lostKey: markOf(key) })).number)).toEqual(told.filter((line) => /2025Q[234]|2026Q[123]|2025H|2026H1/.test(line)).map((line) => expect.stringContaining(line.split(' ').slice(0, 3).join(' '))))
  }, 120_000)
})
