import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGeoPackage } from './geopackage'
import { collect, failure, gpkgGeometry, makeGeoPackage, tempFolder } from './test-support'
import { decodeWkb } from './wkb'

const folder = tempFolder()
afterAll(folder.remove)
const path = join(folder.path, 'kaart.gpkg')
const one = { count: 1 }
const square = [0, 0, 10, 0, 10, 10, 0, 0]

beforeAll(() => {
  makeGeoPackage(path, [
    { name: 'gemeenten', rows: [{ code: 'GM0400', geometry: null }] },
    {
      name: 'buurten',
      rows: [
        { code: ' BU04000101 ', geometry: gpkgGeometry(3, one, { count: 4 }, ...square) },
        { code: 'BU04000102', geometry: gpkgGeometry(1003, one, { count: 4 }, 0, 0, 5, 10, 0, 5, 10, 10, 5, 0, 0, 5) },
        { code: 'BU04000103', geometry: gpkgGeometry(1, NaN, NaN) },
        { code: 'BU04000104', geometry: gpkgGeometry(10, one) },
        { code: 'BU04000105', geometry: gpkgGeometry(2, { count: 1_000_000_000 }) },
      ],
    },
    { name: 'eigen_stelsel', srsId: 100000, rows: [{ code: 'BU1', geometry: gpkgGeometry(1, 1, 2) }] },
    { name: 'zonder_stelsel', srsId: -1, rows: [{ code: 'BU1', geometry: gpkgGeometry(1, 1, 2) }] },
  ])
})

it('lists layers, picks the wished one and decodes its geometry', async () => {
  const { info, records, rejects } = await collect(readGeoPackage(path, 'buurt'))
  expect(info).toMatchObject({ format: 'geopackage', srid: 28992, layer: 'buurten', columns: ['fid', 'buurtcode', 'aantal'] })
  expect(info.layers).toEqual(['gemeenten', 'buurten', 'eigen_stelsel', 'zonder_stelsel'])
  expect(records[0]).toEqual({
    row: 1,
    fields: { fid: 1, buurtcode: 'BU04000101', aantal: 12 },
    geometry: { type: 'Polygon', coordinates: [[[0, 0], [10, 0], [10, 10], [0, 0]]] },
  })
  expect(records[1]!.geometry).toEqual(records[0]!.geometry) // Z dropped
  expect(records[2]!.geometry).toBeNull() // empty point
  expect(rejects.map((r) => [r.row, r.code])).toEqual([[4, 'geometry_unsupported'], [5, 'geometry_invalid']])
})

it('resolves custom srs ids and leaves no trace beside the file', async () => {
  expect((await collect(readGeoPackage(path, 'eigen_stelsel'))).info.srid).toBe(28992)
  expect((await collect(readGeoPackage(path, 'zonder_stelsel'))).info.srid).toBeNull()
  expect(existsSync(`${path}.lock`)).toBe(false)
})

it('chooses the buurten when nothing is wished, and says so', async () => {
  const { info } = await collect(readGeoPackage(path, undefined))
  expect(info.layer).toBe('buurten')
  expect(info.remarks[0]).toContain('gekozen uit gemeenten, buurten')
})

it('reads a file in write-ahead-log mode', async () => {
  const bytes = readFileSync(path)
  bytes.fill(2, 18, 20)
  const { records } = await collect(readGeoPackage(folder.put('wal.gpkg', bytes), 'gemeenten'))
  expect(records).toHaveLength(1)
})

describe('files that cannot be read', () => {
  it.each([
    ['an unknown layer', () => path, 'dorpen', 'layer_unknown'],
    ['cut off', () => folder.put('half.gpkg', readFileSync(path).subarray(0, 5000)), undefined, 'gpkg_invalid'],
    ['overwritten', () => folder.put('kapot.gpkg', Buffer.from(readFileSync(path)).fill(0x55, 100)), undefined, 'gpkg_invalid'],
  ])('%s', async (_what, file, layer, code) => {
    expect((await failure(readGeoPackage(file(), layer))).code).toBe(code)
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.lock'))).toEqual([])
  })
})

describe('WKB', () => {
  it('reads collections and big endian, and refuses endless nesting', () => {
    expect(decodeWkb(Buffer.from('00000000013ff00000000000004000000000000000', 'hex'))).toEqual({ type: 'Point', coordinates: [1, 2] })
    expect(decodeWkb(Buffer.from('010700000001000000' + '0101000000000000000000f03f0000000000000040', 'hex'))).toEqual({
      type: 'GeometryCollection',
      coordinates: null,
      geometries: [{ type: 'Point', coordinates: [1, 2] }],
    })
    expect(() => decodeWkb(Buffer.from('010700000001000000'.repeat(50), 'hex'))).toThrow('beschadigd')
    expect(() => decodeWkb(Buffer.alloc(0))).toThrow('beschadigd')
  })
})
