import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { SourceError, type SourceGeometry, type SourceInfo } from '@/lib/domain/source-record'
import { sridOfName } from './crs'
import { flatten, isGeometry, isObject, toGeometry, type Json } from './flatten'
import { makeJsonSplitter, type Piece } from './json-split'
import type { Reader, ReaderContext, ReaderEvent } from './reader'
import { signalenColumns, isSignalenItem, signalenRecord } from './signalen-item'

const sampleSize = 100

/**
 * Reads GeoJSON of any size: a FeatureCollection, one Feature, a bare geometry, newline-delimited features, or a list of
 * features or plain objects (a saved Signalen list is recognised and loses its personal members).
 *
 * The file is gone through twice: once for `crs` and the columns (a `crs` may stand behind the features), once for the records.
 * Without `crs` the coordinates are by RFC 7946 longitude, latitude; `srid` is then null because old files often break that rule.
 * @throws {SourceError} `json_invalid`, `json_truncated`, `json_too_deep`, `record_too_large`, `not_geojson`, `no_rows`
 */
export async function* readGeoJson(path: string, context: ReaderContext = {}): Reader {
  const totalBytes = (await stat(path)).size
  const found = await inspect(path, context)
  yield { type: 'info', info: describe(found, totalBytes) }
  let row = 0
  for await (const item of items(path, { ...context, total: totalBytes })) {
    row++
    yield toEvent(item, row)
  }
}

type Item = { bytes: Buffer } | { value: Record<string, Json> }
type Found = { crs: string | null; columns: string[]; signalen: boolean }

/** First pass: the crs and the columns of the first hundred features; the rest is only checked for its outer form. */
async function inspect(path: string, context: ReaderContext): Promise<Found> {
  const columns = new Set<string>()
  let crs: string | null = null
  let seen = 0
  let total = 0
  let signalen = false
  const wantElement = () => ++total <= sampleSize
  for await (const item of items(path, { signal: context.signal, wantElement, onMembers: (members) => (crs ??= crsOf(members)) })) {
    if (seen++ >= sampleSize) continue
    const event = toEvent(item, seen)
    if (event.type === 'record') for (const name of Object.keys(event.record.fields)) columns.add(name)
    signalen ||= 'bytes' in item && isSignalenItem(parse(item.bytes, seen))
  }
  if (seen === 0) throw new SourceError('no_rows', 'Het GeoJSON-bestand bevat geen features (de lijst is leeg).')
  return { crs, columns: signalen ? [...signalenColumns] : [...columns], signalen }
}

function describe(found: Found, totalBytes: number): SourceInfo {
  const srid = found.crs === null ? null : sridOfName(found.crs)
  const remarks: string[] = []
  if (found.crs === null) remarks.push('Geen coördinatenstelsel vermeld in het bestand')
  else remarks.push(srid === null ? `Onbekend coördinatenstelsel "${found.crs}"` : `Coördinatenstelsel EPSG:${srid} vermeld`)
  if (found.signalen) remarks.push('Lijst uit Signalen herkend; tekst, melder en notities worden niet gelezen')
  return { format: 'geojson', srid, columns: found.columns, totalBytes, remarks }
}

type ItemOptions = ReaderContext & { total?: number; wantElement?: () => boolean; onMembers?: (members: Record<string, Json>) => void }

/** The features of the file in order: elements of a list, or whole top-level objects. */
async function* items(path: string, options: ItemOptions): AsyncGenerator<Item> {
  const splitter = makeJsonSplitter({ lists: ['features'], wantElement: options.wantElement })
  let members: Record<string, Json> = {}
  let list = false
  let read = 0
  const handle = (piece: Piece): Item | null => {
    if (piece.type === 'element') {
      list = true
      return { bytes: piece.bytes }
    }
    if (piece.type === 'member') {
      members[piece.key] = parse(piece.bytes, null)
      return null
    }
    const object = members
    const hadList = list || object.type === 'FeatureCollection'
    members = {}
    list = false
    options.onMembers?.(object)
    return hadList ? null : { value: object }
  }
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024, signal: options.signal }) as AsyncIterable<Buffer>) {
    read += chunk.length
    options.onBytes?.(read, options.total ?? null)
    for (const piece of splitter.feed(chunk)) {
      const item = handle(piece)
      if (item) yield item
    }
  }
  splitter.finish()
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parse(bytes: Buffer, row: number | null): Json {
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw new SourceError('encoding', `${place(row)} bevat tekens die geen geldige UTF-8 zijn; JSON moet UTF-8 zijn.`, row)
  }
  try {
    return JSON.parse(text) as Json
  } catch {
    const noNumber = /(?<=[[,:\s])-?(?:NaN|Infinity)\b/.exec(text)?.[0]
    throw new SourceError('json_invalid', `${place(row)} is geen geldige JSON${noNumber ? `: er staat ${noNumber}, verwacht werden eindige getallen` : ''}.`, row)
  }
}

const place = (row: number | null) => (row === null ? 'Een onderdeel van het bestand' : `Feature ${row}`)

function crsOf(members: Record<string, Json>): string | null {
  const crs = members.crs
  if (!isObject(crs) || !isObject(crs.properties)) return null
  const { name, code } = crs.properties
  return typeof name === 'string' ? name : typeof code === 'number' || typeof code === 'string' ? `EPSG:${code}` : null
}

function toEvent(item: Item, row: number): ReaderEvent {
  const value = 'bytes' in item ? parse(item.bytes, row) : item.value
  if (!isObject(value)) return reject(row, 'not_a_feature', `Onderdeel ${row} is geen object; verwacht werd een Feature.`)
  if (isSignalenItem(value)) return { type: 'record', record: signalenRecord(value, row) }
  if (isGeometry(value as unknown)) return { type: 'record', record: { row, fields: {}, geometry: toGeometry(value as unknown as SourceGeometry) } }
  if (value.type !== 'Feature' && 'value' in item) {
    throw new SourceError('not_geojson', 'Het bestand is JSON maar geen GeoJSON: verwacht werd een FeatureCollection, een Feature of een lijst daarvan.')
  }
  const feature = value.type === 'Feature'
  const geometry = value.geometry ?? null
  if (geometry !== null && !isGeometry(geometry)) {
    return reject(row, 'geometry_invalid', `Feature ${row} heeft een geometrie die geen GeoJSON is; verwacht werd een type (Point, Polygon, ...) met coordinates.`)
  }
  const { geometry: _geometry, ...plain } = value
  const fields = flatten(feature ? (isObject(value.properties) ? value.properties : {}) : plain)
  const id = value.id
  if (feature && !('id' in fields) && (typeof id === 'string' || typeof id === 'number')) fields.id = id
  return { type: 'record', record: { row, fields, geometry: geometry === null ? null : toGeometry(geometry) } }
}

const reject = (row: number, code: string, message: string): ReaderEvent => ({ type: 'reject', reject: { row, column: null, code, message } })
