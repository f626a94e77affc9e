import { execFileSync, spawn, type SpawnOptions } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import postgres from 'postgres'
import { scratchFolder } from './scratch'

/** Databases for tests on a PostgreSQL server: a throw-away one in a temporary folder on a free port of this machine, which ends with this process, or a named one. */
export type Cluster = {
  /** Makes a database as a copy of `template` (default: an empty one with PostGIS). @returns its address, as a superuser */
  create(name: string, template?: string): Promise<string>
  /** Ends a database and whoever is connected to it. */
  drop(name: string): Promise<void>
  stop(): Promise<void>
}
/** The address of a database on a server, as a superuser. */
type Address = (database: string) => string

/** `TEST_DATABASE_URL`: a server that runs already, given as a superuser of it; of nobody but tests, because the roles of the app are made there. */
export const namedServer = (): string | undefined => process.env.TEST_DATABASE_URL || undefined

/** The folder of initdb and postgres whose PostGIS is installed too. */
export function findBin(): string | undefined {
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

/** Uses the named server, or starts one (about 3 s). @throws {Error} when there is no server to start or it does not answer. */
export async function startCluster(): Promise<Cluster> {
  const named = namedServer()
  return named ? onNamedServer(named) : startOwn()
}

/** Databases on a server that is there already carry a prefix of their own, and go when the run ends. */
async function onNamedServer(named: string): Promise<Cluster> {
  const at: Address = (database) => Object.assign(new URL(named), { pathname: `/${database}` }).href
  const prefix = `buurtfocus_test_${randomBytes(4).toString('hex')}_`
  const made = new Set<string>()
  const create = async (name: string, template: string) => {
    made.add(name)
    await run(named, `create database ${prefix}${name} template ${template}`)
    return at(prefix + name)
  }
  const drop = async (name: string) => {
    made.delete(name)
    await run(named, `drop database if exists ${prefix}${name} with (force)`)
  }
  await run(await create('with_postgis', 'template0'), 'create extension postgis')
  return {
    create: (name, template = 'with_postgis') => create(name, prefix + template),
    drop,
    stop: async () => {
      for (const name of made) await drop(name)
    },
  }
}

async function startOwn(): Promise<Cluster> {
  const bin = findBin()
  if (!bin) throw new Error('no PostgreSQL server with PostGIS found')
  const dir = scratchFolder('buurtfocus-pg-')
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
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 }) // its processes let go of their files a moment later
  }
  const at: Address = (database) => `postgres://app:${password}@127.0.0.1:${port}/${database}`
  try {
    await untilAnswers(at('postgres'), () => server.exitCode === null)
    await run(at('postgres'), 'create database with_postgis')
    await run(at('with_postgis'), 'create extension postgis')
  } catch (error) {
    await stop()
    throw new Error(`the PostgreSQL test server did not start: ${String(error)}\n${said}`)
  }
  return {
    create: async (name, template = 'with_postgis') => {
      await run(at('postgres'), `create database ${name} template ${template}`)
      return at(name)
    },
    drop: name => run(at('postgres'), `drop database if exists ${name} with (force)`),
    stop,
  }
}

async function run(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  await sql.unsafe(statement).finally(() => sql.end())
}

async function untilAnswers(url: string, alive: () => boolean): Promise<void> {
  let last: unknown = 'it ended'
  for (let attempt = 0; attempt < 150 && alive(); attempt++) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} })
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
