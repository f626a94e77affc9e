import { sql, type SQL } from 'drizzle-orm'
import type { Register } from '@/lib/domain/register'
import type { RegisterItem, RegisterList } from '@/lib/domain/register-item'
import { isDate } from '@/lib/domain/period'
import type { RegisterQuery } from '@/lib/domain/register-query'
import { findBoundarySet, listGemeenten } from '../areas'
import { rows, type Tx } from '../client'
import type { Me } from '../people'
import { whereOf } from './filters'
import { mayOf } from './may'
import { placeOf, selection, sortKey, tableOf, type Boundaries, type SortType } from './shape'

/** The cursor belongs to another list, or was made up. */
export class WrongCursor extends Error {}
/** More than an export holds; nothing is left out in silence. */
export class TooMany extends Error {
  constructor(readonly total: number, readonly most: number) { super(`${total} records, at most ${most}`) }
}
export const mostExported = 50_000

/** The gemeente that a question is about when it names none: of the own werkgebied or organisation, else the first. Null when there is none. */
export async function homeGemeente(tx: Tx, me: Me): Promise<string | null> {
  const scope = me.scopes[0]?.gemeente
  if (scope) return scope
  const [own] = me.role === 'organisation' ? await rows<{ gemeente: string }>(tx, sql`select gemeente from organisation where id = my_organisation()`) : []
  return own?.gemeente ?? (await listGemeenten(tx))[0]?.code ?? null
}

/** The boundaries that say in which buurt a record lies today. */
export async function boundariesOf(tx: Tx, gemeente: string, today: string): Promise<Boundaries> {
  const year = Number(today.slice(0, 4))
  const set = await findBoundarySet(tx, gemeente, year)
  return { gemeente, boundarySet: set?.id ?? null, year: set?.year ?? year }
}

export type ListQuery = Pick<RegisterQuery, 'filters' | 'q' | 'sort' | 'cursor'> & { gemeente: string; limit: number; today: string; uid: number | null; /** what a file says instead of ids, in `codes` */ codes?: boolean }
export type CodedItem = RegisterItem & { codes?: Record<string, string | string[] | null> }

/**
 * A page of a register: what the reader may see of it, with Dutch names, in one statement (and one that counts). A page starts after the last record of the
 * one before (its sort value and id), so that each record comes exactly once, also when others add some meanwhile. Empty values come last.
 * @throws {WrongCursor}
 */
