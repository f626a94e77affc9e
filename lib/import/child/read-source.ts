import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { SourceError, type Reject, type SourceInfo, type SourceRecord } from '@/lib/domain/source-record'
import type { SourceRequest } from '@/lib/import/readers/reader'
import { readBatch } from './batch'
import { childProgram } from './program'
import type { ChildMessage, ChildRequest } from './messages'

export type { SourceRequest } from '@/lib/import/readers/reader'

export type ReadOptions = {
  signal?: AbortSignal
  /** called once, before the first batch */
  onInfo?: (info: SourceInfo) => void
  onReject?: (reject: Reject) => void
  /** bytes of the source read so far; total is null when the source does not say */
  onProgress?: (bytesRead: number, totalBytes: number | null) => void
  /** memory of the child in bytes, as it reports it itself; for measurements */
  onMemory?: (rssBytes: number) => void
  /** the child's process id, for tests and logs */
  onStart?: (pid: number) => void
  limits?: Partial<typeof defaultLimits>
}

const defaultLimits = { wallMs: 30 * 60_000, rssBytes: 380 * 1024 * 1024, heapMb: 256 }

/** A line from the child is at most one batch; more means that something is wrong. */
const maxLineBytes = 64 * 1024 * 1024

/**
 * Reads a source in a child process with little memory, a clock, no environment and no secrets, in batches of about 1,000 records.
 *
 * The child waits when the consumer is slow. It is killed on abort, when the consumer stops, over 380 MB or after 30 minutes.
 * The child inherits none of our environment; a token travels over its stdin.
 * @throws {SourceError} what the reader found (Dutch), or `aborted`, `timeout`, `too_much_memory`, `child_crashed`
 */
