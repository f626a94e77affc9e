import writeXlsx from 'write-excel-file/node'
import { columnOf, type Register } from '@/lib/domain/register'
import type { RegisterItem } from '@/lib/domain/register-item'
import { toCsv } from '@/lib/domain/csv'

export type FileItem = RegisterItem & { codes?: Record<string, string | string[] | null> }
type Cell = string | number | boolean | null
type Column = { name: string; date: boolean; of: (item: FileItem) => Cell }

const joined = (value: unknown): Cell => (Array.isArray(value) ? value.join('|') : (value as Cell))

/**
 * The columns of a file: those of the import template under the same names (a reference by the number that its source gave, lists as a|b, a point as
 * lon and lat), so that a file can be imported again; then names of what is referred to, what the program keeps, and where it lies.
 */
export function fileColumns(register: Register): Column[] {
  const fields = Object.entries(register.fields)
  const own = fields.filter(([, f]) => !f.readOnly).flatMap(([name, f]): Column[] => {
    if (f.type === 'point') return ['lon', 'lat'].map((axis) => ({ name: axis, date: false, of: (item) => (item[name] as Record<string, number> | null)?.[axis] ?? null }))
    if (f.type === 'yesno') return [{ name: columnOf(name), date: false, of: (item) => (item[name] === null ? null : item[name] ? 'ja' : 'nee') }]
    return [{ name: columnOf(name), date: f.type === 'date', of: (item) => joined(item.codes?.[name] ?? item[name] ?? null) }]
  })
  const kept = fields.filter(([, f]) => f.readOnly).map(([name, f]): Column => ({ name: columnOf(name), date: f.type === 'date', of: (item) => joined(item.codes?.[name] ?? item[name] ?? null) }))
  const names = fields.filter(([, f]) => f.to || f.type === 'buurt' || f.type === 'buurten').map(([name]): Column => ({ name: `${columnOf(name)}_name`, date: false, of: (item) => joined(item.names[name] ?? null) }))
  const place: Column[] = !register.place ? [] : [
    ...(Object.values(register.fields).some((f) => f.type === 'point') ? [] : (['lon', 'lat'] as const).map((axis) => ({ name: `place_${axis}`, date: false, of: (item: FileItem) => item[axis] }))),
    { name: 'place_buurt_code', date: false, of: (item) => item.buurtCode },
  ]
  const frame: Column[] = (['id', 'source', 'sourceId'] as const).map((name) => ({ name: columnOf(name), date: false, of: (item) => item[name] }))
  return [...frame, ...own, ...kept, ...names, ...place]
}

export function registerCsv(register: Register, items: readonly FileItem[]): string {
  const columns = fileColumns(register)
  return toCsv(columns.map((c) => c.name), items.map((item) => columns.map((c) => c.of(item))))
}

/** The same rows as a workbook: numbers and dates are real ones, text is text and never a formula. */
export function registerXlsx(register: Register, items: readonly FileItem[]): Promise<Buffer> {
  const columns = fileColumns(register)
  const header = columns.map((c) => ({ value: c.name, type: String, fontWeight: 'bold' as const }))
  const cell = (value: Cell, date: boolean) => {
    if (value === null || value === '') return null
    if (date) return { value: new Date(`${String(value)}T00:00:00Z`), type: Date, format: 'yyyy-mm-dd' }
    return typeof value === 'number' ? { value, type: Number } : { value: withoutControls(String(value)), type: String }
  }
  return writeXlsx([header, ...items.map((item) => columns.map((c) => cell(c.of(item), c.date)))], { sheet: register.title.slice(0, 31), stickyRowsCount: 1 }).toBuffer()
}

/** Without what XML cannot hold (write-excel-file 4.1.1 takes half of a pair away together with the sign before it); no longer than a cell can be. */
const withoutControls = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '').slice(0, 32_767)

/** Points in CRS84. Records without a place are not in `features`, but counted. */
export function registerGeojson(items: readonly FileItem[]): string {
  const placed = items.filter((item) => item.lon !== null && item.lat !== null)
  const features = placed.map(({ lon, lat, codes: _, may: __, ...properties }) => ({ type: 'Feature', id: properties.id, properties, geometry: { type: 'Point', coordinates: [lon, lat] } }))
  return JSON.stringify({ type: 'FeatureCollection', features, numberMatched: items.length, numberReturned: features.length, withoutPlace: items.length - features.length })
}
