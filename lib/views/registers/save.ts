import 'server-only'
import { randomUUID } from 'node:crypto'
import { checkRecord } from '@/lib/analysis/record-check'
import { writeAudit } from '@/lib/db/audit'
import { asking, type Tx } from '@/lib/db/client'
import type { Me } from '@/lib/db/people'
import { bulkUpdate, type Asked, type Planned } from '@/lib/db/registers/bulk'
import { conflictOf, same } from '@/lib/db/registers/history'
import { findRecord, findRecords, homeGemeente } from '@/lib/db/registers/list'
import { refusing, RegisterRefused, type FieldError } from '@/lib/db/registers/refused'
import { undoChange } from '@/lib/db/registers/undo'
import { confirmRecord, deleteRecord, insertRecord, missingReferences, nameChange, updateRecords } from '@/lib/db/registers/write'
import { checkFreeText } from '@/lib/domain/free-text'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { PersonalDataKind } from '@/lib/domain/personal-data'
import type { Register, RegisterRecord } from '@/lib/domain/register'
import type { BulkAnswer, RegisterItem, UndoAnswer } from '@/lib/domain/register-item'
import { mayAdd } from '@/lib/domain/register-rights'

/** `change` names what was done, so that it can be undone. */
export type Saved = { item: RegisterItem; change: string }
/** Fields of a record as JSON, and how they are sent. */
export type Given = RegisterRecord & { confirmText?: boolean }

const unknown = (register: Register): RegisterRefused => new RegisterRefused('unknown', `${capital(register.the)} bestaat niet, of hoort niet bij wat u mag zien.`)
const notAllowed = (register: Register, what: string): RegisterRefused => new RegisterRefused('not_allowed', `U mag ${register.the} niet ${what}.`)
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)

function invalid(errors: FieldError[], more: { confirmText?: boolean } = {}): RegisterRefused {
  return new RegisterRefused('invalid', `${errors.map((e) => e.message).slice(0, 3).join('; ')}${errors.length > 3 ? ' ...' : ''}.`.replace(/\.\.$/, '.'), errors, more)
}

/** Refuses free text in which personal data stands; what may be harmless is let through when the writer said that it is. @returns what was confirmed */
function guardText(register: Register, fields: RegisterRecord, confirmed: boolean): PersonalDataKind[] {
  const answers = Object.entries(fields).flatMap(([name, value]) =>
    register.fields[name]?.freeText && typeof value === 'string' ? [{ name, answer: checkFreeText(value, confirmed, Infinity) }] : [])
  const errors = answers.flatMap(({ name, answer }) => (answer.ok ? [] : [{ name, message: answer.problem.message }]))
  if (errors.length > 0) throw invalid(errors, { confirmText: answers.every(({ answer }) => answer.ok || answer.problem.code === 'confirm_needed') })
  return [...new Set(answers.flatMap(({ answer }) => (answer.ok ? answer.confirmed : [])))]
}

/** @throws {RegisterRefused} when a reference leads nowhere */
async function guardReferences(tx: Tx, register: Register, gemeente: string, fields: RegisterRecord): Promise<void> {
  const errors = await missingReferences(tx, register, gemeente, fields)
  if (errors.length > 0) throw invalid(errors)
}

/** How long a change of one record may take, in milliseconds: it waits for its turn in the audit log. */
const saveMs = 10_000

/** Adds a record; the same `sourceId` again gives the record that is there. @throws {RegisterRefused} */
export async function createRecord(me: Me, register: Register, { gemeente: asked, sourceId, confirmText = false, ...given }: Given & { gemeente?: string; sourceId?: string }, now: Date): Promise<Saved & { created: boolean }> {
  if (!mayAdd(register.id, me.role)) throw new RegisterRefused('not_allowed', `U mag geen ${register.one} toevoegen.`)
  const checked = checkRecord(register, given)
  if (checked.problems) throw invalid(checked.problems.map(({ field, message }) => ({ name: field, message })))
  const confirmed = guardText(register, checked.record, confirmText)
  const change = randomUUID()
  return asking(me, (tx) => refusing(register, async () => {
    const gemeente = asked ?? (await homeGemeente(tx, me))
    if (!gemeente) throw invalid([{ name: 'gemeente', message: 'Er zijn nog geen grenzen van een gemeente geladen' }])
    await guardReferences(tx, register, gemeente, checked.record)
    await nameChange(tx, change)
    const { id, created } = await insertRecord(tx, register, gemeente, sourceId ?? randomUUID(), checked.record)
    if (created) await writeAudit(tx, { action: 'register.create', objectType: register.table, objectId: id, detail: { change, ...(confirmed.length > 0 && { confirmed }) } })
    const item = await findRecord(tx, register, id, dateInAmsterdam(now))
    if (!item) throw unknown(register)
    return { item, created, change }
  }), { deadlineMs: saveMs })
}

