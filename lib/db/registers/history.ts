import { sql, type SQL } from 'drizzle-orm'
import { dateInAmsterdam } from '@/lib/domain/period'
import { columnOf, type Register, type RegisterRecord } from '@/lib/domain/register'
import type { Conflict, FieldChange, HistoryItem, RegisterItem } from '@/lib/domain/register-item'
import { textOfValue } from '@/lib/domain/register-text'
import { rows, type Tx } from '../client'
import { arrayText } from '../text-array'
import { isComputed, name, target } from './shape'

type Json = Record<string, unknown>
type HistoryRow = { id: number; at: Date; by: string | null; action: string; change: string | null; before: Json; after: Json | null; pointBefore: string | null; pointAfter: string | null }

/** Geometry in history is EWKB text in RD (EPSG:28992); as GeoJSON in CRS84. */
const point = (of: SQL): SQL => sql`ST_AsGeoJSON(ST_Transform((${of}->>'point')::geometry, 4326), 6)`
const fields = sql`h.id, h.at, coalesce(u.organisation, u.role, h.role) as by, h.action, h.change, h.before, h.after, ${point(sql`h.before`)} as "pointBefore", ${point(sql`h.after`)} as "pointAfter"`
const from = sql`record_history h left join user_roles() u on u.id = h.by_user`

/** A row of history as a record: fields as the API has them. */
export function recordOf(register: Register, row: Json, geojson: string | null): RegisterRecord {
  return Object.fromEntries(Object.entries(register.fields).flatMap(([field, of]) => {
    if (isComputed(register, field)) return []
    const value = row[columnOf(field)] ?? null
    if (of.type === 'point') {
      const at = geojson === null ? null : (JSON.parse(geojson) as { coordinates: [number, number] }).coordinates
      return [[field, at && { lon: at[0], lat: at[1] }]]
    }
    if (typeof value === 'string' && of.type === 'time') return [[field, value.slice(0, 5)]]
    if (typeof value === 'string' && of.type === 'date' && value.length > 10) return [[field, dateInAmsterdam(new Date(value))]]
    return [[field, value]]
  }))
}

/** A point that was rounded on its way is the same point. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(rounded(a)) === JSON.stringify(rounded(b))
const rounded = (value: unknown): unknown =>
  value && typeof value === 'object' && 'lon' in value && 'lat' in value ? [Number(value.lon).toFixed(5), Number(value.lat).toFixed(5)] : (value ?? null)

export type Namer = (field: string, value: unknown) => string

/** How values of these records read, with the names of all that they refer to: one question per list or register that is referred to. */
export async function namer(tx: Tx, register: Register, gemeente: string, records: readonly RegisterRecord[]): Promise<Namer> {
  const names = new Map<string, string>()
  const wanted = new Map<string, Set<string | number>>()
  for (const record of records)
    for (const [field, value] of Object.entries(record)) {
      const of = register.fields[field]
      const to = of?.to ?? (of?.type === 'buurt' || of?.type === 'buurten' ? 'buurten' : null)
      if (!to || value === null || value === undefined) continue
      for (const key of (Array.isArray(value) ? value : [value]) as (string | number)[]) wanted.set(to, (wanted.get(to) ?? new Set()).add(key))
    }
  for (const [to, keys] of wanted) {
    const found = to === 'buurten'
      ? await rows<{ key: string; name: string }>(tx, sql`select distinct on (code) code as key, name from area where gemeente = ${gemeente} and level = 'buurt' and code = any(${arrayText([...keys])}::text::text[]) order by code, water, year desc`)
      : await named(tx, target(to as Parameters<typeof target>[0]), [...keys])
    for (const { key, name } of found) names.set(`${to}|${key}`, name)
  }
  return (field, value) => {
    const of = register.fields[field]!
    const to = of.to ?? (of.type === 'buurt' || of.type === 'buurten' ? 'buurten' : null)
    if (!to || value === null || value === undefined) return textOfValue(of, value)
    return textOfValue(of, value, ((Array.isArray(value) ? value : [value]) as unknown[]).map((key) => names.get(`${to}|${String(key)}`) ?? String(key)))
  }
}

function named(tx: Tx, to: ReturnType<typeof target>, keys: (string | number)[]): Promise<{ key: string | number; name: string }[]> {
  return rows(tx, sql`select x.${name(to.key)} as key, x.${name(to.label)}::text as name from ${to.table} x where x.${name(to.key)} = any(${arrayText(keys)}::text::${sql.raw(to.key === 'slug' ? 'text[]' : 'bigint[]')})`)
}

/** What happened to a record, newest first, with the making of it as the last line; at most the newest 500 changes. */
export async function recordHistory(tx: Tx, register: Register, item: RegisterItem): Promise<HistoryItem[]> {
  const found = await rows<HistoryRow>(tx, sql`select ${fields} from ${from} where h.register = ${register.table} and h.record = ${item.id} and h.action <> 'insert' order by h.id desc limit 500`)
  const [maker] = await rows<{ by: string | null; imported: boolean }>(tx, sql`
    select coalesce(u.organisation, u.role) as by, t.source <> 'app' as imported from ${name(register.table)} t left join user_roles() u on u.id = t.created_by where t.id = ${item.id}`)
  const records = found.map((h) => ({ before: recordOf(register, h.before, h.pointBefore), after: h.after && recordOf(register, h.after, h.pointAfter) }))
  const text = await namer(tx, register, item.gemeente, records.flatMap((r) => [r.before, ...(r.after ? [r.after] : [])]))
  const items = found.map((h, i): HistoryItem => ({
    id: h.id, at: new Date(h.at).toISOString(), by: h.by, action: h.action as HistoryItem['action'], change: h.change,
    changes: changesBetween(register, records[i]!.before, records[i]!.after ?? {}, text),
  }))
  return [...items, { id: 0, at: item.createdAt, by: maker?.by ?? (maker?.imported ? item.source : null), action: 'create', change: null, changes: [] }]
}

/** Fields that differ between two states of a record, in the order of the definition. */
function changesBetween(register: Register, before: RegisterRecord, after: RegisterRecord, text: Namer): FieldChange[] {
  return Object.entries(register.fields).flatMap(([field, of]) =>
    isComputed(register, field) || same(before[field], after[field]) ? [] : [{ field, label: of.label, before: before[field] ?? null, after: after[field] ?? null, beforeText: text(field, before[field]), afterText: text(field, after[field]) }])
}

/** What was changed since the version that somebody read. Empty when that version is not known. */
export async function conflictOf(tx: Tx, register: Register, current: RegisterItem, version: number): Promise<Conflict> {
  const [then] = await rows<HistoryRow>(tx, sql`
    select ${fields} from ${from} where h.register = ${register.table} and h.record = ${current.id} and h.action = 'update' and (h.before->>'version')::int = ${version} order by h.id limit 1`)
  const before = then ? recordOf(register, then.before, then.pointBefore) : null
  const text = await namer(tx, register, current.gemeente, before ? [before, current] : [])
  const changes = before ? changesBetween(register, before, current, text).filter(({ field }) => !register.fields[field]!.readOnly) : []
  return { current, changed: changes.map(({ after, afterText, ...rest }) => ({ ...rest, theirs: after, theirsText: afterText })), by: current.updatedBy, at: current.updatedAt }
}
