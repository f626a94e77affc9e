import { createServer, type Server } from 'node:http'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rows } from '@/lib/db/client'
import type { ImportOptions } from '@/lib/domain/import-run'
import { availableEngines } from '@/lib/testing/databases'
import { inDb, load, useDatabase } from '@/lib/testing/imports'
import { Files, gemeente, origin, themesCsv, townFeatures } from '@/lib/testing/town'

const rdHeader = { 'Content-Crs': '<http://www.opengis.net/def/crs/EPSG/0/28992>' }

/** Answers as PDOK, CBS and Signalen do, from the hand-made town. Pages of two; a bad cursor silently gives page 1 (gokoala). */
function services(): Server {
  const collections: Record<string, object[]> = {
    gemeenten: townFeatures().slice(0, 1),
    wijken: townFeatures().slice(1, 3),
    buurten: townFeatures().slice(3),
  }
  return createServer((request, response) => {
    const url = new URL(request.url!, `http://${request.headers.host}`)
    const send = (body: unknown, status = 200, headers: object = {}) => {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers })
      response.end(JSON.stringify(body))
    }
    const items = /^\/pdok\/2024\/collections\/(\w+)\/items$/.exec(url.pathname)
    if (items) {
      const unknown = [...url.searchParams.keys()].find((k) => !['f', 'limit', 'cursor', 'crs', 'gemeentecode'].includes(k))
      if (unknown) return send({ title: 'Bad Request', detail: `unknown query parameter ${unknown}` }, 400)
      if (url.searchParams.get('crs') !== 'http://www.opengis.net/def/crs/EPSG/0/28992') return send({ title: 'Bad Request', detail: 'crs' }, 400)
      const all = collections[items[1]!]!
      const at = Number(/^c(\d+)$/.exec(url.searchParams.get('cursor') ?? 'c0')?.[1] ?? 0)
      const features = all.slice(at, at + 2).map((f, i) => ({ ...f, id: `${items[1]}-${at + i}` }))
      const next = new URL(url)
      next.searchParams.set('cursor', `c${at + 2}`)
      return send({ type: 'FeatureCollection', features, numberReturned: features.length, links: at + 2 < all.length ? [{ rel: 'next', href: next.href }] : [] }, 200, rdHeader)
    }
    const report = (id: number, x: number, y: number, more: object = {}) => ({
      id, signal_id: `uuid-${id}`, text: 'Hier staat tekst van een melder', reporter: { email: 'x@example.org' }, created_at: '2026-03-01T10:00:00+01:00', updated_at: '2026-03-02T10:00:00+01:00',
      status: { state: 'm' }, category: { main_slug: 'afval', sub_slug: 'zwerfvuil' }, location: { geometrie: { type: 'Point', coordinates: [x, y] } }, ...more,
    })
    if (url.pathname === '/signalen/signals/v1/private/signals/') {
      if (request.headers.authorization !== 'Bearer geheim-token') return send({ detail: 'no' }, 401)
      const page = Number(url.searchParams.get('page') ?? 1)
      const results = page === 1 ? [report(1, ...lonLat.a), report(2, ...lonLat.b)] : [report(3, ...lonLat.b, { status: { state: 'o' } }), report(4, ...lonLat.b, { _links: { 'sia:parent': { href: '/signals/v1/private/signals/3' } } })]
      const next = new URL(url)
      next.searchParams.set('page', '2')
      return send({ count: 4, results, _links: { next: { href: page === 1 ? next.href : null } } })
    }
    send({ title: 'Not found', detail: url.pathname }, 404)
  })
}

// Filled from the database before the services are asked: middles of the first and the third buurt.
const lonLat: Record<'a' | 'b', [number, number]> = { a: [0, 0], b: [0, 0] }