/** What a record holds that may be written. */
const ownFields = (register: Register, item: RegisterRecord): RegisterRecord =>
  Object.fromEntries(Object.entries(register.fields).filter(([, f]) => !f.readOnly).map(([name]) => [name, item[name] ?? null]))

/** Only what `given` changes of a record, checked as a whole; what follows from it (how many times a year) goes along. @throws {RegisterRefused} */
function changedFields(register: Register, item: RegisterRecord, given: RegisterRecord): RegisterRecord {
  const checked = checkRecord(register, { ...ownFields(register, item), ...given })
  if (checked.problems) throw invalid(checked.problems.map(({ field, message }) => ({ name: field, message })))
  return Object.fromEntries(Object.entries(checked.record).filter(([name, value]) => !same(value, item[name])))
}

/** Changes a record that is still as it was read. @throws {RegisterRefused} `conflict` when somebody else was first: then with what they changed */
export async function changeRecord(me: Me, register: Register, id: number, { version, confirmText = false, ...given }: Given & { version: number }, now: Date): Promise<Saved> {
  const change = randomUUID()
  return asking(me, (tx) => refusing(register, async () => {
    const today = dateInAmsterdam(now)
    const item = await findRecord(tx, register, id, today)
    if (!item) throw unknown(register)
    if (!item.may.update) throw notAllowed(register, 'wijzigen')
    if (item.version !== version) throw await conflict(tx, register, item, version)
    const fields = changedFields(register, item, given)
    const confirmed = guardText(register, fields, confirmText)
    await guardReferences(tx, register, item.gemeente, fields)
    await nameChange(tx, change)
    if (Object.keys(fields).length === 0) return { item, change }
    const done = await updateRecords(tx, register, [{ id, version }], fields)
    const after = await findRecord(tx, register, id, today)
    if (!after) throw unknown(register)
    if (done.length === 0) throw after.version === version ? notAllowed(register, 'wijzigen') : await conflict(tx, register, after, version)
    await writeAudit(tx, { action: 'register.update', objectType: register.table, objectId: id, detail: { change, fields: Object.keys(fields), ...(confirmed.length > 0 && { confirmed }) } })
    return { item: after, change }
  }), { deadlineMs: saveMs })
}

async function conflict(tx: Tx, register: Register, current: RegisterItem, version: number): Promise<RegisterRefused> {
  const found = await conflictOf(tx, register, current, version)
  return new RegisterRefused('conflict', `${capital(register.the)} is intussen gewijzigd. Uw wijziging is niet opgeslagen: kijk wat er anders is en kies.`, [], { conflict: found })
}

/** Throws a record away that is still as it was read. @throws {RegisterRefused} */
export async function removeRecord(me: Me, register: Register, id: number, version: number, now: Date): Promise<{ change: string }> {
  const change = randomUUID()
  return asking(me, (tx) => refusing(register, async () => {
    const item = await findRecord(tx, register, id, dateInAmsterdam(now))
    if (!item) throw unknown(register)
    if (!item.may.delete) throw notAllowed(register, 'verwijderen')
    if (item.version !== version) throw await conflict(tx, register, item, version)
    await nameChange(tx, change)
    if (!(await deleteRecord(tx, register, id, version))) throw notAllowed(register, 'verwijderen')
    await writeAudit(tx, { action: 'register.delete', objectType: register.table, objectId: id, detail: { change } })
    return { change }
  }), { deadlineMs: saveMs })
}

