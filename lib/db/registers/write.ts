import { sql, type SQL } from 'drizzle-orm'
import { columnOf, type Field, type Register, type RegisterId, type RegisterRecord } from '@/lib/domain/register'
import { countedRecords } from '@/lib/domain/register-text'
import { registers } from '@/lib/domain/registers'
import { rows, sqlState, type Tx } from '../client'
import { arrayText } from '../text-array'
import { RegisterRefused, type FieldError } from './refused'
import { isComputed, name, tableOf, target } from './shape'

/** Names the change that this transaction makes, so that it can be undone as a whole. */
export const nameChange = (tx: Tx, change: string): Promise<unknown> => tx.execute(sql`select set_config('app.change', ${change}, true)`)

/** A value as the database keeps it. A point comes in CRS84 and is kept in RD (EPSG:28992). */
function written({ type, to }: Field, value: unknown): SQL {
  if (value === null || value === undefined) return sql`null`
  switch (type) {
    case 'date': return sql`${value}::date`
    case 'time': return sql`${value}::time`
    case 'number': return sql`${value}::float8`
    case 'integer': return sql`${value}::int`
    case 'eur': return sql`${value}::numeric`
    case 'yesno': return sql`${value}::boolean`
    case 'point': {
      const { lon, lat } = value as { lon: number; lat: number }
      return sql`ST_Transform(ST_SetSRID(ST_MakePoint(${lon}::float8, ${lat}::float8), 4326), 28992)`
    }
    case 'reference': return to === 'themes' || to === 'teams' ? sql`${value}::text` : sql`${value}::bigint`
    case 'references': case 'choices': case 'buurten': return sql`${arrayText(value as (string | number)[])}::text::${sql.raw(type === 'references' && to !== 'themes' && to !== 'teams' ? 'bigint[]' : 'text[]')}`
    default: return sql`${value}::text`
  }
}

/** The fields of a record that have a column to write. */
const writable = (register: Register, record: RegisterRecord): [string, SQL][] =>
  Object.entries(record).flatMap(([field, value]) => (register.fields[field] && !isComputed(register, field) ? [[columnOf(field), written(register.fields[field], value)] as [string, SQL]] : []))

/** The record that was made here under this id, by whoever may see it; null when there is none. */
async function findMade(tx: Tx, register: Register, gemeente: string, sourceId: string): Promise<number | null> {
  const [found] = await rows<{ id: number }>(tx, sql`select id from ${tableOf(register)} where gemeente = ${gemeente} and source = 'app' and source_id = ${sourceId}`)
  return found?.id ?? null
}

/** Adds a record under the id that the browser made; the same id again gives the record that is there, so that a form sent twice is one record. */
export async function insertRecord(tx: Tx, register: Register, gemeente: string, sourceId: string, record: RegisterRecord): Promise<{ id: number; created: boolean }> {
  const known = await findMade(tx, register, gemeente, sourceId)
  if (known !== null) return { id: known, created: false }
  const values = writable(register, record)
  try {
    const [made] = await tx.transaction((inner) => rows<{ id: number }>(inner as unknown as Tx, sql`
      insert into ${tableOf(register)} (gemeente, source, source_id, ${sql.join(values.map(([column]) => name(column)), sql`, `)})
      values (${gemeente}, 'app', ${sourceId}, ${sql.join(values.map(([, value]) => value), sql`, `)}) returning id`))
    return { id: made!.id, created: true }
  } catch (error) {
    if (sqlState(error) !== '23505') throw error
    const first = await findMade(tx, register, gemeente, sourceId) // the same form, at the same moment
    if (first === null) throw new RegisterRefused('conflict', 'Dit nummer van het formulier is al gebruikt. Laad de pagina opnieuw en probeer het nog eens.')
    return { id: first, created: false }
  }
}

