import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openReader } from './read'
import { collect, failure, makeShapefile, makeZip, tempFolder } from './test-support'

const folder = tempFolder()
afterAll(folder.remove)
let n = 0
const file = (content: Buffer | string, name = `${++n}.csv`) => folder.put(name, content)
const open = (content: Buffer | string, layer?: string, name?: string) => openReader({ kind: 'file', path: file(content, name), layer })
const rd = 'PROJCS["RD_New",GEOGCS["GCS_Amersfoort"]]'
const shape = (naam: Buffer | string = 'De Schooten') => makeShapefile([{ x: 112000, y: 552000, naam }])

describe('zip', () => {
  it('reads a shapefile: points, .prj, .cpg', async () => {
    const { shp, shx, dbf } = shape(Buffer.from('Kade é'))
    const parts = [
      { name: 'map/Buurt.shp', content: shp }, { name: 'map/Buurt.shx', content: shx }, { name: 'map/buurt.DBF', content: dbf },
      { name: 'map/Buurt.prj', content: rd }, { name: 'map/Buurt.cpg', content: 'UTF-8' }, { name: '__MACOSX/map/._Buurt.shp', content: 'x' },
    ]
    const { info, records } = await collect(open(makeZip(parts)))
    expect(info).toMatchObject({ format: 'shapefile', srid: 28992, encoding: 'utf-8', layers: ['Buurt'], layer: 'Buurt', columns: ['NAAM'] })
    expect(records).toEqual([{ row: 1, fields: { NAAM: 'Kade é' }, geometry: { type: 'Point', coordinates: [112000, 552000] } }])
  })

  it('takes Windows-1252 without .cpg and no srid without .prj', async () => {
    const { shp, shx, dbf } = shape(Buffer.from('caf\xe9', 'latin1'))
    const { info, records } = await collect(open(makeZip([{ name: 'a.shp', content: shp }, { name: 'a.shx', content: shx }, { name: 'a.dbf', content: dbf }])))
    expect(info.srid).toBeNull()
    expect(records[0]!.fields.NAAM).toBe('café')
  })

  it.each(['.dbf', '.shx'])('says that %s is missing', async (gone) => {
    const parts = Object.entries(shape()).map(([ext, content]) => ({ name: `a.${ext}`, content }))
    const error = await failure(open(makeZip(parts.filter((part) => !part.name.endsWith(gone)))))
    expect(error.code).toBe('shapefile_incomplete')
    expect(error.message).toContain(`a${gone}`)
  })

  it('reads the one CSV or GeoJSON inside, whatever its folder', async () => {
    expect((await collect(open(makeZip([{ name: 'x/y/data.csv', content: 'a;b\n1;2\n' }, { name: 'leesmij.txt', content: 'hallo' }])))).records).toHaveLength(1)
    expect((await collect(open(makeZip([{ name: 'd.geojson', content: '[{"a":1}]' }])))).info.format).toBe('geojson')
  })

  it('joins a Signalen export, sees swapped coordinates and leaves text behind', async () => {
    const parts = [
      { name: 'signals.csv', content: 'id,signal_uuid,source,text,created_at,category_assignment_id,location_id,status_id,parent\n1,u,online,GEHEIM,2024-01-01,7,3,9,\n2,v,online,GEHEIM,2024-01-02,7,4,9,1\n' },
      { name: 'locations.csv', content: 'id,lat,lng,stadsdeel,buurt_code,address\n3,4.9,52.37,A,A04h,GEHEIM\n4,4.91,52.38,A,A04h,GEHEIM\n' },
      { name: 'categories.csv', content: 'id,main,sub\n7,afval,grofvuil\n' },
      { name: 'statusses.csv', content: 'id,state\n9,o\n' },
    ]
    const { info, records } = await collect(open(makeZip(parts)))
    expect(info.format).toBe('signalen')
    expect(info.remarks.join()).toContain('verwisseld')
    expect(records.map((r) => r.geometry?.coordinates)).toEqual([[4.9, 52.37], [4.91, 52.38]])
    expect(records[1]!.fields).toMatchObject({ id: '2', 'category.main_slug': 'afval', 'status.state': 'o', parent: '1', 'location.buurt_code': 'A04h' })
    expect(JSON.stringify({ info, records })).not.toContain('GEHEIM')
  })

  it.each([
    ['declared too large', makeZip([{ name: 'a.csv', content: 'a', claimSize: 3_000_000_000 }]), 'zip_bomb'],
    ['60 MB of zeros', makeZip([{ name: 'a.csv', content: Buffer.alloc(60_000_000) }]), 'zip_bomb'],
    ['60 MB of zeros that lie about their size', makeZip([{ name: 'a.csv', content: Buffer.alloc(60_000_000), claimSize: 10 }]), 'zip_bomb'],
    ['encrypted', makeZip([{ name: 'a.csv', content: 'a;b\n1;2\n', encrypted: true }]), 'zip_encrypted'],
    ['a path outside', makeZip([{ name: '../../../weg.csv', content: 'a;b\n1;2\n' }]), 'zip_invalid'],
    ['an absolute path', makeZip([{ name: '/weg.csv', content: 'a;b\n1;2\n' }]), 'zip_invalid'],
    ['cut off', makeZip([{ name: 'a.csv', content: 'a;b\n1;2\n' }]).subarray(0, 60), 'zip_invalid'],
    ['nothing useful', makeZip([{ name: 'foto.jpg', content: 'x' }]), 'zip_nothing_found'],
    ['two files', makeZip([{ name: 'a.csv', content: 'x' }, { name: 'b.csv', content: 'x' }]), 'zip_ambiguous'],
    ['a zip within a zip', makeZip([{ name: 'a.csv', content: makeZip([{ name: 'b.csv', content: 'a;b\n1;2\n' }]) }]), 'zip_nested'],
    ['Excel', makeZip([{ name: '[Content_Types].xml', content: 'x' }, { name: 'xl/workbook.xml', content: 'x' }]), 'wrong_format'],
  ])('refuses %s', async (_what, content, code) => {
    const error = await failure(open(content))
    expect(error.code).toBe(code)
  })

  it('unpacks only in the directory it was given', async () => {
    const tempDir = join(folder.path, 'uitpakken')
    mkdirSync(tempDir)
    const path = file(makeZip([{ name: 'x/a.csv', content: 'a;b\n1;2\n' }]))
    await collect(openReader({ kind: 'file', path }, { tempDir }))
    expect(readdirSync(tempDir)).toEqual(['inner'])
    expect(existsSync(join(folder.path, 'x'))).toBe(false)
  })
})

