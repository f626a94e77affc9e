import { sendWaiting, syncTag } from './send'

/**
 * The service worker of /opnemen: recording a signal goes on without a connection. It keeps the shell of that screen (a page made at build time, asked
 * for without cookies, and its scripts and styles) and nothing else: no answer that holds data is ever kept. Bundled to public/sw.js at build
 * (lib/commands/make-service-worker.mjs), with a version per build.
 */
declare const buildVersion: string

type Waits = { waitUntil(work: Promise<unknown>): void }
type FetchEvent = Waits & { request: Request; respondWith(answer: Promise<Response>): void }
type Worker = {
  skipWaiting(): Promise<void>
  clients: { claim(): Promise<void> }
  location: { origin: string }
  addEventListener(name: 'install' | 'activate', heard: (event: Waits) => void): void
  addEventListener(name: 'fetch', heard: (event: FetchEvent) => void): void
  addEventListener(name: 'sync', heard: (event: Waits & { tag: string }) => void): void
}
const worker = self as unknown as Worker

const page = '/opnemen'
const shell = '/opnemen/zonder-verbinding'
const ours = 'opnemen-'
const cacheName = `${ours}${buildVersion}`
/** A line that is so slow is none, in milliseconds. */
const patience = 6_000

worker.addEventListener('install', (event) => event.waitUntil(keepShell().then(() => worker.skipWaiting())))
worker.addEventListener('activate', (event) => event.waitUntil(dropOld().then(() => worker.clients.claim())))
worker.addEventListener('sync', (event) => {
  if (event.tag !== syncTag) return
  event.waitUntil(
    sendWaiting().then((outcome) => {
      if (outcome === 'offline') throw new Error('not reached yet') // the browser tries again later
    }),
  )
})
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (request.mode === 'navigate' && pathname === page) event.respondWith(pageOrShell(request))
  else if (pathname.startsWith('/_next/static/')) event.respondWith(keptOrAsked(request))
})

async function keepShell(): Promise<void> {
  const cache = await caches.open(cacheName)
  const html = await take(cache, shell)
  const files = new Set([...html.matchAll(/\/_next\/static\/[\w./~%@-]+\.(?:js|css)/g)].map(([address]) => address))
  const styles = await Promise.all([...files].map(async (address) => ({ address, text: await take(cache, address) })))
  const fonts = styles
    .filter(({ address }) => address.endsWith('.css'))
    .flatMap(({ address, text }) => [...text.matchAll(/url\(["']?([^"')]+latin-wght[^"')]*\.woff2)/g)].map(([, url]) => new URL(url!, new URL(address, worker.location.origin)).pathname))
  await Promise.all([...new Set(fonts)].map((address) => take(cache, address)))
}

/** Keeps one file and gives its text. Asked without cookies: what comes back is the same for everybody. */
async function take(cache: Cache, address: string): Promise<string> {
  const response = await fetch(address, { credentials: 'omit', cache: 'reload' })
  if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`)
  await cache.put(address, response.clone())
  return response.text()
}

async function dropOld(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith(ours) && name !== cacheName) await caches.delete(name)
}

/** The page from the server; the shell when there is no connection, or a server that is away. */
async function pageOrShell(request: Request): Promise<Response> {
  const kept = await (await caches.open(cacheName)).match(shell)
  if (!kept) return fetch(request)
  const late = new Promise<Response>((done) => setTimeout(() => done(kept.clone()), patience))
  const asked = fetch(request).then(
    (response) => (response.status >= 500 ? kept.clone() : response),
    () => kept.clone(),
  )
  return Promise.race([asked, late])
}

async function keptOrAsked(request: Request): Promise<Response> {
  return (await (await caches.open(cacheName)).match(request)) ?? fetch(request)
}
