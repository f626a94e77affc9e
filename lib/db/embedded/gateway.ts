import { createServer, type Server } from 'node:net'
import { type Batch, Connection } from './connection'
import { Engine } from './engine'
import { errorResponse, type Fault, readyForQuery, type Status } from './wire'

export type GatewayOptions = {
  dataDir: string
  password: string
  /** Longest time for one batch of messages, in milliseconds; then the database thread is restarted. */
  maxQueryMs: number
  /** Longest time that an open transaction may wait for its client, in milliseconds; then it is rolled back. */
  maxIdleMs: number
  log(text: string): void
  /** The database cannot be opened any more: the process must end. */
  onFatal(error: Error): void
}

const maxConnections = 500
/** Never the same number twice: an engine that goes to another gateway knew the connections of the one before by theirs. */
let nextPid = 1
const restarted: Fault = { severity: 'ERROR', code: '57P01', message: 'the embedded database was restarted during this statement; its transaction is rolled back' }
const cancelled: Fault = { severity: 'ERROR', code: '57014', message: 'canceling statement due to user request' }
const shuttingDown: Fault = { severity: 'FATAL', code: '57P01', message: 'the embedded database is shutting down' }

/** A database that runs, and its version. */
export type Opened = { engine: Engine; version: string }

/**
 * Shares PGlite's one session between many connections: a connection owns the session from its first message until
 * ReadyForQuery says that no transaction is open; the others wait in order of arrival.
 */
export class Gateway {
  readonly #options: GatewayOptions
  readonly #server: Server
  /** The folder that PGlite keeps its files in. */
  readonly dataDir: string
  readonly #connections = new Map<number, Connection>()
  #waiting: Connection[] = []
  #owner: Connection | undefined
  #status: Status = 'I'
  #running = false
  #batch: Batch | undefined
  #fault: Fault | undefined
  #engine: Engine | undefined
  #ready: Promise<string> = new Promise(() => undefined)
  #idleTimer: NodeJS.Timeout | undefined
  #exceptions = 0
  #closing = false

