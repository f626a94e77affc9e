import { afterEach, describe, expect, it } from 'vitest'
import { pdokUrl, readOgcFeatures } from './ogc-features'
import type { OgcRequest } from './reader'
import { collect, failure, only, serve, type Answer } from './test-support'

const rd = { 'content-crs': '<http://www.opengis.net/def/crs/EPSG/0/28992>' }
const feature = (n: number, gemeente = 'GM0400', xy = [112000, 552000]) => ({
  type: 'Feature',
  id: `uuid-${n}`,
  properties: { buurtcode: `BU${gemeente.slice(2)}${String(n).padStart(4, '0')}`, gemeentecode: gemeente, buurtnaam: `Naam ${n}` },
  geometry: n % 5 === 0 ? null : { type: 'Point', coordinates: xy },
})
const page = (features: unknown[], next?: string) => ({ type: 'FeatureCollection', links: next ? [{ rel: 'self', href: 'x' }, { rel: 'next', href: next }] : [], features })
const fast = { retryMs: [1, 1, 1], idleMs: 1000 }

let close = async () => undefined as void
afterEach(() => close())
async function pdok(answer: (url: URL) => Answer) {
  const server = await serve(answer)
  close = server.close
  const open = (more: Partial<OgcRequest> = {}, options = {}) =>
    readOgcFeatures({ kind: 'ogc-features', url: `${server.url}/ogc/v1/`, collection: 'buurten', allowed: only(server.url), ...more }, {}, { ...fast, ...options })
  return { ...server, open }
}

describe('a service like PDOK', () => {
  it('asks only known parameters, follows relative next links and keys nothing on count', async () => {
    const server = await pdok((url) => {
      const allowed = ['f', 'limit', 'cursor', 'crs', 'gemeentecode']
      if ([...url.searchParams.keys()].some((key) => !allowed.includes(key))) return { status: 400 }
      const cursor = url.searchParams.get('cursor')
      return { headers: rd, body: cursor === 'b' ? page([feature(3)]) : page([feature(1), feature(5)], '/ogc/v1/collections/buurten/items?cursor=b&f=json&limit=1000') }
    })
    const { info, records } = await collect(server.open({ gemeente: 'gm0400' }))
    expect(info).toMatchObject({ format: 'ogc-features', srid: 28992, layer: 'buurten', columns: ['buurtcode', 'gemeentecode', 'buurtnaam'] })
    expect(records.map((r) => [r.row, r.fields.id, r.geometry?.type])).toEqual([[1, 'uuid-1', 'Point'], [2, 'uuid-5', undefined], [3, 'uuid-3', 'Point']])
    expect(server.asked[0]).toContain('limit=1000')
    expect(server.asked[0]).toContain(encodeURIComponent('http://www.opengis.net/def/crs/EPSG/0/28992'))
  })

  it('filters itself when the service answers 400 to the property filter', async () => {
    const server = await pdok((url) =>
      url.searchParams.has('gemeentecode')
        ? { status: 400, headers: { 'content-type': 'application/problem+json' }, body: { title: 'Bad Request', detail: 'unknown query parameter' } }
        : { headers: rd, body: page([feature(1), feature(2, 'GM0363'), feature(3)]) },
    )
    const { info, records } = await collect(server.open({ gemeente: 'GM0400' }))
    expect(records.map((r) => r.fields.id)).toEqual(['uuid-1', 'uuid-3'])
    expect(info.remarks.join()).toContain('kan niet op gemeente filteren')
  })

  it('stops when a bad cursor gives page 1 again', async () => {
    const server = await pdok(() => ({ headers: rd, body: page([feature(1), feature(2)], '?cursor=kapot&f=json') }))
    expect((await failure(server.open())).code).toBe('paging_loop')
  })

  it('stops when the service ends before what it says to have; a number that changes on the way or goes down is no matter', async () => {
    const says = (first: number, last: number) => (url: URL): Answer => ({ headers: rd, body: url.searchParams.has('cursor') ? { ...page([feature(2)]), numberMatched: last } : { ...page([feature(1)], '?cursor=a'), numberMatched: first } })
    const short = await failure((await pdok(says(3, 3))).open())
    expect([short.code, short.message]).toEqual(['incomplete', expect.stringContaining('3 objecten te hebben en gaf er 2')])
    await close()
    for (const [first, last] of [[2, 2], [50, 2], [1, 1]] as const) {
      expect((await collect((await pdok(says(first, last))).open())).records).toHaveLength(2)
      await close()
    }
  })

  it('stops when the server pages forever', async () => {
    let n = 0
    const server = await pdok(() => ({ headers: rd, body: page([feature(++n)], `?cursor=${n}`) }))
    expect((await failure(server.open({ maxPages: 5 }))).code).toBe('too_many_pages')
    expect(server.asked).toHaveLength(5)
  })

  it('refuses another Content-Crs than asked, on any page', async () => {
    const server = await pdok((url) =>
      url.searchParams.has('cursor') ? { headers: { 'content-crs': '<http://www.opengis.net/def/crs/OGC/1.3/CRS84>' }, body: page([feature(2)]) } : { headers: rd, body: page([feature(1)], '?cursor=a') },
    )
    const error = await failure(server.open())
    expect(error.code).toBe('crs_mismatch')
    expect(error.message).toContain('CRS84')
  })

  it.each([
    [[112000, 552000], 28992],
    [[4.76, 52.95], 4326],
  ])('without Content-Crs looks at the coordinates %j', async (xy, srid) => {
    const server = await pdok(() => ({ body: page([feature(1, 'GM0400', xy)]) }))
    expect((await collect(server.open())).info.srid).toBe(srid)
  })

  it('refuses latitude before longitude', async () => {
    const server = await pdok(() => ({ body: page([feature(1, 'GM0400', [52.95, 4.76])]) }))
    expect((await failure(server.open())).code).toBe('crs_mismatch')
  })

  it.each(['http://evil.example/items?cursor=b', '//evil.example/x', 'file:///etc/passwd', 'http://127.0.0.1:1/x'])('does not follow a next link to %s', async (href) => {
    const server = await pdok(() => ({ headers: rd, body: page([feature(1)], href) }))
    expect((await failure(server.open())).code).toBe('redirect_refused')
  })

  it('says that nothing was found', async () => {
    const server = await pdok(() => ({ headers: rd, body: page([]) }))
    expect((await failure(server.open({ gemeente: 'GM9999' }))).message).toContain('geen buurten voor GM9999')
  })
})

