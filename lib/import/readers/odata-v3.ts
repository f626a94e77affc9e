import { SourceError, type SourceRecord } from '@/lib/domain/source-record'
import { fetchPage, sameOrigin, type FetchOptions } from './fetch-page'
import type { Json } from './flatten'
import { asRow, codeFits, describeTable, loop, nothing, periodOf, regionOf, tooMany, trimmed, yearInText, yearOf, type ODataTable } from './odata-table'
import type { Reader, ReaderContext } from './reader'

/** The service gives at most 10,000 rows for one question. */
const pageRows = 10_000

type Property = { name: string; kind: string; title: string | null; unit: string | null }

/**
 * Reads `TypedDataSet` of a CBS OData v3 table: wide rows, made long here, one record per figure.
 *
 * Names, titles and units come from `DataProperties`, because the suffix of a column changes from year to year. Paged by
 * `$skip`/`$top`; rows of another gemeente that `substringof` lets through are left out. Source: 5-interfaces 2.1.
 * @throws {SourceError} `odata_invalid`, `paging_loop`, `too_many_pages`, `no_rows`, and those of `fetchPage`
 */
export async function* readODataV3(table: ODataTable, context: ReaderContext, options: FetchOptions): Reader {
  const properties = await readProperties(table, options)
  const topics = properties.filter(({ kind }) => kind === 'Topic')
  const dimensions = properties.filter(({ kind }) => /Dimension$/.test(kind))
  const region = regionOf(dimensions)
  if (topics.length === 0 || region === null) {
    throw new SourceError('odata_invalid', `Tabel ${table.table}: verwacht werd een tabel met onderwerpen en een indeling in gebieden; DataProperties noemt die niet.`)
  }
  const period = periodOf(dimensions)
  const others = dimensions.map(({ name }) => name).filter((name) => name !== region && name !== period)
  const about = await readTableInfo(table, options)
  const tableYear = period === null ? yearInText(about.period, about.title) : null
  yield { type: 'info', info: describeTable('odata-v3', table, others, about.title, tableYear) }

  let row = 0
  let kept = 0
  let bytes = 0
  let lastFirst = ''
  let next: string | null = null
  for (let pages = 1, skip = 0; ; pages++) {
    if (pages > table.maxPages) throw tooMany(table)
    const page = await fetchPage(next ?? addressFor(table, region, skip), options)
    bytes += page.bytes
    context.onBytes?.(bytes, null)
    let count = 0
    for (const item of page.items()) {
      const values = asRow(item, table)
      if (count++ === 0) {
        const now = JSON.stringify(values)
        if (now === lastFirst) throw loop(table, row)
        lastFirst = now
      }
      const code = trimmed(values[region])
      if (!codeFits(code, table.gemeente)) continue
      for (const topic of topics) {
        kept++
        yield { type: 'record', record: { row: ++row, fields: toFields(values, code, topic, period, others, tableYear), geometry: null } }
      }
    }
    skip += count
    const link: Json | undefined = page.members['odata.nextLink']
    next = typeof link === 'string' ? sameOrigin(link, page.url) : null
    if (next === null && count < pageRows) break
  }
  if (kept === 0) throw nothing(table)
}

function addressFor(table: ODataTable, region: string, skip: number): string {
  const filter = table.gemeente === undefined ? '' : `&$filter=${encodeURIComponent(`substringof('${table.gemeente.slice(2)}',${region})`)}`
  return `${table.base}/TypedDataSet?$format=json&$top=${pageRows}&$skip=${skip}${filter}`
}

function toFields(values: Record<string, Json>, code: string | null, topic: Property, period: string | null, others: readonly string[], tableYear: number | null): SourceRecord['fields'] {
  const when = period === null ? null : trimmed(values[period])
  const value = values[topic.name] ?? null
  const fields: SourceRecord['fields'] = {
    code,
    year: yearOf(when) ?? tableYear,
    period: when,
    measure: topic.name,
    title: topic.title,
    unit: topic.unit,
    value: typeof value === 'number' ? value : typeof value === 'string' ? value.trim() || null : null,
    reason: null,
  }
  for (const name of others) fields[name] = trimmed(values[name])
  return fields
}

async function readProperties(table: ODataTable, options: FetchOptions): Promise<Property[]> {
  const page = await fetchPage(`${table.base}/DataProperties?$format=json`, options)
  return [...page.items()].flatMap((item) => {
    const row = asRow(item, table)
    const name = trimmed(row.Key)
    return name ? [{ name, kind: trimmed(row.Type) ?? '', title: trimmed(row.Title), unit: trimmed(row.Unit) }] : []
  })
}

async function readTableInfo(table: ODataTable, options: FetchOptions): Promise<{ title: string | null; period: string | null }> {
  const page = await fetchPage(`${table.base}/TableInfos?$format=json`, options)
  for (const item of page.items()) {
    const row = asRow(item, table)
    return { title: trimmed(row.Title), period: trimmed(row.Period) }
  }
  return { title: null, period: null }
}
