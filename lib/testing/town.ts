import { writeFileSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * A hand-made town to test with: gemeente GM9990, two wijken, four buurten of 1 x 1 km in a row from (100000, 500000) in RD,
 * and a strip of water north of them. Made for these tests; nobody lives there.
 *
 *     y 502000  +---------------------------+
 *               |  BU99909997 water         |
 *     y 501000  +------+------+------+------+
 *               | 0101 | 0102 | 0201 | 0202 |
 *     y 500000  +------+------+------+------+
 *            x 100000 101000 102000 103000 104000
 */
export const gemeente = 'GM9990'
export const origin = { x: 100_000, y: 500_000 }

type Feature = { type: 'Feature'; properties: Record<string, string | number | null>; geometry: { type: string; coordinates: unknown } | null }

export function square(x: number, y: number, width: number, height: number): { type: 'Polygon'; coordinates: number[][][] } {
  return { type: 'Polygon', coordinates: [[[x, y], [x + width, y], [x + width, y + height], [x, y + height], [x, y]]] }
}

const base = { gemeentecode: gemeente, gemeentenaam: 'Proefstad' }

export function townFeatures(): Feature[] {
  const { x, y } = origin
  const buurt = (code: string, name: string, wijk: string, at: number, inhabitants: number | null): Feature => ({
    type: 'Feature',
    properties: { buurtcode: code, buurtnaam: name, wijkcode: wijk, ...base, aantal_inwoners: inhabitants, water: 'NEE' },
    geometry: square(x + at * 1000, y, 1000, 1000),
  })
  return [
    { type: 'Feature', properties: { ...base, water: 'NEE', aantal_inwoners: 4050 }, geometry: square(x, y, 4000, 1000) },
    { type: 'Feature', properties: { wijkcode: 'WK999001', wijknaam: 'West', ...base }, geometry: square(x, y, 2000, 1000) },
    { type: 'Feature', properties: { wijkcode: 'WK999002', wijknaam: 'Oost', ...base }, geometry: square(x + 2000, y, 2000, 1000) },
    buurt('BU99900101', 'Aanleg', 'WK999001', 0, 1000),
    buurt('BU99900102', 'Brink', 'WK999001', 1, 2000),
    buurt('BU99900201', 'Centrum', 'WK999002', 2, 1000),
    buurt('BU99900202', 'Dijk', 'WK999002', 3, 40),
    {
      type: 'Feature',
      properties: { buurtcode: 'BU99909997', buurtnaam: null, wijkcode: 'WK999099', ...base, aantal_inwoners: -99997, water: 'JA' },
      geometry: square(x, y + 1000, 4000, 1000),
    },
  ]
}

export const crsRd = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::28992' } }

/** A folder of files that ends with the test process. */
export class Files {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'buurtfocus-files-'))

  write(name: string, content: string | Buffer): string {
    const file = path.join(this.folder, name)
    writeFileSync(file, content)
    return file
  }

  town(name = 'town.geojson', features: Feature[] = townFeatures()): string {
    return this.write(name, JSON.stringify({ type: 'FeatureCollection', crs: crsRd, features }))
  }

  csv(name: string, lines: readonly string[]): string {
    return this.write(name, `${lines.join('\n')}\n`)
  }
}

export const themesCsv = ['slug,label,domain,sensitive,public', 'zwerfafval,Zwerfafval,fysiek,nee,ja', 'eenzaamheid,Eenzaamheid,sociaal,ja,nee']
