import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { fetchPage } from './fetch-page'
import { failure, only } from './test-support'

let close = async (): Promise<void> => {}
afterEach(() => close())

/** A server on loopback that answers as slowly as `answer` likes; counts how often it was asked. */
async function slowServer(answer: (response: ServerResponse) => void) {
  let asked = 0
  const server = createServer((_request, response) => {
    asked++
    answer(response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  close = () => new Promise((done) => (server.closeAllConnections(), server.close(() => done())))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/lijst`, asked: () => asked }
}

const json = { 'content-type': 'application/json' }

describe('a server that hangs', () => {
  it('is given up after the silence that is allowed, once, with a sentence that says what to do', async () => {
    const server = await slowServer(() => {})
    const error = await failure(fetchPage(server.url, { allowed: only(server.url), idleMs: 2_000, retryMs: [1, 1, 1] }))
    expect(error).toMatchObject({ code: 'timeout' })
    expect(error.message).toMatch(/^127\.0\.0\.1:\d+ antwoordt niet: er kwam 2 seconden lang niets binnen\. Er is niets veranderd\. Probeer het later opnieuw/)
    expect(server.asked()).toBe(1)
  })

  it('is given up too when it stops halfway its answer', async () => {
    const server = await slowServer((response) => {
      response.writeHead(200, json)
      response.write('{"value":[{"a":1},')
    })
    expect(await failure(fetchPage(server.url, { allowed: only(server.url), idleMs: 150 }))).toMatchObject({ code: 'timeout' })
  })

  it('is given up too when it stops halfway an answer in gzip', async () => {
    const server = await slowServer((response) => {
      response.writeHead(200, { ...json, 'content-encoding': 'gzip' })
      response.write(gzipSync('{"value":[{"a":1}]}').subarray(0, 12))
    })
    expect(await failure(fetchPage(server.url, { allowed: only(server.url), idleMs: 1_000 }))).toMatchObject({ code: 'timeout' })
    expect(server.asked()).toBe(1)
  })

  it('may take longer in all, as long as it goes on', async () => {
    const pieces = ['{"value":[', '{"a":1},', '{"a":2},', '{"a":3}', ']', '}']
    const server = await slowServer((response) => {
      response.writeHead(200, json)
      const timer = setInterval(() => {
        response.write(pieces.shift())
        if (pieces.length === 0) {
          clearInterval(timer)
          response.end()
        }
      }, 150)
    })
    const page = await fetchPage(server.url, { list: 'value', allowed: only(server.url), idleMs: 600 }) // 6 x 150 ms: longer than the silence allowed
    expect([...page.items()]).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }])
  })

  it('is left at once when the import is stopped', async () => {
    const server = await slowServer(() => {})
    const stop = new AbortController()
    setTimeout(() => stop.abort(new Error('gestopt')), 50)
    await expect(fetchPage(server.url, { allowed: only(server.url), signal: stop.signal })).rejects.toThrow('gestopt')
  })
})
