import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fetchPage } from './fetch-page'
import { checkedLookup, throughProxy, type Resolve } from './guarded-request'
import { isInside, isPublic } from './public-address'
import { failure, only, serve } from './test-support'

/** Where everything that gets through would arrive; it must stay silent. */
let inside: Server
let port: number
let knocks = 0
beforeAll(async () => {
  inside = createServer((_request, response) => response.end('{}')).on('connection', () => knocks++)
  await new Promise<void>((done) => inside.listen(0, '127.0.0.1', done))
  port = (inside.address() as AddressInfo).port
})
afterEach(() => expect(knocks).toBe(0))
afterAll(() => inside.close())

const list = { hosts: ['api.pdok.nl', 'meldingen.example'], origins: [] }
const publicOnly: Resolve = () => Promise.resolve([{ address: '145.222.1.1', family: 4 }])
const ask = (url: string, more = {}) => failure(fetchPage(url, { allowed: list, retryMs: [], idleMs: 2000, resolve: publicOnly, ...more }))

const notListed = [
  'https://evil.example/', 'http://api.pdok.nl/', 'http://meldingen.example/', 'https://api.pdok.nl:8443/', 'https://api.pdok.nl.evil.example/', 'https://evil.example/api.pdok.nl', 'https://api-pdok.nl/',
  'https://api.pdok.nl./', 'https://xapi.pdok.nl/', 'https://evil.example#@api.pdok.nl/', 'https://api.pdok.nl@evil.example/', 'https://evil.example\\@api.pdok.nl/', 'https://аpi.pdok.nl/',
  'ftp://api.pdok.nl/', 'file:///etc/passwd', 'gopher://api.pdok.nl/', 'data:application/json,{}', 'https://localhost/', 'https://localhost.localdomain/', 'https://metadata.google.internal/',
]
/** Every way to write an address that a URL parser or a resolver knows. */
const literals = [
  '127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '0', '0.0.0.0', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255',
  '192.168.1.1', '3232235777', '169.254.169.254', '0xa9fea9fe', '2852039166', '169.254.0.1', '100.64.0.1', '100.100.100.200', '192.0.0.192', '192.0.2.1', '198.18.0.1', '198.51.100.7', '203.0.113.9',
  '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '168.63.129.16', '１２７.０.０.１',
  '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:169.254.169.254]', '[0:0:0:0:0:ffff:a00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[64:ff9b:1::a00:1]', '[2002:7f00:1::]', '[2001::1]',
  '[2001:db8::1]', '[fc00::1]', '[fd00:ec2::254]', '[fe80::1]', '[fec0::1]', '[ff02::1]', '[100::1]', '[3fff::1]', '[5f00::1]',
]

describe('an address that may not be asked', () => {
  it('has more than forty forms here', () => expect(notListed.length + literals.length).toBeGreaterThan(40))

  it.each(notListed)('%s is not on the list', async (url) => {
    expect((await ask(url)).code).toBe('host_not_allowed')
  })

  it.each(literals)('%s is refused, also when somebody put it on the list', async (host) => {
    const url = new URL(`https://${host}:${port}/`)
    expect((await ask(url.href)).code).toBe('host_not_allowed')
    expect((await ask(url.href, { allowed: { hosts: [url.host], origins: [] } })).code).toBe('address_blocked')
  })

  it.each([
    ['this machine', ['127.0.0.1']], ['this machine over IPv6', ['::1']], ['a private range', ['10.1.2.3']], ['the secrets of a cloud', ['169.254.169.254']], ['a private and a public one', ['145.222.1.1', '192.168.0.1']],
    ['a public one and IPv6 of this machine', ['145.222.1.1', '::1']], ['a mapped one', ['::ffff:127.0.0.1']], ['a unique local one', ['fd12::1']], ['a link-local one with its zone', ['fe80::1%eth0']], ['nothing', []],
    ['no address', ['not an address']],
  ])('a name on the list that leads to %s', async (_what, addresses) => {
    const resolve: Resolve = () => Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
    const error = await ask(`https://meldingen.example:${port}/`, { resolve, allowed: { hosts: [`meldingen.example:${port}`], origins: [] } })
    expect(error.code).toBe('address_blocked')
    expect(error.message).not.toMatch(/\d+\.\d+\.\d+\.\d+/) // what a name inside leads to is nobody's business
  })

  it('a name that leads somewhere else the second time: each connection goes to an answer that was checked', async () => {
    const answers = ['145.222.1.1', '127.0.0.1']
    let asked = 0
    const resolve: Resolve = () => Promise.resolve([{ address: answers[asked++]!, family: 4 }])
    const lookup = checkedLookup(resolve, false)
    const once = () => new Promise<string>((done, fail) => lookup('meldingen.example', {}, (error, address) => (error ? fail(error) : done(address as string))))
    expect(await once()).toBe('145.222.1.1')
    expect(asked).toBe(1)
    await expect(once()).rejects.toMatchObject({ code: 'address_blocked' })
  })

  it('a redirect or a next link to another place', async () => {
    const to = [`http://127.0.0.1:${port}/`, `https://127.0.0.1:${port}/`, 'https://api.pdok.nl/', 'file:///etc/passwd', `//localhost:${port}/`, 'http://169.254.169.254/latest/meta-data/']
    for (const location of to) {
      const server = await serve(() => ({ status: 302, headers: { location } }))
      expect((await ask(`${server.url}/`, { allowed: { ...list, origins: only(server.url).origins } })).code, location).toBe('redirect_refused')
      await server.close()
    }
  })
})