export async function listRecords(tx: Tx, register: Register, query: ListQuery): Promise<RegisterList & { items: CodedItem[] }> {
  const at = await boundariesOf(tx, query.gemeente, query.today)
  const where = whereOf(register, query.filters, query.q, { ...at, today: query.today, uid: query.uid })
  const place = placeOf(register, at)
  const plain = sql`${tableOf(register)} t ${register.id === 'visits' ? sql`` : (place?.join ?? sql``)}`
  const [counted] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from ${plain} where ${where}`)
  const descending = query.sort.startsWith('-')
  const field = query.sort.replace(/^-/, '')
  const { key, type, join } = sortKey(register, field, at)
  const after = query.cursor === undefined ? sql`` : sql`and ${afterOf(readCursor(query.cursor, query.sort, type), key, type, descending)}`
  const order = descending ? sql`${key} desc nulls last, t.id desc` : sql`${key} asc nulls last, t.id asc`
  const { fields, joins } = selection(register, at, mayOf(register.id), query.codes)
  // First which records, then all about them: names and rights are worked out for one page only.
  const found = await rows<Row>(tx, sql`
    with page as materialized (
      select t.id, (${key})::text as sorted, row_number() over (order by ${order}) as nth from ${plain} ${join} where ${where} ${after}
      order by ${order} limit ${query.limit + 1})
    select ${fields}, page.sorted as "_sorted" from page join ${tableOf(register)} t on t.id = page.id ${joins} order by page.nth`)
  const items = found.slice(0, query.limit)
  const last = items.at(-1)
  const next = found.length > query.limit && last ? Buffer.from(JSON.stringify([query.sort, last._sorted, last.id])).toString('base64url') : null
  return { items: items.map((row) => itemOf(register, row)), total: counted!.n, next }
}

/** All records of a question, for an export. @throws {TooMany} */
export async function exportRecords(tx: Tx, register: Register, query: Omit<ListQuery, 'cursor' | 'limit'>): Promise<CodedItem[]> {
  const { items, total } = await listRecords(tx, register, { ...query, limit: mostExported })
  if (total > mostExported) throw new TooMany(total, mostExported)
  return items
}

/** Records by their ids, in no order; those that do not exist or may not be seen are left out: the two cannot be told apart. */
export async function findRecords(tx: Tx, register: Register, ids: readonly number[], today: string): Promise<RegisterItem[]> {
  if (ids.length === 0) return []
  const among = sql`t.id = any(${`{${ids.join()}}`}::bigint[])`
  const gemeenten = await rows<{ gemeente: string }>(tx, sql`select distinct t.gemeente from ${tableOf(register)} t where ${among}`)
  const found: RegisterItem[] = []
  for (const { gemeente } of gemeenten) {
    const { fields, joins } = selection(register, await boundariesOf(tx, gemeente, today), mayOf(register.id))
    found.push(...(await rows<Row>(tx, sql`select ${fields} from ${tableOf(register)} t ${joins} where ${among} and t.gemeente = ${gemeente}`)).map((row) => itemOf(register, row)))
  }
  return found
}

/** One record; null when it does not exist or may not be seen. */
export async function findRecord(tx: Tx, register: Register, id: number, today: string): Promise<RegisterItem | null> {
  return (await findRecords(tx, register, [id], today))[0] ?? null
}

type Row = { id: number; _sorted?: string | null; lon: number | null; lat: number | null; buurtCode: string | null; may: RegisterItem['may'] } & Record<string, unknown>

function itemOf(register: Register, row: Row): CodedItem {
  const item: Record<string, unknown> = {}
  const names: Record<string, string | string[]> = {}
  const codes: Record<string, string | string[] | null> = {}
  for (const [column, value] of Object.entries(row)) {
    if (column === '_sorted') continue
    if (column.startsWith('n_')) {
      if (value !== null) names[column.slice(2)] = value as string | string[]
    } else if (column.startsWith('c_')) codes[column.slice(2)] = value as string | string[] | null
    else item[column] = value
  }
  // Moments come as PostgreSQL writes them.
  for (const moment of ['createdAt', 'updatedAt']) item[moment] = new Date(String(item[moment])).toISOString()
  const { lon, lat, buurtCode, may, ...own } = item
  return { ...own, names, lon, lat, buurtCode, may, ...(Object.keys(codes).length > 0 && { codes }) } as CodedItem
}

const plainNumber = /^-?\d{1,30}(\.\d{1,30})?$/
const isOfType: Record<SortType, (value: string) => boolean> = {
  text: () => true,
  bigint: (v) => /^\d{1,18}$/.test(v),
  int: (v) => /^-?\d{1,9}$/.test(v),
  numeric: (v) => plainNumber.test(v),
  date: isDate,
  timestamptz: (v) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:\d{2})?$/.test(v) && isDate(v.slice(0, 10)),
}

type Cursor = { value: string | null; id: number }

function readCursor(text: string, sort: string, type: SortType): Cursor {
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    throw new WrongCursor()
  }
  const [of, value, id] = Array.isArray(parts) ? (parts as unknown[]) : []
  if (of !== sort || !Number.isSafeInteger(id) || !(value === null || (typeof value === 'string' && isOfType[type](value) && !value.includes('\0')))) throw new WrongCursor()
  return { value: value as string | null, id: id as number }
}

/** What comes after the last record of a page; empty values are last in both directions. */
function afterOf({ value, id }: Cursor, key: SQL, type: SortType, descending: boolean): SQL {
  const sign = descending ? sql`<` : sql`>`
  if (value === null) return sql`(${key} is null and t.id ${sign} ${id}::bigint)`
  const last = sql`${value}::${sql.raw(type)}`
  return sql`(${key} ${sign} ${last} or (${key} = ${last} and t.id ${sign} ${id}::bigint) or ${key} is null)`
}
