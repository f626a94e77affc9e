import { SourceError, type SourceGeometry } from '@/lib/domain/source-record'
import { fetchPage, serviceUrl, type FetchOptions } from './fetch-page'
import { isObject, type Json } from './flatten'
import type { Open311Request, Reader, ReaderContext, ReaderEvent } from './reader'

const dayMs = 86_400_000
const windowDays = 90
/** Services stop at 1,000 reports without saying so (GeoReport v2, GET service requests); then the window is halved. */
const cap = 1000
const columns = ['service_request_id', 'status', 'service_code', 'service_name', 'agency_responsible', 'requested_datetime', 'updated_datetime']

/**
 * Reads reports from an Open311 GeoReport v2 service (also FixMyStreet), in windows of 90 days, JSON only.
 *
 * Description, title, detail, address and photo are never passed on. `from` defaults to a year before `to`, `to` to today.
 * Source: wiki.open311.org GeoReport v2; 5-interfaces 4.2.
 * @throws {SourceError} `bad_date`, `open311_too_many`, and those of `fetchPage` (`not_json` when the service only knows XML)
 */
export async function* readOpen311(request: Open311Request, context: ReaderContext = {}, fetchOptions: FetchOptions = {}): Reader {
  const to = request.to === undefined ? startOfToday() : toDay(request.to)
  const from = request.from === undefined ? to - 365 * dayMs : toDay(request.from)
  if (from > to) throw new SourceError('bad_date', 'De begindatum ligt na de einddatum.')
  yield {
    type: 'info',
    info: {
      format: 'open311',
      srid: 4326,
      columns,
      totalBytes: null,
      remarks: [`Meldingen van ${dateOf(from)} tot en met ${dateOf(to)}, opgehaald per ${windowDays} dagen`, 'Omschrijving, adres en foto worden niet gelezen'],
    },
  }
  const seen = new Set<string>()
  const windows = split(from, to + dayMs)
  let row = 0
  let bytes = 0
  while (windows.length > 0) {
    const [start, end] = windows.shift()!
    const page = await fetchPage(addressFor(request, start, end), { ...fetchOptions, signal: context.signal, allowed: request.allowed })
    bytes += page.bytes
    context.onBytes?.(bytes, null)
    const count = [...page.items()].length
    if (count >= cap) {
      if (end - start <= dayMs) throw new SourceError('open311_too_many', `Op ${dateOf(start)} geeft de dienst ${count} meldingen of meer; dat is de grens van de dienst, dus er kunnen er ontbreken.`)
      const middle = start + Math.max(1, Math.floor((end - start) / dayMs / 2)) * dayMs
      windows.unshift([start, middle], [middle, end])
      continue
    }
    for (const item of page.items()) {
      const event = toEvent(item, row + 1)
      const id = event.type === 'record' ? String(event.record.fields.service_request_id) : ''
      if (event.type === 'record' && seen.has(id)) continue
      seen.add(id)
      row++
      yield event
    }
  }
}

function split(from: number, end: number): [number, number][] {
  const windows: [number, number][] = []
  for (let start = from; start < end; start += windowDays * dayMs) windows.push([start, Math.min(start + windowDays * dayMs, end)])
  return windows
}

function addressFor(request: Open311Request, start: number, end: number): string {
  const url = serviceUrl(request.url, request.allowed)
  const path = url.pathname.replace(/\/+$/, '').replace(/\/requests\.(json|xml)$/, '')
  // The last moment is one second before the next window, so that windows do not share reports.
  const query = new URLSearchParams({ start_date: moment(start), end_date: moment(end - 1000) })
  if (request.serviceCode) query.set('service_code', request.serviceCode)
  if (request.jurisdictionId) query.set('jurisdiction_id', request.jurisdictionId)
  return `${url.origin}${path}/requests.json?${query}`
}

function toEvent(item: Json, row: number): ReaderEvent {
  const id = isObject(item) ? item.service_request_id : null
  if (!isObject(item) || id === null || id === undefined || typeof id === 'object') {
    return { type: 'reject', reject: { row, column: 'service_request_id', code: 'id_missing', message: `Melding ${row} heeft geen nummer (service_request_id).` } }
  }
  const fields: Record<string, string | number | null> = {}
  for (const column of columns) fields[column] = scalar(item[column])
  return { type: 'record', record: { row, fields, geometry: toPoint(item.long, item.lat) } }
}

const scalar = (value: Json | undefined) => (typeof value === 'string' ? value.slice(0, 200).trim() || null : typeof value === 'number' ? value : null)

function toPoint(long: Json | undefined, lat: Json | undefined): SourceGeometry | null {
  if (long === null || long === undefined || long === '' || lat === null || lat === undefined || lat === '') return null
  const [x, y] = [Number(long), Number(lat)]
  return Number.isFinite(x) && Number.isFinite(y) ? { type: 'Point', coordinates: [x, y] } : null
}

function toDay(text: string): number {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN
  if (Number.isNaN(day)) throw new SourceError('bad_date', `"${text.slice(0, 20)}" is geen datum; verwacht werd jjjj-mm-dd.`)
  return day
}

const startOfToday = () => Math.floor(Date.now() / dayMs) * dayMs
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const moment = (ms: number) => new Date(ms).toISOString().replace('.000Z', 'Z')
