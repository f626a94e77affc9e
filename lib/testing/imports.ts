import { afterAll, beforeAll } from 'vitest'
import { asking, closeDatabase, connectTo, type Tx } from '@/lib/db/client'
import { system } from '@/lib/domain/identity'
import type { ImportKind, ImportOptions, ImportReport } from '@/lib/domain/import-run'
import type { ImportRequest } from '@/lib/import/import-request'
import { runImport } from '@/lib/import/pipeline'
import { parseSource, type SourceSettings } from '@/lib/import/source'
import { startTestDatabase, type EngineName, type TestDatabase } from './databases'

/** Gives all tests of the `describe` around it one migrated database of their own; call it there, not in a test. @returns that database, for use in a test */
export function useDatabase(engine: EngineName): () => TestDatabase {
  let database: TestDatabase | undefined
  beforeAll(async () => {
    database = await startTestDatabase(engine, { migrated: true })
    connectTo(database.url)
  })
  afterAll(async () => {
    await closeDatabase()
    await database?.stop()
  })
  return () => database!
}

/** One transaction as the system, without a time limit. */
export const inDb = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => asking(system, work, { deadlineMs: null })

/** Imports a source as `npm run data` does, on 15 June 2026. */
export async function load(
  kind: ImportKind,
  source: string,
  options: ImportOptions = {},
  how: { mode?: ImportRequest['mode']; signal?: AbortSignal; settings?: SourceSettings } = {},
): Promise<ImportReport> {
  const parsed = await parseSource(kind, source, options, how.settings)
  return runImport({
    kind, sources: parsed.sources, sourceName: parsed.name, options: parsed.options, mode: how.mode ?? 'load', who: system, hashKey: 'test', now: new Date('2026-06-15T10:00:00Z'), signal: how.signal,
  })
}
