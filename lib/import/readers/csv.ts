import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse'
import { SourceError, type SourceInfo, type SourceRecord } from '@/lib/domain/source-record'
import { detectEncoding, makeDecoder, type EncodingFound } from './csv-encoding'
import { countDecimals, findLayout, nameColumns, type CsvLayout } from './csv-layout'
import { readHead } from './detect-format'
import { shorten, type Reader, type ReaderContext, type ReaderEvent } from './reader'
import { personalColumns } from './signalen-item'

const sampleBytes = 64 * 1024
/** the header is looked for in this many rows */
const titleRows = 20
const sampleRows = 200
const maxRecordChars = 1024 * 1024
const maxColumns = 2000

type Row = { line: number; cells: string[] }
type RowForm = { columns: readonly string[]; personal: ReadonlySet<string>; damaged: boolean }

/**
 * Reads a CSV: delimiter, encoding and decimal sign are detected and told, never guessed silently.
 *
 * A row with another number of cells than the header is refused with its line number (extra empty cells at the end are fine),
 * as are rows with a NUL byte or damaged characters. Title lines above the header and the "Bron: CBS" line below are skipped.
 * Empty cells become null.
 * @throws {SourceError} `empty`, `no_header`, `no_rows`, `quote_not_closed`, `record_too_large`, `too_many_columns`
 */
export async function* readCsv(path: string, context: ReaderContext = {}): Reader {
  const totalBytes = (await stat(path)).size
  const encoding = await detectEncoding(path, context)
  const head = (await readHead(path, sampleBytes)).subarray(encoding.bom)
  const layout = findLayout(makeDecoder(encoding.encoding)(head))
  const rows = splitRows(path, encoding, layout, context, totalBytes)

  const first: Row[] = []
  for (let next = await rows.next(); !next.done; next = await rows.next()) {
    first.push(...next.value)
    if (first.length > titleRows) break
  }
  const { header, skipped } = findHeader(first, layout)
  if (!header) throw new SourceError('no_header', 'Het bestand heeft geen kopregel met kolomnamen.')
  const named = nameColumns(header.cells)
  if (named.columns.some((name) => /[\0\ufffd]/.test(name))) {
    throw new SourceError('no_header', `De kopregel (regel ${header.line}) bevat onleesbare tekens; verwacht werden kolomnamen in UTF-8 of Windows-1252.`, header.line)
  }
  const body = first.slice(first.indexOf(header) + 1)
  if (body.length === 0) throw new SourceError('no_rows', `Het bestand heeft alleen een kopregel (${named.columns.length} kolommen) en geen rijen.`)
  const personal = personalColumns(named.columns)
  yield { type: 'info', info: describe(named, personal, body, encoding, layout, skipped, totalBytes) }

  const form: RowForm = { columns: named.columns, personal, damaged: encoding.damaged }
  for (let group = body; ; ) {
    let records: SourceRecord[] = []
    for (const row of group) {
      const event = toEvent(row, form)
      if (event?.type === 'record') records.push(event.record)
      else if (event) {
        if (records.length > 0) yield { type: 'records', records }
        records = []
        yield event
      }
    }
    if (records.length > 0) yield { type: 'records', records }
    const next = await rows.next()
    if (next.done) break
    group = next.value
  }
}

/** All rows that are not empty, in groups, with the line of the file where each starts. */
async function* splitRows(path: string, found: EncodingFound, layout: CsvLayout, context: ReaderContext, total: number): AsyncGenerator<Row[]> {
  const source = createReadStream(path, { start: found.bom, highWaterMark: 64 * 1024, signal: context.signal })
  const decode = makeDecoder(found.encoding)
  const rows: Row[] = []
  let line = 1
  let skipFirst = layout.sepLine
  const parser = parse({
    delimiter: layout.delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: maxRecordChars,
  })
  // Listening costs far less per row than iterating, and counting lines here far less than the `info` option.
  parser.on('data', (cells: string[]) => {
    const start = line
    line += 1
    for (const cell of cells) if (cell.includes('\n') || cell.includes('\r')) line += cell.match(/\r\n|\n|\r/g)!.length
    if (skipFirst) skipFirst = false
    else if (cells.length > 1 || cells[0]!.trim() !== '') rows.push({ line: start, cells })
  })
  parser.on('error', () => undefined) // told by the callback of write
  const write = (text: string) => new Promise<void>((done, fail) => parser.write(text, (error) => (error ? fail(error) : done())))
  const end = () => new Promise<void>((done, fail) => parser.once('error', fail).once('end', done).end())
  let read = found.bom
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      read += chunk.length
      context.onBytes?.(read, total)
      await write(decode(chunk))
      if (rows.length > 0) yield rows.splice(0)
    }
    const rest = decode()
    if (rest !== '') await write(rest)
    await end()
    if (rows.length > 0) yield rows.splice(0)
  } catch (error) {
    throw translate(error, line)
  } finally {
    source.destroy()
    parser.destroy()
  }
}

