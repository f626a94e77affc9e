import { SourceError, type SourceGeometry, type SourceInfo } from '@/lib/domain/source-record'
import { sridOfName } from './crs'
import { fetchPage, HttpError, sameOrigin, serviceUrl, type FetchOptions, type Page } from './fetch-page'
import { flatten, isGeometry, isObject, toGeometry, type Json } from './flatten'
import type { OgcRequest, Reader, ReaderContext, ReaderEvent } from './reader'

const crs = 'http://www.opengis.net/def/crs/EPSG/0/28992'
const defaultMaxPages = 200
const maxMs = 20 * 60_000

/** The base address for a year of the CBS wijk- en buurtkaart at PDOK; `template` is a setting and holds `{YYYY}`. */
export function pdokUrl(year: number, template = 'https://api.pdok.nl/cbs/wijken-en-buurten-{YYYY}/ogc/v1'): string {
  return template.replace('{YYYY}', String(year))
}

/**
 * Reads a collection of an OGC API Features service page by page, in RD when the service can.
 *
 * Written to the behaviour of PDOK/gokoala: only parameters it knows (others give 400), always limit 1000, `next` links followed
 * within the same origin, and a guard because a bad cursor silently gives page 1 again. With `gemeente` the service filters, or,
 * when it answers 400, we do. The answer's Content-Crs is believed over what was asked only if it is absent.
 * Source: 5-interfaces 1.1.
 * @throws {SourceError} `crs_mismatch`, `paging_loop`, `incomplete`, `too_many_pages`, `timeout`, `no_rows`, and those of `fetchPage`
 */
export async function* readOgcFeatures(request: OgcRequest, context: ReaderContext = {}, fetchOptions: FetchOptions = {}): Reader {
  const options: FetchOptions = { ...fetchOptions, list: 'features', signal: context.signal, allowed: request.allowed }
  const started = Date.now()
  const gemeente = request.gemeente?.toUpperCase()
  const { page: firstPage, remark } = await fetchFirst(request, gemeente, options)
  const srid = sridOfPage(firstPage)
  yield { type: 'info', info: describe(firstPage, srid, request, remark) }

  const seen = new Set<string>()
  const maxPages = request.maxPages ?? defaultMaxPages
  let row = 0
  let kept = 0
  let bytes = 0
  for (let page: Page | null = firstPage, pages = 1; page !== null; pages++) {
    bytes += page.bytes
    context.onBytes?.(bytes, null)
    if (sridOfPage(page) !== srid) throw mismatch(page)
    for (const item of page.items()) {
      row++
      const event = toEvent(item, row, seen)
      if (gemeente && event.type === 'record' && !inGemeente(event.record.fields, gemeente)) continue
      kept++
      yield event
    }
    const next = nextOf(page)
    if (next !== null && pages >= maxPages) throw new SourceError('too_many_pages', `De dienst geeft meer dan ${maxPages} pagina's; gestopt na ${row} objecten.`)
    if (next !== null && Date.now() - started > maxMs) throw new SourceError('timeout', `Het ophalen duurt langer dan ${maxMs / 60_000} minuten; gestopt na ${row} objecten.`)
    const { numberMatched } = page.members
    if (next === null && typeof numberMatched === 'number' && row < numberMatched) {
      throw new SourceError('incomplete', `De dienst zegt ${numberMatched} objecten te hebben en gaf er ${row}, zonder verwijzing naar meer. Er is niets geladen. Probeer het opnieuw of vraag de beheerder van die dienst.`)
    }
    page = next === null ? null : await fetchPage(next, options)
  }
  if (kept === 0) throw new SourceError('no_rows', gemeente ? `De dienst heeft geen ${request.collection} voor ${gemeente}.` : `Collectie "${request.collection}" is leeg.`)
}

async function fetchFirst(request: OgcRequest, gemeente: string | undefined, options: FetchOptions): Promise<{ page: Page; remark: string | null }> {
  if (gemeente !== undefined && !/^GM\d{4}$/.test(gemeente)) throw new SourceError('bad_gemeente', 'Verwacht werd een gemeentecode zoals GM0400.')
  const base = serviceUrl(request.url, request.allowed)
  base.pathname = `${base.pathname.replace(/\/+$/, '')}/collections/${encodeURIComponent(request.collection)}/items`
  base.search = ''
  base.hash = ''
  const address = (filter: boolean) => {
    const query = new URLSearchParams({ f: 'json', limit: '1000', crs })
    if (filter && gemeente) query.set('gemeentecode', gemeente)
    return `${base.href}?${query}`
  }
  try {
    return { page: await fetchPage(address(true), options), remark: gemeente ? `Gefilterd op ${gemeente}` : null }
  } catch (error) {
    if (!gemeente || !(error instanceof HttpError) || error.status !== 400) throw error
    const page = await fetchPage(address(false), options)
    return { page, remark: `De dienst kan niet op gemeente filteren; alles wordt opgehaald en hier gefilterd op ${gemeente}` }
  }
}