describe('files of another kind, whatever their name', () => {
  it.each([
    ['PDF', '%PDF-1.7 ...'],
    ['PNG', Buffer.from('89504e470d0a1a0a0000', 'hex')],
    ['Excel- of Word', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['gzip', Buffer.from('1f8b08000000', 'hex')],
    ['los shapefile-onderdeel', Buffer.from('0000270a00000000', 'hex')],
    ['webpagina', '<!DOCTYPE html><html></html>'],
    ['XML', '<?xml version="1.0"?><a/>'],
    ['binair', Buffer.alloc(500)],
  ])('says that it is %s', async (what, content) => {
    const error = await failure(open(content, undefined, `${++n}.geojson`))
    expect(error.code).toBe('wrong_format')
    expect(error.message).toMatch(new RegExp(`^Dit is een .*${what}.*, verwacht werd`))
  })

  it('reads by content: a CSV called .zip, GeoJSON called .csv', async () => {
    expect((await collect(open('a;b\n1;2\n', undefined, 'x.zip'))).info.format).toBe('csv')
    expect((await collect(open(' [{"a":1}]', undefined, 'x.csv'))).info.format).toBe('geojson')
  })

  it('says that a file is empty, missing or a folder', async () => {
    expect((await failure(open(''))).code).toBe('empty')
    expect((await failure(open(' \n\n'))).code).toBe('empty')
    expect((await failure(openReader({ kind: 'file', path: join(folder.path, 'weg') }))).code).toBe('not_found')
    expect((await failure(openReader({ kind: 'file', path: folder.path }))).code).toBe('not_a_file')
  })
})
