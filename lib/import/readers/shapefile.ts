import { readFile, stat } from 'node:fs/promises'
import { open } from 'shapefile'
import { SourceError, type SourceInfo, type SourceRecord } from '@/lib/domain/source-record'
import { sridOfWkt } from './crs'
import { readHead } from './detect-format'
import { isGeometry, toGeometry } from './flatten'
import type { Reader, ReaderContext } from './reader'

export type ShapefilePaths = { shp: string; dbf: string; prj?: string; cpg?: string }
export type ShapefileLayers = { layers: string[]; layer: string; remark: string | null }

/**
 * Reads an unpacked shapefile record by record.
 *
 * The encoding comes from .cpg, else it is Windows-1252; the CRS from .prj (RD New or WGS 84), else null. A polygon with holes is put
 * together by the library from the turning direction of its rings.
 * @throws {SourceError} `shapefile_invalid`, `no_rows`
 */
export async function* readShapefile(paths: ShapefilePaths, layers: ShapefileLayers, context: ReaderContext = {}): Reader {
  const totalBytes = (await stat(paths.shp)).size
  const columns = await dbfColumns(paths.dbf)
  const { info, encoding } = await describe(paths, layers, columns, totalBytes)
  const source = await open(paths.shp, paths.dbf, { encoding }).catch(() => {
    throw invalid('de kop is niet leesbaar')
  })
  yield { type: 'info', info }
  let row = 0
  try {
    for (;;) {
      const next = await source.read().catch(() => {
        throw invalid(`object ${row + 1} is niet leesbaar`)
      })
      if (next.done) break
      row++
      const { geometry, properties } = next.value
      const fields: SourceRecord['fields'] = {}
      for (const column of columns) fields[column] = toField(properties?.[column] as unknown)
      yield { type: 'record', record: { row, fields, geometry: isGeometry(geometry) ? toGeometry(geometry) : null } }
      if (row % 100 === 0) context.signal?.throwIfAborted()
    }
  } finally {
    await source.cancel().catch(() => undefined)
  }
  if (row === 0) throw new SourceError('no_rows', 'De shapefile bevat geen objecten.')
  context.onBytes?.(totalBytes, totalBytes)
}

async function describe(paths: ShapefilePaths, { layers, layer, remark }: ShapefileLayers, columns: string[], totalBytes: number): Promise<{ info: SourceInfo; encoding: string }> {
  const wkt = paths.prj ? (await readFile(paths.prj, 'latin1')).slice(0, 10_000) : null
  const srid = wkt === null ? null : sridOfWkt(wkt)
  const codePage = paths.cpg ? (await readFile(paths.cpg, 'latin1')).trim().slice(0, 40) : null
  const encoding = codePage === null ? 'windows-1252' : toEncoding(codePage)
  const remarks = [
    srid !== null ? `Coördinatenstelsel EPSG:${srid} gevonden in .prj` : wkt === null ? 'Geen .prj: coördinatenstelsel onbekend' : 'Coördinatenstelsel in .prj is niet bekend',
    codePage === null ? 'Geen .cpg: tekenset Windows-1252 aangenomen' : `Tekenset ${encoding} gevonden in .cpg`,
  ]
  if (remark) remarks.unshift(remark)
  return { info: { format: 'shapefile', srid, columns, encoding, layers, layer, totalBytes, remarks }, encoding }
}

function toEncoding(codePage: string): string {
  if (/utf-?8|65001/i.test(codePage)) return 'utf-8'
  const label = /8859-?_?1\b|88591\b|1252|ansi/i.test(codePage) ? 'windows-1252' : codePage
  try {
    return new TextDecoder(label).encoding
  } catch {
    throw new SourceError('encoding', `Tekenset "${codePage}" uit het .cpg-bestand is niet bekend; verwacht werd UTF-8 of Windows-1252.`)
  }
}

/** Field names from the header of a dBASE III file: 32 bytes each from byte 32, ended by 0x0d. */
async function dbfColumns(path: string): Promise<string[]> {
  const head = await readHead(path, 32 + 32 * 256)
  const columns: string[] = []
  for (let at = 32; at + 32 <= head.length && head[at] !== 0x0d; at += 32) {
    if (!'CNFDLMB'.includes(String.fromCharCode(head[at + 11]!))) throw invalid('het .dbf-bestand heeft een onbekende soort kolom')
    columns.push(head.subarray(at, at + 11).toString('latin1').split('\0')[0]!)
  }
  if (columns.length === 0) throw invalid('het .dbf-bestand heeft geen kolommen')
  return columns
}

function toField(value: unknown): string | number | boolean | null {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null
    const two = (n: number) => String(n).padStart(2, '0')
    return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`
  }
  if (typeof value === 'string') return value.replaceAll('\0', '').trim() || null
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

const invalid = (why: string) => new SourceError('shapefile_invalid', `De shapefile is beschadigd of onvolledig: ${why}.`)
