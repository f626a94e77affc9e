import { randomBytes } from 'node:crypto'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeWebStream } from 'node:stream/web'

/** The upload did not come in whole, or may not come in; `message` is Dutch and meant for the user. */
export class UploadRefused extends Error {
  constructor(
    readonly code: 'too_large' | 'incomplete' | 'empty' | 'disk_full',
    message: string,
  ) {
    super(message)
    this.name = 'UploadRefused'
  }
}

export type UploadLimits = { maxBytes: number; /** no byte for this long: the sender is gone */ idleMs: number }
const uploadLimits: UploadLimits = { maxBytes: 2 * 1024 ** 3, idleMs: 60_000 }

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2).toLocaleString('nl-NL')} MB`

/**
 * Writes an upload to a file with a random name, chunk by chunk: a sender faster than the disk waits, and memory stays flat.
 * A part of a file is never kept.
 *
 * @param announced bytes according to the sender (Content-Length); null when it did not say
 * @throws {UploadRefused}
 */
export async function receiveUpload(body: ReadableStream<Uint8Array>, folder: string, announced: number | null, limits: UploadLimits = uploadLimits): Promise<string> {
  const tooLarge = () => new UploadRefused('too_large', `Het bestand is te groot. Verwacht: hoogstens ${megabytes(limits.maxBytes)}. Splits het in delen.`)
  if (announced !== null && announced > limits.maxBytes) throw tooLarge()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = path.join(folder, randomBytes(16).toString('hex'))
  let received = 0
  const idle = new AbortController()
  let timer = setTimeout(() => idle.abort(), limits.idleMs)
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      clearTimeout(timer)
      timer = setTimeout(() => idle.abort(), limits.idleMs)
      received += chunk.length
      done(received > limits.maxBytes ? tooLarge() : null, chunk)
    },
  })
  const incomplete = () => new UploadRefused('incomplete', `Het bestand is niet heel aangekomen: ${megabytes(received)}${announced === null ? '' : ` van ${megabytes(announced)}`}. Probeer het opnieuw.`)
  try {
    // Opened before anything can fail: a stream that opens it itself may still do so after the file was removed.
    const target = (await open(file, 'wx', 0o600)).createWriteStream()
    await pipeline(Readable.fromWeb(body as unknown as NodeWebStream), counter, target, { signal: idle.signal })
    if (announced !== null && received !== announced) throw incomplete()
    if (received === 0) throw new UploadRefused('empty', 'Het bestand is leeg.')
    return file
  } catch (error) {
    await removeUpload(file)
    if (error instanceof UploadRefused) throw error
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new UploadRefused('disk_full', 'Er is op de server geen ruimte meer voor dit bestand. Er is niets veranderd. Vraag de beheerder van de server om ruimte te maken.')
    if (code === 'EACCES' || code === 'EROFS' || code === 'EMFILE') throw error
    throw incomplete()
  } finally {
    clearTimeout(timer)
  }
}

export async function removeUpload(file: string): Promise<void> {
  await rm(file, { force: true, maxRetries: 3 }).catch(() => {})
}

/** Removes what a stopped server left behind; a file that is younger may still be in use. */
export async function sweepUploads(folder: string, olderThanMs: number, now: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!/^[0-9a-f]{32}$/.test(name)) continue
    const file = path.join(folder, name)
    const found = await stat(file).catch(() => null)
    if (found && now - found.mtimeMs > olderThanMs) await removeUpload(file)
  }
}
