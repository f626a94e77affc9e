import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { receiveUpload, sweepUploads } from './uploads'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'buurtfocus-uploads-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const limits = { maxBytes: 1000, idleMs: 100 }
const body = (...chunks: (Uint8Array | 'wait' | Error)[]): ReadableStream<Uint8Array> => {
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      const chunk = chunks[at++]
      if (chunk === undefined) controller.close()
      else if (chunk instanceof Error) controller.error(chunk)
      else if (chunk === 'wait') await new Promise((r) => setTimeout(r, 1_000))
      else controller.enqueue(chunk)
    },
  })
}
const bytes = (n: number) => new Uint8Array(n).fill(65)

test('a whole upload becomes a file with a random name that only we may read', async () => {
  const file = await receiveUpload(body(bytes(400), bytes(300)), folder, 700, limits)
  expect(path.basename(file)).toMatch(/^[0-9a-f]{32}$/)
  expect((await readFile(file)).length).toBe(700)
})

test.each([null, 1000])('an upload as large as it may be comes in (announced: %s), one byte more does not', async (announced) => {
  expect((await readFile(await receiveUpload(body(bytes(999), bytes(1)), folder, announced, limits))).length).toBe(1000)
  await expect(receiveUpload(body(bytes(1000), bytes(1)), folder, announced === null ? null : 1001, limits)).rejects.toMatchObject({ code: 'too_large' })
})

test.each([
  ['announced too large', () => receiveUpload(body(bytes(1)), folder, 1001, limits), 'too_large'],
  ['grows too large', () => receiveUpload(body(bytes(800), bytes(800)), folder, null, limits), 'too_large'],
  ['shorter than announced', () => receiveUpload(body(bytes(10)), folder, 700, limits), 'incomplete'],
  ['breaks off', () => receiveUpload(body(bytes(10), new Error('reset')), folder, 700, limits), 'incomplete'],
  ['falls silent', () => receiveUpload(body(bytes(10), 'wait', bytes(690)), folder, 700, limits), 'incomplete'],
  ['empty', () => receiveUpload(body(), folder, 0, limits), 'empty'],
])('%s: refused, and nothing stays', async (_name, receive, code) => {
  await expect(receive()).rejects.toMatchObject({ name: 'UploadRefused', code })
  expect(await readdir(folder)).toEqual([])
})

test('a sender faster than the disk waits: memory does not follow the size of the file', async () => {
  const chunk = new Uint8Array(1024 * 1024)
  const total = 256
  let made = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (made++ < total) controller.enqueue(chunk.slice())
      else controller.close()
    },
  })
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().arrayBuffers)), 5)
  await receiveUpload(stream, folder, total * chunk.length, { maxBytes: 1024 ** 3, idleMs: 10_000 })
  clearInterval(timer)
  expect(most - before).toBeLessThan(100 * 1024 * 1024)
}, 60_000)

test('what a stopped server left is swept after a day; other files are not ours', async () => {
  const old = path.join(folder, 'a'.repeat(32))
  const young = path.join(folder, 'b'.repeat(32))
  for (const file of [old, young, path.join(folder, 'notes.txt')]) await writeFile(file, 'x')
  const now = Date.now()
  await utimes(old, now / 1000 - 90_000, now / 1000 - 90_000)
  await utimes(path.join(folder, 'notes.txt'), 0, 0)
  await sweepUploads(folder, 86_400_000, now)
  expect((await readdir(folder)).sort()).toEqual(['b'.repeat(32), 'notes.txt'])
  await sweepUploads(path.join(folder, 'nowhere'), 1, now)
})
