import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, closeDatabase, connectTo, rows, type Tx } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import type { ImportKind, ImportOptions, ImportReport } from '@/lib/domain/import-run'
import { availableEngines, startTestDatabase, type TestDatabase } from '@/lib/testing/databases'
import { Files, gemeente, themesCsv } from '@/lib/testing/town'
import { applyRun, runImport } from './pipeline'
import { parseSource } from './source'

const inDb = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(system, work, { deadlineMs: null })

async function load(kind: ImportKind, file: string, options: ImportOptions = {}, mode: 'load' | 'check' = 'load'): Promise<ImportReport> {
  const parsed = await parseSource(kind, file, { gemeente, ...options })
  return runImport({ kind, sources: parsed.sources, sourceName: 'test', options: parsed.options, mode, who: system, hashKey: 'test', now: new Date('2026-06-15T10:00:00Z') })
}

describe.each(availableEngines())('notes in imports, on %s', (engine) => {
  let database: TestDatabase
  const files = new Files()
  beforeAll(async () => {
    database = await startTestDatabase(engine, { migrated: true })
    connectTo(database.url)
    await load('boundaries', files.town(), { year: 2024 })
    await load('themes', files.csv('themes.csv', themesCsv))
  })
  afterAll(async () => {
    await closeDatabase()
    await database.stop()
  })

  const header = 'source_id;observed_at;theme;buurt_code;note'
  const certain = 'b;01-05-2026;zwerfafval;BU99900101;bel 06-12345678'
  const maybe = ['a;01-05-2026;zwerfafval;BU99900101;Gesproken met mevrouw Canary', 'c;01-05-2026;eenzaamheid;BU99900101;mevrouw Geheim', 'd;01-05-2026;zwerfafval;BU99900101;De lamp is stuk']

  it('refuses what is certain, and keeps it in no table', async () => {
    const report = await load('signals', files.csv('certain.csv', [header, certain, ...maybe]), { confirmNotes: true })
    expect(report).toMatchObject({ status: 'refused', rejects: [{ row: 2, column: 'note', code: 'personal_data' }] })
    const kept = await inDb((tx) => rows<{ t: string }>(tx, sql`select t::text as t from import_reject t union all select t::text from import_run t union all select t::text from import_stage t union all select t::text from signal_stage t`))
    expect(JSON.stringify(kept)).not.toMatch(/12345678|Geheim|Canary/)
  })

  it('asks about what may be, and loads nothing before somebody confirmed it', async () => {
    const report = await load('signals', files.csv('maybe.csv', [header, ...maybe]))
    expect(report).toMatchObject({ status: 'refused', notesToConfirm: 1, rows: { rejected: 0, applied: 0 } })
    expect(report.problem).toContain('--confirm-notes')
    expect(report.warnings).toEqual(expect.arrayContaining([
      expect.stringContaining('een naam in een toelichting'), expect.stringContaining('Toelichtingen om na te kijken: rij 2.'), expect.stringContaining('gevoelig thema; die wordt niet bewaard')]))
    expect(await inDb((tx) => rows(tx, sql`select 1 from audit where action = 'import.notes-confirmed'`))).toEqual([])
  })

  it('loads it with a confirmation, which stands in the audit log', async () => {
    const checked = await load('signals', files.csv('maybe.csv', [header, ...maybe]), {}, 'check')
    const report = await applyRun(checked.run, system, false, true)
    expect(report).toMatchObject({ status: 'applied', rows: { applied: 3 } })
    const notes = await inDb((tx) => rows<{ id: string; note: string | null }>(tx, sql`select source_id as id, note from signal order by 1`))
    expect(notes).toEqual([{ id: 'a', note: 'Gesproken met mevrouw Canary' }, { id: 'c', note: null }, { id: 'd', note: 'De lamp is stuk' }])
    const lines = await inDb((tx) => rows(tx, sql`select object_type as type, object_id as id, detail from audit where action = 'import.notes-confirmed'`))
    expect(lines).toEqual([{ type: 'import_run', id: String(report.run), detail: { notes: 1 } }])
  })
})
