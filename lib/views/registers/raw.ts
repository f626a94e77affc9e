import { checkRecord } from '@/lib/analysis/record-check'
import type { Field, Register, RegisterRecord, RuleProblem } from '@/lib/domain/register'
import '@/lib/domain/params' // says to zod what the content security policy of the page allows
import { readDegrees, writeDegrees, type Point } from './degrees'
import { emptySchedule, readSchedule, writeSchedule, type ScheduleForm } from './schedule-form'
import { words } from './words'

/** What stands in the boxes of a form, by field: text as typed, so that nothing that was typed is lost. It is kept as JSON over a reload. */
export type Raw = Record<string, unknown>
/** A reference that was typed and is not in its list. */
export type Unknown = { typed: string }
export type RawPoint = { lon: string; lat: string }
export const isUnknown = (value: unknown): value is Unknown => typeof value === 'object' && value !== null && 'typed' in value

const numeric = (field: Field): boolean => field.type === 'number' || field.type === 'integer' || field.type === 'eur'
const isList = (field: Field): boolean => field.type === 'choices' || field.type === 'references' || field.type === 'buurten'

/** JSON of a record -> what stands in the box. */
export function toRaw(field: Field, value: unknown): unknown {
  if (field.type === 'schedule') return readSchedule((value as string | null) ?? null)
  if (field.type === 'point') return value ? { lon: writeDegrees((value as Point).lon), lat: writeDegrees((value as Point).lat) } : { lon: '', lat: '' }
  if (field.type === 'yesno') return value === true
  if (isList(field)) return Array.isArray(value) ? value : []
  if (field.type === 'time') return typeof value === 'string' ? value.slice(0, 5) : ''
  if (numeric(field)) return typeof value === 'number' ? String(value).replace('.', ',') : ''
  if (field.type === 'reference' || field.type === 'buurt') return value ?? null
  return value ?? ''
}

export const emptyRaw = (register: Register, given: RegisterRecord = {}): Raw =>
  Object.fromEntries(writable(register).map(([name, field]) => [name, toRaw(field, given[name] ?? field.start ?? null)]))

export const writable = (register: Register): [string, Field][] => Object.entries(register.fields).filter(([, field]) => !field.readOnly)

/** "1.200" is twelve hundred, "1,5" one and a half, as people write it here; "1.5" is one and a half too. */
export function readNumber(text: string): number | null {
  const given = text.replace(/[\s\u00a0€]/g, '')
  if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(given)) return Number(given.replaceAll('.', '').replace(',', '.'))
  return /^-?\d+([.,]\d+)?$/.test(given) ? Number(given.replace(',', '.')) : null
}

/** What stands in the box -> JSON, or why it cannot be read. */
export function fromRaw(field: Field, raw: unknown): { value: unknown; problem?: undefined } | { value?: undefined; problem: string } {
  const text = typeof raw === 'string' ? raw.trim() : ''
  if (field.type === 'schedule') return { value: writeSchedule((raw ?? emptySchedule) as ScheduleForm) || null }
  if (field.type === 'point') return fromPoint(field, raw as RawPoint)
  if (field.type === 'yesno') return { value: raw === true }
  if (isUnknown(raw)) return { problem: `${field.label}: ${words.form.unknown(raw.typed)}` }
  if (isList(field)) return { value: Array.isArray(raw) ? raw : [] }
  if (field.type === 'reference' || field.type === 'buurt') return { value: raw === '' || raw === undefined ? null : raw }
  if (text === '') return { value: null }
  if (!numeric(field)) return { value: text }
  const value = readNumber(text)
  return value === null ? { problem: words.form.number(field.label, text) } : { value }
}

function fromPoint(field: Field, { lon, lat }: RawPoint): ReturnType<typeof fromRaw> {
  if (lon.trim() === '' && lat.trim() === '') return { value: null }
  if (lon.trim() === '' || lat.trim() === '') return { problem: `${field.label}: ${words.point.both}` }
  const point = { lon: readDegrees(lon), lat: readDegrees(lat) }
  if (point.lat === null) return { problem: `${words.point.lat}: ${words.point.wrong(lat)}` }
  if (point.lon === null) return { problem: `${words.point.lon}: ${words.point.wrong(lon)}` }
  return { value: point }
}

/**
 * The record of a form, checked as the API and the import check it. All problems at once, one per field, in the order of the fields; what only the
 * database knows comes from the server.
 */
export function checkForm(register: Register, raw: Raw): { record: RegisterRecord; problems: RuleProblem[] } {
  const problems: RuleProblem[] = []
  const given: RegisterRecord = {}
  for (const [name, field] of writable(register)) {
    const read = fromRaw(field, raw[name])
    given[name] = read.problem === undefined ? read.value : null
    if (read.problem !== undefined) problems.push({ field: name, message: read.problem })
  }
  const checked = checkRecord(register, given)
  // What could not be read is told once, not also as missing; rules over several fields wait until each is right.
  problems.push(...(checked.problems ?? []).filter((p, _i, all) => !problems.some((known) => known.field === p.field) && all.find((q) => q.field === p.field) === p))
  const order = Object.keys(register.fields)
  return { record: checked.record ? Object.fromEntries(writable(register).map(([name]) => [name, checked.record[name]])) : given, problems: problems.sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field)) }
}

/** Same value, also for lists and points. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The fields whose value differs from what was read. */
export const changedFields = (register: Register, before: RegisterRecord, after: RegisterRecord): RegisterRecord =>
  Object.fromEntries(writable(register).filter(([name]) => !same(before[name], after[name])).map(([name]) => [name, after[name]]))