function describe(page: Page, srid: number, request: OgcRequest, remark: string | null): SourceInfo {
  const columns = new Set<string>()
  let n = 0
  for (const item of page.items()) {
    if (n++ >= 100) break
    if (isObject(item) && isObject(item.properties)) for (const name of Object.keys(flatten(item.properties))) columns.add(name)
  }
  const remarks = [`Coördinatenstelsel EPSG:${srid} ${page.headers.has('content-crs') ? 'door de dienst vermeld' : 'uit de coördinaten afgeleid'}`]
  if (remark) remarks.push(remark)
  return { format: 'ogc-features', srid, columns: [...columns], layers: [request.collection], layer: request.collection, totalBytes: null, remarks }
}

/** The CRS by the Content-Crs header; without it by the first coordinates, because the ranges of RD and degrees do not overlap. */
function sridOfPage(page: Page): number {
  const header = page.headers.get('content-crs')
  if (header !== null) {
    if (sridOfName(header) !== 28992) throw mismatch(page)
    return 28992
  }
  for (const item of page.items()) {
    const geometry = isObject(item) ? item.geometry : null
    const xy = isGeometry(geometry) ? firstPosition(geometry) : null
    if (xy === null) continue
    const [x, y] = xy
    if (x > 0 && x < 300_000 && y > 300_000 && y < 650_000) return 28992
    if (x > 3 && x < 8 && y > 50 && y < 54) return 4326
    throw mismatch(page)
  }
  return 28992
}

function firstPosition(geometry: SourceGeometry): [number, number] | null {
  let value: unknown = geometry.coordinates
  while (Array.isArray(value) && Array.isArray(value[0])) value = value[0]
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number' ? [value[0], value[1]] : null
}

const mismatch = (page: Page) =>
  new SourceError('crs_mismatch', `Gevraagd werd EPSG:28992 (RD), de dienst antwoordt in ${page.headers.get('content-crs')?.slice(0, 100) ?? 'een onbekend stelsel'}.`)

function toEvent(item: Json, row: number, seen: Set<string>): ReaderEvent {
  if (!isObject(item)) return { type: 'reject', reject: { row, column: null, code: 'not_a_feature', message: `Onderdeel ${row} is geen object; verwacht werd een Feature.` } }
  const id = typeof item.id === 'string' || typeof item.id === 'number' ? String(item.id) : null
  if (id !== null) {
    if (seen.has(id)) throw new SourceError('paging_loop', `De dienst geeft na ${row - 1} objecten hetzelfde object nog eens; het bladeren loopt rond.`)
    seen.add(id)
  }
  const geometry = item.geometry ?? null
  if (geometry !== null && !isGeometry(geometry)) {
    return { type: 'reject', reject: { row, column: null, code: 'geometry_invalid', message: `Object ${row} heeft een geometrie die geen GeoJSON is.` } }
  }
  const fields = flatten(isObject(item.properties) ? item.properties : {})
  if (id !== null && !('id' in fields)) fields.id = id
  return { type: 'record', record: { row, fields, geometry: geometry === null ? null : toGeometry(geometry) } }
}

/** By the gemeente column, else by the digits of a wijk or buurt code; a record without any of these is kept. */
function inGemeente(fields: Record<string, unknown>, gemeente: string): boolean {
  const entries = Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value] as const)
  const own = entries.find(([name]) => ['gemeentecode', 'gm_code'].includes(name))?.[1]
  if (typeof own === 'string') return own.trim().toUpperCase() === gemeente
  const code = entries.find(([name, value]) => /^(buurtcode|bu_code|wijkcode|wk_code|statcode)$/.test(name) && typeof value === 'string')?.[1]
  return typeof code === 'string' ? code.trim().slice(2, 6) === gemeente.slice(2) : true
}

function nextOf(page: Page): string | null {
  const { links } = page.members
  if (!Array.isArray(links)) return null
  const next = links.find((link) => isObject(link) && link.rel === 'next')
  return isObject(next) && typeof next.href === 'string' ? sameOrigin(next.href, page.url) : null
}