/** "Klopt nog". @throws {RegisterRefused} */
export async function confirmAgain(me: Me, register: Register, id: number, now: Date): Promise<Saved> {
  const change = randomUUID()
  return asking(me, (tx) => refusing(register, async () => {
    const today = dateInAmsterdam(now)
    const item = await findRecord(tx, register, id, today)
    if (!item) throw unknown(register)
    if (!item.may.confirm) throw notAllowed(register, 'bevestigen')
    await nameChange(tx, change)
    await confirmRecord(tx, register, id)
    await writeAudit(tx, { action: 'register.confirm', objectType: register.table, objectId: id, detail: { change } })
    return { item: (await findRecord(tx, register, id, today))!, change }
  }), { deadlineMs: saveMs })
}

/** How long a change of many records may take, in milliseconds. */
const bulkMs = 30_000

/**
 * Gives fields of many records the same value: all, or none when something stands in the way of one. With `preview` nothing is changed. A field that is not
 * meant for it is refused. @throws {RegisterRefused}
 */
export async function bulkEdit(me: Me, register: Register, records: Asked, set: RegisterRecord, preview: boolean, now: Date): Promise<BulkAnswer> {
  const names = Object.keys(set)
  const wrong = names.filter((name) => !register.fields[name]?.bulk)
  if (names.length === 0) throw invalid([{ name: 'set', message: 'Kies wat u wilt wijzigen' }])
  if (wrong.length > 0) throw invalid(wrong.map((name) => ({ name, message: `${register.fields[name]?.label ?? name} kan niet voor veel tegelijk worden gewijzigd` })))
  if (new Set(records.map((r) => r.id)).size < records.length) throw invalid([{ name: 'records', message: 'Dezelfde regel staat er meer dan eens' }])
  const value = checkedValues(register, set)
  const change = randomUUID()
  return asking(me, (tx) => refusing(register, async () => {
    const today = dateInAmsterdam(now)
    const [first] = await findRecords(tx, register, [records[0]!.id], today)
    if (first) await guardReferences(tx, register, first.gemeente, value)
    await nameChange(tx, change)
    const { items, done } = await bulkUpdate(tx, register, records, value, (item) => planFor(register, item, value), today, preview)
    if (preview) return { items, change: null }
    const stands = items.filter((item) => item.problem !== undefined)
    if (stands.length > 0) throw new BulkRefused({ items, change: null }, stands.length)
    await writeAudit(tx, { action: 'register.bulk', objectType: register.table, detail: { change, fields: names, ids: done } })
    return { items, change }
  }), { deadlineMs: bulkMs })
}

/** Something stands in the way of some records: nothing was changed. */
export class BulkRefused extends RegisterRefused {
  constructor(readonly answer: BulkAnswer, n: number) {
    super('blocked', `Er is niets gewijzigd: bij ${n} van de ${answer.items.length} kan het niet.`)
  }
}

/** The values by the schemas of their fields. */
function checkedValues(register: Register, set: RegisterRecord): RegisterRecord {
  const parsed = Object.entries(set).map(([name, value]) => [name, register.fields[name]!.schema.safeParse(value === '' ? null : value)] as const)
  const errors = parsed.flatMap(([name, p]) => (p.success ? [] : [{ name, message: p.error.issues[0]!.message }]))
  if (errors.length > 0) throw invalid(errors)
  return Object.fromEntries(parsed.map(([name, p]) => [name, p.data]))
}

function planFor(register: Register, item: RegisterItem, value: RegisterRecord): Planned {
  try {
    return { fields: changedFields(register, item, value) }
  } catch (error) {
    if (error instanceof RegisterRefused) return { problem: error.message }
    throw error
  }
}

/** Puts back what a change did, as far as it still stands; what was changed later is kept and told. @throws {RegisterRefused} */
export async function undo(me: Me, register: Register, change: string): Promise<UndoAnswer> {
  const own = randomUUID()
  return asking(me, (tx) => refusing(register, async () => {
    await nameChange(tx, own)
    const undone = await undoChange(tx, register.id, change)
    if (!undone) throw new RegisterRefused('unknown', 'Deze wijziging bestaat niet, of hoort niet bij wat u mag zien.')
    if (undone.done.length > 0)
      await writeAudit(tx, { action: 'register.undo', objectType: register.table, detail: { change: own, undoes: change, records: undone.done.map((d) => `${d.register.table} ${d.id}`), kept: undone.kept.map((k) => k.id) } })
    return { undone: undone.done.length, kept: undone.kept, change: own }
  }), { deadlineMs: bulkMs })
}
