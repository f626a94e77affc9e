import { Agent, createServer, request as ask, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { requestHeader } from '@/lib/domain/request-header.mjs'
import { makeDoor } from './door.mjs'
import { dataPolicy, everywhere, inlineHashes, pagePolicy } from './headers.mjs'
import { isFromOtherSite } from './other-sites.mjs'

let server: Server | undefined
const agent = new Agent({ keepAlive: true, maxSockets: 4 })
afterEach(() => (server?.close(), server?.closeAllConnections()))

type Seen = { status: number; headers: IncomingHttpHeaders; body: string; got: IncomingHttpHeaders | null }

/** A server behind a door, as serve.mjs makes one; `behind` is what Next would do. */
async function behindDoor(settings: Partial<Parameters<typeof makeDoor>[0]>, behind: (door: ReturnType<typeof makeDoor>, number: string) => { status?: number; headers?: Record<string, string> } | void = () => {}) {
  const door = makeDoor({ limits: false, prerendered: new Map(), ...settings })
  let got: IncomingHttpHeaders | null = null
  server = createServer((request, response) => {
    if (!door.enter(request, response)) return
    got = { ...request.headers }
    const { status = 200, headers = {} } = behind(door, String(request.headers[requestHeader])) ?? {}
    response.writeHead(status, headers)
    response.end('ok')
  })
  await new Promise<void>((done) => server!.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const send = (path: string, headers: Record<string, string> = {}, method = 'GET', body?: string) =>
    new Promise<Seen>((done, fail) => {
      got = null
      ask({ agent, port, host: '127.0.0.1', path, method, headers }, (response) => {
        let text = ''
        response.on('data', (bytes) => (text += String(bytes))).on('end', () => done({ status: response.statusCode!, headers: response.headers, body: text, got }))
      }).on('error', fail).end(body)
    })
  return { door, send }
}

describe('the door', () => {
  it('refuses a path that is not well written, and nothing else because of its characters', async () => {
    const { send } = await behindDoor({})
    for (const path of ['/%', '/organisaties/%zz', '/%E0%A4%A', '/%ff?x=1']) expect(await send(path), path).toMatchObject({ status: 400, got: null })
    for (const path of ['/%00', '/caf%C3%A9', '/a?b=%', '/organisaties/12']) expect((await send(path)).status, path).toBe(200)
  })

  it('gives every answer its headers; what comes later in an answer does not undo them', async () => {
    const { send } = await behindDoor({ publicUrl: 'https://buurtfocus.example' }, () => ({ headers: { 'X-Powered-By': 'x', 'Set-Cookie': 'a=b', 'Cache-Control': 'public' } }))
    for (const path of ['/', '/api/v1/me']) {
      const { headers } = await send(path)
      expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'strict-transport-security': 'max-age=31536000; includeSubDomains', 'cache-control': 'no-store' })
      expect(headers['x-powered-by']).toBeUndefined()
    }
  })
  it('says HSTS only over https', () => {
    expect(everywhere({ publicUrl: 'http://localhost:3000' })).not.toHaveProperty('Strict-Transport-Security')
    expect(everywhere({})).not.toHaveProperty('Strict-Transport-Security')
  })
  it('hands on a number of its own and no header that could have been forged', async () => {
    const { send } = await behindDoor({})
    const { got } = await send('/', { [requestHeader]: 'forged', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'content-security-policy': "script-src 'nonce-forged'" })
    expect(got![requestHeader]).toMatch(/^[\w-]{16}$/)
    expect(got).not.toHaveProperty('x-forwarded-host')
    expect(got).not.toHaveProperty('x-forwarded-proto')
    expect(got!['content-security-policy']).not.toContain('forged')
    expect((await send('/', { origin: 'https://evil.example' })).got).not.toHaveProperty('x-forwarded-host')
  })
  it('forgets a request when its answer has gone', async () => {
    const { door, send } = await behindDoor({})
    await Promise.all(Array.from({ length: 20 }, () => send('/')))
    await expect.poll(() => door.size.underWay).toBe(0)
  })
  it('takes pages made at build time by their hashes, and error pages by both', async () => {
    const { send } = await behindDoor({ prerendered: new Map([['/', { scripts: ["'sha256-a'"], styles: [] }], ['/_not-found', { scripts: ["'sha256-b'"], styles: [] }]]) }, () => ({ status: 404 }))
    expect((await send('/x')).headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']+' 'sha256-b';/)
    expect((await send('/api/x')).headers['content-security-policy']).toBe(dataPolicy)
  })
  it('gives a user 300 a minute as soon as it knows whose cookies these are, a visitor 60', async () => {
    let who: string | null = null
    const { door, send } = await behindDoor({ limits: true, now: () => 5_000 }, (d, number) => void (who && d.signedIn(number, who)))
    const passed = async (n: number, cookie?: string) => {
      let count = 0
      for (let i = 0; i < n; i++) if ((await send('/api/v1/me', cookie ? { cookie } : {})).status === 200) count++
      return count
    }
    expect(await passed(20, 'a=1')).toBe(20) // unknown: counts for the address
    who = 'planner'
    expect(await passed(301, 'a=1')).toBe(301) // the first of them still for the address
    expect(await passed(3, 'a=1')).toBe(0)
    who = null
    expect(await passed(50)).toBe(39) // 60 less 20 and 1
    expect(door.size.sessions).toBe(1)
    expect((await send('/kaart/signalen')).status).toBe(200)
    expect((await send('/kaart/signalen', {}, 'POST')).status).toBe(429)
  }, 60_000)
  it('lets a map program ask 600 times a minute, whoever is signed in, and reads no page or file less for it', async () => {
    const { send } = await behindDoor({ limits: true, trustedProxies: '127.0.0.1', now: () => 5_000 })
    const from = (address: string, more: Record<string, string> = {}) => ({ 'x-forwarded-for': address, ...more })
    const items = '/ogc/v1/collections/buurten/items?limit=1000&offset=1000'
    const all = await Promise.all(Array.from({ length: 601 }, (_, i) => send(i % 3 ? items : '/ogc/v1', from('192.0.2.1', i % 2 ? { cookie: `a=${i}` } : {}))))
    expect(all.filter((a) => a.status === 200)).toHaveLength(600)
    const refused = all.find((a) => a.status !== 200)!
    expect(refused).toMatchObject({ status: 429, headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After' } })
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect(JSON.parse(refused.body)).toMatchObject({ status: 429, title: 'Te veel vragen' })
    for (const path of ['/', '/open-data/alles.json', '/open-data/buurten.geojson', '/publicaties', '/api/v1/openapi.json']) expect((await send(path, from('192.0.2.1'))).status, path).toBe(200)
    expect((await send(items, from('192.0.2.2'))).status).toBe(200)
  }, 60_000)
  it('asks nothing of a demo', async () => {
    const { send } = await behindDoor({ limits: false, now: () => 5_000 })
    expect((await Promise.all(Array.from({ length: 650 }, () => send('/ogc/v1')))).every((a) => a.status === 200)).toBe(true)
  }, 60_000)
  it('knows a session for ten minutes at most', async () => {
    let now = 0
    let who: string | null = 'planner'
    const { send } = await behindDoor({ limits: true, now: () => now }, (d, number) => void (who && d.signedIn(number, who)))
    await send('/api/x', { cookie: 'a=1' })
    who = null
    now = 600_001
    let count = 0
    for (let i = 0; i < 70; i++) if ((await send('/api/x', { cookie: 'a=1' })).status === 200) count++
    expect(count).toBe(60)
  })
  it('reads a file, and nothing else may be done with one', async () => {
    const { send } = await behindDoor({})
    expect((await send('/maplibre/x.mjs')).status).toBe(200)
    expect(await send('/maplibre/x.mjs', {}, 'PUT')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } })
  })
})

