import { sql } from 'drizzle-orm'
import { anonymous } from '@/lib/domain/identity'
import { asking, rows } from './client'

export type DatabaseHealth = { engine: 'pglite' | 'postgres'; version: string; postgis: string }

/** Asks the server for its versions. @throws {DatabaseUnavailable} within 2.5 s when it does not answer. */
export async function databaseHealth(): Promise<DatabaseHealth> {
  const [found] = await asking(anonymous, (tx) =>
    rows<{ version: string; full: string; postgis: string }>(tx, sql`
      select current_setting('server_version') as version, version() as full, split_part(postgis_version(), ' ', 1) as postgis`), { readOnly: true })
  const lib = found!
  return { engine: /emscripten|wasm/i.test(lib.full) ? 'pglite' : 'postgres', version: lib.version.split(' ')[0]!, postgis: lib.postgis }
}
