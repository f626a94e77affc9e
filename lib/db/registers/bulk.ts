import type { Register, RegisterRecord } from '@/lib/domain/register'
import type { BulkItem, RegisterItem } from '@/lib/domain/register-item'
import { nameOfRecord } from '@/lib/domain/register-text'
import type { Tx } from '../client'
import { namer } from './history'
import { findRecords } from './list'
import { refusalOf } from './refused'
import { updateRecords } from './write'

export type Asked = readonly { id: number; version: number }[]
/** What becomes of one record: the fields to write (what follows from them along), or what is wrong. */
export type Planned = { fields: RegisterRecord } | { problem: string }

/** Thrown to take back what was only tried. */
class TakenBack extends Error {}

/**
 * Gives fields of many records the same value, all or none. A preview does exactly the same and takes it back, so that it tells what would really happen:
 * rights, versions, rules and what the database refuses. @returns per record what it was and becomes, with what stands in the way
 */
export async function bulkUpdate(tx: Tx, register: Register, asked: Asked, set: RegisterRecord, plan: (item: RegisterItem) => Planned, today: string, preview: boolean): Promise<{ items: BulkItem[]; done: number[] }> {
  const known = new Map((await findRecords(tx, register, asked.map((a) => a.id), today)).map((item) => [item.id, item]))
  const problems = new Map<number, string>()
  const writes = new Map<string, { fields: RegisterRecord; records: { id: number; version: number }[] }>()
  for (const { id, version } of asked) {
    const item = known.get(id)
    if (!item) problems.set(id, 'Bestaat niet, of hoort niet bij wat u mag zien')
    else if (item.version !== version) problems.set(id, 'Is intussen gewijzigd')
    else if (!item.may.update) problems.set(id, 'Mag u niet wijzigen')
    else {
      const planned = plan(item)
      if ('problem' in planned) problems.set(id, planned.problem)
      else if (Object.keys(planned.fields).length > 0) {
        // Records that get the same fields are written in one statement.
        const key = JSON.stringify(planned.fields)
        const write = writes.get(key) ?? { fields: planned.fields, records: [] }
        write.records.push({ id, version })
        writes.set(key, write)
      }
    }
  }
  let done: number[] = []
  for (const { fields, records } of writes.values()) done.push(...(await tried(tx, register, fields, records, problems, preview)))
  if (problems.size > 0 || preview) done = []
  const gemeente = known.values().next().value?.gemeente ?? ''
  const text = await namer(tx, register, gemeente, [...known.values(), set])
  const items = asked.map(({ id }): BulkItem => {
    const item = known.get(id)
    const problem = problems.get(id)
    const of = (value: (name: string) => unknown): RegisterRecord => Object.fromEntries(Object.keys(set).map((name) => [name, value(name) ?? null]))
    const before = item ? of((name) => item[name]) : {}
    const after = !item ? {} : of((name) => set[name])
    const texts = (record: RegisterRecord): Record<string, string> => Object.fromEntries(Object.keys(record).map((name) => [name, text(name, record[name])]))
    return { id, name: item ? nameOfRecord(register, item) : String(id), before, after, beforeText: texts(before), afterText: texts(after), ...(problem !== undefined && { problem }) }
  })
  return { items, done }
}

/** Writes the records, in a preview only to see whether it can be done. What goes wrong is told per record. */
async function tried(tx: Tx, register: Register, fields: RegisterRecord, records: { id: number; version: number }[], problems: Map<number, string>, preview: boolean): Promise<number[]> {
  let changed: number[] = []
  try {
    await tx.transaction(async (inner) => {
      changed = await updateRecords(inner as unknown as Tx, register, records, fields)
      if (preview) throw new TakenBack()
    })
  } catch (error) {
    if (!(error instanceof TakenBack)) {
      const refused = refusalOf(register, error)
      if (!refused) throw error
      if (records.length === 1) {
        problems.set(records[0]!.id, refused.message)
        return []
      }
      // One of them stands in the way: ask each.
      const each: number[] = []
      for (const record of records) each.push(...(await tried(tx, register, fields, [record], problems, preview)))
      return each
    }
  }
  for (const { id } of records) if (!changed.includes(id)) problems.set(id, 'Mag u niet wijzigen, of is intussen gewijzigd')
  return changed
}
