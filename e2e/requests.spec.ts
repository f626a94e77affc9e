import { expect, test, type APIRequestContext } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '@/lib/db/embedded/start'
import { actionsInSources, handlers, pageAddresses, serverActions } from './addresses'
import { base, expectHeaders, ownApp, watch, wrongHeaders } from './helpers'
import { Visitor } from './plain-http'

/** What every request meets at the door, whatever it asks for. */
const open = new Set(['/api/v1/areas', '/api/v1/backdrop', '/api/v1/openapi.json', '/.well-known/security.txt'])

async function cookieOf(request: APIRequestContext, account: string, at = base()): Promise<string> {
  const response = await request.post(`${at}/api/v1/session`, { data: { account }, headers: { cookie: '' } })
  expect(response.status()).toBe(200)
  return response.headers()['set-cookie']!.split(';', 1)[0]!
}

test.describe('headers', () => {
  const odd = ['/bestaat-niet', '/kaart/bestaat-niet', '/api/v1/bestaat-niet', '/api/bestaat-niet', '/api/v1/imports/x', '/api/v1/views/geen', '/icon.svg', '/maplibre/maplibre-gl-worker.mjs', '/maplibre/niets.mjs', '/_next/static/niets.js', '/_next/image?url=x', '/%', '/%00', '//elders.example', '/kaart/signalen?from=2025-02-30']

  for (const account of [null, 'wijkmanager', 'planner', 'admin']) {
    test(`every route as ${account ?? 'nobody'}`, async () => {
      test.setTimeout(120_000)
      const visitor = await Visitor.as(account, base())
      const wrong: string[] = []
      const paths = [...pageAddresses, ...handlers.map(({ path }) => path), ...odd]
      expect(paths.length).toBeGreaterThan(30)
      for (const path of paths) {
        for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT']) {
          const { status, headers } = await visitor.ask(path, { method })
          if (status >= 500) wrong.push(`${method} ${path}: ${status}`)
          wrong.push(...wrongHeaders(`${base()}${path}`, headers).map((what) => `${method} ${what}`))
          // Private is what a cookie opens; what everybody gets may be kept. "U hebt nog geen toegang" is made at build time and the same for everybody.
          const ofOne = path.startsWith('/api/') ? !open.has(path.split('?')[0]!) : /^\/(kaart|beheer|inloggen|mijn-account)/.test(path) && !path.startsWith('/inloggen/geen-toegang')
          if ((ofOne || headers['set-cookie']) && !headers['cache-control']?.includes('no-store')) wrong.push(`${method} ${path} cache-control: ${headers['cache-control']}`)
        }
      }
      expect(wrong).toEqual([])
    })
  }

  test('scripts and styles of the build', async ({ request }) => {
    const html = await (await request.get(`${base()}/inloggen`)).text()
    const parts = [...new Set([...html.matchAll(/\/_next\/static\/[^"'\\]+\.(?:js|css)/g)].map(([path]) => path))]
    expect(parts.length).toBeGreaterThan(3)
    for (const path of parts) {
      const response = await request.get(`${base()}${path}`)
      expectHeaders(response)
      expect(response.headers()['cache-control']).toContain('immutable')
    }
  })

  test('what is no HTTP', async () => {
    const { hostname, port } = new URL(base())
    const answer = await new Promise<string>((done) => {
      let text = ''
      const socket = connect(Number(port), hostname, () => socket.write('DIT IS GEEN HTTP\r\n\r\n'))
      socket.on('data', (bytes) => (text += String(bytes))).on('close', () => done(text))
    })
    expect(answer).toMatch(/^HTTP\/1\.1 400 /)
    expect(answer).toMatch(/X-Content-Type-Options: nosniff/)
    expect(answer).toMatch(/frame-ancestors 'none'/)
  })
})

test.describe('other sites', () => {
  const forged: Record<string, string>[] = [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }, { origin: '' },
    { origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }, { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ]

  test('every change by a route is refused when another site asks for it', async ({ request }) => {
    test.setTimeout(120_000)
    const cookie = await cookieOf(request, 'admin')
    const visitor = await Visitor.as('admin', base())
    const wrong: string[] = []
    const changes = handlers.flatMap(({ path, methods }) => methods.filter((m) => !['GET', 'HEAD', 'OPTIONS'].includes(m)).map((method) => ({ path, method })))
    expect(changes.length).toBeGreaterThanOrEqual(7)
    for (const { path, method } of changes) {
      for (const headers of forged) {
        const { status, headers: told, text } = await visitor.ask(path, { method, headers: { 'content-type': 'text/plain', ...headers }, data: '{}' })
        if (status !== 403 || !told['content-type']?.includes('application/problem+json') || !text.includes('andere website')) wrong.push(`${method} ${path} ${JSON.stringify(headers)}: ${status} ${text.slice(0, 200)}`)
        wrong.push(...wrongHeaders(`${base()}${path}`, told))
      }
    }
    expect(wrong).toEqual([])
    // Nothing of it ended the session, and from our own pages and from a program without a browser the same is heard.
    expect((await visitor.ask('/api/v1/me')).status).toBe(200)
    for (const headers of [{ origin: base(), 'sec-fetch-site': 'same-origin' }, { origin: base() }, {}]) {
      const response = await request.post(`${base()}/api/v1/imports/999999/cancel`, { headers: { cookie, ...(headers as Record<string, string>) } })
      expect(response.status()).toBe(404)
    }
  })

  test('every Server Action is refused when another site asks for it', async ({ request }) => {
    const cookie = await cookieOf(request, 'planner')
    const actions = serverActions()
    const wrong: string[] = []
    expect(actions).toHaveLength(actionsInSources)
    expect(actions.length).toBeGreaterThan(0)
    for (const { id, name, page } of actions) {
      for (const headers of forged) {
        // As a script asks, and as a form without scripts does.
        const byScript = await request.post(`${base()}${page}`, { headers: { cookie, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', ...headers }, data: '[]', maxRedirects: 0 })
        const byForm = await request.post(`${base()}${page}`, { headers: { cookie, ...headers }, multipart: { [`$ACTION_ID_${id}`]: '' }, maxRedirects: 0 })
        for (const response of [byScript, byForm])
          if (response.status() !== 403 || !response.headers()['content-type']?.includes('application/problem+json')) wrong.push(`${name} ${JSON.stringify(headers)}: ${response.status()}`)
      }
    }
    expect(wrong).toEqual([])
    expect((await request.get(`${base()}/api/v1/me`, { headers: { cookie } })).status()).toBe(200)
    // The same from our own page goes through: it signs out.
    const signOut = actions.find(({ name }) => name === 'signOutAction')!
    const own = await request.post(`${base()}${signOut.page}`, { headers: { cookie, origin: base() }, multipart: { [`$ACTION_ID_${signOut.id}`]: '' }, maxRedirects: 0 })
    expect(own.status()).toBe(303)
    expect((await request.get(`${base()}/api/v1/me`, { headers: { cookie } })).status()).toBe(401)
  })
})

test.describe('bodies', () => {
  const size = 1024 * 1024
  const json = (length: number) => `{"account":"${'x'.repeat(length - 14)}"}`

  test('JSON up to 1 MB comes in, more does not', async ({ request }) => {
    const post = (data: string) => request.post(`${base()}/api/v1/session`, { data: Buffer.from(data), headers: { 'content-type': 'application/json' } })
    expect(json(size)).toHaveLength(size)
    expect((await post(json(size))).status()).toBe(400) // read, and the name is too long
    const response = await post(json(size + 1))
    expect(response.status()).toBe(413)
    expect(response.headers()['content-type']).toContain('application/problem+json')
    expectHeaders(response)
  })

  test('a body of unknown length does not come in', async () => {
    const body = new ReadableStream({ start: (to) => (to.enqueue(new TextEncoder().encode('{}')), to.close()) })
    const response = await fetch(`${base()}/api/v1/session`, { method: 'POST', body, duplex: 'half', headers: { 'content-type': 'application/json' } } as RequestInit)
    expect(response.status).toBe(411)
  })

  test('JSON that lies too deep is refused before it is parsed', async ({ request }) => {
    const post = (depth: number) => request.post(`${base()}/api/v1/session`, { data: Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)}`), headers: { 'content-type': 'application/json' } })
    expect(await (await post(33)).text()).toContain('te diep')
    expect(await (await post(32)).text()).not.toContain('te diep')
    const deep = await post(500_000)
    expect(deep.status()).toBe(400)
    expect(await deep.text()).toContain('te diep')
  })

  test('a file larger than an upload may be is refused before it is sent', async ({ request }) => {
    const cookie = await cookieOf(request, 'admin')
    const { hostname, port } = new URL(base())
    const ask = (length: number) =>
      new Promise<string>((done) => {
        const socket = connect(Number(port), hostname, () => socket.write(`POST /api/v1/imports?kind=themes&fileName=x.csv HTTP/1.1\r\nHost: ${hostname}:${port}\r\nCookie: ${cookie}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${length}\r\n\r\n`))
        const timer = setTimeout(() => socket.destroy(), 3_000)
        let text = ''
        socket.on('data', (bytes) => ((text += String(bytes)), clearTimeout(timer), socket.destroy())).on('close', () => done(text))
      })
    expect(await ask(2 * 1024 ** 3 + 1)).toMatch(/^HTTP\/1\.1 413 /)
    expect(await ask(2 * 1024 ** 3)).toBe('') // waits for the file
  })
})

test.describe.serial('limits', () => {
  let web: ChildProcess
  let at: string
  test.beforeAll(async () => {
    const database = await startEmbedded({ dataDir: join(ownApp().dataDir, 'database') })
    expect(database.attached).toBe(true)
    web = spawn(process.execPath, ['lib/commands/serve.mjs'], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: database.url, PORT: '0', DEMO: '1', LOG_LEVEL: 'silent', RATE_LIMITS: 'on', BASEMAP: 'pdok', TRUSTED_PROXIES: '127.0.0.1', PUBLIC_URL: 'https://buurtfocus.gemeente.example', SECURITY_CONTACT: 'beveiliging@gemeente.example' },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const { port } = await new Promise<{ port: number }>((ready) => web.once('message', (message) => ready(message as { port: number })))
    at = `http://127.0.0.1:${port}`
  })
  test.afterAll(async () => {
    web?.kill('SIGTERM')
    if (web && web.exitCode === null) await new Promise((done) => web.once('exit', done))
  })

  /** A visitor behind the trusted proxy; what the visitor writes in front of the real address counts for nothing. */
  const from = (address: string, more: Record<string, string> = {}) => ({ 'x-forwarded-for': `${Math.random()}, ${address}`, ...more })
  const statuses = async (n: number, ask: () => Promise<{ status(): number }>) => {
    const all: number[] = []
    for (let i = 0; i < n; i++) all.push((await ask()).status())
    return all
  }

  test('a visitor may ask the API 60 times a minute, and a bogus cookie or number changes nothing', async ({ request }) => {
    let n = 0
    const ask = () => request.get(`${at}/api/v1/openapi.json`, { headers: from('192.0.2.1', n++ % 2 ? { cookie: `buurtfocus_session=${n}`, 'x-buurtfocus-request': String(n) } : {}) })
    expect(await statuses(60, ask)).toEqual(Array(60).fill(200))
    const refused = await ask()
    expect(refused.status()).toBe(429)
    expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0)
    expect(refused.headers()['content-type']).toContain('application/problem+json')
    expectHeaders(refused, true)
    // Somebody else is not in the way of anybody, and pages are no API.
    expect((await request.get(`${at}/api/v1/openapi.json`, { headers: from('192.0.2.2') })).status()).toBe(200)
    expect((await request.get(`${at}/`, { headers: from('192.0.2.1') })).status()).toBe(200)
  })

  test('a signed-in user has 300, over all addresses and sessions', async ({ request }) => {
    test.setTimeout(120_000)
    const cookies = [await sessionCookie(request, '192.0.2.10'), await sessionCookie(request, '192.0.2.11')]
    let n = 0
    const ask = () => request.get(`${at}/api/v1/me`, { headers: from(`192.0.2.${10 + (n % 2)}`, { cookie: cookies[n++ % 2]! }) })
    const all = await statuses(310, ask)
    // The first of each session still counted for the address: whose it is was not known yet.
    expect(all.slice(0, 302)).toEqual(Array(302).fill(200))
    expect(all.slice(302)).toEqual(Array(8).fill(429))
  })

  test('ten attempts to sign in as one account from one address', async ({ request }) => {
    const attempt = (account: string, address = '192.0.2.20') => () => request.post(`${at}/api/v1/session`, { data: { account }, headers: from(address) })
    expect(await statuses(10, attempt('bestaat-niet'))).toEqual(Array(10).fill(400))
    const refused = await attempt('bestaat-niet')()
    expect(refused.status()).toBe(429)
    expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(10)
    expect((await attempt('planner')()).status()).toBe(200)
    expect((await attempt('bestaat-niet', '192.0.2.21')()).status()).toBe(400)
  })

  test('behind a proxy: the public address is our own, security.txt names it and the contact', async ({ request }) => {
    const cancel = (origin: string) => request.post(`${at}/api/v1/imports/1/cancel`, { headers: from('192.0.2.30', { origin }) })
    expect((await cancel('https://buurtfocus.gemeente.example')).status()).toBe(401)
    expect((await cancel('https://buurtfocus.gemeente.example.evil.example')).status()).toBe(403)
    const text = await (await request.get(`${at}/.well-known/security.txt`)).text()
    expect(text).toContain('Contact: mailto:beveiliging@gemeente.example\n')
    expect(text).toContain('Canonical: https://buurtfocus.gemeente.example/.well-known/security.txt\n')
  })

  test('a background map of PDOK: its tiles are asked for and shown, and nothing else of others', async ({ page, request, context }) => {
    const seen = watch(page)
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    await context.route('https://service.pdok.nl/**', (route) => route.fulfill({ contentType: 'image/png', headers: { 'access-control-allow-origin': '*' }, body: png }))
    const [name, value] = (await sessionCookie(request, '192.0.2.40')).split('=') as [string, string]
    // Secure and host-only; browsers send it to a loopback address over http too.
    await context.addCookies([{ name, value, url: at.replace('http:', 'https:'), secure: true }])
    const answered = page.waitForResponse((response) => response.url().startsWith('https://service.pdok.nl/') && response.ok())
    await page.goto(`${at}/kaart/signalen?gemeente=GM9001`)
    await answered
    await expect(page.locator('.map__canvas[data-ready]')).toBeAttached({ timeout: 30_000 })
    expect(seen.errors).toEqual([])
    expect(new Set(seen.foreign.map((url) => new URL(url).host))).toEqual(new Set(['service.pdok.nl', new URL(at).host]))
  })

  async function sessionCookie(request: APIRequestContext, address: string): Promise<string> {
    const response = await request.post(`${at}/api/v1/session`, { data: { account: 'college' }, headers: from(address, { cookie: '' }) })
    expect(response.status()).toBe(200)
    return response.headers()['set-cookie']!.split(';', 1)[0]!
  }
})
