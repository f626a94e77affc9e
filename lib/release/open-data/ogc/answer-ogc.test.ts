import { describe, expect, it } from 'vitest'
import { publicModel } from '@/lib/testing/public-model'
import { crs84, rd } from '../crs'
import { datasetOf } from '../dataset'
import { answerOgc } from './answer-ogc'

const base = 'https://buurt.example/ogc/v1'
const dataset = datasetOf(publicModel())
const ask = (path: string) => answerOgc(dataset, new URL(base + path))
type Link = { rel: string; href: string; type: string }
type Feature = { type: string; id: string; geometry: { type: string; coordinates: unknown } | null; properties: Record<string, unknown>; links?: Link[] }
type Page = { type: string; numberMatched: number; numberReturned: number; links: Link[]; features: Feature[] }
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON of many shapes, each looked at below */
const json = (path: string): any => {
  const { status, body } = ask(path)
  expect(status, path).toBe(200)
  return JSON.parse(body)
}
const page = (path: string): Page => json(path) as Page
const ids = (path: string): string[] => page(path).features.map((f) => f.id)
const rels = (links: Link[]) => Object.fromEntries(links.map((l) => [l.rel, l]))
const wrong = (path: string): { status: number; title: string; detail: string; errors: { name: string; message: string }[] } => {
  const { status, headers, body } = ask(path)
  expect([status, headers['Content-Type']], path).toEqual([400, 'application/problem+json'])
  return JSON.parse(body)
}
const all = dataset.collections.map((c) => c.id)