describe('errors of a service', () => {
  it('shows title and detail of problem+json, and no query', async () => {
    const server = await pdok(() => ({ status: 404, body: { title: 'Not Found', detail: 'collection does not exist', status: 404 } }))
    const error = await failure(server.open())
    expect(error.message).toContain('foutcode 404 (Not Found: collection does not exist)')
    expect(error.message).not.toContain('limit=')
  })

  it.each([503, 429])('tries again on %i and then goes on', async (status) => {
    let n = 0
    const server = await pdok(() => (n++ < 2 ? { status, headers: { 'retry-after': '0' } } : { headers: rd, body: page([feature(1)]) }))
    expect((await collect(server.open())).records).toHaveLength(1)
    expect(server.asked).toHaveLength(3)
  })

  it('gives up after three repeats', async () => {
    const server = await pdok(() => ({ status: 500 }))
    expect((await failure(server.open())).message).toContain('foutcode 500')
    expect(server.asked).toHaveLength(4)
  })

  it('follows a redirect within the origin and no other', async () => {
    const server = await pdok((url) => (url.pathname.startsWith('/nieuw') ? { headers: rd, body: page([feature(1)]) } : { status: 302, headers: { location: '/nieuw' } }))
    expect((await collect(server.open())).records).toHaveLength(1)
    await server.close()
    const away = await pdok(() => ({ status: 302, headers: { location: 'http://evil.example/' } }))
    expect((await failure(away.open())).code).toBe('redirect_refused')
    await away.close()
    const round = await pdok(() => ({ status: 302, headers: { location: '/rond' } }))
    expect((await failure(round.open())).code).toBe('redirect_refused')
  })

  it('limits the size and the time of an answer', async () => {
    const server = await pdok(() => ({ headers: rd, body: page([{ ...feature(1), x: 'x'.repeat(5000) }]) }))
    expect((await failure(server.open({}, { maxBytes: 1000 }))).code).toBe('response_too_large')
    await server.close()
    const slow = await serve(() => new Promise<Answer>(() => undefined))
    close = slow.close
    const error = await failure(readOgcFeatures({ kind: 'ogc-features', url: slow.url, collection: 'b', allowed: only(slow.url) }, {}, { idleMs: 50, retryMs: [1] }))
    expect(error).toMatchObject({ code: 'timeout' })
  })

  it.each([
    ['HTML', '<!doctype html><html>', 'not_json'],
    ['half JSON', '{"features":[', 'json_truncated'],
    ['a million levels', `{"features":[${'['.repeat(1_000_000)}`, 'json_too_deep'],
  ])('refuses %s', async (_what, body, code) => {
    const server = await pdok(() => ({ body }))
    expect((await failure(server.open())).code).toBe(code)
  })

  it.each(['ftp://x', 'geen adres', 'https://naam:geheim@x.nl'])('refuses the address %s', async (url) => {
    const error = await failure(readOgcFeatures({ kind: 'ogc-features', url, collection: 'b' }))
    expect(error.code).toBe('bad_url')
    expect(error.message).not.toContain('geheim')
  })

  it('says that nobody answers', async () => {
    const server = await pdok(() => ({}))
    await server.close()
    const error = await failure(server.open())
    expect(error.code).toBe('network')
    expect(error.message).toContain('ECONNREFUSED')
  })
})

it('makes the PDOK address of a year', () => {
  expect(pdokUrl(2024)).toBe('https://api.pdok.nl/cbs/wijken-en-buurten-2024/ogc/v1')
  expect(pdokUrl(2024, 'http://localhost/{YYYY}')).toBe('http://localhost/2024')
})
