import { drizzle } from 'drizzle-orm/postgres-js'
import type { SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'
import type { PgTransaction } from 'drizzle-orm/pg-core'
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import type { Identity } from '@/lib/domain/identity'

type Pool = { client: postgres.Sql; db: ReturnType<typeof drizzle> }
/** `pages` are dropped as a whole when the server hangs; `work` without a limit (imports) must not go with them. */
type Use = 'pages' | 'work'
const connections: Record<Use, number> = { pages: 10, work: 4 }
// One pool per use and process, also when Next bundles this module more than once.
const shared = globalThis as typeof globalThis & { buurtfocusPools?: Partial<Record<Use, Pool>>; buurtfocusUrl?: string; buurtfocusConnections?: number; buurtfocusUnavailableAt?: number; buurtfocusGuarded?: boolean }

/** A transaction; the only thing that the questions in this room accept. */
export type Tx = PgTransaction<PostgresJsQueryResultHKT, Record<string, never>, Record<string, never>>

/** The database does not answer: callers say 503 with Retry-After, never a stack trace. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    super(`The database does not answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'DatabaseUnavailable'
    // The small server in front (lib/commands/serve.mjs) turns a page that failed for this reason into a 503.
    shared.buurtfocusUnavailableAt = Date.now()
  }
}

/** How long a page or an API call waits for the database before it says 503, in milliseconds. */
const readDeadlineMs = 2_400

/** Names the server for this process; scripts and tests use it, the app reads DATABASE_URL. */
export function connectTo(url: string, options: { connections?: number } = {}): void {
  if (shared.buurtfocusUrl !== url || shared.buurtfocusConnections !== options.connections) void closeDatabase()
  shared.buurtfocusUrl = url
  shared.buurtfocusConnections = options.connections
}

function pool(use: Use): Pool {
  const known = shared.buurtfocusPools?.[use]
  if (known) return known
  const url = shared.buurtfocusUrl ?? process.env.DATABASE_URL
  if (!url) throw new Error('DATABASE_URL is not set; start the app with `npm run up`, which starts the embedded database.')
  surviveLostConnections()
  const client = postgres(url, {
    max: shared.buurtfocusConnections ?? connections[use],
    connect_timeout: 2,
    idle_timeout: 30,
    backoff: false,
    onnotice: () => {},
    // Sums over integers come back as bigint; counts of signals fit in a number.
    types: { bigint: { to: 20, from: [20], serialize: String, parse: Number } },
    connection: { application_name: 'buurtfocus', TimeZone: 'Europe/Amsterdam' },
  })
  const made = { client, db: drizzle(client) }
  shared.buurtfocusPools = { ...shared.buurtfocusPools, [use]: made }
  return made
}

/**
 * postgres.js 3.4.9 writes `rollback` to a connection that was lost in the middle of a transaction and throws outside any promise
 * (`nextWrite`, socket is null), or rejects an inner promise that nobody holds; either would end the process. The question itself was already rejected, so nothing is lost by
 * going on. Any other uncaught error ends the process as it would without us.
 */
function surviveLostConnections(): void {
  if (shared.buurtfocusGuarded) return
  shared.buurtfocusGuarded = true
  process.on('uncaughtException', (error: Error & { code?: string }) => {
    const lostWrite = error instanceof TypeError && /\bnextWrite\b/.test(error.stack ?? '') && /[\\/]postgres[\\/]/.test(error.stack ?? '')
    if (lostWrite || connectionCodes.has(String(error.code))) return
    if (process.listenerCount('uncaughtException') > 1) return
    console.error(error)
    process.exit(1)
  })
}

/** Closes all connections; `hard` also drops those that wait for a server that hangs. */
export async function closeDatabase(hard = false): Promise<void> {
  const old = shared.buurtfocusPools
  shared.buurtfocusPools = undefined
  await Promise.all([old?.pages, old?.work].map((p) => p?.client.end({ timeout: hard ? 0 : 5 }).catch(() => {})))
}

/**
 * Puts a pool out of use after an outage, so that the next question dials anew: connections to a server that hangs never come back,
 * and one that was lost while postgres.js 3.4.9 was about to write never writes again. Pages are dropped at once; other work in the
 * same pool may end first.
 */
function retire(use: Use, used: Pool): void {
  if (shared.buurtfocusPools?.[use] !== used) return
  shared.buurtfocusPools = { ...shared.buurtfocusPools, [use]: undefined }
  void used.client.end({ timeout: use === 'pages' ? 0 : 600 }).catch(() => {})
}

/**
 * Runs `work` in one transaction in the database role of who asks: `buurtfocus_worker` for the program itself, `buurtfocus_app` for users and
 * visitors, whom row-level security knows by `app.uid` (see drizzle/0007). All of it is transaction-local: session settings would leak between
 * connections of the embedded engine. `app.account` and `app.origin` are for the audit log.
 *
 * @param options.as the role of the publication, which reads the schema `pub` and nothing else (drizzle/0022)
 * @param options.deadlineMs how long to wait in all; `null` for work without a limit (imports). Default: the limit of a page.
 * @throws {DatabaseUnavailable} when the server is down, hangs, or shuts down underway
 */
export async function asking<T>(who: Identity, work: (tx: Tx) => Promise<T>, options: { deadlineMs?: number | null; readOnly?: boolean; as?: 'buurtfocus_pub' } = {}): Promise<T> {
  const deadlineMs = options.deadlineMs === undefined ? readDeadlineMs : options.deadlineMs
  const use: Use = deadlineMs === null ? 'work' : 'pages'
  const used = pool(use)
  const run = used.db
    .transaction(async (tx) => {
      // No JIT: PostgreSQL overrates the cost of geometry functions and then compiles for a second what runs in a tenth.
      await tx.execute(sql`
        select set_config('jit', 'off', true),
               set_config('app.uid', ${who.uid === null ? '' : String(who.uid)}, true),
               set_config('app.account', ${who.account}, true),
               set_config('app.origin', ${who.origin ?? 'command'}, true),
               set_config('statement_timeout', ${deadlineMs === null ? '0' : String(deadlineMs)}, true),
               set_config('lock_timeout', ${deadlineMs === null ? '0' : String(deadlineMs)}, true),
               set_config('role', ${options.as ?? (who.role === 'system' ? 'buurtfocus_worker' : 'buurtfocus_app')}, true)`)
      return work(tx as unknown as Tx)
    }, options.readOnly ? { accessMode: 'read only' } : undefined)
    .catch((error: unknown) => {
      if (!isUnavailable(error) && !isLate(error)) throw withoutData(error)
      if (!isLate(error)) retire(use, used)
      throw new DatabaseUnavailable(withoutData(error))
    })
  return deadlineMs === null ? run : withDeadline(run, deadlineMs, used)
}

async function withDeadline<T>(run: Promise<T>, deadlineMs: number, used: Pool): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      run.catch(() => {})
      retire('pages', used)
      reject(new DatabaseUnavailable(`no answer within ${deadlineMs} ms`))
    }, deadlineMs)
  })
  try {
    return await Promise.race([run, late])
  } finally {
    clearTimeout(timer)
  }
}

