import { parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { armGeosGuard, exceptionsSeen, installGeosGuard, type EngineModule } from './geos-guard'
import { slimPostgis } from './postgis-bundle'
import { findRefused } from './refused-sql'
import { closeStatement, errorResponse, type Fault, type Message, query, readyForQuery, type Status, sync, takeMessages } from './wire'
import { ownStatementName, renameStatement, sqlOf } from './statement-names'

/** What the engine thread is asked to do. `connection` is the number of the connection that owns the session. */
export type Job =
  | { kind: 'messages'; id: number; connection: number; bytes: Uint8Array }
  | { kind: 'prepare'; id: number; connection: number; parses: Uint8Array[]; owes: 'abort' | 'skip' | undefined }
  | { kind: 'rollback'; id: number; connection: number }
  | { kind: 'forget'; id: number; connection: number }
  | { kind: 'close'; id: number }
/** What it answers. `broken` means: the database cannot be trusted any more, start another thread. */
export type Answer =
  | { kind: 'ready'; version: string; postgis: string }
  | { kind: 'done'; id: number; bytes: Uint8Array; status: Status; exceptions: number }
  | { kind: 'broken'; reason: string }

const port = parentPort!
const { dataDir } = workerData as { dataDir: string }

let db: PGlite
let engine: EngineModule
let status: Status = 'I'
let skipping = false // an error happened: PostgreSQL ignores everything up to the next Sync
let lastConnection = 0
const statements = new Map<number, Set<string>>()

void start().catch((error: unknown) => giveUp(`the embedded database did not start: ${String(error)}`))

async function start(): Promise<void> {
  installGeosGuard()
  db = await PGlite.create({ dataDir, extensions: { postgis: slimPostgis } })
  armGeosGuard(db)
  engine = db.Module as EngineModule
  watchForTraps(engine)
  const version = await db.query<{ server_version: string }>('show server_version')
  const installed = await db.query<{ v: string | null }>(`select (select extversion from pg_extension where extname = 'postgis') v`)
  port.on('message', (job: Job) => void run(job).catch((error: unknown) => giveUp(String(error))))
  answer({ kind: 'ready', version: version.rows[0]?.server_version ?? '', postgis: installed.rows[0]?.v ?? '' })
}

/**
 * PGlite's loop drops whatever exception comes out of WASM. The one it knows is the string 'unwind', a PostgreSQL error on its
 * way; anything else (memory fault, stack overflow in JavaScript, C++) leaves the session in an unknown state.
 */
function watchForTraps(mod: EngineModule): void {
  const once = mod._PostgresMainLoopOnce
  mod._PostgresMainLoopOnce = () => {
    try {
      once()
    } catch (error) {
      if (error !== 'unwind') giveUp(`unexpected exception from WASM: ${String(error)}`)
      throw error
    }
  }
}

function giveUp(reason: string): never {
  answer({ kind: 'broken', reason })
  process.exit(1) // ends this thread only
}

function answer(given: Answer): void {
  const transfer = given.kind === 'done' ? [given.bytes.buffer as ArrayBuffer] : []
  port.postMessage(given, transfer)
}

async function run(job: Job): Promise<void> {
  const out: Buffer[] = []
  if (job.kind === 'close') await db.close()
  else if (job.kind === 'forget') await forget(job.connection)
  else if (job.kind === 'rollback') await rollBack(job.connection)
  else if (job.kind === 'prepare') await catchUp(job)
  else {
    await changeOwner(job.connection)
    for (const message of takeMessages(Buffer.from(job.bytes.buffer as ArrayBuffer, job.bytes.byteOffset, job.bytes.byteLength)).messages) out.push(...(await handle(job.connection, message)))
  }
  answer({ kind: 'done', id: job.id, bytes: Uint8Array.from(Buffer.concat(out)), status, exceptions: exceptionsSeen() })
}

/** Settings and roles of the session never reach another connection, whatever statement set them. */
async function changeOwner(connection: number): Promise<void> {
  if (connection === lastConnection) return
  if (lastConnection) await execute(query('set session authorization default; reset all'))
  lastConnection = connection
}

async function handle(connection: number, message: Message): Promise<Buffer[]> {
  if (message.type === 'S') {
    skipping = false
    return withoutReady(await execute(sync)).concat(readyForQuery(status))
  }
  if (message.type === 'H' || message.type === 'd' || message.type === 'c' || message.type === 'f') return []
  if (skipping) return []
  const sql = sqlOf(message)
  const fault = message.type === 'F' ? functionCallRefused : sql && findRefused(sql.sql)
  if (fault) return refuse(message.type, fault)
  if (message.type === 'Q') return withoutReady(await execute(message.bytes)).concat(readyForQuery(status))

  const { bytes, parsed, closed } = renameStatement(connection, message)
  const own = statements.get(connection) ?? new Set<string>()
  statements.set(connection, own)
  // A client may parse the unnamed statement again and again; ours has a name, so it must be closed first.
  if (parsed && parsed === ownStatementName(connection, '') && own.has(parsed)) await execute(closeStatement(parsed))
  const reply = withoutReady(await execute(bytes))
  skipping = reply.some(part => part[0] === 69 /* 'E' */)
  if (parsed && !skipping) own.add(parsed)
  if (closed) own.delete(closed)
  return reply
}

const functionCallRefused: Fault = { severity: 'ERROR', code: '0A000', message: 'the FunctionCall message is not supported by the embedded database' }

const failing = query('select 1 / 0')

/** A refusal is an error like any other: inside a transaction it aborts that transaction. */
async function refuse(type: string, fault: Fault): Promise<Buffer[]> {
  if (status === 'T') await execute(failing)
  skipping = type !== 'Q' && type !== 'F'
  return skipping ? [errorResponse(fault)] : [errorResponse(fault), readyForQuery(status)]
}

/**
 * Prepares what a connection had prepared in the thread before this one (what cannot be any more will say so when it is used), and
 * puts the session in the state that the client was told: an aborted transaction, or skipping up to the next Sync.
 */
async function catchUp({ connection, parses, owes }: Extract<Job, { kind: 'prepare' }>): Promise<void> {
  await changeOwner(connection)
  for (const parse of parses) {
    await handle(connection, { type: 'P', bytes: Buffer.from(parse) })
    await handle(connection, { type: 'S', bytes: sync })
  }
  if (owes === 'abort') {
    await execute(query('begin'))
    await execute(failing)
  }
  skipping = owes === 'skip'
}

/** Ends half a message cycle and an open transaction, when they are of this connection. */
async function rollBack(connection: number): Promise<void> {
  if (connection !== lastConnection) return
  await execute(sync)
  if (status !== 'I') await execute(query('rollback'))
  skipping = false
}

/** Ends what a connection left behind: transaction and prepared statements. */
async function forget(connection: number): Promise<void> {
  await rollBack(connection)
  for (const name of statements.get(connection) ?? []) await execute(closeStatement(name))
  if (statements.has(connection)) await execute(sync)
  statements.delete(connection)
}

/** Runs one message; keeps the transaction status up to date; gives the stack space of errors back (PGlite 0.5.8 leaks about 1.2 kB per error). */
async function execute(bytes: Buffer): Promise<Message[]> {
  const stack: unknown = engine.___stack_pointer.value
  const chunks: Buffer[] = []
  await db.execProtocolRawStream(bytes, { syncToFs: false, onRawData: chunk => void chunks.push(Buffer.from(chunk)) })
  engine.___stack_pointer.value = stack as number
  const { messages } = takeMessages(Buffer.concat(chunks))
  for (const { type, bytes: reply } of messages) if (type === 'Z') status = String.fromCharCode(reply[5]!) as Status
  return messages
}

/**
 * Without ReadyForQuery: PGlite 0.5.8 sends one after an error even when the client's Sync is still to come, so a client
 * would take the answer of its next query for its own. This server writes the one that belongs there.
 */
function withoutReady(messages: Message[]): Buffer[] {
  return messages.filter(({ type }) => type !== 'Z').map(({ bytes }) => bytes)
}
