import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded } from '@/lib/db/embedded/start'
import { migrate } from '@/lib/db/migrate'
import { findBin, namedServer, startCluster, type Cluster } from './postgres-cluster'
import { scratchFolder } from './scratch'

/** The two engines that every `*.db.test.ts` runs on. */
export const engines = ['pglite', 'postgres'] as const
export type EngineName = (typeof engines)[number]
export type TestDatabase = {
  /** For postgres.js: a database of its own, with PostGIS, as a superuser. */
  url: string
  /** Where the data files of an embedded database are; those of a server are not ours to read. */
  folder?: string
  stop(): Promise<void>
}
export type TestDatabaseOptions = {
  /** With all migrations in it; else empty. */
  migrated?: boolean
  /** Apart from the databases of the run, on a server of its own unless one is named: for who looks at what all databases of a server share (roles). Who changes that asks ownServerAvailable() first. */
  ownServer?: boolean
}

/**
 * Starts a database for one test file, as new and for nobody else; call `stop()` in afterAll.
 *
 * In a test run it comes from the host of that run (database-host.ts): servers that run already, and copies of a migrated database. Elsewhere,
 * and with `ownServer`, a server is started for it (about 6 s), which ends with the process.
 * @throws {Error} when the engine cannot be started; ask postgresAvailable() first.
 */
export async function startTestDatabase(engine: EngineName, { migrated = false, ownServer = false }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const host = process.env.TEST_DATABASE_HOST
  if (host && !ownServer) return fromHost(host, engine, migrated)
  const database = engine === 'postgres' ? await ownPostgres() : await ownEmbedded()
  if (migrated) await migrate(database.url)
  return database
}

async function fromHost(host: string, engine: EngineName, migrated: boolean): Promise<TestDatabase> {
  const ask = async (method: string, what: string): Promise<unknown> => {
    const response = await fetch(`${host}/${what}`, { method })
    if (!response.ok) throw new Error(`the host of the test databases: ${await response.text()}`)
    return response.json()
  }
  const { id, ...made } = (await ask('POST', `${engine}/${migrated ? 'migrated' : 'empty'}`)) as { id: string; url: string; folder?: string }
  return { ...made, stop: async () => void (await ask('DELETE', id)) }
}

async function ownEmbedded(): Promise<TestDatabase> {
  const dataDir = scratchFolder('buurtfocus-pglite-')
  const server = await startEmbedded({ dataDir })
  return {
    url: server.url,
    folder: join(dataDir, 'pg'),
    stop: async () => {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

let cluster: { started: Promise<Cluster>; next: number; users: number } | undefined

/** One cluster per process, for as long as somebody uses it. */
async function ownPostgres(): Promise<TestDatabase> {
  const own = (cluster ??= { started: startCluster(), next: 1, users: 0 })
  own.users++
  const { create, stop } = await own.started
  return {
    url: await create(`test_${own.next++}`),
    stop: async () => {
      if (--own.users > 0) return
      cluster = undefined
      await stop()
    },
  }
}

/**
 * Whether a PostgreSQL server with PostGIS is installed; says so on stderr when it is not, so that a skip is visible.
 * @throws {Error} in CI (`CI` is set), where a skip would hide that half of the tests did not run.
 */
export function postgresAvailable(): boolean {
  if (namedServer() || findBin()) return true
  const text = 'no PostgreSQL server with PostGIS found (PATH, /usr/lib/postgresql/*/bin, PG_BIN, TEST_DATABASE_URL)'
  if (process.env.CI) throw new Error(text)
  if (!said) console.warn(`SKIPPED the tests on PostgreSQL: ${text}`)
  said = true
  return false
}
let said = false

/** Whether a server can be started for tests that change its roles: never where one is named; says so on stderr. */
export function ownServerAvailable(): boolean {
  if (!namedServer()) return postgresAvailable()
  console.warn('SKIPPED the tests that change the roles of a server: TEST_DATABASE_URL names one that others use too')
  return false
}

/** The engines that can run here, for `describe.each(availableEngines())`. */
export function availableEngines(): EngineName[] {
  return engines.filter(engine => engine !== 'postgres' || postgresAvailable())
}
