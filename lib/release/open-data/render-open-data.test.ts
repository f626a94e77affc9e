import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import sqlite from 'node-sqlite3-wasm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publicModel } from '@/lib/testing/public-model'
import { datasetOf, readDataset, writeDataset, type DataFeature } from './dataset'
import { tableOf } from './geopackage'
import { renderOpenData } from './render-open-data'

const model = publicModel()
const dataset = datasetOf(model)
const files = new Map(renderOpenData(model).map((f) => [f.address, f]))
const text = (address: string): string => files.get(address)!.body as string
const folder = mkdtempSync(join(tmpdir(), 'buurtfocus-test-'))
const gpkg = join(folder, 'buurtfocus.gpkg')
beforeAll(() => writeFileSync(gpkg, files.get('/open-data/buurtfocus.gpkg')!.body))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const valuesOf = (features: readonly DataFeature[], names: readonly string[]) => features.map((f) => names.map((name) => f.properties[name] ?? null))

describe('open data of a release', () => {
  it('has the collections that it should, and of each something', () => {
    expect(dataset.collections.map((c) => [c.id, c.features.length])).toEqual([
      ['buurten', 6], ['wijken', 2], ['publicatiegebieden', 4], ['signalen-per-gebied', 16], ['signalen-per-wijk', 6], ['focusbuurten', 3], ['maatregelen', 4], ['locaties', 2], ['activiteiten', 4], ['initiatieven', 2],
      ['wijkplatforms', 2], ['wijkplatform-bijeenkomsten', 4], ['wijkplatform-afspraken', 3],
    ])
  })
  it('every feature has exactly the properties that its collection describes, in that order, and a number or code of its own', () => {
    for (const c of dataset.collections) {
      const names = c.properties.map((p) => p.name)
      for (const f of c.features) expect(Object.keys(f.properties), `${c.id} ${f.id}`).toEqual(names)
      expect(new Set(c.features.map((f) => f.id)).size).toBe(c.features.length)
      for (const p of c.properties) expect(p.description.length, `${c.id}.${p.name}`).toBeGreaterThan(2)
    }
  })
  it('tells of signals only the rounded figures of the leaves, each of them', () => {
    const featuresOf = (id: string) => dataset.collections.find((c) => c.id === id)!.features
    const told = [...featuresOf('signalen-per-gebied'), ...featuresOf('signalen-per-wijk')].flatMap((f) => Object.entries(f.properties).filter(([name, value]) => name.startsWith('signalen_') && value !== null).map(([name, value]) => `${f.properties.gebied ?? f.properties.wijkcode} ${name.slice(9)} ${f.properties.periode} ${value}`))
    expect(told.sort()).toEqual(model.leaves.map((l) => `${l.area} ${l.theme.replaceAll('-', '_')} ${l.period} ${l.p}`).sort())
  })
  it('tells a delicate theme of wijken only, with the shape of the wijk, and the others of publication areas only', () => {
    const of = (id: string) => dataset.collections.find((c) => c.id === id)!
    expect(of('signalen-per-wijk').properties.map((p) => p.name)).toEqual(['wijkcode', 'naam', 'periode', 'van', 'tot', 'signalen_jongerenoverlast'])
    expect(of('signalen-per-wijk').properties.at(-1)!.description).toContain('afgerond op tientallen; 0 betekent 0 tot en met 9')
    expect(of('signalen-per-gebied').properties.map((p) => p.name)).not.toContain('signalen_jongerenoverlast')
    expect(of('signalen-per-wijk').features[0]!.geometry).toEqual(of('wijken').features[0]!.geometry)
  })
  it('the same model gives the same bytes, the GeoPackage too; another day another moment', () => {
    const again = new Map(renderOpenData(structuredClone(model)).map((f) => [f.address, f.body]))
    expect([...again.keys()]).toEqual([...files.keys()])
    for (const [address, { body }] of files) expect(Buffer.from(again.get(address)!).equals(Buffer.from(body)), address).toBe(true)
    const later = renderOpenData(publicModel({ madeOn: '2026-12-01' })).find((f) => f.address === '/open-data/buurtfocus.gpkg')!
    expect(Buffer.from(later.body).equals(Buffer.from(files.get('/open-data/buurtfocus.gpkg')!.body))).toBe(false)
  })
  it('what is written for the API reads back as it was', () => expect(readDataset(writeDataset(dataset))).toEqual(dataset))
  it('nothing about who follows an initiative is in any file', () => {
    for (const { address, body } of files.values()) {
      const all = Buffer.from(body).toString('latin1')
      for (const { codeHash } of model.follow) expect(all.includes(codeHash), address).toBe(false)
      expect(all).not.toContain('U krijgt de sleutel')
    }
  })
})

