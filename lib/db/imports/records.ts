import { sql, type SQL } from 'drizzle-orm'
import { columnOf, type Field, type Register } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'
import { sqlState, type Tx } from '../client'
import { refuseUnresolved, rejectUnresolved, resolved, resolveReferences, type Reference } from './references'
import { boundarySetFor, rejectDuplicates, rejectWhere, type Check, type Subject } from './subject'
import { ImportRefused, keptEdited, undoUpsert, upsert, type Target } from './upsert'

/** How staged rows `s` of a register become rows of its table. */
export type Shape = {
  register: Register
  /** jsonb that holds the fields */
  data: SQL
  references: Reference[]
  target: Target
  /** selects key, content and `confirmed_on` of what is staged */
  said(gemeente: string): SQL
}

const types: Partial<Record<Field['type'], string>> = { date: 'date', time: 'time', number: 'double precision', integer: 'int', eur: 'numeric(12, 2)', yesno: 'boolean' }

/**
 * @param columns what references are called in the source, where that is not the name of the field
 * @param given references that the caller resolves itself, as SQL over `s`
 */
export function shapeOf(register: Register, data: SQL, columns: (field: string) => string = columnOf, given: Readonly<Record<string, SQL>> = {}): Shape {
  const fields = Object.entries(register.fields).filter(([, f]) => !f.readOnly)
  const references = fields.filter(([name, f]) => f.to !== undefined && !(name in given)).map(([field, f]) => ({ field, column: columns(field), to: f.to!, many: f.type === 'references', data }))
  const value = (name: string, field: Field): SQL => {
    if (given[name]) return given[name]
    const reference = references.find((r) => r.field === name)
    if (reference) return resolved(reference)
    if (field.type === 'choices' || field.type === 'buurten') return sql`array(select jsonb_array_elements_text(${data}->${name}::text))`
    if (field.type === 'point') return sql`ST_Transform(ST_SetSRID(ST_MakePoint((${data}->${name}::text->>'x')::float8, (${data}->${name}::text->>'y')::float8), (${data}->${name}::text->>'srid')::int), 28992)`
    return sql`(${data}->>${name}::text)::${sql.raw(types[field.type] ?? 'text')}`
  }
  const columnsSql = fields.map(([name, field]) => sql`${value(name, field)} as ${sql.raw(`"${columnOf(name)}"`)}`)
  const content = fields.map(([name]) => columnOf(name))
  if ('timesPerYear' in register.fields) {
    columnsSql.push(sql`(${data}->>'timesPerYear')::double precision as times_per_year`)
    content.push('times_per_year')
  }
  const confirmed = 'confirmedAt' in register.fields
  return {
    register, data, references,
    target: { table: register.table, key: ['gemeente', 'source', 'source_id'], content: confirmed ? [...content, 'confirmed_at'] : content, geometry: 'point' in register.fields ? ['point'] : [], edited: true },
    said: (gemeente) => sql`select ${gemeente}::text as gemeente, s.data->>'source' as source, ${data}->>'sourceId' as source_id, ${sql.join(columnsSql, sql`, `)}, (${data}->>'confirmedOn')::date as confirmed_on`,
  }
}

/**
 * Writes staged records. What is new or has changed is confirmed by the import, on the day that the source says or else now; a row that is the same as
 * before keeps its confirmation, unless the source says a later day. So the same file twice changes nothing. An agreement that is brought in says
 * what was agreed, not that it is done: that is confirmed only when the source says so.
 */
export function writeRecords(tx: Tx, run: number, { register, target, said }: Shape, gemeente: string, from: SQL): Promise<{ applied: number; unchanged: number }> {
  const plain = target.content.filter((c) => c !== 'confirmed_at')
  if (plain.length === target.content.length) return upsert(tx, run, target, sql`${said(gemeente)} ${from}`)
  const list = (prefix: string): SQL => sql.raw(plain.map((c) => `${prefix}."${c}"`).join(', '))
  return upsert(tx, run, target, sql`
    select n.gemeente, n.source, n.source_id, ${list('n')},
           case when n.confirmed_on is not null then greatest(t.confirmed_at, n.confirmed_on::timestamp at time zone 'Europe/Amsterdam')
                when t.id is null or (${list('t')}) is distinct from (${list('n')}) then ${register.id === 'agreements' || register.id === 'agreement-lines' ? sql`t.confirmed_at` : sql`now()`} else t.confirmed_at end as confirmed_at
    from (${said(gemeente)} ${from}) n
    left join ${sql.raw(`"${target.table}"`)} t on t.gemeente = n.gemeente and t.source = n.source and t.source_id = n.source_id`)
}

