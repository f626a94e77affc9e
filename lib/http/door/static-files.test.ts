import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compressStatic } from '@/lib/commands/compress-static.mjs'
import { staticFiles } from './static-files.mjs'

const script = `export const words = '${'veel van hetzelfde '.repeat(100)}'`
const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-static-'))
let server: http.Server

beforeAll(async () => {
  for (const place of ['dist/static/chunks', 'dist/server', 'public/maplibre']) mkdirSync(path.join(folder, place), { recursive: true })
  for (const file of ['dist/static/chunks/a.js', 'dist/server/secret.js', 'public/maplibre/worker.mjs']) writeFileSync(path.join(folder, file), script)
  for (const place of ['dist/static', 'public/maplibre']) compressStatic(path.join(folder, place))
  const answer = staticFiles({ dist: path.join(folder, 'dist'), publicFolder: path.join(folder, 'public') })
  server = http.createServer((request, response) => void (answer(request, response) || response.writeHead(418).end(request.url)))
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** Asked without a client that changes the path or unpacks the answer. */
const ask = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; headers: http.IncomingHttpHeaders; body: Buffer }>((answered, failed) => {
    const request = http.request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path: url, method, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => answered({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }))
    })
    request.on('error', failed).end()
  })

it('gives a file as it was compressed, to who can read that, and for ever', async () => {
  const packed = await ask('/_next/static/chunks/a.js', { 'accept-encoding': 'gzip, deflate' })
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'text/javascript', vary: 'Accept-Encoding', 'cache-control': 'public,max-age=31536000,immutable' })
  expect(packed.body.length).toBeLessThan(script.length / 5)
  expect(gunzipSync(packed.body).toString()).toBe(script)
  const plain = await ask('/_next/static/chunks/a.js')
  expect(plain.headers['content-encoding']).toBeUndefined()
  expect(plain.body.toString()).toBe(script)
})

it('asks after what has no hash in its name each time', async () => {
  const first = await ask('/maplibre/worker.mjs', { 'accept-encoding': 'gzip' })
  expect(first.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-type': 'text/javascript', 'cache-control': 'public,max-age=0,must-revalidate' })
  expect((await ask('/maplibre/worker.mjs', { 'accept-encoding': 'gzip', 'if-none-match': first.headers.etag! })).status).toBe(304)
})

it.each([['/_next/static/chunks/b.js'], ['/_next/static/../server/secret.js'], ['/_next/static/%2e%2e/server/secret.js'], ['/maplibre/../../dist/server/secret.js'], ['/_next/static/%'], ['/andere.js'], ['/']])('leaves %s to who comes next, as it was asked', async (url) => {
  const answer = await ask(url)
  expect([answer.status, answer.body.toString()]).toEqual([418, url])
})

it('leaves what is not reading to who comes next', async () => expect((await ask('/_next/static/chunks/a.js', {}, 'POST')).status).toBe(418))
