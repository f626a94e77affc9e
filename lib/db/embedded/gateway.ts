import { createServer, type Server } from 'node:net'
import { Connection } from './connection'
import { Engine } from './engine'
import type { Fault, Status } from './wire'

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
const restarted: Fault = { severity: 'FATAL', code: '57P01', message: 'the embedded database was restarted; please connect again' }

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
  #engine: Engine | undefined
  #ready: Promise<string> = new Promise(() => undefined)
  #idleTimer: NodeJS.Timeout | undefined
  #nextPid = 1
  #exceptions = 0
  #closing = false

  constructor(options: GatewayOptions) {
    this.#options = options
    this.dataDir = options.dataDir
    this.#server = createServer(socket => {
      if (this.#closing || this.#connections.size >= maxConnections) return void socket.destroy()
      const connection = new Connection(this.#nextPid++, socket, options.password, {
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

  /** Opens the database; logins wait for this. @throws {Error} when it cannot be opened. */
  async open(): Promise<void> {
    const opened = Engine.start(this.#options.dataDir)
    this.#ready = opened.then(({ version }) => version)
    this.#ready.catch(() => undefined)
    const { engine } = await opened
    this.#engine = engine
    engine.on('down', reason => void this.#restart(reason))
    this.#pump()
  }

  /** Stops taking connections, waits for a running query (at most 5 s), closes the database. */
  async close(): Promise<void> {
    this.#closing = true
    this.#server.close()
    for (let i = 0; this.#running && i < 100; i++) await new Promise(resolve => setTimeout(resolve, 50))
    const engine = this.#engine
    engine?.removeAllListeners('down')
    for (const connection of this.#connections.values()) connection.end({ ...restarted, message: 'the embedded database is shutting down' })
    await Promise.race([engine && (this.#running ? engine.kill('shutting down') : engine.close()), new Promise(resolve => setTimeout(resolve, 10_000))])
  }

  #queue(connection: Connection): void {
    if (connection !== this.#owner && !this.#waiting.includes(connection)) this.#waiting.push(connection)
    this.#pump()
  }

  #closed(connection: Connection): void {
    this.#connections.delete(connection.pid)
    connection.batches.length = 0
    if (connection === this.#owner) this.#pump()
    else if (connection.used) this.#queue(connection)
    else this.#waiting = this.#waiting.filter(it => it !== connection)
  }

  /** Gives the session to whoever is next and runs one batch; calls itself again until there is nothing to do. */
  #pump(): void {
    const engine = this.#engine
    if (this.#running || !engine || this.#closing) return
    this.#owner ??= this.#waiting.shift()
    const owner = this.#owner
    if (!owner) return
    clearTimeout(this.#idleTimer)
    if (owner.closed) return void this.#run(engine, owner, undefined)
    const batch = owner.batches.shift()
    if (batch) return void this.#run(engine, owner, batch)
    this.#idleTimer = setTimeout(() => this.#endIdle(owner), this.#options.maxIdleMs)
  }

  async #run(engine: Engine, owner: Connection, batch: Connection['batches'][number] | undefined): Promise<void> {
    this.#running = true
    owner.used = true
    const timer = setTimeout(() => void this.#stopQuery(owner, `a query took longer than ${this.#options.maxQueryMs} ms`), this.#options.maxQueryMs)
    try {
      const done = await engine.run(batch ? { kind: 'messages', connection: owner.pid, bytes: Uint8Array.from(batch.bytes) } : { kind: 'forget', connection: owner.pid })
      this.#status = done.status
      if (done.exceptions > this.#exceptions) this.#options.log(`a C++ exception of PostGIS became an SQL error (${done.exceptions} since the start)`)
      this.#exceptions = done.exceptions
      owner.send(done.bytes)
    } catch {
      return // the thread ended: #restart has told everyone and set the state back
    } finally {
      clearTimeout(timer)
    }
    this.#running = false
    if (!batch || (batch.ends && this.#status === 'I' && !owner.closed)) {
      this.#owner = undefined
      if (owner.batches.length) this.#waiting.push(owner)
    }
    this.#pump()
  }

  #endIdle(owner: Connection): void {
    if (owner !== this.#owner || this.#running) return
    this.#options.log(`a transaction waited longer than ${this.#options.maxIdleMs} ms for its client and was rolled back`)
    owner.end({ severity: 'FATAL', code: '25P03', message: 'terminating connection due to idle-in-transaction timeout of the embedded database' })
  }

  #cancel(pid: number, secret: number): void {
    const connection = this.#connections.get(pid)
    if (!connection || connection.secret !== secret) return
    if (connection === this.#owner && this.#running) return void this.#stopQuery(connection, 'canceling statement due to user request')
    if (connection.closed || !this.#waiting.includes(connection)) return
    connection.end({ severity: 'FATAL', code: '57014', message: 'canceling statement due to user request' }) // it only waited: nobody else is hurt
  }

  /** WASM cannot be interrupted: the only way to stop a query is to end the thread. */
  async #stopQuery(connection: Connection, reason: string): Promise<void> {
    connection.end({ severity: 'FATAL', code: '57014', message: reason })
    await this.#engine?.kill(reason)
  }

  async #restart(reason: string): Promise<void> {
    if (this.#closing) return
    this.#options.log(`restarting the database thread: ${reason}`)
    clearTimeout(this.#idleTimer)
    this.#engine = undefined
    this.#owner = undefined
    this.#waiting = []
    this.#running = false
    this.#status = 'I'
    this.#exceptions = 0
    const told = [...this.#connections.values()]
    this.#connections.clear()
    for (const connection of told) {
      connection.used = false // the new thread knows nothing of it
      connection.end(restarted)
    }
    try {
      await this.open()
    } catch (error) {
      this.#options.onFatal(error as Error)
    }
  }
}
