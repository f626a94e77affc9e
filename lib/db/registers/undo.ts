import { sql } from 'drizzle-orm'
import { columnOf, registerIds, type Register, type RegisterId } from '@/lib/domain/register'
import { nameOfRecord } from '@/lib/domain/register-text'
import { registers } from '@/lib/domain/registers'
import { rows, type Tx } from '../client'
import { namer, recordOf } from './history'
import { refusalOf } from './refused'
import { isComputed, name, tableOf } from './shape'
import { deleteRecord } from './write'

type Row = { id: number; register: string; record: number; action: string; before: Record<string, unknown>; after: Record<string, unknown> | null }
/** What a change did to one record in all: its first and its last line. */
type Net = { register: Register; record: number; first: Row; last: Row }
export type Kept = { id: number; name: string; reason: string }

const byTable = new Map(Object.values(registers).map((r) => [r.table, r]))

/**
 * Puts back what a change did, as far as it still stands: a record that was changed or confirmed later is kept and told. What was added goes, what was
 * thrown away comes back with its number. Runs in the rights of the reader. Null when there is no such change, or none that the reader may see.
 * @returns ids of what was put back, by table
 */
export async function undoChange(tx: Tx, register: RegisterId, change: string): Promise<{ done: { register: Register; id: number }[]; kept: Kept[] } | null> {
  const found = await rows<Row>(tx, sql`select h.id, h.register, h.record, h.action, h.before, h.after from record_history h where h.change = ${change}::uuid order by h.id`)
  if (!found.some((row) => byTable.get(row.register)?.id === register)) return null
  const nets = new Map<string, Net>()
  for (const row of found) {
    const of = byTable.get(row.register)
    if (!of) continue
    const key = `${row.register}|${row.record}`
    nets.set(key, { register: of, record: row.record, first: nets.get(key)?.first ?? row, last: row })
  }
  const done: { register: Register; id: number }[] = []
  const kept: Kept[] = []
  for (const net of [...nets.values()].sort((a, b) => turnOf(a) - turnOf(b))) {
    const reason = await tried(tx, net)
    if (reason === null) done.push({ register: net.register, id: net.record })
    else kept.push({ id: net.record, name: await nameOf(tx, net), reason })
  }
  return { done, kept }
}

/** What was thrown away comes back first, what others refer to before them; what was added goes last, in the other order. */
function turnOf({ register, first, last }: Net): number {
  const nth = 1 + registerIds.indexOf(register.id)
  return last.action === 'delete' ? nth - 100 : first.action === 'insert' ? 100 - nth : 0
}

async function tried(tx: Tx, net: Net): Promise<string | null> {
  try {
    return await tx.transaction((inner) => putBack(inner as unknown as Tx, net))
  } catch (error) {
    const refused = refusalOf(net.register, error)
    if (!refused) throw error
    return refused.message
  }
}

/** @throws {RegisterRefused} @returns why it was kept as it is; null when it was put back */
async function putBack(tx: Tx, { register, record, first, last }: Net): Promise<string | null> {
  const table = tableOf(register)
  if (last.action === 'delete') {
    if (first.action === 'insert') return null // came and went in the same change
    // Its version goes on counting: who still has the old one on the screen is told.
    await tx.execute(sql`
      insert into ${table} select r.* from record_history h
      cross join lateral jsonb_populate_record(null::${table}, h.before || jsonb_build_object('version', (select (l.before->>'version')::int + 1 from record_history l where l.id = ${last.id}))) r
      where h.id = ${first.id}`)
    return null
  }
  const [now] = await rows<{ version: number; confirmed: boolean }>(tx, sql`
    select t.version, ${'confirmedAt' in register.fields ? sql`t.confirmed_at is not distinct from (h.after->>'confirmed_at')::timestamptz` : sql`true`} as confirmed
    from ${table} t join record_history h on h.id = ${last.id} where t.id = ${record}`)
  if (!now) return 'Is daarna verwijderd, of hoort niet bij wat u mag zien'
  if (now.version !== Number(last.after!.version)) return 'Is daarna gewijzigd'
  if (first.action === 'insert') return takeAway(tx, register, record, now.version)
  const confirmOnly = first.action === 'confirm' && last.action === 'confirm'
  if (confirmOnly && !now.confirmed) return 'Is daarna opnieuw bevestigd'
  const columns = confirmOnly ? ['confirmed_at'] : Object.keys(register.fields).filter((field) => field !== 'confirmedAt' && !isComputed(register, field)).map(columnOf)
  const put = await rows(tx, sql`
    update ${table} t set ${sql.join(columns.map((c) => sql`${name(c)} = r.${name(c)}`), sql`, `)}
    from record_history h cross join lateral jsonb_populate_record(null::${table}, h.before) r
    where h.id = ${first.id} and t.id = ${record} and t.version = ${now.version} returning t.id`)
  return put.length > 0 ? null : 'Mag u niet wijzigen'
}

/** What was added goes, unless others came to need it: lines too, which go along with an agreement that is thrown away on purpose. */
async function takeAway(tx: Tx, register: Register, id: number, version: number): Promise<string | null> {
  const [{ lines } = { lines: false }] = register.id === 'agreements' ? await rows<{ lines: boolean }>(tx, sql`select exists (select from agreement_line l where l.agreement = ${id}) as lines`) : []
  if (lines) return 'Heeft daarna regels gekregen'
  return (await deleteRecord(tx, register, id, version)) ? null : 'Mag u niet verwijderen'
}

async function nameOf(tx: Tx, { register, first, last }: Net): Promise<string> {
  const record = recordOf(register, first.action === 'insert' ? last.after! : first.before, null)
  const text = await namer(tx, register, String(first.before.gemeente ?? ''), [record])
  return nameOfRecord(register, { ...record, names: Object.fromEntries(register.nameFields.filter((f) => register.fields[f]!.to).map((f) => [f, text(f, record[f])])) })
}
