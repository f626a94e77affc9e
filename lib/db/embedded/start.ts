import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { probe, urlOf } from './probe'

export type EmbeddedOptions = {
  /** Folder of the data; made when missing. */
  dataDir: string
  /** Gets one line per event, in English, for operators. */
  log?: (text: string) => void
  /** Longest time for one query, in milliseconds (default 120,000). */
  maxQueryMs?: number
  /** Longest time that an open transaction may wait for its client, in milliseconds (default 120,000). */
  maxIdleMs?: number
}
export type Embedded = {
  /** For postgres.js. Stays the same when the process is restarted. */
  url: string
  /** True when another process had started the server; then stop() leaves it running. */
  attached: boolean
  /** Pid of the server process now; changes when it is restarted. */
  pid(): number | undefined
  stop(): Promise<void>
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
const script = fileURLToPath(new URL('./process.ts', import.meta.url))
const exitLocked = 3
const maxRestarts = 5 // in a minute

/**
 * Gives a running embedded database for `dataDir`: the one that runs already, or a new one that is watched and restarted on the same
 * port with the same password when it dies.
 * @throws {Error} when it cannot be started, or when another process holds the data but does not answer within a minute.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const running = await findRunning(dataDir)
  if (running) return running
  const server = new Supervised(dataDir, options)
  const code = await server.start()
  if (code === undefined) return { url: server.url(), attached: false, pid: () => server.pid(), stop: () => server.stop() }
  for (let waited = 0; code === exitLocked && waited < 60_000; waited += 250) {
    const other = await findRunning(dataDir) // it may still be opening
    if (other) return other
    await new Promise(next => setTimeout(next, 250))
  }
  throw new Error(
    code === exitLocked ? `the data directory ${options.dataDir} is in use by another process that does not answer` : `the embedded database did not start (exit code ${code})`,
  )
}

async function findRunning(dataDir: string): Promise<Embedded | undefined> {
  const info = readInfo(dataDir)
  if (!info || !(await probe(info.port, info.password))) return undefined
  return { url: urlOf(info.port, info.password), attached: true, pid: () => info.pid, stop: () => Promise.resolve() }
}

function readInfo(dataDir: string): { port: number; password: string; pid: number } | undefined {
  try {
    const info = JSON.parse(readFileSync(join(dataDir, 'embedded.json'), 'utf8')) as { port?: unknown; password?: unknown; pid?: unknown }
    if (typeof info.port !== 'number' || typeof info.password !== 'string' || typeof info.pid !== 'number') return undefined
    return { port: info.port, password: info.password, pid: info.pid }
  } catch {
    return undefined
  }
}

class Supervised {
  readonly #password = randomBytes(24).toString('hex')
  #port = 0
  #child: ChildProcess | undefined
  #stopping = false
  #restarts: number[] = []

  constructor(
    readonly dataDir: string,
    readonly options: EmbeddedOptions,
  ) {}

  url(): string {
    return urlOf(this.#port, this.#password)
  }

  pid(): number | undefined {
    return this.#child?.pid
  }

  /** Resolves with nothing when ready, or with the exit code when the process ended before that. */
  async start(): Promise<number | undefined> {
    const { maxQueryMs, maxIdleMs } = this.options
    const args = ['--import', 'tsx', script, '--data-dir', this.dataDir, '--port', String(this.#port)]
    if (maxQueryMs) args.push('--max-query-ms', String(maxQueryMs))
    if (maxIdleMs) args.push('--max-idle-ms', String(maxIdleMs))
    const env: NodeJS.ProcessEnv = { ...process.env, EMBEDDED_PASSWORD: this.#password }
    delete env.NODE_OPTIONS // those of a test runner or of next are not meant for it
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    this.#child = child
    child.stderr?.on('data', (text: Buffer) => this.options.log?.(text.toString().trimEnd()))
    const code = await new Promise<number | undefined>(done => {
      child.on('message', (message: { ready?: boolean; port?: number }) => {
        if (!message.ready) return
        this.#port = message.port ?? 0
        done(undefined)
      })
      child.on('error', () => done(1))
      child.on('exit', exit => done(exit ?? 1))
    })
    if (code !== undefined) return code
    child.on('exit', (exit, signal) => void this.#ended(signal ?? `code ${exit}`))
    return undefined
  }

  async #ended(how: string): Promise<void> {
    if (this.#stopping) return
    const now = Date.now()
    this.#restarts = [...this.#restarts.filter(at => now - at < 60_000), now]
    this.options.log?.(`the embedded database ended (${how}); starting it again`)
    for (let code: number | undefined = 1; code !== undefined && !this.#stopping; ) {
      if (this.#restarts.length > maxRestarts) return this.options.log?.(`the embedded database ended ${this.#restarts.length} times in a minute; giving up`)
      code = await this.start()
      if (code === undefined) break
      this.#restarts.push(Date.now())
      await new Promise(next => setTimeout(next, 500))
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise(done => child.once('exit', done))
    if (child.connected) child.disconnect() // also ends it on Windows, where SIGTERM would not let it close the database
    const timer = setTimeout(() => child.kill('SIGKILL'), 20_000)
    await ended
    clearTimeout(timer)
  }
}