describe('part 1, core', () => {
  it('/req/core/root-success: links to the description, the conformance and the data', () => {
    const links = rels(json('').links)
    expect(links['service-desc']).toMatchObject({ href: `${base}/api`, type: 'application/vnd.oai.openapi+json;version=3.0' })
    expect(links.conformance!.href).toBe(`${base}/conformance`)
    expect(links.data!.href).toBe(`${base}/collections`)
    for (const rel of ['service-desc', 'conformance', 'data', 'self']) expect(ask(links[rel]!.href.slice(base.length)).status).toBe(200)
  })
  it('/req/core/conformance-success: what is claimed', () => {
    expect(json('/conformance').conformsTo).toEqual(['core', 'oas30', 'geojson'].map((c) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${c}`).concat('http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs'))
  })
  it('/req/core/fc-md-success, rc-md-items, rc-md-extent, sfc-md-success: each collection with its links and extent, alone the same as in the list', () => {
    const { collections, links } = json('/collections')
    expect(rels(links).self!.href).toBe(`${base}/collections`)
    expect(collections.map((c: { id: string }) => c.id)).toEqual(all)
    for (const c of collections) {
      expect(json(`/collections/${c.id}`)).toEqual(c)
      expect(rels(c.links).items).toMatchObject({ href: `${base}/collections/${c.id}/items`, type: 'application/geo+json' })
      expect(c.itemType).toBe('feature')
      const [west, south, east, north] = c.extent.spatial.bbox[0]
      expect(west > 4.5 && west < east + 1e-9 && east < 4.7 && south > 52.8 && south < north + 1e-9 && north < 52.9, c.id).toBe(true)
    }
    expect(json('/collections/signalen-per-gebied').extent.temporal.interval).toEqual([['2026-01-01T00:00:00Z', '2026-10-01T00:00:00Z']])
    expect(json('/collections/activiteiten').extent.temporal.interval).toEqual([['2025-09-02T00:00:00Z', null]])
    expect(json('/collections/buurten').extent.temporal).toBeUndefined()
  })
  it('/req/core/fc-limit-*: 10 when nothing is asked, more than 1000 is no error, and following next gives each feature once', () => {
    const first = page('/collections/signalen-per-gebied/items')
    expect([first.numberMatched, first.numberReturned, first.features.length]).toEqual([16, 10, 10])
    expect(page('/collections/signalen-per-gebied/items?limit=5000').numberReturned).toBe(16)
    const seen: string[] = []
    let next: string | undefined = '/collections/signalen-per-gebied/items?limit=3&crs=' + encodeURIComponent(rd)
    let pages = 0
    while (next !== undefined) {
      const one: Page = page(next)
      seen.push(...one.features.map((f) => f.id))
      next = rels(one.links).next?.href.slice(base.length)
      pages++
    }
    expect(pages).toBe(6)
    expect(seen).toEqual(dataset.collections.find((c) => c.id === 'signalen-per-gebied')!.features.map((f) => f.id))
  })
  it('prev goes back the same way', () => {
    const third = page('/collections/signalen-per-gebied/items?limit=3&offset=6')
    const back = page(rels(third.links).prev!.href.slice(base.length))
    expect(rels(back.links).next!.href).toBe(rels(third.links).self!.href)
    expect(rels(page('/collections/wijken/items').links).prev).toBeUndefined()
  })
  it('/req/core/fc-response, fc-timeStamp (left out, as it may be), fc-numberMatched, fc-numberReturned, fc-links', () => {
    for (const id of all) {
      const { headers } = ask(`/collections/${id}/items`)
      expect(headers['Content-Type']).toBe('application/geo+json')
      const one = page(`/collections/${id}/items?limit=1000`)
      expect([one.type, one.numberReturned]).toEqual(['FeatureCollection', one.features.length])
      // It would have to be the moment of this answer, and the same question gives the same bytes.
      expect(one).not.toHaveProperty('timeStamp')
      expect(one.numberMatched).toBe(one.features.length)
      expect(rels(one.links).self).toMatchObject({ href: `${base}/collections/${id}/items?limit=1000`, type: 'application/geo+json' })
      for (const f of one.features) expect(f.type).toBe('Feature')
    }
  })
  it('/req/core/f-success, f-links: a feature alone is the feature of the page, with its links', () => {
    for (const id of all) {
      for (const feature of page(`/collections/${id}/items?limit=1000`).features) {
        const { links, ...alone } = json(`/collections/${id}/items/${encodeURIComponent(feature.id)}`) as Feature
        expect(alone).toEqual(feature)
        expect(rels(links!).collection!.href).toBe(`${base}/collections/${id}`)
        expect(rels(links!).self!.href).toContain(`/collections/${id}/items/`)
      }
    }
  })
  it('what is not there is 404', () => {
    for (const path of ['/nee', '/collections/nee', '/collections/nee/items', '/collections/buurten/nee', '/collections/buurten/items/BU0', '/collections/buurten/items/BU90010101/x', '/api/x', '/collections/__proto__', '/constructor', '/collections/buurten/items/', '/%', '/collections/%ff']) {
      const { status, headers } = ask(path)
      expect([path, status, headers['Content-Type']]).toEqual([path, 404, 'application/problem+json'])
    }
    expect(JSON.parse(ask('/collections/nee').body).detail).toContain('signalen-per-gebied')
  })
  it('/req/core/query-param-unknown: 400 with what there is', () => {
    expect(wrong('/collections/buurten/items?naam=x').errors).toEqual([{ name: 'naam', message: expect.stringContaining('limit, offset, bbox, bbox-crs, crs, datetime, f') }])
    for (const path of ['?x=1', '/conformance?limit=1', '/collections?bbox=1,1,2,2', '/collections/buurten?crs=x', '/api?y=', '/collections/buurten/items/BU90010101?limit=1', '/collections/buurten/items?Limit=1']) expect(wrong(path).errors).toHaveLength(1)
  })
  it('/req/core/query-param-invalid: 400 that names each', () => {
    const bad: [string, string[]][] = [
      ['limit', ['0', '-1', 'a', '', '1.5', '1e3']], ['offset', ['-1', 'x', '']], ['f', ['html', '']], ['crs', ['EPSG:28992', '', 'http://www.opengis.net/def/crs/EPSG/0/4326']], ['bbox-crs', ['CRS84']],
      ['bbox', ['1,2,3', '1,2,3,4,5', 'a,b,c,d', '', '4,53,5,52', '181,0,182,1', '100000,540000,101000,541000', '1,2,3,4,5,6,7', 'NaN,0,1,1', 'Infinity,0,1,1']],
      ['datetime', ['gisteren', '', '2026-02-30', '2026-01-01T25:00:00Z', '2026-01-01T00:00:00', '2026-12-01/2026-01-01', '2026-01-01/2026-02-01/2026-03-01', '2026-01-01/x', '2026']],
    ]
    for (const [name, values] of bad) for (const value of values) expect(wrong(`/collections/activiteiten/items?${name}=${encodeURIComponent(value)}`).errors.map((e) => e.name), `${name}=${value}`).toEqual([name])
    expect(wrong('/collections/buurten/items?limit=0&offset=x&q=1').errors.map((e) => e.name).sort()).toEqual(['limit', 'offset', 'q'])
    expect(wrong('/collections/buurten/items?limit=1&limit=2').errors[0]!.message).toContain('één keer')
    expect(wrong(`/collections/buurten/items?bbox=4.5,52.8,4.6,52.9&bbox-crs=${rd}`).detail).toContain('graden')
    expect(Object.keys(wrong('/conformance?x=1'))).toEqual(['status', 'title', 'detail', 'errors'])
  })
})

describe('bbox: exactly what has a point in common with the box', () => {
  const items = (id: string, box: string, crs = rd) => ids(`/collections/${id}/items?limit=1000&bbox=${box}&bbox-crs=${crs}`)
  it('in RD, borders count', () => {
    // Buurten are squares of 500 m from 100000, 540000.
    expect(items('buurten', '100100,540100,100200,540200')).toEqual(['BU90010101'])
    expect(items('buurten', '100499,540100,100501,540200')).toEqual(['BU90010101', 'BU90010102'])
    expect(items('buurten', '100500,540000,100500,540000')).toEqual(['BU90010101', 'BU90010102'])
    expect(items('buurten', '99000,539000,99999.9,545000')).toEqual([])
    expect(items('buurten', '0,300000,300000,620000')).toHaveLength(6)
    expect(items('locaties', '100000,540000,100500,540500')).toEqual(['bibliotheek'])
  })
  it('a box inside a shape, and one that only an edge goes through', () => {
    const shape = { ...publicModel().buurten[0]!, geometry: [[[[100_000, 540_000], [102_000, 541_000], [100_000, 542_000], [100_000, 540_000]]]] as [number, number][][][] }
    const one = datasetOf(publicModel({ buurten: [shape] }))
    const found = (box: string) => JSON.parse(answerOgc(one, new URL(`${base}/collections/buurten/items?bbox=${box}&bbox-crs=${rd}`)).body).numberMatched as number
    expect(found('100100,540990,100200,541010')).toBe(1)
    expect(found('101000,540000,103000,540600')).toBe(1)
    expect(found('101500,540000,103000,540600')).toBe(0)
    expect(found('101500,541900,102000,542000')).toBe(0)
  })
  it('in degrees finds the same as in RD', () => {
    for (const f of page('/collections/buurten/items').features) {
      const [first] = (f.geometry!.coordinates as [number, number][][][])[0]![0]!
      const inside = [first![0] + 0.002, first![1] + 0.002]
      expect(ids(`/collections/buurten/items?bbox=${inside.join()},${inside.map((n) => n + 1e-6).join()}`)).toEqual([f.id])
    }
    expect(ids('/collections/buurten/items?bbox=4.5,52.8,0,4.7,52.9,100')).toHaveLength(6)
    expect(ids('/collections/buurten/items?bbox=5,52.8,5.5,52.9')).toEqual([])
  })
  it('from east to west goes around the other side of the earth', () => {
    expect(ids('/collections/buurten/items?bbox=4,50,3,54')).toHaveLength(6)
    expect(ids('/collections/buurten/items?bbox=170,50,-170,54')).toEqual([])
  })
  it('/req/core/fc-bbox-response C: what has no place of its own is in every box', () => {
    expect(ids('/collections/activiteiten/items?bbox=-180,-90,180,90')).toHaveLength(4)
    expect(ids('/collections/activiteiten/items?bbox=5,50,5.1,50.1')).toEqual(['huisbezoek'])
  })
})

describe('datetime', () => {
  const during = (id: string, time: string) => ids(`/collections/${id}/items?limit=1000&datetime=${encodeURIComponent(time)}`)
  it('periods of figures: their first day counts, the day after does not', () => {
    const periods = (time: string) => [...new Set(during('signalen-per-gebied', time).map((id) => id.slice(-6)))].sort()
    expect(periods('2026-03-31')).toEqual(['2026H1', '2026Q1'])
    expect(periods('2026-04-01')).toEqual(['2026H1', '2026Q2'])
    expect(periods('2026-07-01/..')).toEqual(['2026Q3'])
    expect(periods('../2026-01-01')).toEqual(['2026H1', '2026Q1'])
    expect(periods('/2025-12-31')).toEqual([])
    expect(periods('../..')).toHaveLength(4)
  })
  it('a moment is a day in Amsterdam', () => {
    expect(during('signalen-per-gebied', '2026-06-30T22:30:00Z')).toEqual(during('signalen-per-gebied', '2026-07-01'))
    expect(during('signalen-per-gebied', '2026-06-30T21:30:00Z')).toEqual(during('signalen-per-gebied', '2026-06-30'))
    expect(during('signalen-per-gebied', '2026-12-31T23:59:60Z')).toEqual([])
  })
  it('what goes on is there later, what has ended is not', () => {
    expect(during('activiteiten', '2030-01-01')).toEqual(['huisbezoek', 'koffie', 'platform'])
    expect(during('activiteiten', '2026-12-31')).toContain('spreekuur-geld')
  })
  it('a day alone', () => {
    expect(during('initiatieven', '2026-08-03')).toEqual(['tuin'])
    expect(during('initiatieven', '2026-08-04/..')).toEqual([])
  })
  it('/req/core/fc-time-response C: what has no time is in every period', () => {
    expect(during('buurten', '1900-01-01')).toHaveLength(6)
    const { features, ...rest } = dataset.collections.find((c) => c.id === 'activiteiten')!
    const timeless = { ...dataset, collections: [{ ...rest, features: features.map((f) => ({ ...f, properties: { ...f.properties, van: null, tot: null } })) }] }
    expect(JSON.parse(answerOgc(timeless, new URL(`${base}/collections/activiteiten/items?datetime=1900-01-01`)).body).numberMatched).toBe(features.length)
  })
})

describe('part 2, coordinate systems', () => {
  it('/req/crs/fc-md-crs-list, fc-md-storageCrs: both in every collection, kept in RD', () => {
    for (const c of json('/collections').collections) expect([c.crs, c.storageCrs]).toEqual([[crs84, rd], rd])
  })
  it('/req/crs/fc-crs-default, fc-crs-action, ogc-crs-header: degrees unless RD is asked, and the header says which', () => {
    for (const id of all) {
      for (const path of [`/collections/${id}/items`, `/collections/${id}/items/${encodeURIComponent(dataset.collections.find((c) => c.id === id)!.features[0]!.id)}`]) {
        expect(ask(path).headers['Content-Crs']).toBe(`<${crs84}>`)
        expect(ask(`${path}?crs=${crs84}`).headers['Content-Crs']).toBe(`<${crs84}>`)
        expect(ask(`${path}?crs=${rd}`).headers['Content-Crs']).toBe(`<${rd}>`)
      }
      expect(page(`/collections/${id}/items?limit=1000&crs=${rd}`).features.map((f) => f.geometry)).toEqual(dataset.collections.find((c) => c.id === id)!.features.map((f) => f.geometry))
    }
    expect(page(`/collections/locaties/items?crs=${rd}`).features[0]!.geometry!.coordinates).toEqual([100_250, 540_250])
    expect(ask('/collections').headers['Content-Crs']).toBeUndefined()
  })
  it('bbox is in its own system, whatever the answer is in', () => {
    const [a] = page(`/collections/buurten/items?bbox=100100,540100,100200,540200&bbox-crs=${rd}`).features
    expect((a!.geometry!.coordinates as number[][][][])[0]![0]![0]![0]).toBeLessThan(5)
    expect(page(`/collections/buurten/items?bbox=4.5,52.8,4.7,52.9&crs=${rd}`).numberMatched).toBe(6)
  })
})

describe('what is kept and by whom it is read', () => {
  it('everybody may read it from any page, and keep it for five minutes; a mistake is not kept', () => {
    expect(ask('/collections').headers).toMatchObject({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=300', 'API-Version': '1.0.0' })
    expect(ask('/nee').headers['Cache-Control']).toBe('no-store')
  })
  it('the same question gives the same bytes', () => {
    const again = datasetOf(structuredClone(publicModel()))
    for (const path of ['', '/api', '/collections', '/collections/signalen-per-gebied/items', `/collections/buurten/items?crs=${rd}`]) expect(answerOgc(again, new URL(base + path))).toEqual(ask(path))
  })
})
