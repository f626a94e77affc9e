import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request as ask, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderSearch } from '@/lib/release/pages/search-page.mjs'
import { findPlace } from '@/lib/release/pages/search-address.mjs'
import type { Manifest } from '@/lib/release/read.mjs'
import { renderers } from '@/lib/release/renderers'
import { switchTo } from '@/lib/release/store'
import { writeRelease } from '@/lib/release/write'
import { codeHashOf, followCodes, publicModel } from '@/lib/testing/public-model'
import { dataPolicy } from './headers.mjs'
import { releasedSite } from './released.mjs'

const policy = ({ styles }: { styles: string[] }): string => ["default-src 'none'; style-src 'self'", ...styles].join(' ')
const folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-released-'))
let site: Awaited<ReturnType<typeof releasedSite>>
let server: Server
let [older, newer] = [] as Manifest[]
const warnings: string[] = []

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }
const get = (address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((done, failed) => {
    ask({ port: (server.address() as AddressInfo).port, path: address, method, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => done({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(parts) }))
    }).on('error', failed).end()
  })
const text = async (address: string): Promise<string> => (await get(address)).body.toString('utf8')
const list = (...of: Manifest[]) => ({ release: of[0]?.id ?? null, readable: of.map(({ id, madeOn }) => ({ id, madeOn })) })
const write = async (madeOn: string): Promise<Manifest> => {
  const model = publicModel({ madeOn })
  return (await writeRelease(folder, model, renderers.flatMap((render) => render(model)))).manifest
}

