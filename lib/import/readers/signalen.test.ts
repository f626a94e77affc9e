import { afterEach, describe, expect, it } from 'vitest'
import { readOpen311 } from './open311'
import { readSignalenApi } from './signalen-api'
import { collect, failure, only, serve, type Answer } from './test-support'

const fast = { retryMs: [1, 1, 1], idleMs: 1000 }
let close = async () => undefined as void
afterEach(() => close())
async function service(answer: (url: URL, token: string | undefined) => Answer) {
  const server = await serve((url, request) => answer(url, request.headers.authorization))
  close = server.close
  return server
}

const item = (id: number, more = {}) => ({
  id, signal_id: `u${id}`, created_at: '2024-05-01T10:00:00+02:00', updated_at: '2024-05-02T10:00:00+02:00', incident_date_start: '2024-05-01T09:00:00+02:00',
  text: 'GEHEIM', text_extra: 'GEHEIM', reporter: { email: 'GEHEIM' }, notes: [{ text: 'GEHEIM' }], extra_properties: [{ answer: 'GEHEIM' }],
  category: { main_slug: 'afval', sub_slug: 'grofvuil', main: 'GEHEIM' }, status: { state: 'm', text: 'GEHEIM', user: 'GEHEIM' },
  location: { buurt_code: 'A04h', area_code: 'noord', area_type_code: 'cbs-buurt-2022', address: { postcode: 'GEHEIM' }, geometrie: { type: 'Point', coordinates: [4.9, 52.3] } },
  ...more,
})
const page = (results: unknown[], next: string | null = null) => ({ count: 3, _links: { next: { href: next } }, results })

describe('Signalen', () => {
  const open = (url: string, more = {}) => readSignalenApi({ kind: 'signalen', url, token: 'geheime-sleutel', allowed: only(url), ...more }, {}, fast)

  it('pages over HAL links, sends the token, asks updated_after, and passes on no text or people', async () => {
    const tokens = new Set<string | undefined>()
    const server = await service((url, token) => {
      tokens.add(token)
      return { body: url.searchParams.get('page') === '2' ? page([item(2), item(3, { _links: { 'sia:parent': { href: 'https://x/signals/1' } }, has_parent: true })]) : page([item(1), item(2)], '/signals/v1/private/signals/?page=2&page_size=100') }
    })
    const { info, records } = await collect(open(server.url, { since: '2024-05-01' }))
    expect(info).toMatchObject({ format: 'signalen', srid: 4326 })
    expect(records.map((r) => [r.fields.id, r.fields.parent])).toEqual([[1, null], [2, null], [3, '1']])
    expect(records[0]).toMatchObject({ fields: { 'category.sub_slug': 'grofvuil', 'status.state': 'm', 'location.buurt_code': 'A04h' }, geometry: { coordinates: [4.9, 52.3] } })
    expect(JSON.stringify({ info, records })).not.toContain('GEHEIM')
    expect([...tokens]).toEqual(['Bearer geheime-sleutel'])
    expect(server.asked[0]).toBe('/signals/v1/private/signals/?page=1&page_size=100&updated_after=2024-05-01T00%3A00%3A00.000Z')
  })

  it.each([
    ['pages in a circle', () => page([item(1)], '?page=2'), 'paging_loop'],
    ['another server', () => page([item(1)], 'https://evil.example/'), 'redirect_refused'],
    ['something else', () => ({ hello: 1 }), 'not_signalen'],
  ])('stops at %s', async (_what, body, code) => {
    const server = await service(() => ({ body: body() }))
    expect((await failure(open(server.url))).code).toBe(code)
  })

  it('stops at endless pages', async () => {
    let n = 0
    const server = await service(() => ({ body: page([item(++n)], `?page=${n + 1}`) }))
    expect((await failure(open(server.url, { maxPages: 3 }))).code).toBe('too_many_pages')
  })

  it('speaks of the token on 401 without showing it', async () => {
    const server = await service(() => ({ status: 401, body: { detail: 'Token verlopen' } }))
    const error = await failure(open(server.url))
    expect(error.message).toContain('foutcode 401 (Token verlopen). Controleer het toegangstoken.')
    expect(error.message).not.toContain('geheime-sleutel')
  })

  it('sends no token over plain http to another machine', async () => {
    expect((await failure(open('http://meldingen.example'))).code).toBe('insecure')
  })
})

