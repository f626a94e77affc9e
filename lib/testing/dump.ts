import { execFileSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import path from 'node:path'
import postgres from 'postgres'
import type { TestDatabase } from './databases'
import { filesThatHold, holds } from './key-forms'
import { findBin } from './postgres-cluster'

/**
 * Looks for bytes in everything that a database keeps: in what `pg_dump` writes of a server, in the data files (tables and log) of an embedded one.
 * @returns where one of them stands
 */
export async function dumpHolds({ url, folder }: TestDatabase, looked: readonly Buffer[]): Promise<string[]> {
  if (folder === undefined) return holds(pgDump(url), looked) ? ['pg_dump'] : []
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  await owner`checkpoint`.finally(() => owner.end())
  return filesThatHold(folder, looked)
}

/** That of the server itself: an older one refuses. */
function pgDump(url: string): Buffer {
  const server = realpathSync(path.join(findBin()!, 'postgres'))
  return execFileSync(path.join(path.dirname(server), 'pg_dump'), ['--dbname', url, '--no-sync'], { maxBuffer: 2 ** 30 })
}
