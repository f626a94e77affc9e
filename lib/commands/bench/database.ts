import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import path from 'node:path'
import postgres from 'postgres'
import { loadDemo } from '@/lib/commands/load-demo'
import { closeDatabase, connectTo } from '@/lib/db/client'
import { migrate } from '@/lib/db/migrate'
import { startTestDatabase } from '@/lib/testing/databases'
import type { BenchContext } from './context'
import { asOf, signalColumns, type SignalFiles } from './signal-files'

export type BenchDatabase = { url: string; sql: postgres.Sql; /** id of the boundary set of the demo */ set: number; stop(): Promise<void> }

/**
 * A throw-away database with everything of the demo gemeente but its signals.
 * @param signals so many signals of the demo that stay in it; 0 when left out
 */
export async function openDemoDatabase(context: BenchContext, signals = 0): Promise<BenchDatabase> {
  const database = await startTestDatabase(context.engine)
  const sql = postgres(database.url, { max: 1, onnotice: () => {} })
  const stop = async (): Promise<void> => {
    await closeDatabase()
    await sql.end({ timeout: 5 })
    await database.stop()
  }
  try {
    await migrate(database.url)
    connectTo(database.url)
    await loadDemo({ asOf, signals: signals || 1_000, folder: path.join(context.folder, 'demo'), hashKey: 'bench', log: () => {} })
    if (signals === 0) await emptySignals(sql)
    const [found] = await sql<{ version: string; postgis: string; id: number }[]>`
      select current_setting('server_version') as version, postgis_lib_version() as postgis, (select id::int from boundary_set) as id`
    context.used(context.engine, `${found!.version.split(' ')[0]} (PostGIS ${found!.postgis})`)
    return { url: database.url, sql, set: found!.id, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Takes all signals and what was derived from them away, as if none had ever been loaded. */
export async function emptySignals(sql: postgres.Sql): Promise<void> {
  await sql`truncate signal, signal_area, signal_event, signal_link, signal_month, signal_theme_month, signal_rounded, signal_origin, import_stage, signal_stage, import_before, import_reject restart identity`
}

/**
 * Writes the rows file into a table with the columns of `signal`: COPY on a server; the embedded database refuses COPY FROM STDIN,
 * so there it is INSERT of 1,000 rows at a time.
 */
export async function copyRows(context: BenchContext, sql: postgres.Sql, table: string, files: SignalFiles): Promise<void> {
  if (context.engine === 'postgres') {
    const into = await sql.unsafe(`copy ${table} (${signalColumns.join(', ')}) from stdin`).writable()
    await pipeline(createReadStream(files.rows, { highWaterMark: 256 * 1024 }), into)
    return
  }
  let batch: string[] = []
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await sql.unsafe(`insert into ${table} (${signalColumns.join(', ')}) values ${batch.join(',')}`)
    batch = []
  }
  for await (const line of createInterface({ input: createReadStream(files.rows) })) {
    batch.push(`(${line.split('\t').map((cell) => (cell === '\\N' ? 'null' : `'${cell.replaceAll("'", "''")}'`)).join(',')})`)
    if (batch.length === 1_000) await flush()
  }
  await flush()
}

/** Fills `signal` fast: without the triggers that place and count every statement, and then placed and counted in one go. */
export async function fillSignals(context: BenchContext, database: BenchDatabase, files: SignalFiles): Promise<void> {
  const { sql, set } = database
  await sql`alter table signal disable trigger user`
  await copyRows(context, sql, 'signal', files)
  await sql`alter table signal enable trigger user`
  await sql`analyze signal`
  await sql`insert into signal_origin select distinct gemeente, source from signal on conflict do nothing`
  await sql`select place_signals_again(${set})`
  await sql.unsafe(context.engine === 'postgres' ? 'vacuum analyze' : 'analyze')
}
