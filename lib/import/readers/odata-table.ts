import { SourceError, type SourceInfo } from '@/lib/domain/source-record'
import { isObject, type Json } from './flatten'

export type ODataTable = { base: string; table: string; gemeente: string | undefined; maxPages: number }

/** The fields of every record from a CBS table, before its other dimensions. */
const figureColumns = ['code', 'year', 'period', 'measure', 'title', 'unit', 'value', 'reason'] as const

/** `2024JJ00` -> 2024, `2024MM03` -> 2024, `2012` -> 2012; else null. */
export function yearOf(period: string | null): number | null {
  const year = /^((?:19|20)\d{2})(?:\D|$)/.exec(period ?? '')?.[1]
  return year ? Number(year) : null
}

/** A trimmed text or null; OData pads keys with spaces. */
export const trimmed = (value: Json | undefined): string | null => (typeof value === 'string' ? value.trim() || null : typeof value === 'number' ? String(value) : null)

/** The region dimension: by its kind, else by a known name. */
export function regionOf(dimensions: readonly { name: string; kind: string }[]): string | null {
  return (
    dimensions.find(({ kind }) => /geo/i.test(kind))?.name ??
    dimensions.find(({ name }) => /^(WijkenEnBuurten|RegioS|Gemeenten?|Wijken|Buurten|Regio.*)$/i.test(name))?.name ??
    null
  )
}

/** The period dimension: by its kind, else by a known name. */
export function periodOf(dimensions: readonly { name: string; kind: string }[]): string | null {
  return dimensions.find(({ kind }) => /time/i.test(kind))?.name ?? dimensions.find(({ name }) => /^Perioden?$/i.test(name))?.name ?? null
}

/** Whether a code (GM0400, WK040001, BU04000101) belongs to the gemeente; without gemeente every code does. */
export function codeFits(code: string | null, gemeente: string | undefined): boolean {
  return gemeente === undefined || (code !== null && /^(GM|WK|BU)/.test(code) && code.slice(2, 6) === gemeente.slice(2))
}

/** A single year in a title or period such as "Kerncijfers wijken en buurten 2024"; null when there are none or more. */
export function yearInText(...texts: (string | null)[]): number | null {
  for (const text of texts) {
    const years = [...new Set(text?.match(/\b(?:19|20)\d{2}\b/g) ?? [])]
    if (years.length === 1) return Number(years[0])
  }
  return null
}

/** The info of a CBS table. */
export function describeTable(format: 'odata-v4' | 'odata-v3', table: ODataTable, others: readonly string[], title: string | null, year: number | null): SourceInfo {
  const remarks = [`CBS-tabel ${table.table}${title ? `: ${title}` : ''}`]
  if (year !== null) remarks.push(`Jaar ${year} uit de titel van de tabel`)
  if (table.gemeente) remarks.push(`Gefilterd op ${table.gemeente}`)
  return { format, srid: null, columns: [...figureColumns, ...others], totalBytes: null, remarks }
}

/** The record, or the error that says which part of the answer is missing. */
export function asRow(item: Json, table: ODataTable): Record<string, Json> {
  if (!isObject(item)) throw new SourceError('odata_invalid', `Tabel ${table.table}: een rij is geen object; verwacht werd CBS OData.`)
  return item
}

export const loop = (table: ODataTable, rows: number) =>
  new SourceError('paging_loop', `Tabel ${table.table}: de dienst geeft na ${rows} rijen dezelfde pagina nog eens; het bladeren loopt rond.`)
export const tooMany = (table: ODataTable) => new SourceError('too_many_pages', `Tabel ${table.table}: de dienst geeft meer dan ${table.maxPages} pagina's.`)
export const nothing = (table: ODataTable) =>
  new SourceError('no_rows', `Tabel ${table.table} heeft geen cijfers${table.gemeente ? ` voor ${table.gemeente}` : ''}.`)
