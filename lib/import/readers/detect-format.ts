import { open } from 'node:fs/promises'
import { SourceError } from '@/lib/domain/source-record'

export type FileFormat = 'csv' | 'json' | 'geopackage' | 'zip'

const expected = 'verwacht werd een CSV, GeoJSON, GeoPackage (.gpkg) of zip met een shapefile'

/** [offset, bytes, name, hint]: what people upload by mistake, told apart by its first bytes. */
const strangers: readonly (readonly [number, string, string, string?])[] = [
  [0, '255044462d', 'PDF-document'],
  [0, '89504e470d0a1a0a', 'PNG-afbeelding'],
  [0, 'ffd8ff', 'JPEG-afbeelding'],
  [0, '47494638', 'GIF-afbeelding'],
  [0, '49492a00', 'TIFF-afbeelding'],
  [0, '4d4d002a', 'TIFF-afbeelding'],
  [0, 'd0cf11e0a1b11ae1', 'oud Excel- of Word-bestand', 'sla het in Excel op als CSV'],
  [0, '1f8b', 'gzip-bestand', 'pak het eerst uit'],
  [0, '377abcaf271c', '7-Zip-bestand', 'pak het eerst uit'],
  [0, '526172211a07', 'RAR-bestand', 'pak het eerst uit'],
  [0, '4d5a9000', 'Windows-programma'],
  [0, '7f454c46', 'programma'],
  [0, '0000270a', 'los shapefile-onderdeel (.shp)', 'zet .shp, .dbf, .shx en .prj samen in een zip'],
  [0, '50415231', 'Parquet-bestand'],
  [0, '6667620366676200', 'FlatGeobuf-bestand'],
]

/**
 * Says what a file is by its content; the name of the file plays no part.
 *
 * Text that starts with `{` or `[` is JSON, other text is CSV. An Excel file is a zip, so the zip reader names it.
 * @throws {SourceError} `empty`, `not_found`, or `wrong_format` with what it is and what was expected
 */
export async function detectFormat(path: string): Promise<FileFormat> {
  const head = await readHead(path, 4096)
  if (head.length === 0) throw new SourceError('empty', 'Het bestand is leeg (0 bytes).')
  if (head.subarray(0, 16).toString('latin1') === 'SQLite format 3\0') return 'geopackage'
  if (/^PK(\x03\x04|\x05\x06|\x07\x08)/.test(head.subarray(0, 4).toString('latin1'))) return 'zip'
  for (const [offset, hex, name, hint] of strangers) {
    if (head.subarray(offset, offset + hex.length / 2).toString('hex') === hex) throw wrong(`een ${name}`, hint)
  }
  if (looksLikeUtf16(head)) {
    if (/^\s*[{[]/.test(new TextDecoder(head[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(head))) throw new SourceError('encoding', 'Dit is JSON in UTF-16; JSON moet UTF-8 zijn. Advies: sla het bestand opnieuw op als UTF-8.')
    return 'csv'
  }
  const nulls = head.filter((byte) => byte === 0).length
  if (nulls > head.length / 20) throw wrong('een binair bestand van een onbekende soort')
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '').replace(/^[\s\x1e]+/, '')
  if (text === '' && head.length < 4096) throw new SourceError('empty', 'Het bestand is leeg: er staan alleen spaties of lege regels in.')
  if (/^[{[]/.test(text)) return 'json'
  if (/^<(\?xml|!doctype html|html|svg|kml|gml|wfs:|ows:)/i.test(text)) {
    throw wrong(/^<(!doctype html|html)/i.test(text) ? 'een webpagina (HTML)' : 'een XML-bestand (bijvoorbeeld GML of KML)')
  }
  return 'csv'
}

/** The first bytes of a file; fewer when the file is shorter. */
export async function readHead(path: string, length: number): Promise<Buffer> {
  let file
  try {
    file = await open(path, 'r')
  } catch {
    throw new SourceError('not_found', 'Het bestand is niet gevonden of kan niet worden geopend.')
  }
  try {
    if (!(await file.stat()).isFile()) throw new SourceError('not_a_file', 'Dit is een map of iets anders, verwacht werd een bestand.')
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await file.read(buffer, 0, length, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Whether the bytes start with a UTF-16 byte order mark. */
export function looksLikeUtf16(head: Buffer): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)
}

/** The error for content of another kind than expected. */
export function wrong(what: string, hint?: string): SourceError {
  return new SourceError('wrong_format', `Dit is ${what}, ${expected}.${hint ? ` Advies: ${hint}.` : ''}`)
}
