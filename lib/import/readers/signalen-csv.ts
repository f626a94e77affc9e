import { stat } from 'node:fs/promises'
import { SourceError, type Reject, type SourceInfo, type SourceRecord } from '@/lib/domain/source-record'
import { readCsv } from './csv'
import type { Reader, ReaderContext } from './reader'
import { signalenColumns } from './signalen-item'

export type SignalenCsvPaths = { signals: string; locations: string; categories?: string; statuses?: string }

type Fields = SourceRecord['fields']
type Place = { lat: number | null; lng: number | null; area: readonly (string | null)[] }

/**
 * Joins the CSV files of a Signalen datawarehouse export to the same records as the private API gives.
 *
 * The export fills `lat` with x and `lng` with y (Amsterdam/signals, datawarehouse locations): when most values are swapped the
 * coordinates are put right for the whole file and the remarks say so. Text, reporter and address are never passed on.
 * @throws {SourceError} of the CSV reader, naming the file; `columns_missing`
 */
export async function* readSignalenCsv(paths: SignalenCsvPaths, context: ReaderContext = {}): Reader {
  const places = new Map<string, Place>()
  for await (const { fields } of records(paths.locations, 'locations.csv', ['id', 'lat', 'lng'])) {
    places.set(text(fields.id) ?? '', { lat: toNumber(fields.lat), lng: toNumber(fields.lng), area: areaColumns.map((name) => intern(text(fields[name]))) })
  }
  const categories = await lookup(paths.categories, 'categories.csv', ['main', 'sub'])
  const statuses = await lookup(paths.statuses, 'statusses.csv', ['state'])
  const swapped = isSwapped(places.values())

  const total = (await stat(paths.signals)).size
  yield { type: 'info', info: describe(swapped, total, places.size) }
  const found: Reject[] = []
  for await (const { row, fields } of records(paths.signals, 'signals.csv', ['id', 'location_id'], context, (reject) => found.push(reject))) {
    while (found.length > 0) yield { type: 'reject', reject: found.shift()! }
    const place = places.get(text(fields.location_id) ?? '')
    const category = categories.get(text(fields.category_assignment_id) ?? '')
    const status = statuses.get(text(fields.status_id) ?? '')
    yield { type: 'record', record: join(row, fields, place, category, status, swapped) }
  }
  while (found.length > 0) yield { type: 'reject', reject: found.shift()! }
}

const areaColumns = ['buurt_code', 'stadsdeel', 'area_type_code', 'area_code', 'area_name'] as const

function join(row: number, fields: Fields, place: Place | undefined, category: readonly (string | null)[] | undefined, status: readonly (string | null)[] | undefined, swapped: boolean): SourceRecord {
  const [buurt = null, stadsdeel = null, areaType = null, areaCode = null, areaName = null] = place?.area ?? []
  const lon = swapped ? place?.lat : place?.lng
  const lat = swapped ? place?.lng : place?.lat
  return {
    row,
    fields: {
      id: text(fields.id),
      created_at: text(fields.created_at),
      updated_at: text(fields.updated_at),
      incident_date_start: text(fields.incident_date_start),
      'category.main_slug': category?.[0] ?? null,
      'category.sub_slug': category?.[1] ?? null,
      'status.state': status?.[0] ?? null,
      source: text(fields.source),
      'location.buurt_code': buurt,
      'location.stadsdeel': stadsdeel,
      'location.area_type_code': areaType,
      'location.area_code': areaCode,
      'location.area_name': areaName,
      type: text(fields.type),
      parent: text(fields.parent) ?? text(fields.parent_id),
      has_children: null,
    },
    geometry: typeof lon === 'number' && typeof lat === 'number' ? { type: 'Point', coordinates: [lon, lat] } : null,
  }
}

function describe(swapped: boolean, totalBytes: number, places: number): SourceInfo {
  const remarks = [
    'Export uit Signalen herkend (signals.csv met locations.csv); tekst, melder en adres worden niet gelezen',
    `${places} locaties gevonden`,
  ]
  if (swapped) remarks.push('Let op: lat en lng zijn in locations.csv verwisseld (een bekende fout van de export); ze zijn teruggewisseld')
  return { format: 'signalen', srid: 4326, columns: [...signalenColumns], totalBytes, remarks }
}

/** Whether most coordinates lie in the Netherlands only when lat and lng are exchanged (lon 3..8 and lat 50..54 do not overlap). */
function isSwapped(places: Iterable<Place>): boolean {
  let right = 0
  let wrong = 0
  for (const { lat, lng } of places) {
    if (lat === null || lng === null) continue
    if (lat > 50 && lat < 54 && lng > 3 && lng < 8) right++
    else if (lng > 50 && lng < 54 && lat > 3 && lat < 8) wrong++
  }
  return wrong > right
}

async function lookup(path: string | undefined, name: string, columns: readonly string[]): Promise<Map<string, (string | null)[]>> {
  const found = new Map<string, (string | null)[]>()
  if (path === undefined) return found
  for await (const { fields } of records(path, name, ['id', ...columns])) found.set(text(fields.id) ?? '', columns.map((column) => intern(text(fields[column]))))
  return found
}

async function* records(path: string, name: string, needed: readonly string[], context: ReaderContext = {}, onReject?: (reject: Reject) => void): AsyncGenerator<SourceRecord> {
  try {
    for await (const event of readCsv(path, context)) {
      if (event.type === 'records') yield* event.records
      else if (event.type === 'record') yield event.record
      else if (event.type === 'reject') onReject?.(event.reject)
      else {
        const missing = needed.filter((column) => !event.info.columns.includes(column))
        if (missing.length > 0) throw new SourceError('columns_missing', `de kolommen ${missing.join(', ')} ontbreken; verwacht werd een Signalen-export.`)
      }
    }
  } catch (error) {
    throw error instanceof SourceError ? new SourceError(error.code, `${name}: ${error.message}`, error.row) : error
  }
}

const text = (value: Fields[string] | undefined) => (value === null || value === undefined ? null : String(value))

function toNumber(value: Fields[string] | undefined): number | null {
  const number = Number(String(value ?? '').replace(',', '.'))
  return value === null || value === undefined || !Number.isFinite(number) ? null : number
}

const known = new Map<string, string>()

/** One copy of a text that returns in many rows, so that the maps stay small. */
function intern(value: string | null): string | null {
  if (value === null || value.length > 80) return value
  const found = known.get(value)
  if (found !== undefined) return found
  if (known.size < 50_000) known.set(value, value)
  return value
}