describe('the policy', () => {
  it('holds nothing unsafe, and exactly the host of the tiles when there are tiles', () => {
    const policy = pagePolicy({ basemap: 'none' }, { nonce: 'x' })
    expect(policy).not.toMatch(/unsafe|blob|https?:|\*/)
    expect(pagePolicy({ basemap: 'pdok' }, { nonce: 'x' }).match(/https?:[^ ;]+/g)).toEqual(['https://service.pdok.nl', 'https://service.pdok.nl'])
    expect(pagePolicy({ basemap: 'pdok' })).toMatch(/img-src 'self' data: https:\/\/service\.pdok\.nl; connect-src 'self' https:\/\/service\.pdok\.nl;/)
    expect(pagePolicy({ signInProvider: 'https://login.gemeente.example/oidc' })).toContain("form-action 'self' https://login.gemeente.example;")
  })
  it('hashes what stands inline and leaves out what is loaded', () => {
    expect(inlineHashes('<script>alert(1)</script><script src="/x.js"></script><script id="a">alert(1)</script><style>p{}</style>')).toEqual({
      scripts: ["'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"], styles: [expect.stringMatching(/^'sha256-.{44}'$/)],
    })
  })
})

describe('another site', () => {
  const from = (headers: Record<string, string>, method = 'POST', publicUrl?: string) => isFromOtherSite({ method, headers: { host: 'buurtfocus.example', ...headers } }, publicUrl)
  it.each([
    ['our own page', { 'sec-fetch-site': 'same-origin', origin: 'http://buurtfocus.example' }],
    ['an older browser on our own page', { origin: 'http://buurtfocus.example' }],
    ['a program', {}],
  ])('is not %s', (_who, headers) => expect(from(headers as Record<string, string>)).toBe(false))
  it.each([
    ['one on the internet', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another name of the same site', { 'sec-fetch-site': 'same-site', origin: 'http://other.buurtfocus.example' }],
    ['one in an older browser', { origin: 'https://evil.example' }],
    ['one that says nothing of its name', { 'sec-fetch-site': 'cross-site' }],
    ['a sandboxed page', { origin: 'null' }],
    ['an empty origin', { origin: '' }],
    ['another port', { origin: 'http://buurtfocus.example:81' }],
    ['a file', { origin: 'file://' }],
  ])('is %s', (_who, headers) => expect(from(headers as Record<string, string>)).toBe(true))
  it('may ask to read; behind a proxy the public address is ours', () => {
    expect(from({ origin: 'https://evil.example' }, 'GET')).toBe(false)
    expect(from({ origin: 'https://buurtfocus.gemeente.example' }, 'POST', 'https://buurtfocus.gemeente.example')).toBe(false)
    for (const method of ['PUT', 'PATCH', 'DELETE', 'PROPFIND']) expect(from({ origin: 'https://evil.example' }, method)).toBe(true)
  })
})