describe('the page with all files', () => {
  const html = text('/open-data')
  it('names every collection and links to every file, each of which is there', () => {
    expect(html.match(/<h1>/g)).toHaveLength(1)
    for (const { title } of dataset.collections) expect(html).toContain(`>${title}</h2>`)
    const links = [...html.matchAll(/href="(\/open-data\/[^"]+|\/catalog[^"]+)"/g)].map((m) => m[1]!)
    expect(new Set(links)).toEqual(new Set([...files.keys()].filter((a) => a !== '/open-data' && !a.endsWith('alles.json'))))
  })
  it('tells the size that a file has', () => {
    expect(html).toContain(`href="/open-data/wijken.csv" download="">CSV (${Math.max(1, Math.round(Buffer.byteLength(files.get('/open-data/wijken.csv')!.body) / 1000))} kB)`)
  })
  it('explains each column', () => {
    for (const p of dataset.collections.flatMap((c) => c.properties)) expect(html).toContain(`<th scope="row">${p.name}</th><td>${p.description}</td>`)
  })
})

describe.each(dataset.collections.map((c) => [c.id, c] as const))('%s says the same everywhere', (id, { properties, features, geometryType }) => {
  const names = properties.map((p) => p.name)
  it('as GeoJSON, in degrees with longitude first', () => {
    const parsed = JSON.parse(text(`/open-data/${id}.geojson`)) as { type: string; features: { id: string; properties: object; geometry: { type: string; coordinates: unknown } | null }[] }
    expect(parsed.type).toBe('FeatureCollection')
    expect(parsed.features.map(({ id, properties }) => ({ id, properties }))).toEqual(features.map(({ id, properties }) => ({ id, properties })))
    for (const [i, { geometry }] of parsed.features.entries()) {
      expect(geometry === null).toBe(features[i]!.geometry === null)
      if (!geometry) continue
      expect(geometry.type).toBe(geometryType)
      const numbers = [geometry.coordinates].flat(9) as number[]
      for (let at = 0; at < numbers.length; at += 2) {
        expect(numbers[at]).toBeGreaterThan(4.5)
        expect(numbers[at]).toBeLessThan(4.6)
        expect(numbers[at + 1]).toBeGreaterThan(52.8)
        expect(numbers[at + 1]).toBeLessThan(52.9)
      }
    }
  })
  it('as CSV', () => {
    const rows = parse(text(`/open-data/${id}.csv`), { columns: true, relax_quotes: false }) as Record<string, string>[]
    expect(Object.keys(rows[0]!).slice(0, names.length)).toEqual(names)
    // A text that a spreadsheet would run has an apostrophe in front.
    const safe = (value: string | number | null): string => (value === null ? '' : /^['"=+\-@]/.test(String(value)) && typeof value === 'string' ? value.replace(/^([=+\-@])/, "'$1") : String(value))
    expect(rows.map((r) => names.map((name) => r[name]))).toEqual(valuesOf(features, names).map((row) => row.map(safe)))
  })
  it('as GeoPackage, read back by SQLite', () => {
    const database = new sqlite.Database(gpkg, { readOnly: true })
    try {
      const rows = database.all(`select * from ${tableOf(id)} order by fid`) as Record<string, unknown>[]
      expect(rows.map((r) => names.map((name) => r[name]))).toEqual(valuesOf(features, names))
      expect(rows.map((r) => r.geom === null)).toEqual(features.map((f) => f.geometry === null))
      const [contents] = database.all('select data_type, last_change, srs_id from gpkg_contents where table_name = ?', [tableOf(id)])
      expect(contents).toEqual({ data_type: 'features', last_change: `${model.madeOn}T00:00:00.000Z`, srs_id: 28992 })
    } finally {
      database.close()
    }
  })
})

/** GDAL, where it is installed: on Debian and Ubuntu `gdal-bin`. */
const gdal = ((): boolean => {
  try {
    execFileSync('ogrinfo', ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe.runIf(gdal)('GDAL reads the GeoPackage (skipped where ogrinfo is not installed)', () => {
  it.each(dataset.collections.map((c) => [c.id, c] as const))('%s: same number, RD, same shapes', (id, { features, geometryType }) => {
    const out = execFileSync('ogr2ogr', ['-f', 'GeoJSON', '-t_srs', 'EPSG:28992', '-lco', 'COORDINATE_PRECISION=3', '/vsistdout/', gpkg, tableOf(id)], { encoding: 'utf8' })
    const read = JSON.parse(out) as { features: { geometry: { type: string; coordinates: unknown } | null; properties: { code?: string } }[] }
    expect(read.features.map((f) => f.geometry?.coordinates ?? null)).toEqual(features.map((f) => f.geometry?.coordinates ?? null))
    const info = execFileSync('ogrinfo', ['-so', gpkg, tableOf(id)], { encoding: 'utf8' })
    expect(info).toContain('ID["EPSG",28992]')
    expect(info).toContain(geometryType === 'Point' ? 'Geometry: Point' : 'Geometry: Multi Polygon')
    expect(info).toContain(`Feature Count: ${features.length}`)
  })
})