describe('Open311', () => {
  const report = (id: string, lat: unknown = 52.9, long: unknown = '4.76') => ({ service_request_id: id, status: 'open', service_code: 'afval', requested_datetime: '2024-05-01T10:00:00Z', lat, long, description: 'GEHEIM', title: 'GEHEIM', address: 'GEHEIM', media_url: 'GEHEIM' })

  it('asks windows of 90 days, longitude first, and passes on no description or address', async () => {
    const server = await service((url) => ({ body: [report(url.searchParams.get('start_date')!), report('dubbel', 'x', null)] }))
    const { records } = await collect(readOpen311({ kind: 'open311', url: `${server.url}/open311/v2/`, allowed: only(server.url), from: '2024-01-01', to: '2024-12-31', serviceCode: 'afval' }, {}, fast))
    const windows = server.asked.map((path) => new URL(path, server.url).searchParams)
    expect(windows.map((w) => [w.get('start_date'), w.get('end_date')])).toEqual([
      ['2024-01-01T00:00:00Z', '2024-03-30T23:59:59Z'],
      ['2024-03-31T00:00:00Z', '2024-06-28T23:59:59Z'],
      ['2024-06-29T00:00:00Z', '2024-09-26T23:59:59Z'],
      ['2024-09-27T00:00:00Z', '2024-12-25T23:59:59Z'],
      ['2024-12-26T00:00:00Z', '2024-12-31T23:59:59Z'],
    ])
    expect(records).toHaveLength(6)
    expect(records[0]!.geometry).toEqual({ type: 'Point', coordinates: [4.76, 52.9] })
    expect(records[1]!.geometry).toBeNull()
    expect(JSON.stringify(records)).not.toContain('GEHEIM')
    expect(server.asked[0]).toMatch(/^\/open311\/v2\/requests\.json\?.*service_code=afval/)
  })

  it('halves a window that hits the cap of the service', async () => {
    const server = await service((url) => {
      const days = (Date.parse(url.searchParams.get('end_date')!) - Date.parse(url.searchParams.get('start_date')!)) / 86_400_000
      const start = url.searchParams.get('start_date')
      return { body: Array.from({ length: days > 5 ? 1000 : 2 }, (_, i) => report(`${start}-${i}`)) }
    })
    const { records } = await collect(readOpen311({ kind: 'open311', url: server.url, allowed: only(server.url), from: '2024-01-01', to: '2024-01-08' }, {}, fast))
    expect(records).toHaveLength(4)
    expect(server.asked).toHaveLength(3)
  })

  it('says that a day has too many, and that XML is not read', async () => {
    const full = await service(() => ({ body: Array.from({ length: 1000 }, (_, i) => report(String(i))) }))
    expect((await failure(readOpen311({ kind: 'open311', url: full.url, allowed: only(full.url), from: '2024-01-01', to: '2024-01-01' }, {}, fast))).code).toBe('open311_too_many')
    await full.close()
    const xml = await service(() => ({ body: '<?xml version="1.0"?><service_requests/>' }))
    const error = await failure(readOpen311({ kind: 'open311', url: xml.url, allowed: only(xml.url), from: '2024-01-01', to: '2024-01-02' }, {}, fast))
    expect(error.message).toContain('antwoordt met XML, verwacht werd JSON')
  })

  it.each([{ from: '01-02-2024' }, { from: '2024-13-01' }, { from: '2024-02-01', to: '2024-01-01' }])('refuses dates %j', async (dates) => {
    expect((await failure(readOpen311({ kind: 'open311', url: 'http://127.0.0.1:9', ...dates }, {}, fast))).code).toBe('bad_date')
  })
})