function translate(error: unknown, line: number): unknown {
  if (!(error instanceof CsvError)) return error
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new SourceError('record_too_large', `De rij die begint op regel ${line} is groter dan 1 MB. Waarschijnlijk is een aanhalingsteken (") geopend en niet gesloten.`, line)
  }
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new SourceError('quote_not_closed', `In de rij die begint op regel ${line} is een aanhalingsteken (") geopend en niet gesloten.`, line)
  }
  return new SourceError('csv_invalid', `De rij die begint op regel ${line} is geen geldige CSV.`, line)
}

const filled = (row: Row) => row.cells.filter((cell) => cell.trim() !== '').length

/** The header is the first row, or, below title lines of one cell, the first row with more cells. */
function findHeader(rows: readonly Row[], layout: CsvLayout): { header: Row | undefined; skipped: Row[] } {
  const at = rows.slice(0, titleRows).findIndex((row) => filled(row) >= 2)
  const header = at < 0 ? rows[0] : rows[at]
  if (header && header.cells.length > maxColumns) {
    throw new SourceError('too_many_columns', `De kopregel heeft ${header.cells.length} kolommen (scheidingsteken ${sign(layout)}), verwacht werden er hooguit ${maxColumns}.`, header.line)
  }
  return { header, skipped: at > 0 ? rows.slice(0, at) : [] }
}

const sign = (layout: CsvLayout) => (layout.delimiter === '\t' ? 'tab' : layout.delimiter)
const encodingNames = { 'utf-8': 'UTF-8', 'windows-1252': 'Windows-1252', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16' }

function describe(named: ReturnType<typeof nameColumns>, personal: ReadonlySet<string>, body: readonly Row[], found: EncodingFound, layout: CsvLayout, skipped: readonly Row[], totalBytes: number): SourceInfo {
  const { comma, point } = countDecimals(body.slice(0, sampleRows).map((row) => row.cells))
  const remarks = [`Scheidingsteken ${sign(layout)} gevonden`, `Tekenset ${encodingNames[found.encoding]}${found.bom ? ' met BOM' : ''} gevonden`]
  if (found.damaged) remarks.push('Het bestand is UTF-8 maar bevat ongeldige bytes; rijen met zulke bytes worden geweigerd')
  if (comma > 0) remarks.push(comma > point ? 'Decimale komma gevonden' : 'Decimale punt gevonden')
  if (comma > 0 && point > 0) remarks.push(`Let op: ${comma} getallen met een komma en ${point} met een punt in de eerste ${Math.min(body.length, sampleRows)} rijen`)
  if (personal.size > 0) remarks.push(`Export uit Signalen herkend; niet gelezen: ${[...personal].join(', ')}`)
  for (const row of skipped) remarks.push(`Titelregel ${row.line} overgeslagen: "${shorten(row.cells.find((c) => c.trim() !== '') ?? '')}"`)
  return {
    format: 'csv',
    srid: null,
    columns: named.columns.filter((name) => !personal.has(name)),
    delimiter: layout.delimiter,
    encoding: found.encoding,
    decimalComma: comma > point,
    totalBytes,
    remarks: [...remarks, ...named.remarks],
  }
}

const footer = /^(©|\(c\)|bron\s*:)/i

/** The event of a row; null for the source line below a table. */
function toEvent({ line, cells }: Row, { columns, personal, damaged }: RowForm): ReaderEvent | null {
  if (columns.length > 1 && footer.test(cells[0]!.trim()) && cells.every((cell, i) => i === 0 || cell.trim() === '')) return null
  if (cells.length !== columns.length && (cells.length < columns.length || cells.slice(columns.length).some((cell) => cell.trim() !== ''))) {
    const message = `Rij heeft ${cells.length} cellen, verwacht werden er ${columns.length} zoals in de kopregel. Staat een scheidingsteken of regeleinde in een cel zonder aanhalingstekens?`
    return { type: 'reject', reject: { row: line, column: null, code: 'ragged_row', message } }
  }
  const fields: Record<string, string | null> = {}
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!
    if (personal.has(column)) continue
    const value = cells[i]!.trim()
    if (value.includes('\0')) return { type: 'reject', reject: { row: line, column, code: 'nul_byte', message: 'Cel bevat een NUL-byte; verwacht werd tekst.' } }
    if (damaged && value.includes('\ufffd')) return { type: 'reject', reject: { row: line, column, code: 'encoding', message: 'Cel bevat tekens die geen geldige UTF-8 zijn.' } }
    fields[column] = value === '' ? null : value
  }
  return { type: 'record', record: { row: line, fields, geometry: null } }
}
