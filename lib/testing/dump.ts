import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import type { TestDatabase } from './databases'
import { filesBelow } from './key-forms'
import { findBin } from './postgres-cluster'

/**
 * Looks for bytes in everything that a database keeps: in what `pg_dump` writes of a server, in the data files (tables and log) of an embedded one.
 * @returns where one of them stands
 */
export async function dumpHolds({ url, folder }: TestDatabase, looked: readonly (string | Buffer)[]): Promise<string[]> {
  if (folder === undefined) {
    const dump = pgDump(url)
    return looked.some((bytes) => dump.includes(bytes)) ? ['pg_dump'] : []
  }
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  await owner`checkpoint`.finally(() => owner.end())
  return filesBelow(folder).filter((name) => {
    const file = readFileSync(path.join(folder, name))
    return looked.some((bytes) => file.includes(bytes))
  })
}

/** That of the server itself: an older one refuses. */
function pgDump(url: string): Buffer {
  const server = realpathSync(path.join(findBin()!, 'postgres'))
  return execFileSync(path.join(path.dirname(server), 'pg_dump'), ['--dbname', url, '--no-sync'], { maxBuffer: 2 ** 30 })
}