/** Changes fields of records that are still at the version that was read. @returns the ids that were changed: not those that changed meanwhile or are not the reader's to change */
export async function updateRecords(tx: Tx, register: Register, asked: readonly { id: number; version: number }[], fields: RegisterRecord): Promise<number[]> {
  const values = writable(register, fields)
  if (values.length === 0 || asked.length === 0) return []
  const changed = await rows<{ id: number }>(tx, sql`
    update ${tableOf(register)} t set ${sql.join(values.map(([column, value]) => sql`${name(column)} = ${value}`), sql`, `)}
    from unnest(${`{${asked.map((a) => a.id).join()}}`}::bigint[], ${`{${asked.map((a) => a.version).join()}}`}::int[]) a(id, version)
    where t.id = a.id and t.version = a.version returning t.id`)
  return changed.map((r) => r.id)
}

/** Throws a record away that is still at the version that was read. @throws {RegisterRefused} when others use it */
export async function deleteRecord(tx: Tx, register: Register, id: number, version: number): Promise<boolean> {
  const used = await usesOf(tx, register.id, id)
  if (used.length > 0) throw new RegisterRefused('in_use', `Dit kan niet weg: ${register.the} wordt gebruikt door ${listed(used.map(({ register: by, n }) => countedRecords(by, n)))}.`)
  try {
    return (await rows(tx, sql`delete from ${tableOf(register)} t where t.id = ${id} and t.version = ${version} returning t.id`)).length > 0
  } catch (error) {
    if (sqlState(error) !== '23503') throw error
    throw new RegisterRefused('in_use', `Dit kan niet weg: ${register.the} wordt nog gebruikt.`)
  }
}

const listed = (texts: readonly string[]): string => (texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} en ${texts.at(-1)}`)

/** By how many records, that the reader may see, a record is used. Lines go with their agreement. */
async function usesOf(tx: Tx, register: RegisterId, id: number): Promise<{ register: RegisterId; n: number }[]> {
  const uses: { register: RegisterId; n: number }[] = []
  for (const by of Object.values(registers)) {
    const tests = Object.entries(by.fields).filter(([field, of]) => of.to === register && !of.readOnly && !(by.id === 'agreement-lines' && field === 'agreement'))
      .map(([field, of]) => (of.type === 'references' ? sql`t.${name(columnOf(field))} @> array[${id}::bigint]` : sql`t.${name(columnOf(field))} = ${id}::bigint`))
    if (tests.length === 0) continue
    const [counted] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from ${tableOf(by)} t where ${sql.join(tests, sql` or `)}`)
    if (counted!.n > 0) uses.push({ register: by.id, n: counted!.n })
  }
  return uses
}

/** Sets "klopt nog" to now. @returns false when there is no such record, or it is not one that is confirmed */
export async function confirmRecord(tx: Tx, register: Register, id: number): Promise<boolean> {
  const [done] = await rows<{ at: Date | null }>(tx, sql`select confirm_record(${register.table}, ${id}::bigint) as at`)
  return done?.at !== null
}

/** What the given fields refer to and does not exist, is of another gemeente, or may not be seen. Owners of initiatives are left to the rule N2 of the database. */
export async function missingReferences(tx: Tx, register: Register, gemeente: string, fields: RegisterRecord): Promise<FieldError[]> {
  const errors: FieldError[] = []
  for (const [field, value] of Object.entries(fields)) {
    const of = register.fields[field]
    if (!of?.to || of.to === 'advisers' || value === null || value === undefined) continue
    const keys = (Array.isArray(value) ? value : [value]) as (string | number)[]
    if (keys.length === 0) continue
    const to = target(of.to)
    const inGemeente = of.to === 'themes' || of.to === 'teams' ? sql`` : sql`and x.gemeente = ${gemeente}`
    const missing = await rows<{ key: string | number }>(tx, sql`
      select k.key from unnest(${arrayText(keys)}::text::${sql.raw(to.key === 'slug' ? 'text[]' : 'bigint[]')}) k(key) where not exists (select from ${to.table} x where x.${name(to.key)} = k.key ${inGemeente})`)
    if (missing.length > 0) errors.push({ name: field, message: `${of.label} bestaat niet (meer): ${missing.map((m) => m.key).slice(0, 5).join(', ')}` })
  }
  return errors
}
