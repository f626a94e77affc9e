import { execFileSync, spawn, type SpawnOptions } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import postgres from 'postgres'
import { startEmbedded } from '@/lib/db/embedded/start'

/** The two engines that every `*.db.test.ts` runs on. */
export const engines = ['pglite', 'postgres'] as const
export type EngineName = (typeof engines)[number]
export type TestDatabase = {
  /** For postgres.js: an empty database of its own, with PostGIS, as a superuser. */
  url: string
  stop(): Promise<void>
}

/**
 * Starts an empty database with PostGIS for one test file; call `stop()` in afterAll.
 *
 * pglite: the real embedded server on a temporary folder (about 6 s). postgres: one throw-away cluster per vitest process, and a
 * database of its own per call, copied from a template (about 0.3 s after the first). Both end with the process.
 * @throws {Error} when the engine cannot be started; ask postgresAvailable() first.
 */
export async function startTestDatabase(engine: EngineName): Promise<TestDatabase> {
  if (engine === 'postgres') return createPostgresDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'buurtfocus-pglite-'))
  const server = await startEmbedded({ dataDir })
  return {
    url: server.url,
    stop: async () => {
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/**
 * Whether a PostgreSQL server with PostGIS is installed; says so on stderr when it is not, so that a skip is visible.
 * @throws {Error} in CI (`CI` is set), where a skip would hide that half of the tests did not run.
 */
export function postgresAvailable(): boolean {
  if (findBin()) return true
  const text = 'no PostgreSQL server with PostGIS found (PATH, /usr/lib/postgresql/*/bin, PG_BIN)'
  if (process.env.CI) throw new Error(text)
  if (!said) console.warn(`SKIPPED the tests on PostgreSQL: ${text}`)
  said = true
  return false
}

/** The engines that can run here, for `describe.each(availableEngines())`. */
export function availableEngines(): EngineName[] {
  return engines.filter(engine => engine !== 'postgres' || postgresAvailable())
}

let said = false
type Cluster = { port: number; password: string; next: number; users: number; stop(): Promise<void> }
let cluster: Promise<Cluster> | undefined

async function createPostgresDatabase(): Promise<TestDatabase> {
  cluster ??= startCluster()
  const shared = await cluster
  shared.users++
  const name = `test_${shared.next++}`
  const admin = postgres(urlOf(shared, 'postgres'), { max: 1, onnotice: () => {} })
  await admin.unsafe(`create database ${name} template with_postgis`)
  await admin.end()
  return {
    url: urlOf(shared, name),
    stop: async () => {
      if (--shared.users > 0) return
      cluster = undefined
      await shared.stop()
    },
  }
}

const urlOf = ({ port, password }: { port: number; password: string }, database: string) => `postgres://app:${password}@127.0.0.1:${port}/${database}`

/** The folder of initdb and postgres whose PostGIS is installed too. */
function findBin(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const places = [process.env.PG_BIN, ...(process.env.PATH ?? '').split(delimiter), ...versions.map(version => join(debian, version, 'bin'))]
  const ext = process.platform === 'win32' ? '.exe' : ''
  return places.find(place => place && ['initdb', 'postgres'].every(program => existsSync(join(place, program + ext))) && hasPostgis(place))
}

function hasPostgis(bin: string): boolean {
  try {
    const share = execFileSync(join(bin, 'pg_config'), ['--sharedir'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
    return existsSync(join(share, 'extension', 'postgis.control'))
  } catch {
    return true // no pg_config: CREATE EXTENSION will tell
  }
}

async function startCluster(): Promise<Cluster> {
  const bin = findBin()
  if (!bin) throw new Error('no PostgreSQL server with PostGIS found')
  const dir = mkdtempSync(join(tmpdir(), 'buurtfocus-pg-'))
  const data = join(dir, 'data')
  const password = randomBytes(12).toString('hex')
  const options: SpawnOptions = { cwd: dir, stdio: ['ignore', 'pipe', 'pipe'], ...ordinaryUser(dir) }
  const passwordFile = join(dir, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (options.uid !== undefined) chownSync(passwordFile, options.uid, options.gid!)
  const made = ['-D', data, '-U', 'app', '-E', 'UTF8', '--locale=C', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync']
  execFileSync(join(bin, 'initdb'), made, options)
  const port = await freePort()
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'timezone=UTC', 'max_connections=200']
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings.flatMap(setting => ['-c', setting])], options)
  let said = ''
  server.stderr?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4000)))
  server.stdout?.resume()
  const killNow = () => void server.kill('SIGKILL')
  process.once('exit', killNow)
  const stop = async () => {
    process.off('exit', killNow)
    if (server.exitCode === null && server.signalCode === null) {
      const ended = new Promise(done => server.once('exit', done))
      server.kill('SIGINT') // fast shutdown
      await ended
    }
    rmSync(dir, { recursive: true, force: true })
  }
  const shared: Cluster = { port, password, next: 1, users: 0, stop }
  try {
    await untilAnswers(shared, () => server.exitCode === null)
    await makeTemplate(shared)
  } catch (error) {
    await stop()
    throw new Error(`the PostgreSQL test server did not start: ${String(error)}\n${said}`)
  }
  return shared
}

async function makeTemplate(shared: Cluster): Promise<void> {
  const admin = postgres(urlOf(shared, 'postgres'), { max: 1, onnotice: () => {} })
  await admin.unsafe('create database with_postgis')
  await admin.end()
  const template = postgres(urlOf(shared, 'with_postgis'), { max: 1, onnotice: () => {} })
  await template.unsafe('create extension postgis')
  await template.end()
}

async function untilAnswers(shared: Cluster, alive: () => boolean): Promise<void> {
  let last: unknown = 'it ended'
  for (let attempt = 0; attempt < 150 && alive(); attempt++) {
    const sql = postgres(urlOf(shared, 'postgres'), { max: 1, connect_timeout: 2, onnotice: () => {} })
    try {
      await sql`select 1`
      return
    } catch (error) {
      last = error
      await new Promise(next => setTimeout(next, 100))
    } finally {
      await sql.end({ timeout: 1 })
    }
  }
  throw last
}

/** initdb refuses root: then the system's own `postgres` (or `nobody`) runs it and owns the folder. */
function ordinaryUser(dir: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string, user: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  for (const user of ['postgres', 'nobody']) {
    try {
      const ids = { uid: idOf('-u', user), gid: idOf('-g', user) }
      chownSync(dir, ids.uid, ids.gid)
      return ids
    } catch {
      // no such user here
    }
  }
  throw new Error('PostgreSQL refuses to run as root and no other user was found')
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}
