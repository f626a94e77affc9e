/**
 * The web server: Next.js behind node:http, in one process. What it adds to Next: the door that every request passes (lib/http/door);
 * the files of the build, and what was published, before Next and without the database; a page that failed because the database is away is answered
 * with 503, Retry-After and a page in Dutch; and the server ends when the process that started it ends.
 */
import http from 'node:http'
import path from 'node:path'
import next from 'next'
import { makeDoor } from '../http/door/door.mjs'
import { everywhere, inlineHashes, pagePolicy } from '../http/door/headers.mjs'
import { prerenderedPages } from '../http/door/prerendered.mjs'
import { releasedSite } from '../http/door/released.mjs'
import { staticFiles } from '../http/door/static-files.mjs'
import { renderSearch } from '../release/pages/search-page.mjs'
import { findPlace } from '../release/pages/search-address.mjs'
import { publicFolder } from '../release/read.mjs'
import { unavailablePage } from './unavailable-page.mjs'

const port = Number(process.env.PORT ?? 3000)
const hostname = process.env.HOST ?? '127.0.0.1'

const app = next({ dev: false, hostname, port, dir: process.cwd() })
await app.prepare()
const handle = app.getRequestHandler()

const dist = path.resolve(process.env.NEXT_DIST_DIR ?? '.next')
const { PUBLIC_URL: publicUrl, BASEMAP: basemap, OIDC_ISSUER: signInProvider, TRUSTED_PROXIES, RATE_LIMITS, DEMO } = process.env
const settings = { publicUrl: publicUrl || undefined, basemap, signInProvider: signInProvider || undefined }
const door = makeDoor({
  ...settings,
  trustedProxies: TRUSTED_PROXIES || undefined,
  // Demo accounts have no password to guess, and whoever tries the demo or measures it should not meet a limit.
  limits: (RATE_LIMITS || (DEMO === '1' ? 'off' : 'on')) === 'on',
  prerendered: prerenderedPages(dist),
  warn: (text) => console.error(text),
})
// The bundles of Next cannot import this object, but they run in the same process.
globalThis.buurtfocusDoor = door

const answerFile = staticFiles({ dist, publicFolder: path.resolve('public') })
const released = await releasedSite({
  folder: publicFolder(process.env.DATA_DIR || '.data'), search: findPlace, renderSearch, policy: (inline) => pagePolicy(settings, inline), warn: (text) => console.error(text),
})

const server = http.createServer(async (request, response) => {
  if (!door.enter(request, response) || answerFile(request, response)) return
  try {
    if (await released.answer(request, response)) return
  } catch (error) {
    // Next may still have an answer.
    console.error(error)
    if (response.headersSent) return void response.end()
  }
  if (!request.url?.startsWith('/api/') && !request.url?.startsWith('/_next/')) answerUnavailable(response)
  handle(request, response).catch((error) => {
    console.error(error)
    if (!response.headersSent) response.writeHead(500)
    response.end()
  })
})

const unavailablePolicy = pagePolicy(settings, inlineHashes(unavailablePage))

/** Watches one response: when Next is about to send a 500 and the database has just failed, the 503 page goes out instead. */
function answerUnavailable(response) {
  const started = Date.now()
  const ours = response.getHeaders()
  const { writeHead, write, end, flushHeaders } = response
  let replaced = false
  const replace = () => {
    if (replaced || response.headersSent || response.statusCode !== 500 || (globalThis.buurtfocusUnavailableAt ?? 0) < started) return replaced
    replaced = true
    for (const name of response.getHeaderNames()) response.removeHeader(name)
    for (const [name, value] of Object.entries(ours)) response.setHeader(name, value)
    writeHead.call(response, 503, {
      'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '5', 'Cache-Control': 'no-store', 'Content-Security-Policy': unavailablePolicy, 'Content-Length': Buffer.byteLength(unavailablePage),
    })
    end.call(response, unavailablePage)
    return true
  }
  response.writeHead = (status, ...rest) => {
    response.statusCode = status
    return replace() ? response : writeHead.call(response, status, ...rest)
  }
  response.flushHeaders = () => void (replace() || flushHeaders.call(response))
  response.write = (...args) => (replace() ? true : write.apply(response, args))
  response.end = (...args) => (replace() ? response : end.apply(response, args))
}

// What is no HTTP at all never reaches the door; its answer carries the same headers.
const unreadable = ['HTTP/1.1 400 Bad Request', 'Connection: close', 'Content-Length: 0', 'Cache-Control: no-store', "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'", ...Object.entries(everywhere(settings)).map(([name, value]) => `${name}: ${value}`)]
server.on('clientError', (_error, socket) => {
  if (socket.writable) socket.end(`${unreadable.join('\r\n')}\r\n\r\n`)
})

// A large upload over a slow line takes longer than Node's five minutes.
server.requestTimeout = 2 * 3600_000

server.on('error', (error) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${port} is in use; choose another with PORT.` : error)
  process.exit(1)
})
server.listen(port, hostname, () => process.connected && process.send({ ready: true, port: server.address().port }))

let stopping = false
function stop() {
  if (stopping) return
  stopping = true
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => process.exit(0), 2_000).unref()
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
process.on('disconnect', stop)
if (process.send && !process.connected) stop() // who started it went while it was starting
