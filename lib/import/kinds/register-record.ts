import { checkSchedule, timesPerYear } from '@/lib/analysis/schedule'
import { listKinds } from '@/lib/domain/free-text'
import { findPersonalData, kindLabel } from '@/lib/domain/personal-data'
import { columnOf, type Field, type Register, type RegisterRecord } from '@/lib/domain/register'
import { recordSchema } from '@/lib/domain/register-fields'
import type { SourceGeometry } from '@/lib/domain/source-record'
import type { Context } from './kind'
import { placeOfRecord } from './place'
import { readSchedule } from './schedule-words'
import { parseDate, parseNumber, RecordReader } from './values'

/** Under which names the columns of a register stand in a source. */
export type Columns = Readonly<Record<string, readonly string[]>>

const aliases: Readonly<Record<string, readonly string[]>> = { buurt: ['buurt_code', 'buurtcode'], confirmedAt: ['confirmed_on'] }
const weekdayNames = ['weekday', 'dag']

/** Names of the columns of a register; those in `prefixed` only with the prefix, the others with and without. */
export function columnsOf(register: Register, prefix = '', prefixed: readonly string[] = []): Columns {
  const names = (field: string): string[] => [columnOf(field), ...(aliases[field] ?? [])].flatMap((n) => (prefix === '' ? [n] : prefixed.includes(field) ? [prefix + n] : [n, prefix + n]))
  return { ...Object.fromEntries([...Object.keys(register.fields), 'confirmedAt'].map((field) => [field, names(field)])), sourceId: prefix === '' ? ['source_id', 'id'] : [`${prefix}source_id`, `${prefix}id`] }
}

/** What stands for a reference while the schema looks: which record it is, only the database knows. */
const stand = (field: Field, value: unknown): unknown => {
  const one = (n: number): unknown => (field.to === 'themes' || field.to === 'teams' ? `x${n}` : n + 1)
  if (field.type === 'references') return (value as string[]).map((_, n) => one(n))
  if (field.type === 'reference') return value === null ? null : one(0)
  return field.type === 'point' ? (value === null ? null : { lon: 5, lat: 52 }) : value
}

const codes: Partial<Record<Field['type'], string>> = { date: 'date_invalid', time: 'time_invalid', number: 'number_invalid', integer: 'number_invalid', eur: 'number_invalid', yesno: 'choice_invalid', choice: 'choice_invalid', choices: 'choice_invalid', schedule: 'schedule_invalid', buurt: 'code_invalid', buurten: 'code_invalid' }

/**
 * One record of a register as it is staged, checked by the schema and the rules of the register; null when something was rejected. References stay as the
 * source says them (source_id or name), a point keeps its own CRS; `confirmedOn` only when the source says it.
 */
export function readRecord(read: RecordReader, register: Register, columns: Columns, geometry: SourceGeometry | null, context: Context): RegisterRecord | null {
  const before = read.rejects.length
  const fields = Object.entries(register.fields).filter(([, f]) => !f.readOnly)
  const values: RegisterRecord = {}
  for (const [name, field] of fields) values[name] = valueOf(read, field, columns[name]!, geometry, context)
  const sourceId = read.text(columns.sourceId!)
  if (sourceId === null) read.reject(columns.sourceId![0]!, 'missing', `Het nummer van ${register.the} ontbreekt. Verwacht: een waarde in kolom "${columns.sourceId![0]}".`)
  else if (sourceId.length > 120) read.reject(columns.sourceId![0]!, 'text_invalid', 'Het nummer is langer dan 120 tekens.')
  const asSaid = (name: string): string => read.find(columns[name]!)?.column ?? columns[name]![0]!
  const failed = new Set(read.rejects.map((r) => r.column))

  const parsed = recordSchema(register.fields).safeParse(Object.fromEntries(fields.flatMap(([name, field]) => (values[name] === undefined ? [] : [[name, stand(field, values[name])]]))))
  const told = new Set<string>()
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0])
    const column = name === 'point' ? 'punt' : asSaid(name)
    if (told.has(name) || failed.has(column) || (name === 'point' && values.point === 'fault')) continue
    told.add(name)
    const field = register.fields[name]!
    const empty = values[name] === null || (Array.isArray(values[name]) && values[name].length === 0)
    read.reject(column, empty ? 'missing' : (codes[field.type] ?? 'text_invalid'), `${issue.message}.`, field.freeText ? undefined : read.find(columns[name]!)?.value)
  }
  let problems = 0
  if (parsed.success) {
    for (const [name, field] of fields) if (!['reference', 'references', 'point'].includes(field.type)) values[name] = parsed.data[name]
    for (const { field, message } of register.rules?.(parsed.data as RegisterRecord) ?? []) { // stand-ins for references are all that rules ask
      problems++
      read.reject(field === 'point' ? 'punt' : asSaid(field), 'rule_broken', `${message}.`)
    }
  }
  checkSchedules(read, register, values, parsed.success && problems === 0, (name) => told.has(name), asSaid)
  const noteAsks = guardTexts(read, fields, values, asSaid, context)
  const confirmedOn = 'confirmedAt' in register.fields ? confirmation(read, columns.confirmedAt!, context.today) : null
  return read.rejects.length > before ? null : { sourceId, ...values, ...(confirmedOn && { confirmedOn }), ...(noteAsks && { noteAsks }) }
}

