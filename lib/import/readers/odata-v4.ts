import type { SourceRecord } from '@/lib/domain/source-record'
import { fetchPage, HttpError, sameOrigin, type FetchOptions } from './fetch-page'
import type { Json } from './flatten'
import { asRow, codeFits, describeTable, loop, nothing, periodOf, regionOf, tooMany, trimmed, yearInText, yearOf, type ODataTable } from './odata-table'
import type { Reader, ReaderContext } from './reader'

type Measure = { title: string | null; unit: string | null }

/**
 * Reads `Observations` of a CBS OData v4 table: long rows, paged by `@odata.nextLink`, with titles and units of `MeasureCodes`.
 *
 * A null value keeps its `ValueAttribute` as reason (`Impossible`, `Confidential`, ...). Source: 5-interfaces 2.1.
 * @throws {SourceError} `paging_loop`, `too_many_pages`, `no_rows`, and those of `fetchPage`
 */
export async function* readODataV4(table: ODataTable, context: ReaderContext, options: FetchOptions): Reader {
  const measures = await readMeasures(table, options)
  const dimensions = await readDimensions(table, options)
  const region = regionOf(dimensions) ?? 'WijkenEnBuurten'
  const period = periodOf(dimensions)
  const others = dimensions.map(({ name }) => name).filter((name) => name !== region && name !== period)
  const properties = await fetchOptional(`${table.base}/Properties`, { ...options, list: undefined })
  const title = trimmed(properties?.members.Title)
  const tableYear = period === null ? yearInText(trimmed(properties?.members.TemporalCoverage), title) : null
  yield { type: 'info', info: describeTable('odata-v4', table, others, title, tableYear) }

  const visited = new Set<string>()
  let url: string | null = `${table.base}/Observations${filterFor(region, table.gemeente)}`
  let row = 0
  let kept = 0
  let bytes = 0
  let lastFirst = ''
  while (url !== null) {
    if (visited.has(url)) throw loop(table, row)
    if (visited.size >= table.maxPages) throw tooMany(table)
    visited.add(url)
    const page = await fetchPage(url, options)
    bytes += page.bytes
    context.onBytes?.(bytes, null)
    let first = true
    for (const item of page.items()) {
      const values = asRow(item, table)
      if (first) {
        const now = JSON.stringify(values)
        if (now === lastFirst) throw loop(table, row)
        lastFirst = now
        first = false
      }
      row++
      const code = trimmed(values[region])
      if (!codeFits(code, table.gemeente)) continue
      kept++
      yield { type: 'record', record: { row, fields: toFields(values, code, measures, period, others, tableYear), geometry: null } }
    }
    const next: Json | undefined = page.members['@odata.nextLink']
    url = typeof next === 'string' ? sameOrigin(next, page.url) : null
  }
  if (kept === 0) throw nothing(table)
}

function filterFor(region: string, gemeente: string | undefined): string {
  if (gemeente === undefined) return ''
  const digits = gemeente.slice(2)
  const filter = ['GM', 'WK', 'BU'].map((level) => `startswith(${region},'${level}${digits}')`).join(' or ')
  return `?$filter=${encodeURIComponent(filter)}`
}

function toFields(values: Record<string, Json>, code: string | null, measures: Map<string, Measure>, period: string | null, others: readonly string[], tableYear: number | null): SourceRecord['fields'] {
  const measure = trimmed(values.Measure)
  const known = measures.get(measure ?? '')
  const when = period === null ? null : trimmed(values[period])
  const value = values.Value ?? null
  const attribute = trimmed(values.ValueAttribute)
  const fields: SourceRecord['fields'] = {
    code,
    year: yearOf(when) ?? tableYear,
    period: when,
    measure,
    title: known?.title ?? null,
    unit: known?.unit ?? null,
    value: typeof value === 'number' ? value : typeof value === 'string' ? value.trim() || null : null,
    reason: attribute === 'None' ? null : attribute,
  }
  for (const name of others) fields[name] = trimmed(values[name])
  return fields
}

async function readMeasures(table: ODataTable, options: FetchOptions): Promise<Map<string, Measure>> {
  const found = new Map<string, Measure>()
  const page = await fetchPage(`${table.base}/MeasureCodes`, options)
  for (const item of page.items()) {
    const row = asRow(item, table)
    const key = trimmed(row.Identifier)
    if (key) found.set(key, { title: trimmed(row.Title), unit: trimmed(row.Unit) })
  }
  return found
}

async function readDimensions(table: ODataTable, options: FetchOptions): Promise<{ name: string; kind: string }[]> {
  const page = await fetchOptional(`${table.base}/Dimensions`, options)
  if (page === null) return []
  return [...page.items()].flatMap((item) => {
    const row = asRow(item, table)
    const name = trimmed(row.Identifier)
    return name ? [{ name, kind: trimmed(row.Kind) ?? '' }] : []
  })
}

/** A part of the table that not every service has. */
async function fetchOptional(url: string, options: FetchOptions) {
  try {
    return await fetchPage(url, options)
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return null
    throw error
  }
}