/** Points outside the gemeente, and buurten that no boundaries of it have. @param named columns of the source by field */
export async function rejectPlaces(check: Check, { register, data }: Shape, gemeente: string): Promise<void> {
  const { run } = check
  for (const [name, field] of Object.entries(register.fields)) {
    if (field.type === 'point') {
      const set = (await boundarySetFor(check.tx, gemeente, 9999))!
      const at = sql`ST_Transform(ST_SetSRID(ST_MakePoint((${data}->${name}::text->>'x')::float8, (${data}->${name}::text->>'y')::float8), (${data}->${name}::text->>'srid')::int), 28992)`
      await rejectWhere(check, { column: 'punt', code: 'coord_outside', message: sql`'Deze plek ligt buiten alle buurten van ' || ${gemeente}::text || ' (indeling ' || ${set.year}::int || ').'` }, sql`
        select s.row, null::text as value from import_stage s left join lateral signal_places(${at}, null, ${set.id}) p on true
        where s.run = ${run} and jsonb_typeof(${data}->${name}::text) = 'object' and p.area is null`)
    }
    if (field.type !== 'buurt' && field.type !== 'buurten') continue
    const codes = field.type === 'buurt' ? sql`(select ${data}->>${name}::text as code) v` : sql`jsonb_array_elements_text(${data}->${name}::text) v(code)`
    await rejectWhere(check, { column: columnOf(name), code: 'buurt_unknown', message: sql`'Deze buurt bestaat niet in ' || ${gemeente}::text || '.'` }, sql`
      select s.row, v.code as value from import_stage s cross join lateral ${codes}
      where s.run = ${run} and v.code is not null and not exists (select from area a where a.gemeente = ${gemeente} and a.level = 'buurt' and a.code = v.code)`)
  }
}

/** What our own triggers refuse (BF...) after all, because the data changed between check and load, is told and not thrown at the user. */
export function refusing<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!sqlState(error).startsWith('BF')) throw error
    let own = error as Error
    while (own.cause instanceof Error) own = own.cause
    throw new ImportRefused('rule_broken', `${own.message}. Er is niets veranderd.`)
  })
}

/** The subject of a kind that follows from one register. @param more checks of that kind alone */
export function recordsSubject(name: keyof typeof registers, more?: (check: Check, gemeente: string) => Promise<void>): Subject {
  const shape = shapeOf(registers[name], sql`s.data`)
  return {
    async validate(check, options) {
      const repeats = await rejectDuplicates(check, 'source_id', sql`(s.data->>'source') || '|' || (s.data->>'sourceId')`, { content: sql`s.data` })
      await resolveReferences(check.tx, check.run, options.gemeente!, shape.references)
      await rejectUnresolved(check, shape.references)
      await rejectPlaces(check, shape, options.gemeente!)
      await more?.(check, options.gemeente!)
      return repeats
    },

    async apply(tx, run, options) {
      await resolveReferences(tx, run, options.gemeente!, shape.references)
      await refuseUnresolved(tx)
      return refusing(writeRecords(tx, run, shape, options.gemeente!, sql`from import_stage s where s.run = ${run}`))
    },

    undo: async (tx, run) => keptEdited(await undoUpsert(tx, run, shape.target)),
  }
}

/** N2, said before anything is written: a wijkmanager connects, and owns nothing. */
export async function rejectOwners(check: Check): Promise<void> {
  await rejectWhere(check, { column: 'owner_user', code: 'owner_refused', message: sql`case b.role when 'wijkmanager' then 'De wijkmanager verbindt, maar is geen eigenaar.' else 'De eigenaar is een adviseur die in Buurtfocus werkt.' end` }, sql`
    select s.row, null::text as value, u.role from import_stage s
    join staged_reference r on r.field = 'ownerUser' and r.source = s.data->>'source' and r.value = s.data->>'ownerUser' and r.n = 1
    join app_user u on u.id = r.id where s.run = ${check.run} and not (u.role = 'adviser' and u.active)`)
}
