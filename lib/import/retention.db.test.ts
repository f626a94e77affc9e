import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, closeDatabase, connectTo, rows, type Tx } from '@/lib/db/client'
import { ErasureChanged, eraseSignals, findErasable } from '@/lib/db/erasures'
import { applyRetention } from '@/lib/db/retention'
import { mayRunToday } from '@/lib/db/retention-run'
import type { ErasureQuery } from '@/lib/domain/erasure'
import { system } from '@/lib/domain/identity'
import type { ImportKind, ImportOptions, ImportReport } from '@/lib/domain/import-run'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { Files, gemeente, square, townFeatures } from '@/lib/testing/town'
import { applyRun, runImport, undoRun } from './pipeline'
import { parseSource } from './source'

const inDb = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(system, work, { deadlineMs: null })
const header = 'source_id;observed_at;theme;accuracy;x;y;buurt_code;status;note;reporter;duplicate_of'
/** What counts as today while importing. */
const now = new Date('2026-06-15T10:00:00Z')

async function load(kind: ImportKind, file: string, options: ImportOptions = {}, mode: 'load' | 'check' = 'load'): Promise<ImportReport> {
  const parsed = await parseSource(kind, file, { gemeente, ...options })
  return runImport({ kind, sources: parsed.sources, sourceName: 'test', options: parsed.options, mode, who: system, hashKey: 'test', now })
}

/** Every value of every table, as text, as a dump would hold it. */
async function dump(): Promise<string> {
  return inDb(async (tx) => {
    const tables = await rows<{ name: string }>(tx, sql`select format('%I', relname) as name from pg_class where relkind in ('r', 'p', 'm') and relnamespace = 'public'::regnamespace and relname <> 'spatial_ref_sys'`)
    const parts: string[] = []
    for (const { name } of tables) parts.push(...(await rows<{ t: string }>(tx, sql.raw(`select t::text as t from ${name} t`))).map((r) => `${name} ${r.t}`))
    return parts.join('\n')
  })
}

const reason = (text: string) => ({ ok: true as const, text, confirmed: [] })

type Cell = { year: number; code: string; theme: string; month: string; source: string; n: number }
const counts = () =>
  inDb((tx) => rows<Cell>(tx, sql`
    select a.year, a.code, m.theme, m.month::text as month, m.source, m.n from signal_month m join area a on a.id = m.area order by 1, 2, 3, 4, 5`))
const themeCounts = () =>
  inDb((tx) => rows<{ year: number; code: string; theme: string; month: string; n: number; days: number }>(tx, sql`
    select a.year, a.code, m.theme, m.month::text as month, m.n, (select sum(d)::int from unnest(m.days) d) as days from signal_theme_month m join area a on a.id = m.area order by 1, 2, 3, 4`))
const signals = () => inDb((tx) => rows<{ id: string; point: boolean; accuracy: string; buurt: string | null; note: string | null; reporter: boolean; status: string }>(tx, sql`
  select source_id as id, point is not null as point, accuracy, stated_buurt as buurt, note, reporter_key is not null as reporter, status from signal order by 1`))

/** The town with the border between Aanleg and Brink 100 m further east, and Dijk under another code. */
const laterTown = () =>
  townFeatures().map((f) => {
    const code = f.properties.buurtcode
    if (code === 'BU99900101') return { ...f, geometry: square(100_000, 500_000, 1_100, 1_000) }
    if (code === 'BU99900102') return { ...f, geometry: square(101_100, 500_000, 900, 1_000) }
    if (code === 'BU99900202') return { ...f, properties: { ...f.properties, buurtcode: 'BU99900299' } }
    return f
  })