function valueOf(read: RecordReader, field: Field, names: readonly string[], geometry: SourceGeometry | null, context: Context): unknown {
  if (field.type === 'point') return placeOfRecord(read, geometry, context.info.srid, context.options.swapAxes ?? false)
  const found = read.find(names)
  if (!found) return field.type === 'yesno' ? undefined : ['choices', 'references', 'buurten'].includes(field.type) ? [] : null
  const text = String(found.value).trim()
  const parts = (): string[] => text.split('|').map((p) => p.trim()).filter(Boolean)
  switch (field.type) {
    case 'date': return parseDate(text) ?? text
    case 'time': return /^\d:\d\d/.test(text) ? `0${text}`.slice(0, 5) : text.replace(/^(\d\d:\d\d):\d\d$/, '$1')
    case 'number': case 'integer': case 'eur': return parseNumber(typeof found.value === 'string' ? text.replace(/^€\s*/, '') : found.value, context.info.decimalComma ?? false) ?? text
    case 'yesno': return yesNo[text.toLowerCase()] ?? text
    case 'choice': return word(field, text)
    case 'choices': return parts().map((p) => word(field, p))
    case 'references': return [...new Set(parts())].map((p) => limited(read, found.column, p))
    case 'reference': return limited(read, found.column, text)
    case 'buurten': return parts().map((p) => p.toUpperCase())
    case 'buurt': return text.toUpperCase()
    case 'schedule': {
      const meant = readSchedule(text, read.text(weekdayNames))
      if ('rule' in meant) return meant.rule
      const column = meant.column === 'schedule' ? found.column : read.find(weekdayNames)!.column
      read.reject(column, 'schedule_invalid', meant.message, read.find([column])?.value)
      return 'FREQ=DAILY' // told already
    }
    default: return text
  }
}

const yesNo: Readonly<Record<string, boolean>> = { ja: true, true: true, '1': true, yes: true, j: true, waar: true, nee: false, false: false, '0': false, no: false, n: false, onwaar: false }

/** Our word for what stands there: the word itself or its Dutch label. */
function word(field: Field, text: string): string {
  const lower = text.toLowerCase()
  return Object.entries(field.choices!).find(([value, label]) => value === lower || label.toLowerCase() === lower)?.[0] ?? text
}

function limited(read: RecordReader, column: string, text: string): string {
  if (text.length > 200) read.reject(column, 'text_invalid', 'Een nummer of naam is hier hoogstens 200 tekens.')
  return text
}

/** @param whole the rest of the record is right, so that its interval can be asked as well */
function checkSchedules(read: RecordReader, register: Register, values: RegisterRecord, whole: boolean, isTold: (name: string) => boolean, asSaid: (name: string) => string): void {
  for (const [name, field] of Object.entries(register.fields)) {
    const rule = values[name]
    if (field.type !== 'schedule' || typeof rule !== 'string' || isTold(name)) continue
    const problem = checkSchedule(rule, whole ? { from: String(values.from), to: values.to as string | null } : undefined)
    if (problem) read.reject(asSaid(name), 'schedule_invalid', `${problem}.`, rule)
    else values.timesPerYear = timesPerYear(rule)
  }
}

/** As notes of signals: certain personal data reject the row, what may name somebody asks. @returns whether it asks */
function guardTexts(read: RecordReader, fields: readonly [string, Field][], values: RegisterRecord, asSaid: (name: string) => string, { warn }: Context): boolean {
  let asks = false
  for (const [name, field] of fields) {
    const text = values[name]
    if (!field.freeText || typeof text !== 'string') continue
    const findings = findPersonalData(text)
    const blocking = [...new Set(findings.filter((f) => f.severity === 'block').map((f) => f.kind))]
    if (blocking.length > 0) read.reject(asSaid(name), 'personal_data', `In "${field.label}" staat ${listKinds(blocking)}. Verwacht: een tekst zonder gegevens van personen.`)
    else for (const kind of new Set(findings.map((f) => f.kind))) warn(`note_${kind}_${name}`, `keer staat er misschien ${kindLabel[kind]} in "${field.label}".`)
    asks ||= findings.length > 0
  }
  return asks
}

function confirmation(read: RecordReader, names: readonly string[], today: string): string | null {
  return read.find(names) ? read.date(names, 'De datum van bevestiging', today) : null
}