export async function* readSource(source: SourceRequest, options: ReadOptions = {}): AsyncGenerator<SourceRecord[], void, undefined> {
  const limits = { ...defaultLimits, ...options.limits }
  if (options.signal?.aborted) throw aborted()
  // The child may be killed halfway, so the directory for what it unpacks is ours to remove.
  const tempDir = await mkdtemp(join(tmpdir(), 'buurtfocus-import-'))
  const child = startChild(source, await childProgram(), limits.heapMb)
  const stop = watch(child, limits, options)
  let ended = false
  try {
    child.stdin!.write(`${JSON.stringify({ source: absolute(source), tempDir } satisfies ChildRequest)}\n`)
    for await (const message of messages(child.stdio[3] as Readable)) {
      if (stop.reason) break
      if (message.type === 'records') yield readBatch(message)
      else if (message.type === 'info') options.onInfo?.(message.info)
      else if (message.type === 'rejects') for (const reject of message.rejects) options.onReject?.(reject)
      else if (message.type === 'error') throw new SourceError(message.code, message.message, message.row)
      else {
        stop.reported(message.rss)
        if (message.type === 'progress') options.onProgress?.(message.bytesRead, message.totalBytes)
        else ended = true
      }
    }
    if (stop.reason) throw stop.reason
    if (!ended) throw await crash(child, stop)
  } catch (error) {
    throw stop.reason ?? error // killing the child also breaks the pipe we read
  } finally {
    stop.clear()
    end(child)
    await gone(child)
    await rm(tempDir, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Paths come from the working directory (the project root), because a bundler moves this file. */
function startChild(source: SourceRequest, program: readonly string[], heapMb: number): ChildProcess {
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMb}`, ...program], {
    cwd: process.cwd(),
    env: childEnvironment(source.kind !== 'file') as NodeJS.ProcessEnv,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  child.on('error', () => undefined) // a child that cannot start shows itself as a closed pipe
  child.stdin!.on('error', () => undefined)
  return child
}

/** Only what Node, tsx (its cache) and, for services, the network of the organisation need. */
function childEnvironment(network: boolean): Record<string, string> {
  const names = ['TMPDIR', 'TMP', 'TEMP', 'SystemRoot', 'windir']
  if (network) names.push('NODE_EXTRA_CA_CERTS', 'NODE_USE_ENV_PROXY', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy')
  const found: Record<string, string> = {}
  for (const name of names) {
    const value = process.env[name]
    if (value !== undefined) found[name] = value
  }
  return found
}

/** Kills the child on abort, over its memory or after its time; `reason` then says why. */
function watch(child: ChildProcess, limits: typeof defaultLimits, options: ReadOptions) {
  if (child.pid !== undefined) options.onStart?.(child.pid)
  const state = { reason: null as SourceError | null, stderr: '', reported, clear }
  const kill = (reason: SourceError) => {
    state.reason ??= reason
    end(child)
  }
  const onAbort = () => kill(aborted())
  options.signal?.addEventListener('abort', onAbort)
  const wall = setTimeout(() => {
    kill(new SourceError('timeout', `Het lezen duurde langer dan ${Math.ceil(limits.wallMs / 60_000)} minuten en is gestopt. Splits de bron in kleinere delen.`))
  }, limits.wallMs)
  const rss = setInterval(() => void residentBytes(child.pid).then(check), 250)
  child.stderr!.setEncoding('utf8')
  child.stderr!.on('data', (text: string) => (state.stderr = (state.stderr + text).slice(-4000)))

  function check(bytes: number | null) {
    if (bytes === null) return
    options.onMemory?.(bytes)
    if (bytes > limits.rssBytes) kill(tooMuchMemory())
  }
  function reported(bytes: number) {
    check(bytes)
  }
  function clear() {
    clearTimeout(wall)
    clearInterval(rss)
    options.signal?.removeEventListener('abort', onAbort)
  }
  return state
}

/** Resident memory by the kernel (Linux); elsewhere null and the child's own report is used. */
async function residentBytes(pid: number | undefined): Promise<number | null> {
  if (process.platform !== 'linux' || pid === undefined) return null
  try {
    const pages = Number((await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1])
    return pages * 4096
  } catch {
    return null
  }
}

/** Lines of JSON from a pipe; the pipe is only read on when the consumer asks, which makes the child wait. */
async function* messages(pipe: Readable): AsyncGenerator<ChildMessage> {
  let parts: Buffer[] = []
  let size = 0
  for await (const chunk of pipe as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, at))
      const line = Buffer.concat(parts).toString('utf8')
      parts = []
      size = 0
      from = at + 1
      yield JSON.parse(line) as ChildMessage
    }
    if (from < chunk.length) parts.push(chunk.subarray(from))
    size += chunk.length - from
    if (size > maxLineBytes) throw tooMuchMemory()
  }
}

/** Why a child ended without saying so. */
async function crash(child: ChildProcess, stop: { stderr: string }): Promise<SourceError> {
  await gone(child)
  if (child.signalCode === 'SIGABRT' || /heap out of memory|Allocation failed/i.test(stop.stderr)) return tooMuchMemory()
  return new SourceError('child_crashed', 'Het lezen van de bron is afgebroken: het leesproces stopte onverwacht. Controleer of het bestand heel is.')
}

const tooMuchMemory = () => new SourceError('too_much_memory', 'Het lezen van de bron kostte te veel geheugen en is gestopt. Splits de bron in kleinere delen.')
const aborted = () => new SourceError('aborted', 'Het lezen is afgebroken.')

const absolute = (source: SourceRequest): SourceRequest => (source.kind === 'file' ? { ...source, path: resolve(source.path) } : source)

/** Waits until the child has ended, at most two seconds. */
async function gone(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  await new Promise<void>((done) => {
    const timer = setTimeout(done, 2000)
    child.once('exit', () => {
      clearTimeout(timer)
      done()
    })
  })
}

function end(child: ChildProcess): void {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
  child.stdin?.destroy()
  for (const pipe of [child.stderr, child.stdio[3]]) (pipe as Readable | null)?.destroy()
}
