import { randomInt, timingSafeEqual, createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import { sqlOf } from './statement-names'
import * as wire from './wire'

/** Messages up to where the client waits for an answer; `ends` is false for a Flush, after which the message cycle goes on. */
export type Batch = { messages: wire.Message[]; ends: boolean }

/** What a connection tells the gateway. */
export type Listener = {
  /** Resolves with the server version when the database can take queries. */
  whenReady(): Promise<string>
  /** One or more complete batches wait in `batches`. */
  onBatch(connection: Connection): void
  onClose(connection: Connection): void
  onCancel(pid: number, secret: number): void
}

const protocol3 = 196608
const sslRequest = 80877103
const gssRequest = 80877104
const cancelRequest = 80877102
const loginMs = 30_000
const maxStartupBytes = 10_000

const hash = (text: string) => createHash('sha256').update(text).digest()

/** One client: start-up and password, then messages gathered into batches that end where the client waits for an answer. */
export class Connection {
  readonly secret = randomInt(1, 2 ** 31 - 1)
  /** Complete batches in order of arrival. */
  readonly batches: Batch[] = []
  /** Parse messages by statement name, so that they can be prepared again after a restart of the database thread. */
  readonly statements = new Map<string, Uint8Array>()
  /** The database thread that knows its statements; none before its first turn. */
  engine: object | undefined
  /** What it was told but the session is not yet: its transaction was aborted, or all up to the next Sync is to be skipped. */
  owes: 'abort' | 'skip' | undefined
  closed = false

  #stage: 'startup' | 'password' | 'login' | 'ready' = 'startup'
  #chunks: Buffer[] = []
  #missing = 0
  #open: wire.Message[] = []
  #timer: NodeJS.Timeout

  constructor(
    readonly pid: number,
    readonly socket: Socket,
    readonly password: string,
    readonly listener: Listener,
  ) {
    socket.setNoDelay(true)
    socket.on('data', chunk => this.#take(chunk))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#finish())
    this.#timer = setTimeout(() => socket.destroy(), loginMs)
  }

  /** Remembers what a batch that was run has prepared and closed. */
  remember({ messages }: Batch): void {
    for (const message of messages) {
      const parsed = message.type === 'P' ? sqlOf(message) : null
      if (parsed) this.statements.set(parsed.name, Uint8Array.from(message.bytes))
      if (message.type === 'C' && message.bytes[5] === 83 /* 'S' */) this.statements.delete(wire.readText(message.bytes, 6).text)
    }
  }

  /** Sends bytes; says nothing when the client has gone. */
  send(bytes: Uint8Array): void {
    if (!this.closed && bytes.length) this.socket.write(bytes)
  }

  /**
   * Sends a last error and closes. The ReadyForQuery after it is one too many for the protocol, but postgres.js 3.4.9 shows an error
   * only when that comes, and would say CONNECTION_CLOSED instead.
   */
  end(fault: wire.Fault): void {
    if (this.closed) return
    this.socket.end(this.#stage === 'ready' ? Buffer.concat([wire.errorResponse(fault), wire.readyForQuery('I')]) : wire.errorResponse(fault))
    setTimeout(() => this.socket.destroy(), 2_000).unref()
    this.#finish()
  }

  #finish(): void {
    if (this.closed) return
    this.closed = true
    clearTimeout(this.#timer)
    this.listener.onClose(this)
  }

  #take(chunk: Buffer): void {
    if (this.closed) return
    this.#chunks.push(chunk)
    this.#missing -= chunk.length
    if (this.#missing > 0) return // joining only once per message keeps a 5 MB parameter cheap
    let buffer: Buffer = Buffer.concat(this.#chunks)
    try {
      while (this.#stage === 'startup' && buffer.length >= 8) {
        const length = buffer.readUInt32BE(0)
        if (length < 8 || length > maxStartupBytes) throw new RangeError('impossible start-up packet')
        if (buffer.length < length) break
        this.#startup(buffer.subarray(0, length))
        buffer = buffer.subarray(length)
      }
      if (this.#stage !== 'startup') {
        if (this.#stage === 'password' && buffer.length > maxStartupBytes) throw new RangeError('password message too long')
        const { messages, rest } = wire.takeMessages(buffer)
        buffer = rest
        for (const message of messages) this.#message(message)
      }
    } catch (error) {
      this.end({ severity: 'FATAL', code: '08P01', message: `protocol violation: ${(error as Error).message}` })
    }
    this.#chunks = buffer.length ? [buffer] : []
    this.#missing = this.#stage === 'startup' ? 0 : wire.missingBytes(buffer)
  }

  #startup(packet: Buffer): void {
    const code = packet.readUInt32BE(4)
    if (code === sslRequest || code === gssRequest) return void this.socket.write('N')
    if (code === cancelRequest && packet.length >= 16) {
      this.listener.onCancel(packet.readInt32BE(8), packet.readInt32BE(12))
      return void this.socket.end()
    }
    if (code >>> 16 !== protocol3 >>> 16) throw new RangeError(`protocol ${code >>> 16}.${code & 0xffff} is not supported`)
    this.#stage = 'password'
    this.send(wire.askCleartextPassword)
  }

  #message(message: wire.Message): void {
    if (this.closed) return
    if (this.#stage === 'password') {
      if (message.type !== 'p') throw new RangeError('a password was expected')
      void this.#login(wire.readText(message.bytes, 5).text)
      return
    }
    if (message.type === 'X') return void this.socket.destroy()
    this.#open.push(message)
    if (!'SQHF'.includes(message.type)) return
    this.batches.push({ messages: this.#open, ends: message.type !== 'H' })
    this.#open = []
    if (this.#stage === 'ready') this.listener.onBatch(this)
  }

  async #login(given: string): Promise<void> {
    if (!timingSafeEqual(hash(given), hash(this.password))) {
      return this.end({ severity: 'FATAL', code: '28P01', message: 'password authentication failed' })
    }
    this.#stage = 'login'
    const version = await this.listener.whenReady()
    if (this.closed) return
    clearTimeout(this.#timer)
    this.#stage = 'ready'
    const settings = {
      server_version: version,
      server_encoding: 'UTF8',
      client_encoding: 'UTF8',
      DateStyle: 'ISO, MDY',
      IntervalStyle: 'postgres',
      TimeZone: 'UTC',
      integer_datetimes: 'on',
      standard_conforming_strings: 'on',
    }
    this.send(
      Buffer.concat([
        wire.authenticationOk,
        ...Object.entries(settings).map(([name, value]) => wire.parameterStatus(name, value)),
        wire.backendKeyData(this.pid, this.secret),
        wire.readyForQuery('I'),
      ]),
    )
    if (this.batches.length) this.listener.onBatch(this)
  }
}
