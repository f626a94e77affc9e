import { inflateRawSync } from 'node:zlib'
import readXlsx from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { registers } from '@/lib/domain/registers'
import { fileColumns, registerCsv, registerGeojson, registerXlsx, type FileItem } from './register-files'

const item = (fields: object): FileItem => ({
  id: 1, version: 1, gemeente: 'GM9990', source: 'app', sourceId: 's1', createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z', updatedBy: 'planner',
  names: {}, lon: null, lat: null, buurtCode: null, may: { update: true, delete: true, confirm: true }, ...fields,
} as FileItem)

const activity = item({
  name: 'Inloop; koffie', service: 12, codes: { service: 'dienst-7', venue: null, werkgebied: null, cooperationWith: ['o1', 'o2'] }, venue: null, serviceArea: 'buurten', buurten: ['BU00010101', 'BU00010102'], werkgebied: null,
  schedule: 'FREQ=WEEKLY', startTime: '10:00', durationMinutes: 90, timesPerYear: 52, from: '2026-01-01', to: null, capacityHours: 2.5, targetGroups: ['ouderen', 'jongeren'], professional: true, cooperationWith: [3, 4], description: null,
  endReason: null, confirmedAt: '2026-03-01', names: { service: 'Koffie', cooperationWith: ['De Brug', 'Humanitas'], buurten: ['Aanleg', 'Brink'] }, buurtCode: null,
})

describe('a file of a register', () => {
  it('says every field under the name of the import template: references by their source, lists with |, yes and no in Dutch', () => {
    const columns = fileColumns(registers.activities)
    const said = Object.fromEntries(columns.map((c) => [c.name, c.of(activity)]))
    expect(said).toMatchObject({
      id: 1, source_id: 's1', service: 'dienst-7', service_name: 'Koffie', cooperation_with: 'o1|o2', cooperation_with_name: 'De Brug|Humanitas', buurten: 'BU00010101|BU00010102', buurten_name: 'Aanleg|Brink',
      professional: 'ja', target_groups: 'ouderen|jongeren', times_per_year: 52, confirmed_at: '2026-03-01', venue: null, place_lon: null,
    })
    expect(new Set(columns.map((c) => c.name)).size).toBe(columns.length)
    expect(fileColumns(registers.venues).map((c) => c.name)).toEqual(expect.arrayContaining(['lon', 'lat', 'organisation', 'organisation_name', 'place_buurt_code']))
    expect(registerCsv(registers.activities, [activity]).split('\r\n')[0]).toBe(columns.map((c) => c.name).join())
  })

  it('is a workbook with real numbers and dates, and not one cell that runs', async () => {
    const evil = ['=1+1', '+1', '-1', '@x', '\t=1', '=HYPERLINK("https://evil.example")', "=cmd|'/c calc'!A0", '\u0000\ud800</t><f>1+1</f>', '&lt;f&gt;', '{=1}']
    const book = await registerXlsx(registers.organisations, evil.map((name, i) => item({ id: i + 1, name, kind: 'welzijn', from: '2026-02-28', to: null })))
    const sheets = (await readXlsx(book, { trim: false })) as unknown as { data: unknown[][] }[]
    const [header, ...body] = sheets[0]!.data
    const at = (name: string): number => header!.indexOf(name)
    expect(body.map((row) => row[at('name')])).toEqual(evil.map((text) => text.replace(/[\u0000\ud800]/g, '')))
    expect(body[0]![at('id')]).toBe(1)
    expect((body[0]![at('from')] as Date).toISOString()).toBe('2026-02-28T00:00:00.000Z')
    const xml = unzipped(book)
    expect(xml).toContain('<sheetData>')
    expect(xml).not.toMatch(/<f[ >/]/)
  })

  it('has points in CRS84; what has no place is left out and counted', () => {
    const geojson = JSON.parse(registerGeojson([item({ lon: 4.76, lat: 52.95, name: 'a' }), item({ id: 2, name: 'b' })])) as { features: { geometry: unknown; properties: Record<string, unknown> }[] }
    expect(geojson).toMatchObject({ numberMatched: 2, numberReturned: 1, withoutPlace: 1, features: [{ id: 1, geometry: { type: 'Point', coordinates: [4.76, 52.95] }, properties: { name: 'a' } }] })
    expect(geojson.features[0]!.properties).not.toHaveProperty('may')
  })
})

/** The text of all parts of a zip file. */
function unzipped(zip: Buffer): string {
  const texts: string[] = []
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    const [method, size, start] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)]
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28)
    texts.push((method === 8 ? inflateRawSync(zip.subarray(from, from + size)) : zip.subarray(from, from + size)).toString('utf8'))
  }
  return texts.join('\n')
}
