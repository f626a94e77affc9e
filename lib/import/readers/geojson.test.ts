import { afterAll, describe, expect, it, vi } from 'vitest'
import { readGeoJson } from './geojson'
import { makeJsonSplitter } from './json-split'
import { collect, failure, tempFolder } from './test-support'

const folder = tempFolder()
afterAll(folder.remove)
let n = 0
const file = (content: unknown) => folder.put(`${++n}.json`, typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content))
const read = (content: unknown) => collect(readGeoJson(file(content)))
const feature = (properties: unknown, geometry: unknown = { type: 'Point', coordinates: [4.76, 52.95] }) => ({ type: 'Feature', properties, geometry })
const crs = (name: string) => ({ type: 'name', properties: { name } })

describe('forms', () => {
  it('reads a collection, with null geometry and nested properties', async () => {
    const { info, records } = await read({ type: 'FeatureCollection', features: [feature({ a: ' x ', b: { c: 1 }, d: [1, 2] }), { ...feature({ a: '' }, null), id: 7 }] })
    expect(info).toMatchObject({ format: 'geojson', srid: null, columns: ['a', 'b.c', 'd', 'id'] })
    expect(records).toEqual([
      { row: 1, fields: { a: 'x', 'b.c': 1, d: '1; 2' }, geometry: { type: 'Point', coordinates: [4.76, 52.95] } },
      { row: 2, fields: { a: null, id: 7 }, geometry: null },
    ])
  })

  it.each([
    ['urn:ogc:def:crs:EPSG::28992', 28992],
    ['EPSG:28992', 28992],
    ['http://www.opengis.net/def/crs/EPSG/0/28992', 28992],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 4326],
    ['iets anders', null],
  ])('takes crs %s, also behind the features', async (name, srid) => {
    const { info } = await read({ type: 'FeatureCollection', features: [feature({})], crs: crs(name) })
    expect(info.srid).toBe(srid)
  })

  it('reads one feature, a bare geometry, lines of features and a list of features', async () => {
    const one = feature({ a: 1 })
    expect((await read(one)).records).toHaveLength(1)
    expect((await read(one.geometry)).records).toEqual([{ row: 1, fields: {}, geometry: one.geometry }])
    expect((await read(`${JSON.stringify(one)}\n${JSON.stringify(one)}\n`)).records).toHaveLength(2)
    expect((await read([one, one])).records).toHaveLength(2)
    expect((await read(`\ufeff${JSON.stringify(one)}`)).records).toHaveLength(1)
  })

  it('reads a saved Signalen list without text, people or address', async () => {
    const item = {
      id: 5, signal_id: 'u', text: 'GEHEIM', text_extra: 'GEHEIM', reporter: { email: 'GEHEIM' }, notes: [{ text: 'GEHEIM' }], has_parent: true,
      category: { main_slug: 'afval', sub_slug: 'grofvuil', created_by: 'GEHEIM' }, status: { state: 'o', text: 'GEHEIM', user: 'GEHEIM' },
      location: { buurt_code: 'A04h', address_text: 'GEHEIM', address: { postcode: 'GEHEIM' }, geometrie: { type: 'Point', coordinates: [4.9, 52.3] } },
    }
    const { info, records } = await read([item])
    expect(JSON.stringify({ info, records })).not.toContain('GEHEIM')
    expect(records[0]).toMatchObject({ fields: { id: 5, 'category.main_slug': 'afval', 'status.state': 'o', parent: 'ja' }, geometry: { coordinates: [4.9, 52.3] } })
  })

  it('refuses a feature with a geometry that is none, and goes on', async () => {
    const { records, rejects } = await read([feature({}), feature({}, { type: 'Punt', coordinates: 3 }), 12, feature({})])
    expect(records.map((r) => r.row)).toEqual([1, 4])
    expect(rejects.map((r) => [r.row, r.code])).toEqual([[2, 'geometry_invalid'], [3, 'not_a_feature']])
  })
})

describe('files that cannot be read', () => {
  it('refuses a million levels at once, without building them', async () => {
    const build = vi.spyOn(JSON, 'parse')
    const deep = await failure(readGeoJson(file(`[${'['.repeat(1_000_000)}`)))
    expect(deep.code).toBe('json_too_deep')
    expect((await failure(readGeoJson(file(`{"features":[${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)}]}`)))).code).toBe('json_too_deep')
    expect(build.mock.calls.filter(([text]) => text.includes('[[') || text.includes('{"a":{'))).toEqual([])
    build.mockRestore()
    // At once: nothing behind the first level that is too many is asked for.
    const { feed } = makeJsonSplitter({ lists: ['features'] })
    feed(Buffer.from('['.repeat(64)))
    expect(() => feed(Buffer.from('[['))).toThrow(expect.objectContaining({ code: 'json_too_deep' }))
  })

  it.each([
    ['stops halfway', '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":1', 'json_truncated'],
    ['no JSON inside', '{"features":[{"a":nan}]}', 'json_invalid'],
    ['NaN as coordinate', '[{"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[NaN,1]}}]', 'json_invalid'],
    ['a missing comma', '{"type":"FeatureCollection" "features":[]}', 'json_invalid'],
    ['no features', '{"type":"FeatureCollection","features":[]}', 'no_rows'],
    ['another kind of JSON', '{"response":{"docs":[]}}', 'not_geojson'],
    ['one feature over 16 MB', `[{"a":"${'x'.repeat(17 * 1024 * 1024)}"}]`, 'record_too_large'],
    ['Latin-1', Buffer.from('[{"naam":"caf\xe9"}]', 'latin1'), 'encoding'],
  ])('%s', async (_what, content, code) => {
    expect((await failure(readGeoJson(file(content)))).code).toBe(code)
  })
})

it('cuts the same pieces wherever the chunks end', () => {
  const text = Buffer.from('{"a": "x\\"}]", "features" : [ {"b":[1,{"c":"]"}]} , 5, "s", null ], "t":true , "e":{} }\n{"z":1.5}')
  const cut = (size: number) => {
    const splitter = makeJsonSplitter({ lists: ['features'] })
    const pieces: string[] = []
    for (let i = 0; i < text.length; i += size) {
      for (const piece of splitter.feed(text.subarray(i, i + size))) pieces.push(piece.type === 'end' ? 'end' : `${piece.type === 'member' ? piece.key : ''}=${piece.bytes}`)
    }
    splitter.finish()
    return pieces
  }
  const whole = cut(text.length)
  expect(whole).toEqual(['a="x\\"}]"', '={"b":[1,{"c":"]"}]}', '=5', '="s"', '=null', 't=true', 'e={}', 'end', 'z=1.5', 'end'])
  for (let size = 1; size < 20; size++) expect(cut(size)).toEqual(whole)
})

describe('numbers and letters that JSON does not have', () => {
  it.each(['NaN', 'Infinity', '-Infinity'])('%s in a shape is named', async (word) => {
    const error = await failure(readGeoJson(file(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":"NaN of niet"},"geometry":{"type":"Point","coordinates":[${word},52.9]}}]}`)))
    expect([error.code, error.row]).toEqual(['json_invalid', 1])
    expect(error.message).toContain(`er staat ${word}`)
  })
})