  constructor(options: GatewayOptions) {
    this.#options = options
    this.dataDir = options.dataDir
    this.#server = createServer(socket => {
      if (this.#closing || this.#connections.size >= maxConnections) return void socket.destroy()
      const connection = new Connection(nextPid++, socket, options.password, {
        whenReady: () => this.#ready,
        onBatch: it => this.#queue(it),
        onClose: it => this.#closed(it),
        onCancel: (pid, secret) => this.#cancel(pid, secret),
      })
      this.#connections.set(connection.pid, connection)
    })
  }

  /** Listens on 127.0.0.1; 0 means any free port. @throws {Error} EADDRINUSE. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
        const address = this.#server.address()
        resolve(address && typeof address === 'object' ? address.port : port)
      })
    })
  }

  /** Opens the database, unless it is given as another gateway handed it over; logins wait for this. @throws {Error} when it cannot be opened. */
  async open(given?: Opened): Promise<void> {
    const opened = given ? Promise.resolve(given) : Engine.start(this.#options.dataDir)
    this.#ready = opened.then(({ version }) => version)
    this.#ready.catch(() => undefined)
    const { engine } = await opened
    this.#engine = engine
    engine.on('down', reason => void this.#restart(reason))
    this.#pump()
  }

  /** Stops taking connections, waits for a running query (at most 5 s), closes the database. */
  async close(): Promise<void> {
    const engine = await this.#end()
    await Promise.race([engine && (this.#running ? engine.kill('shutting down') : engine.close()), new Promise(resolve => setTimeout(resolve, 10_000))])
  }

  /** As `close`, but the database stays open, for another gateway: without the transactions and statements of who was here. null when it is not there or does not end its query; then close it. */
  async handOver(): Promise<Opened | null> {
    const users = new Set([...this.#connections.values(), ...this.#waiting, ...(this.#owner ? [this.#owner] : [])])
    const engine = await this.#end()
    if (!engine || this.#running) return null
    for (const { pid } of users) await engine.run({ kind: 'forget', connection: pid })
    return { engine, version: await this.#ready }
  }

  /** Who is connected is told, and nobody gets a turn any more. */
  async #end(): Promise<Engine | undefined> {
    this.#closing = true
    this.#server.close()
    clearTimeout(this.#idleTimer)
    for (let i = 0; this.#running && i < 100; i++) await new Promise(resolve => setTimeout(resolve, 50))
    this.#engine?.removeAllListeners('down')
    for (const connection of this.#connections.values()) connection.end(shuttingDown)
    return this.#engine
  }

  #queue(connection: Connection): void {
    if (connection !== this.#owner && !this.#waiting.includes(connection)) this.#waiting.push(connection)
    this.#pump()
  }

  #closed(connection: Connection): void {
    this.#connections.delete(connection.pid)
    connection.batches.length = 0
    if (connection === this.#owner) this.#pump()
    else if (connection.engine === this.#engine && connection.engine) this.#queue(connection)
    else this.#waiting = this.#waiting.filter(it => it !== connection)
  }

  /** Gives the session to whoever is next and runs one batch; is called again until there is nothing to do. */
  #pump(): void {
    const engine = this.#engine
    if (this.#running || !engine || this.#closing) return
    this.#owner ??= this.#waiting.shift()
    const owner = this.#owner
    if (!owner) return
    clearTimeout(this.#idleTimer)
    const batch = owner.closed ? undefined : owner.batches.shift()
    if (owner.closed || batch) return void this.#run(engine, owner, batch)
    this.#idleTimer = setTimeout(() => void this.#endIdle(engine, owner), this.#options.maxIdleMs)
  }

  async #run(engine: Engine, owner: Connection, batch: Batch | undefined): Promise<void> {
    this.#running = true
    this.#batch = batch
    const timer = setTimeout(() => void this.#stopQuery(`canceling statement: a query took longer than ${this.#options.maxQueryMs} ms`), this.#options.maxQueryMs)
    try {
      if (owner.engine !== engine || owner.owes) await this.#catchUp(engine, owner)
      const done = await engine.run(batch ? { kind: 'messages', connection: owner.pid, bytes: Uint8Array.from(Buffer.concat(batch.messages.map(({ bytes }) => bytes))) } : { kind: 'forget', connection: owner.pid })
      this.#status = done.status
      if (batch) owner.remember(batch)
      if (done.exceptions > this.#exceptions) this.#options.log(`a C++ exception of PostGIS became an SQL error (${done.exceptions} since the start)`)
      this.#exceptions = done.exceptions
      owner.send(done.bytes)
    } catch {
      return // the thread ended: #restart answers the client and sets the state back
    } finally {
      clearTimeout(timer)
    }
    this.#running = false
    this.#batch = undefined
    if (!batch || (batch.ends && this.#status === 'I' && !owner.closed)) this.#release(owner)
    this.#pump()
  }

  #release(owner: Connection): void {
    this.#owner = undefined
    if (owner.batches.length) this.#waiting.push(owner)
  }

  /** Brings the session to where this client believes it is: its statements prepared, its lost transaction aborted. */
  async #catchUp(engine: Engine, owner: Connection): Promise<void> {
    const parses = owner.engine === engine || owner.closed ? [] : [...owner.statements.values()]
    await engine.run({ kind: 'prepare', connection: owner.pid, parses, owes: owner.owes })
    owner.engine = engine
    owner.owes = undefined
  }

  /**
   * Takes the session from a client that leaves a transaction open. Its connection stays: its next statement finds the transaction
   * aborted (25P02), as after any error. Closing it instead crashes postgres.js 3.4.9 (a write to a socket that is null).
   */
  async #endIdle(engine: Engine, owner: Connection): Promise<void> {
    if (owner !== this.#owner || this.#running) return
    this.#running = true
    this.#options.log(`a transaction waited longer than ${this.#options.maxIdleMs} ms for its client and was rolled back`)
    if (this.#status !== 'I') owner.owes = 'abort'
    try {
      this.#status = (await engine.run({ kind: 'rollback', connection: owner.pid })).status
    } catch {
      return
    }
    this.#running = false
    this.#release(owner)
    this.#pump()
  }

  #cancel(pid: number, secret: number): void {
    const connection = this.#connections.get(pid)
    if (!connection || connection.secret !== secret || connection.closed) return
    if (connection === this.#owner && this.#running) return void this.#stopQuery(cancelled.message)
    const batch = this.#waiting.includes(connection) ? connection.batches.shift() : undefined
    if (!batch) return
    this.#fail(connection, batch, cancelled, 'I') // it only waited: nobody else is hurt
    if (!connection.batches.length) this.#waiting = this.#waiting.filter(it => it !== connection)
  }

  /** Answers a batch that was not run, or not to its end. */
  #fail(connection: Connection, batch: Batch, fault: Fault, status: Status): void {
    connection.send(batch.ends ? Buffer.concat([errorResponse(fault), readyForQuery(status)]) : errorResponse(fault))
    if (status !== 'I') connection.owes = 'abort'
    else if (!batch.ends) connection.owes = 'skip'
  }

  /** WASM cannot be interrupted: the only way to stop a query is to end the thread. */
  async #stopQuery(reason: string): Promise<void> {
    this.#fault = { ...cancelled, message: reason }
    await this.#engine?.kill(reason)
  }

  /** Everyone stays connected: who was running a query or had a transaction open gets an error, the others only wait. */
  async #restart(reason: string): Promise<void> {
    if (this.#closing) return
    this.#options.log(`restarting the database thread: ${reason}`)
    clearTimeout(this.#idleTimer)
    const owner = this.#owner
    const lost = this.#status === 'I' ? 'I' : 'E'
    if (owner && this.#batch) this.#fail(owner, this.#batch, this.#fault ?? restarted, lost)
    else if (owner && lost === 'E') owner.owes = 'abort'
    this.#engine = this.#owner = this.#batch = this.#fault = undefined
    this.#running = false
    this.#status = 'I'
    this.#exceptions = 0
    this.#waiting = this.#waiting.filter(it => !it.closed)
    if (owner?.batches.length && !this.#waiting.includes(owner)) this.#waiting.unshift(owner)
    try {
      await this.open()
    } catch (error) {
      this.#options.onFatal(error as Error)
    }
  }
}