describe.each(availableEngines())('services on %s', (engine) => {
  useDatabase(engine)
  let server: Server
  let base: string
  const files = new Files()
  beforeAll(async () => {
    server = services()
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
  })
  afterAll(() => void server.close())

  it('loads a gemeente, its wijken and buurten from a PDOK-like API, page by page, in RD', async () => {
    const report = await load('boundaries', 'pdok:2024', { gemeente }, { settings: { pdokBase: `${base}/pdok/{YYYY}` } })
    expect(report).toMatchObject({ status: 'applied', rows: { read: 8, applied: 8, rejected: 0 } })
    const levels = await inDb((tx) => rows(tx, sql`select level, count(*)::int as n, round(sum(ST_Area(geom))::numeric / 1e6, 3)::float8 as km2 from area group by 1 order by 1`))
    expect(levels).toEqual([{ level: 'buurt', n: 5, km2: 8 }, { level: 'gemeente', n: 1, km2: 4 }, { level: 'wijk', n: 2, km2: 4 }])
    expect((await load('boundaries', 'pdok:2024', { gemeente }, { settings: { pdokBase: `${base}/pdok/{YYYY}` } })).rows).toMatchObject({ applied: 0, unchanged: 8 })
    const missing = await load('boundaries', 'pdok:2019', { gemeente }, { settings: { pdokBase: `${base}/pdok/{YYYY}` } })
    expect(missing.status).toBe('failed')
    expect(missing.problem).toMatch(/404|niet/i)
  })

  it('loads reports of Signalen without a word of their text, children not counted twice, once', async () => {
    await load('themes', files.csv('themes.csv', themesCsv), {})
    const points = await inDb((tx) => rows<{ lon: number; lat: number }>(tx, sql`
      select ST_X(g) as lon, ST_Y(g) as lat from (select ST_Transform(ST_SetSRID(ST_MakePoint(${origin.x} + x, ${origin.y} + 500), 28992), 4326) as g, x from (values (500), (2500)) v(x)) p order by x`))
    lonLat.a = [points[0]!.lon, points[0]!.lat]
    lonLat.b = [points[1]!.lon, points[1]!.lat]
    const options: ImportOptions = { map: { themes: { zwerfvuil: 'zwerfafval' } } }
    const report = await load('signals', `signalen:${base}/signalen`, options, { settings: { signalenToken: 'geheim-token', signalenUrl: base } })
    expect(report).toMatchObject({ status: 'applied', rows: { read: 3, applied: 3, rejected: 0 } })
    expect(report.warnings.join(' ')).toMatch(/1 keer een deelmelding/)
    expect(report.warnings.join(' ')).not.toContain('horen niet bij')
    const found = await inDb((tx) => rows(tx, sql`
      select s.source_id, s.source like 'signalen:%' as named, s.theme, s.status, s.note, a.code from signal s join signal_area sa on sa.signal = s.id join area a on a.id = sa.area order by 1`))
    expect(found).toEqual([
      { source_id: '1', named: true, theme: 'zwerfafval', status: 'open', note: null, code: 'BU99900101' },
      { source_id: '2', named: true, theme: 'zwerfafval', status: 'open', note: null, code: 'BU99900201' },
      { source_id: '3', named: true, theme: 'zwerfafval', status: 'closed', note: null, code: 'BU99900201' },
    ])
    const [run] = await inDb((tx) => rows<{ text: string }>(tx, sql`select r::text as text from import_run r order by id desc limit 1`))
    expect(run!.text).not.toMatch(/geheim-token|tekst van een melder|example\.org/)
    expect((await load('signals', `signalen:${base}/signalen`, options, { settings: { signalenToken: 'geheim-token', signalenUrl: base } })).rows).toMatchObject({ applied: 0, unchanged: 3 })
    const refused = await load('signals', `signalen:${base}/signalen`, options, { settings: { signalenToken: 'anders', signalenUrl: base } })
    expect(refused.status).toBe('failed')
    expect(refused.problem).not.toContain('anders')
    // The token is for its own server only.
    expect((await load('signals', `signalen:${base}/signalen`, options, { settings: { signalenToken: 'geheim-token', signalenUrl: 'https://signalen.example', pdokBase: base } })).status).toBe('failed')
  })
})
