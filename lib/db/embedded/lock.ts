import { mkdirSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'

export class LockedError extends Error {}

type Holder = { pid: number; port: number }

/**
 * Takes the data directory for this process, which must already listen on `port`.
 *
 * The lock file holds the pid and the port of its holder. It is stale when that process is gone, or when nothing answers on that
 * port (the pid was given to another program); then it is taken over. Two openers at once are kept apart by exclusive creation.
 * @returns a function that gives the lock back.
 * @throws {LockedError} when a live process holds it.
 */
export async function lockDirectory(dir: string, port: number): Promise<() => void> {
  const file = join(dir, 'embedded.lock')
  const me = JSON.stringify({ pid: process.pid, port } satisfies Holder)
  for (let attempt = 0; attempt < 50; attempt++) {
    try {
      writeFileSync(file, me, { flag: 'wx', mode: 0o600 })
      return () => {
        if (read(file) === me) rmSync(file, { force: true })
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const text = read(file)
    if (text === undefined) continue // given back just now
    const holder = parse(text)
    if (holder && holder.port !== port && (await isLive(holder))) {
      throw new LockedError(`the data directory is in use by process ${holder.pid} on port ${holder.port}`)
    }
    // An empty file is one that is being written: leave it half a second.
    if (!holder && age(file) < 500) await pause(100)
    else if (!removeStale(dir, file, text)) await pause(100)
  }
  throw new LockedError('the lock of the data directory could not be taken')
}

async function isLive({ pid, port }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  return new Promise(resolve => {
    const socket = createConnection({ host: '127.0.0.1', port, timeout: 2_000 })
    const say = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.on('connect', () => say(true))
    socket.on('timeout', () => say(true)) // something is there but busy: not ours to take
    socket.on('error', () => say(false))
  })
}

/** Removes the stale file when it still says what was judged, one process at a time. */
function removeStale(dir: string, file: string, judged: string): boolean {
  const turn = join(dir, 'embedded.lock.takeover')
  try {
    mkdirSync(turn)
  } catch {
    if (age(turn) > 10_000) rmSync(turn, { recursive: true, force: true })
    return false
  }
  try {
    if (read(file) === judged) unlinkSync(file)
    return true
  } finally {
    rmSync(turn, { recursive: true, force: true })
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function parse(text: string): Holder | undefined {
  try {
    const { pid, port } = JSON.parse(text) as Partial<Holder>
    return Number.isInteger(pid) && Number.isInteger(port) ? { pid: pid!, port: port! } : undefined
  } catch {
    return undefined
  }
}

/** Age in milliseconds by the file's own clock; 0 when it is gone. */
function age(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs
  } catch {
    return 0
  }
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