beforeAll(async () => {
  ;[older, newer] = [await write('2026-05-04'), await write('2026-11-02')]
  await switchTo(list(newer, older), folder)
  site = await releasedSite({ folder, search: findPlace, renderSearch, policy, warn: (text) => warnings.push(text) })
  server = createServer((request, response) => void site.answer(request, response).then((answered) => answered || response.writeHead(404, { 'Content-Length': 0 }).end()))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
}, 60_000)
afterAll(() => {
  site?.close()
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('what was published, at the door', () => {
  it('answers every address of the publication, byte for byte, also when asked compressed', async () => {
    for (const [address, entry] of Object.entries(newer!.files)) {
      if (/^\/volg\/[0-9a-f]{64}$/.test(address) || address === '/publicaties') continue
      const plain = await get(address)
      expect(plain.status, address).toBe(200)
      expect(plain.headers, address).toMatchObject({ 'content-type': entry.type, etag: `"${entry.sha256.slice(0, 32)}"` })
      expect(plain.body.length, address).toBe(entry.bytes)
      const [br, gz] = [await get(address, { 'accept-encoding': 'gzip, br' }), await get(address, { 'accept-encoding': 'gzip, br;q=0' })]
      expect(br.headers['content-encoding'], address).toBe(entry.brotli ? 'br' : undefined)
      expect((entry.brotli ? brotliDecompressSync(br.body) : br.body).equals(plain.body), address).toBe(true)
      expect((entry.gzip ? gunzipSync(gz.body) : gz.body).equals(plain.body), address).toBe(true)
    }
  })

  it('says how long it may be kept, and answers 304 to who has it', async () => {
    const page = await get('/')
    expect(page.headers).toMatchObject({ 'cache-control': 'public, max-age=300', vary: 'Accept-Encoding' })
    const again = await get('/', { 'if-none-match': `"other", W/${page.headers.etag!}` })
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, page.headers.etag])
    expect((await get('/', { 'if-none-match': page.headers.etag!, 'accept-encoding': 'br' })).status).toBe(200) // another body
    const asset = Object.keys(newer!.files).find((a) => a.endsWith('.css'))!
    expect((await get(asset)).headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await get('/open-data/buurten.geojson')).headers).toMatchObject({ 'access-control-allow-origin': '*', 'content-security-policy': dataPolicy })
  })

  it('a buurt that is not in it has a page that says so; other addresses are left to the app', async () => {
    const lost = await get('/buurten/BU00000000')
    expect([lost.status, lost.body.toString('utf8').includes('Deze pagina is er niet'), lost.headers['cache-control']]).toEqual([404, true, 'no-store'])
    expect((await get('/kaart/signalen')).body).toHaveLength(0)
  })

  it('is only read: HEAD has no body, other methods are refused', async () => {
    const head = await get('/', {}, 'HEAD')
    expect([head.status, head.body.length]).toEqual([200, 0])
    expect(Number(head.headers['content-length'])).toBe(newer!.files['/']!.bytes)
    for (const method of ['POST', 'PUT', 'DELETE']) for (const address of ['/', '/zoek?q=a', '/publicaties', `/publicaties/${older!.id}/`]) expect((await get(address, {}, method)).status, `${method} ${address}`).toBe(405)
  })

  it('leaves other addresses to who comes after it', async () => {
    for (const address of ['/nergens', '/inloggen', '/__proto__', '/constructor', '/buurten/%2e%2e', '/publicaties/0000000000000000/', '/publicaties/../manifest.json', `/publicaties/${older!.id}/nergens`]) expect((await get(address)).status, address).toBe(404)
  })

  it('shows an initiative only to who has its code, and keeps that nowhere', async () => {
    const found = await get(`/volg?code=${followCodes.answered}%20`)
    expect(found.body.toString()).toContain('U krijgt de sleutel van de keuken.')
    expect(found.headers['cache-control']).toBe('no-store')
    const [wrong, empty] = [await get('/volg?code=nee'), await get('/volg?code=')]
    expect(wrong.body.equals(empty.body)).toBe(true)
    expect(wrong.body.equals(Buffer.from(await text('/volg/onbekend')))).toBe(true)
    expect((await get(`/volg/${codeHashOf(followCodes.answered)}`)).status).toBe(404)
    expect((await get(`/publicaties/${newer!.id}/volg/${codeHashOf(followCodes.answered)}`)).status).toBe(404)
    expect((await get('/volg')).status).toBe(200)
  })

  it('finds a street without a script, and never takes a question for markup', async () => {
    expect(await text('/zoek?q=kerkpl')).toContain('href="/buurten/BU90010101"')
    const only = await get('/zoek?q=KERKBUURT')
    expect([only.status, only.headers.location, only.headers['cache-control']]).toEqual([303, '/buurten/BU90010101', 'no-store'])
    const hostile = await text(`/zoek?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(hostile).not.toContain('<script>alert')
  })

  it('leads a postcode that means one buurt to its page, and keeps the question nowhere', async () => {
    for (const q of ['0901AB', '0901 ab 12a', '0901BA 2']) {
      const found = await get(`/zoek?q=${encodeURIComponent(q)}`)
      expect([found.status, found.headers.location, found.headers['cache-control'], found.body.length], q).toEqual([303, q === '0901BA 2' ? '/buurten/BU90010201' : '/buurten/BU90010101', 'no-store', 0])
    }
    const both = await get('/zoek?q=0901BA')
    expect([both.status, both.headers['cache-control']]).toEqual([200, 'no-store'])
    expect(both.body.toString()).toMatch(/De postcode 0901 BA ligt in meer dan één buurt.*href="\/buurten\/BU90010102".*href="\/buurten\/BU90010201"/)
    expect(await text('/zoek?q=0999AB')).toContain('De postcode 0999 AB staat niet in de lijst van de gemeente Wierhaven.')
    expect((await get('/zoek?q=0901AB', {}, 'POST')).status).toBe(405)
  })

  it('a page may have its own style sheet inline and nothing else; an earlier one loads it as a file', async () => {
    for (const address of ['/', '/zoek?q=duin', '/buurten/BU00000000']) {
      const page = await get(address)
      const inline = [...page.body.toString('utf8').matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, style]) => `'sha256-${createHash('sha256').update(style!).digest('base64')}'`)
      expect(inline, address).toHaveLength(1)
      expect(page.headers['content-security-policy'], address).toBe(policy({ styles: inline }))
    }
    const earlier = await text(`/publicaties/${older!.id}/`)
    expect(earlier).not.toContain('<style')
    const [, file] = /<link rel="stylesheet" href="([^"]+)"/.exec(earlier)!
    expect((await get(file!)).headers['content-type']).toBe('text/css; charset=utf-8')
  })

  it('keeps earlier publications at their own address, with their links inside them and a word that there is a newer one', async () => {
    const page = await text(`/publicaties/${older!.id}/`)
    expect(page).toContain('Dit is een eerdere publicatie, van 4 mei 2026.')
    expect(page).toContain(`href="/publicaties/${older!.id}/buurten/BU90010101"`)
    expect(page).not.toMatch(/href="\/buurten\//)
    expect(page).toContain('href="/inloggen"')
    for (const address of ['/', '/open-data/alles.json']) expect((await get(`/publicaties/${older!.id}${address}`)).headers['x-robots-tag'], address).toBe('noindex')
    expect((await get('/')).headers['x-robots-tag']).toBeUndefined()
    const all = await text('/publicaties')
    for (const { id } of [older!, newer!]) expect(all).toContain(`/publicaties/${id}/`)
    expect(all.indexOf(newer!.id)).toBeLessThan(all.indexOf(older!.id))
  })

  it('searches an earlier publication within it, also for a postcode that means one buurt', async () => {
    const at = `/publicaties/${older!.id}`
    expect(await text(`${at}/`)).toContain(`action="${at}/zoek"`)
    expect(await text(`${at}/zoek?q=kerkpl`)).toMatch(new RegExp(`Dit is een eerdere publicatie.*value="kerkpl".*href="${at}/buurten/BU90010101"`))
    const found = await get(`${at}/zoek?q=0901AB`)
    expect([found.status, found.headers.location, found.headers['cache-control'], found.body.length]).toEqual([303, `${at}/buurten/BU90010101`, 'no-store', 0])
    expect(await text(`${at}/zoek?q=${encodeURIComponent('"><script>alert(1)</script>')}`)).not.toContain('<script>alert')
    expect((await get(`${at}/zoek?q=0901AB`, {}, 'POST')).status).toBe(405)
  })

  it('follows what is published and withdrawn, and a page that is still open keeps its style', async () => {
    const asset = Object.keys(newer!.files).find((a) => a.endsWith('.css'))!
    await switchTo(list(older!), folder)
    await expect.poll(async () => text('/'), { timeout: 10_000, interval: 100 }).toContain('4 mei 2026')
    expect((await get(`/publicaties/${newer!.id}/`)).status).toBe(404)
    expect((await get(asset)).status).toBe(200)
    await switchTo(list(), folder)
    await expect.poll(async () => (await get('/')).status, { timeout: 10_000, interval: 100 }).toBe(404)
    expect(site.current).toBeNull()
  }, 30_000)

  it('what was withdrawn goes, also when the files of the one before it are gone', async () => {
    const lost = { id: '0123456789abcdef', madeOn: '2026-01-01' }
    await switchTo(list(newer!, older!), folder)
    await expect.poll(async () => text('/'), { timeout: 10_000, interval: 100 }).toContain('2 november 2026')
    await switchTo({ release: lost.id, readable: [lost, ...list(newer!).readable] }, folder)
    await expect.poll(async () => warnings.join(), { timeout: 10_000, interval: 100 }).toContain(lost.id)
    expect(await text('/')).toContain('2 november 2026')
    await switchTo({ release: lost.id, readable: [lost] }, folder)
    await expect.poll(async () => (await get('/')).status, { timeout: 10_000, interval: 100 }).toBe(404)
    expect((await get(`/publicaties/${newer!.id}/`)).status).toBe(404)
  }, 40_000)
})
