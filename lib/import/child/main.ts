/**
 * The limited child process: reads one source and writes it as lines of JSON to file descriptor 3.
 *
 * It waits whenever the parent does not read, and ends when the parent is gone. Started by `readSource`, never by hand.
 */
import { createWriteStream, rmSync } from 'node:fs'
import { Socket } from 'node:net'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { SourceError, type Reject } from '@/lib/domain/source-record'
import { openReader } from '@/lib/import/readers/read'
import { BatchWriter } from './batch'
import { batchChars, batchRecords, type ChildMessage, type ChildRequest } from './messages'

const output = openOutput()
output.on('error', leave) // the parent stopped listening

let tempDir: string | null = null
let bytesRead = 0
let totalBytes: number | null = null
const rss = () => process.memoryUsage.rss()

async function run(request: ChildRequest): Promise<void> {
  const records = new BatchWriter()
  let rejects: Reject[] = []
  const flush = async () => {
    if (rejects.length > 0) await send({ type: 'rejects', rejects })
    if (records.length > 0) await sendLine(records.take())
    rejects = []
  }
  const onBytes = (read: number, total: number | null) => {
    bytesRead = read
    totalBytes = total
  }
  const report = () => {
    if (!output.writableNeedDrain) void send({ type: 'progress', bytesRead, totalBytes, rss: rss() })
  }
  const timer = setInterval(report, 250)
  try {
    for await (const event of openReader(request.source, { onBytes, tempDir: request.tempDir })) {
      if (event.type === 'info') await send({ type: 'info', info: event.info })
      else if (event.type === 'reject') rejects.push(event.reject)
      else
        for (const record of event.type === 'record' ? [event.record] : event.records) {
          records.add(record)
          if (records.length >= batchRecords || records.chars >= batchChars) await flush()
        }
      if (rejects.length >= batchRecords) await flush()
    }
    await flush()
    await send({ type: 'progress', bytesRead, totalBytes, rss: rss() })
    await send({ type: 'end', rss: rss() })
  } catch (error) {
    await flush()
    await send(toMessage(error))
  } finally {
    clearInterval(timer)
  }
}

function toMessage(error: unknown): ChildMessage {
  if (error instanceof SourceError) return { type: 'error', code: error.code, message: error.message, row: error.row }
  // The message of an unknown error may hold values or paths; its name and place in our code may not be shown either.
  const name = error instanceof Error ? error.name : 'onbekend'
  process.stderr.write(`reader failed: ${name}\n`)
  return { type: 'error', code: 'reader_failed', message: `Het lezen van de bron is onverwacht mislukt (${name}).`, row: null }
}

const send = (message: ChildMessage) => sendLine(JSON.stringify(message))

async function sendLine(line: string): Promise<void> {
  if (!output.write(`${line}\n`)) await once(output, 'drain')
}

function openOutput(): Writable {
  try {
    return new Socket({ fd: 3, readable: false, writable: true })
  } catch {
    return createWriteStream('', { fd: 3 })
  }
}

/** The parent is gone, so nobody else removes what was unpacked. */
function leave(): void {
  if (tempDir !== null) rmSync(tempDir, { recursive: true, force: true, maxRetries: 5 })
  process.exit(0)
}

/** The request is the first line of stdin; when stdin closes the parent is gone. */
function listen(): void {
  let text = ''
  let started = false
  process.stdin.setEncoding('utf8')
  process.stdin.on('data', (chunk: string) => {
    if (started) return
    text += chunk
    const end = text.indexOf('\n')
    if (end < 0) return
    started = true
    const request = JSON.parse(text.slice(0, end)) as ChildRequest
    text = ''
    tempDir = request.tempDir
    void run(request).then(() => output.end(() => process.exit(0)))
  })
  process.stdin.on('close', leave)
  process.stdin.on('error', leave)
}

listen()