describe.each(availableEngines())('what fades with time, on %s', (engine) => {
  let database: TestDatabase
  const files = new Files()
  const retain = (on: string) => inDb((tx) => applyRetention(tx, on))
  beforeAll(async () => {
    database = await startTestDatabase(engine, { migrated: true })
    connectTo(database.url)
    await load('boundaries', files.town(), { year: 2024 })
    await load('boundaries', files.town('later.geojson', laterTown()), { year: 2025 })
    const themes = ['slug,label,domain,sensitive,public,coarsen_after_months,delete_after_months', 'zwerfafval,Zwerfafval,fysiek,nee,ja,,', 'lawaai,Lawaai,fysiek,nee,ja,6,36', 'eenzaamheid,Eenzaamheid,sociaal,ja,nee,12,24']
    expect((await load('themes', files.csv('themes.csv', themes))).status).toBe('applied')
    // A file without these columns leaves them as they are: a term that falls back to the default would delete for good.
    expect(await load('themes', files.csv('themes-again.csv', themes.map((line) => line.split(',').slice(0, 5).join())))).toMatchObject({ status: 'applied', rows: { applied: 0, unchanged: 3 } })
  })
  afterAll(async () => {
    await closeDatabase()
    await database.stop()
  })

  const lines = [
    header,
    // in Aanleg in 2025, in Brink in 2024: only the point knows
    'old-open;10-01-2023;zwerfafval;punt;101050.25;500500.75;;open;canary-note-open;canary-reporter;',
    'canary-id-closed;11-02-2023;zwerfafval;punt;101050.5;500510.5;;closed;canary-note-closed;canary-reporter;',
    'dup-of-closed;12-02-2023;zwerfafval;punt;103500.5;500510.5;;open;;;old|canary-id-closed',
    'cancelled;13-02-2023;zwerfafval;buurt;;;BU99900201;cancelled;;;',
    'renumbered;14-02-2023;eenzaamheid;punt;103500.5;500600.5;;closed;;;',
    'lawaai;15-12-2025;lawaai;straat;100500.5;500500.5;;open;vaak in de avond;canary-reporter;',
    'fresh;01-05-2026;zwerfafval;punt;100600.5;500500.5;;open;fresh note;somebody;',
  ]
  const file = () => files.csv('old.csv', lines)
  let firstRun = 0
  let before: Cell[]

  it('knows the town and its signals', async () => {
    const report = await load('signals', file(), { source: 'old' })
    expect(report).toMatchObject({ status: 'applied', rows: { applied: 7, rejected: 0 } })
    firstRun = report.run
    before = await counts()
    expect(before.filter((c) => c.month < '2023-03')).toHaveLength(6)
    expect(await dump()).toContain('canary-note-closed')
  })

  it('a later import leaves the earlier version in what an undo needs', async () => {
    const changed = lines.map((l) => l.replace('canary-note-open', 'canary-note-later'))
    expect(await load('signals', files.csv('changed.csv', changed), { source: 'old' })).toMatchObject({ rows: { applied: 1 } })
    expect(await dump()).toContain('canary-note-open')
  })

  it('does what is due on a date, keeps every count in every year, and leaves no trace of what went', async () => {
    const report = await retain('2026-06-15')
    expect(report.themes).toEqual([
      { theme: 'eenzaamheid', coarsened: 0, deleted: 1, reportersForgotten: 0 },
      { theme: 'lawaai', coarsened: 1, deleted: 0, reportersForgotten: 0 },
      { theme: 'zwerfafval', coarsened: 1, deleted: 3, reportersForgotten: 0 },
    ])
    expect(await counts()).toEqual(before)
    expect((await themeCounts()).filter((c) => c.days !== c.n)).toEqual([])
    expect(await signals()).toEqual([
      { id: 'fresh', point: true, accuracy: 'punt', buurt: null, note: 'fresh note', reporter: true, status: 'open' },
      { id: 'lawaai', point: false, accuracy: 'buurt', buurt: 'BU99900101', note: null, reporter: false, status: 'open' },
      { id: 'old-open', point: false, accuracy: 'buurt', buurt: 'BU99900101', note: null, reporter: false, status: 'open' },
    ])
    const text = await dump()
    for (const canary of ['canary', '101050', '500510', 'dup-of-closed', 'vaak in de avond', 'renumbered']) expect(text.match(new RegExp(canary, 'g')), canary).toBeNull()
    expect(text).toContain('fresh note')
  })

  it('changes nothing the second time', async () => {
    const once = (await dump()).replace(/^retention_run .*\n?/gm, '')
    expect((await retain('2026-06-15')).themes).toEqual([])
    expect((await dump()).replace(/^retention_run .*\n?/gm, '')).toBe(once)
  })

  it('an import of the same source brings back neither what went nor what became coarse', async () => {
    const again = await load('signals', file(), { source: 'old' })
    expect(again).toMatchObject({ status: 'applied', rows: { applied: 0 } })
    expect(again.warnings.join()).toContain('4 signalen zijn eerder verwijderd')
    expect(await counts()).toEqual(before)
    expect(await dump()).not.toMatch(/canary|101050/)
    // what the source may still say of a coarse signal: its state
    const closed = await load('signals', files.csv('closed.csv', lines.map((l) => l.replace(';open;canary-note-open', ';closed;canary-note-open'))), { source: 'old' })
    expect(closed).toMatchObject({ rows: { applied: 1 } })
    expect((await signals()).find((s) => s.id === 'old-open')).toMatchObject({ point: false, note: null, status: 'closed' })
    expect(await counts()).toEqual(before)
    await undoRun(closed.run, system)
    expect((await signals()).find((s) => s.id === 'old-open')).toMatchObject({ point: false, status: 'open' })
    expect(await inDb((tx) => rows(tx, sql`select 1 from signal where closed_on is not null`))).toEqual([])
  })

  it('counts stay when the areas are placed again, and go along to a new year', async () => {
    await inDb((tx) => tx.execute(sql`select place_signals_again(id) from boundary_set`))
    expect(await counts()).toEqual(before)
    expect(await load('boundaries', files.town('newest.geojson', laterTown()), { year: 2026 })).toMatchObject({ status: 'applied' })
    const after = await counts()
    expect(after.filter((c) => c.year < 2026)).toEqual(before)
    expect(after.filter((c) => c.year === 2026)).toEqual(before.filter((c) => c.year === 2025).map((c) => ({ ...c, year: 2026 })))
    expect((await inDb((tx) => rows(tx, sql`select 1 from signal_area where area is null`)))).toEqual([])
  })

  it('closing sets the clock: two years after that day the signal goes, and its count stays', async () => {
    await inDb((tx) => tx.execute(sql`update signal set status = 'closed' where source_id = 'old-open'`))
    await inDb((tx) => tx.execute(sql`update signal set closed_on = '2026-06-20' where source_id = 'old-open'`))
    const counted = await counts()
    expect((await retain('2028-06-19')).themes.flatMap((t) => (t.deleted ? [t.theme] : []))).toEqual([])
    expect((await retain('2028-06-20')).themes.find((t) => t.theme === 'zwerfafval')).toMatchObject({ deleted: 1 })
    expect(await counts()).toEqual(counted)
  })

  it('undoing the import takes the counts of what went back too', async () => {
    expect((await undoRun(firstRun, system)).status).toBe('undone')
    expect(await counts()).toEqual([])
    expect(await inDb((tx) => rows(tx, sql`select 1 from signal_expired union all select 1 from signal_gone`))).toEqual([])
  })

  it('one process a day does it', async () => {
    const [first, second] = await Promise.all([
      inDb(async (tx) => {
        const may = await mayRunToday(tx, '2030-01-01')
        await tx.execute(sql`select pg_sleep(0.3)`)
        if (may) await applyRetention(tx, '2030-01-01')
        return may
      }),
      new Promise((later) => setTimeout(later, engine === 'pglite' ? 0 : 100)).then(() => inDb((tx) => mayRunToday(tx, '2030-01-01'))),
    ])
    expect([first, second].filter(Boolean)).toHaveLength(1)
    expect(await inDb((tx) => mayRunToday(tx, '2030-01-01'))).toBe(false)
    expect(await inDb((tx) => mayRunToday(tx, '2030-01-02'))).toBe(true)
    expect(await inDb((tx) => mayRunToday(tx, '2029-12-31'))).toBe(true)
  })

  describe('erasure on request', () => {
    const erasable = [
      header,
      'e1;01-05-2026;zwerfafval;punt;100200.5;500200.5;;open;erase-canary;somebody;',
      'e2;02-05-2026;eenzaamheid;punt;100203.5;500204.5;;open;;;',
      'e3;03-05-2026;zwerfafval;punt;100300.5;500200.5;;open;;;',
      'e4;04-05-2026;zwerfafval;buurt;;;BU99900101;open;;;',
      'e5;05-05-2026;zwerfafval;punt;103900.5;500900.5;;open;;;era|e1',
    ]
    const around: ErasureQuery = { gemeente, place: { kind: 'point', first: 100_200, second: 500_200, srid: 28992, radiusM: 10 }, from: '2026-05-01', to: '2026-06-01' }

    it('finds by metres and by buurt, and tells date and class only', async () => {
      expect(await load('signals', files.csv('erase.csv', erasable), { source: 'era' })).toMatchObject({ status: 'applied', rows: { applied: 5 } })
      expect(await inDb((tx) => findErasable(tx, around))).toEqual({
        total: 2,
        items: [{ observedOn: '2026-05-02', sensitive: true, n: 1 }, { observedOn: '2026-05-01', sensitive: false, n: 1 }],
      })
      expect((await inDb((tx) => findErasable(tx, { ...around, to: '2026-05-02' }))).total).toBe(1)
      expect((await inDb((tx) => findErasable(tx, { ...around, place: { kind: 'buurt', code: 'BU99900101' } }))).total).toBe(4)
      const [line] = await inDb((tx) => rows<{ detail: object }>(tx, sql`select detail from audit where action = 'privacy.search' order by seq limit 1`))
      expect(line!.detail).toEqual({ found: 2, by: 'point', from: '2026-05-01', to: '2026-06-01' })
    })

    it('erases what was confirmed, in one go, with a line of ids; the repeat of an erased signal counts by itself', async () => {
      await expect(inDb((tx) => eraseSignals(tx, around, 3, reason('verzoek'), 'admin'))).rejects.toBeInstanceOf(ErasureChanged)
      expect(await signals()).toHaveLength(5)
      const ids = (await inDb((tx) => rows<{ id: number }>(tx, sql`select id from signal where source_id in ('e1', 'e2') order by id`))).map((r) => r.id)
      const done = await inDb((tx) => eraseSignals(tx, around, 2, reason('Verzoek om verwijdering, zaak 12.'), 'admin'))
      expect(done.signals).toBe(2)
      expect((await signals()).map((s) => s.id)).toEqual(['e3', 'e4', 'e5'])
      expect(await dump()).not.toMatch(/erase-canary|100203[.,]5/)
      const [line] = await inDb((tx) => rows<{ id: string; detail: object }>(tx, sql`select object_id as id, detail from audit where action = 'privacy.erase'`))
      expect(line).toEqual({ id: String(done.id), detail: { signals: ids } })
      const now2024 = (await counts()).filter((c) => c.year === 2024)
      expect(now2024.map((c) => [c.code, c.n])).toEqual([['BU99900101', 2], ['BU99900202', 1]])
    })

    it('the next import of the source does not bring them back', async () => {
      const again = await load('signals', files.csv('erase.csv', erasable), { source: 'era' })
      expect((await signals()).map((s) => s.id)).toEqual(['e3', 'e4', 'e5'])
      expect(again.warnings.join()).toContain('eerder verwijderd')
    })

    it('a run that waits with an erased signal cannot be loaded any more', async () => {
      const waiting = await load('signals', files.csv('wait.csv', [header, 'e3;03-05-2026;zwerfafval;punt;100300.5;500200.5;;closed;;;']), { source: 'era' }, 'check')
      await inDb((tx) => eraseSignals(tx, { ...around, place: { ...around.place, first: 100_300 } as ErasureQuery['place'] }, 1, reason('verzoek'), 'admin'))
      expect((await applyRun(waiting.run, system, false)).status).toBe('failed')
      expect((await signals()).map((s) => s.id)).toEqual(['e4', 'e5'])
    })
  })
})
