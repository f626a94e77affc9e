/**
 * The databases of one test run, in one process: `node --import tsx lib/testing/database-host.ts`, started by start-database-host.ts.
 *
 * One PostgreSQL cluster, and any number of embedded databases: each on a folder of its own behind a gateway of its own, as in the app, but
 * in one process, which compiles the engine once. Both are copies of a database that was migrated once.
 * `POST /{pglite,postgres}/{empty,migrated}` gives `{id, url, folder}`, `DELETE /{id}` ends that database.
 */
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import postgres from 'postgres'
import { Gateway, type Opened } from '@/lib/db/embedded/gateway'
import { emptyDatabase, fillFromTemplate, templates, type Template } from '@/lib/db/embedded/template'
import { migrate } from '@/lib/db/migrate'
import { makeAsNew, whatIsThere, type WhatIsThere } from './as-new'
import { startCluster, type Cluster } from './postgres-cluster'
import { scratchFolder } from './scratch'

type Open = { url: string; /** of the data files of an embedded database */ folder?: string; close(): Promise<void> }
const open = new Map<string, Open>()
let next = 1
/** Migrated ones that run, as new, for whoever comes next. */
const asNew: Embedded[] = []
let whenNew: Promise<WhatIsThere> | undefined

async function openEmbedded(kind: string): Promise<Open> {
  const known = kind === 'migrated' ? asNew.pop() : undefined
  if (known) return reused(known)
  const folder = scratchFolder('buurtfocus-pglite-')
  await fillFromTemplate(join(folder, 'pg'), kind === 'migrated' ? migrated : emptyDatabase)
  const database = await Embedded.start(join(folder, 'pg'), () => rmSync(folder, { recursive: true, force: true }))
  if (kind !== 'migrated') return database
  await (whenNew ??= inDatabase(database, whatIsThere))
  return reused(database)
}

/** One that is not closed after use, when it can be made as it was. */
const reused = (database: Embedded): Open => ({
  url: database.url,
  folder: database.folder,
  close: async () => {
    const again = await database.again()
    if (again && (await inDatabase(again, async (sql) => makeAsNew(sql, await whenNew!)))) asNew.push(again)
    else await (again ?? database).close()
  },
})

async function inDatabase<T>({ url }: Open, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  return work(sql).finally(() => sql.end())
}

/** An embedded database behind a gateway, as in the app. */
class Embedded implements Open {
  private constructor(
    readonly url: string,
    readonly folder: string,
    private readonly gateway: Gateway,
    private readonly closed: () => void,
  ) {}

  static async start(dataDir: string, closed: () => void = () => {}, opened?: Opened): Promise<Embedded> {
    const password = randomBytes(12).toString('hex')
    // The limits that process.ts has; what it logs, tests look for in answers.
    const gateway = new Gateway({ dataDir, password, maxQueryMs: 120_000, maxIdleMs: 120_000, log: () => {}, onFatal: (error) => console.error(`test databases: ${error.message}`) })
    const port = await gateway.listen(0)
    await gateway.open(opened)
    return new Embedded(`postgres://app:${password}@127.0.0.1:${port}/buurtfocus`, dataDir, gateway, closed)
  }

  /** The same data behind another gateway, at an address that who had it does not know; null when it cannot be had. */
  async again(): Promise<Embedded | null> {
    const opened = await this.gateway.handOver()
    return opened && Embedded.start(this.folder, this.closed, opened)
  }

  async close(): Promise<void> {
    await this.gateway.close()
    this.closed()
  }
}

const migrated: Template = {
  name: `migrated-${hashOfMigrations()}`,
  make: async (pgDir) => {
    await fillFromTemplate(pgDir)
    const database = await Embedded.start(pgDir)
    await migrate(database.url).finally(() => database.close())
    for (const old of readdirSync(templates).filter((name) => name.startsWith('migrated-'))) rmSync(join(templates, old), { recursive: true, force: true })
  },
}

/** Changes with everything that a migrated folder depends on. */
function hashOfMigrations(): string {
  const files = readdirSync('drizzle', { recursive: true, encoding: 'utf8' }).filter((f) => /\.(sql|json)$/.test(f)).sort().map((f) => join('drizzle', f))
  const hash = createHash('sha256').update(emptyDatabase.name)
  for (const file of [...files, 'lib/db/migrate.ts']) hash.update(file).update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

let cluster: Promise<Cluster> | undefined
let clusterMigrated: Promise<unknown> | undefined

async function openPostgres(kind: string): Promise<Open> {
  const server = await (cluster ??= startCluster())
  if (kind === 'migrated') await (clusterMigrated ??= server.create('migrated').then(migrate))
  const name = `test_${next++}`
  const url = await server.create(name, kind === 'migrated' ? 'migrated' : undefined)
  return { url, close: () => server.drop(name) }
}

/** One at a time: a template can be copied only while nobody makes it. */
let last: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work)
  last = mine.catch(() => {})
  return mine
}

async function answer(method: string, parts: readonly string[]): Promise<object> {
  const [first = '', kind = ''] = parts
  if (method === 'DELETE') {
    await open.get(first)?.close()
    open.delete(first)
    return {}
  }
  const made = await inTurn(() => (first === 'postgres' ? openPostgres(kind) : openEmbedded(kind)))
  const id = String(next++)
  open.set(id, made)
  return { id, url: made.url, folder: made.folder }
}

// Only who knows this word is answered: every user of a machine reaches its loopback address.
const secret = randomBytes(12).toString('hex')
const server = createServer((request, response) => {
  const [, word, ...parts] = (request.url ?? '').split('/')
  const done = word === secret ? answer(request.method ?? '', parts) : Promise.reject(new Error('unknown'))
  done.then(
    (found) => response.end(JSON.stringify(found)),
    (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
  )
})
server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${secret}` }))

async function end(): Promise<void> {
  await Promise.allSettled([...open.values(), ...asNew].map((database) => database.close()))
  await (await cluster?.catch(() => undefined))?.stop()
  process.exit(0)
}
process.on('disconnect', () => void end())
process.on('SIGTERM', () => void end())
process.on('SIGINT', () => {}) // the parent decides
