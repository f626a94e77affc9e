import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { Reject, SourceInfo, SourceRecord } from '@/lib/domain/source-record'
import { failure, makeZip, only, serve, tempFolder } from '@/lib/import/readers/test-support'
import { readSource, type ReadOptions, type SourceRequest } from './read-source'

const folder = tempFolder()
afterAll(folder.remove)
const small = folder.put('klein.csv', 'a;b\n1;2\n3\n4;5\n')
const big = folder.put('groot.csv', `id;naam\n${Array.from({ length: 60_000 }, (_, i) => `${i};Een naam van gewone lengte`).join('\n')}\n`)
const file = (path: string): SourceRequest => ({ kind: 'file', path })

/** Whether a process is there; a zombie that was not yet waited for counts as gone after a moment. */
async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 40; i++) {
    try {
      process.kill(pid, 0)
    } catch {
      return true
    }
    await sleep(50)
  }
  return false
}

async function readAll(source: SourceRequest, options: ReadOptions = {}): Promise<SourceRecord[]> {
  const all: SourceRecord[] = []
  for await (const batch of readSource(source, options)) all.push(...batch)
  return all
}
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('buurtfocus-import-'))

describe('a child process', () => {
  it('hands over info first, then records and rejects, and ends', async () => {
    const order: string[] = []
    const rejects: Reject[] = []
    let info: SourceInfo | null = null
    let pid = 0
    let progress: [number, number | null] = [0, null]
    const options: ReadOptions = {
      onStart: (p) => (pid = p),
      onInfo: (i) => (order.push('info'), (info = i)),
      onReject: (r) => rejects.push(r),
      onProgress: (read, total) => (progress = [read, total]),
    }
    for await (const batch of readSource(file(small), options)) {
      order.push('batch')
      expect(batch).toEqual([
        { row: 2, fields: { a: '1', b: '2' }, geometry: null },
        { row: 4, fields: { a: '4', b: '5' }, geometry: null },
      ])
    }
    expect(order).toEqual(['info', 'batch'])
    expect(info).toMatchObject({ format: 'csv', columns: ['a', 'b'] })
    expect(rejects).toMatchObject([{ row: 3, code: 'ragged_row' }])
    expect(progress).toEqual([14, 14])
    expect(await isGone(pid)).toBe(true)
  })

  it('gives batches of at most 1,000 in order', async () => {
    let last = 1
    for await (const batch of readSource(file(big))) {
      expect(batch.length).toBeLessThanOrEqual(1000)
      for (const record of batch) expect(record.row).toBe(++last)
    }
    expect(last).toBe(60_001)
  }, 30_000)

  it('waits for a slow consumer', async () => {
    let read = 0
    const batches = readSource(file(big), { onProgress: (bytes) => (read = bytes) })
    await batches.next()
    await sleep(1200)
    await batches.next()
    expect(read).toBeLessThan(1_500_000) // of 2 MB: the pipe and its buffers, not the file
    await batches.return()
  }, 20_000)

  it('passes the error of the reader on, with its row', async () => {
    const error = await failure(readAll(file(folder.put('fout.csv', 'a;b\n1;2\n2;"x\n'))))
    expect(error).toMatchObject({ name: 'SourceError', code: 'quote_not_closed', row: 3 })
  })

  it('knows no variable of ours', async () => {
    process.env.SESSION_SECRET = 'geheim'
    const { readFile } = await import('node:fs/promises')
    let pid = 0
    const batches = readSource(file(big), { onStart: (p) => (pid = p) })
    await batches.next()
    if (process.platform === 'linux') expect(await readFile(`/proc/${pid}/environ`, 'utf8')).not.toContain('SESSION_SECRET')
    await batches.return()
    delete process.env.SESSION_SECRET
  })

  it('reads a service with a token that is on no command line', async () => {
    const item = { id: 1, signal_id: 'u', category: {}, status: {}, location: {} }
    let token: string | undefined
    const server = await serve((_url, request) => {
      token = request.headers.authorization
      return { body: { count: 1, _links: { next: { href: null } }, results: [item] } }
    })
    const { readFile } = await import('node:fs/promises')
    let line = ''
    const records = await readAll({ kind: 'signalen', url: server.url, allowed: only(server.url), token: 'geheim' }, { onStart: (pid) => void readFile(`/proc/${pid}/cmdline`, 'utf8').then((text) => (line = text), () => undefined) })
    await server.close()
    expect(records).toHaveLength(1)
    expect(token).toBe('Bearer geheim')
    expect(line).not.toContain('geheim')
  })
})

describe('an end before the end', () => {
  it('kills the child when the consumer stops', async () => {
    let pid = 0
    for await (const batch of readSource(file(big), { onStart: (p) => (pid = p) })) if (batch.length > 0) break
    expect(await isGone(pid)).toBe(true)
  })

  it('kills the child on abort, also while it waits for us, and removes what it unpacked', async () => {
    for (const name of ['TMPDIR', 'TEMP']) vi.stubEnv(name, folder.path) // others may be unpacking in the folder of the system
    const zip = folder.put('groot.zip', makeZip([{ name: 'a.csv', content: `a;b\n${'1;2\n'.repeat(150_000)}` }]))
    const abort = new AbortController()
    let pid = 0
    const batches = readSource(file(zip), { signal: abort.signal, onStart: (p) => (pid = p) })
    await batches.next()
    abort.abort()
    expect(await failure(batches.next())).toMatchObject({ code: 'aborted', message: 'Het lezen is afgebroken.' })
    expect(await isGone(pid)).toBe(true)
    expect(leftovers()).toEqual([])
    vi.unstubAllEnvs()
    expect((await failure(readAll(file(small), { signal: abort.signal }))).code).toBe('aborted')
  }, 20_000)

  it('kills a child that never answers after its time', async () => {
    const server = await serve(() => new Promise<never>(() => undefined))
    let pid = 0
    const error = await failure(readAll({ kind: 'ogc-features', url: server.url, allowed: only(server.url), collection: 'b' }, { limits: { wallMs: 1500 }, onStart: (p) => (pid = p) }))
    await server.close()
    expect(error.code).toBe('timeout')
    expect(await isGone(pid)).toBe(true)
  })

  it('kills a child over its memory, and tells a heap that is full from a crash', async () => {
    expect((await failure(readAll(file(big), { limits: { rssBytes: 20_000_000 } }))).code).toBe('too_much_memory')
    // Node 22 and 24 cannot start in so little (SIGSEGV), and this file does not fill the least in which they can.
    if (process.versions.node.startsWith('20.')) expect((await failure(readAll(file(big), { limits: { heapMb: 4 } }))).code).toBe('too_much_memory')
  }, 20_000)

  it('says so when the child is killed from outside', async () => {
    const batches = readSource(file(big), { onStart: (pid) => setTimeout(() => process.kill(pid, 'SIGTERM'), 150) })
    const error = await failure(
      (async () => {
        for await (const batch of batches) expect(batch.length).toBeGreaterThan(0)
      })(),
    )
    expect(error.code).toBe('child_crashed')
    expect(error.message).not.toMatch(/SIG|node|tmp/)
  })
})