describe('what may be asked', () => {
  it('is nothing without a list', async () => {
    expect((await failure(fetchPage('https://api.pdok.nl/', { retryMs: [] }))).code).toBe('host_not_allowed')
  })

  it('an origin that the operator wrote down, also inside the organisation, but not where a cloud keeps secrets', async () => {
    const server = await serve(() => ({ body: { a: 1 } }))
    expect((await fetchPage(`${server.url}/`, { allowed: only(server.url) })).members).toEqual({ a: 1 })
    await server.close()
    for (const url of ['http://169.254.169.254', 'http://[fd00:ec2::254]', 'http://0.0.0.0', 'http://[fe80::1]', 'http://100.100.100.200']) expect((await ask(url, { allowed: only(url) })).code, url).toBe('address_blocked')
  })

  it('a name whose addresses are all in order: the connection goes to one of them', async () => {
    const server = await serve((_url, request) => ({ body: { host: request.headers.host } }))
    const url = `http://signalen.intern:${new URL(server.url).port}`
    const resolve: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }])
    expect((await fetchPage(url, { allowed: only(url), resolve })).members).toEqual({ host: new URL(url).host })
    await server.close()
  })

  it('knows public addresses from others', () => {
    for (const address of ['145.222.1.1', '8.8.8.8', '1.1.1.1', '172.15.255.255', '172.32.0.1', '100.128.0.1', '2a00:1450::1', '2606:4700::1111']) expect(isPublic(address), address).toBe(true)
    expect([isInside('10.0.0.1'), isInside('::1'), isInside('169.254.169.254'), isInside('8.8.8.8'), isInside('x')]).toEqual([true, true, false, false, false])
  })

  it('leaves the address to a proxy of the organisation only where there is one', () => {
    const url = new URL('https://api.pdok.nl/x')
    const env = { HTTPS_PROXY: 'http://proxy.intern:8080' }
    expect(throughProxy(url)).toBe(false)
    expect(throughProxy(url, {})).toBe(false)
    expect(throughProxy(url, { HTTP_PROXY: 'http://proxy.intern:8080' })).toBe(false)
    expect(throughProxy(url, env)).toBe(true)
    expect(throughProxy(url, { ...env, NO_PROXY: 'localhost, .intern' })).toBe(true)
    for (const apart of ['*', 'pdok.nl', '.pdok.nl', '*.pdok.nl', 'x,api.pdok.nl', 'api.pdok.nl:443']) expect(throughProxy(url, { ...env, no_proxy: apart }), apart).toBe(false)
  })

  it('an answer in gzip, which counts by what comes out', async () => {
    const body = JSON.stringify({ a: 'x'.repeat(50_000) })
    const zipped = createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip', connection: 'close' }).end(gzipSync(body)))
    await new Promise<void>((done) => zipped.listen(0, '127.0.0.1', done))
    const url = `http://127.0.0.1:${(zipped.address() as AddressInfo).port}`
    expect((await fetchPage(url, { allowed: only(url) })).bytes).toBe(body.length)
    expect((await failure(fetchPage(url, { allowed: only(url), maxBytes: body.length - 1 }))).code).toBe('response_too_large')
    zipped.close()
  })

  it('waits while something comes, and stops after too long a silence', async () => {
    const drip = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close' })
      const parts = ['{"a":', '1', ',"b"', ':2', '}']
      const timer = setInterval(() => (parts.length > 0 ? response.write(parts.shift()!) : (response.end(), clearInterval(timer))), 60)
    })
    const silent = createServer((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":'))
    for (const server of [drip, silent]) await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const [first, second] = [drip, silent].map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`) as [string, string]
    expect((await fetchPage(first, { allowed: only(first), idleMs: 200 })).members).toEqual({ a: 1, b: 2 })
    const error = await failure(fetchPage(second, { allowed: only(second), idleMs: 100, retryMs: [] }))
    expect(error).toMatchObject({ code: 'timeout' })
    expect(error.message).toContain('niets binnen')
    silent.closeAllConnections()
    for (const server of [drip, silent]) server.close()
  })
})