/**
 * The driver's own error without the statement, its parameters and the values in its message and details: errors end up in the
 * log. Errors of our own as they are.
 */
function withoutData(error: unknown): unknown {
  const own = error instanceof Error && 'query' in error && error.cause instanceof Error ? error.cause : error // drizzle wraps
  if (!(own instanceof Error) || !('query' in own || own.name === 'PostgresError')) return own
  const { code, constraint_name, table_name, column_name, routine } = own as Error & Record<string, unknown>
  // Errors of our own triggers (BF...) say in their details what the form needs: numbers, codes and ids, no text that people wrote.
  const ours = String(code).startsWith('BF') ? { detail: (own as Error & Record<string, unknown>).detail, hint: (own as Error & Record<string, unknown>).hint } : {}
  // "invalid input syntax for type date: "x"": messages about data (class 22) quote it.
  const message = String(code).startsWith('22') ? own.message.replace(/"[^"]*"/g, '"..."') : own.message
  const safe = new Error(message)
  safe.name = own.name
  safe.stack = own.stack?.replace(own.message, message)
  return Object.assign(safe, { code, constraint_name, table_name, column_name, routine, ...ours })
}

const connectionCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'CONNECT_TIMEOUT', 'CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED'])

/** statement_timeout: the server lives, but gave no answer in time. */
const isLate = (error: unknown): boolean => sqlState(error) === '57014'

/** The SQLSTATE (or the driver's own code) of an error, also when drizzle wrapped it; empty when it has none. */
export function sqlState(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as Error & { code?: unknown }).code
    if (typeof code === 'string') return code
  }
  return ''
}

/** What a rule of ours in the database says beside its message, such as the code of a buurt (DETAIL); empty when it says nothing. */
export function sqlDetail(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { detail } = at as Error & { detail?: unknown }
    if (typeof detail === 'string') return detail
  }
  return ''
}

/** Connection errors of postgres.js, and the SQLSTATEs of a server that starts, stops or is full (08, 53300, 57P0x). */
function isUnavailable(error: unknown): boolean {
  const code = sqlState(error)
  return connectionCodes.has(code) || code.startsWith('08') || code === '53300' || code.startsWith('57P0')
}

/** Rows of a raw statement, typed by the caller. */
export async function rows<T extends object>(tx: Tx, statement: SQL): Promise<T[]> {
  return (await tx.execute(statement)) as unknown as T[]
}
