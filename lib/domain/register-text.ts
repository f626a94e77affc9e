import { dateInAmsterdam } from './period'
import type { Field, Register, RegisterRecord } from './register'
import { registers } from './registers'

/** `2026-03-01` as people write it: 1-3-2026; of a moment its day in Amsterdam. */
const dutchDate = (date: string): string => (date.length > 10 ? dateInAmsterdam(new Date(date)) : date).split('-').reverse().map(Number).join('-')
const dutchNumber = new Intl.NumberFormat('nl-NL', { maximumFractionDigits: 2 })
const euro = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' })

/**
 * What people read of a value: the label of a choice, a date as 1-3-2026, the name of a reference when it is given; empty text for what is empty.
 * @param name Dutch name (or names) of what it refers to
 */
export function textOfValue(field: Field, value: unknown, name?: string | string[]): string {
  if (value === null || value === undefined || value === '') return ''
  if (name !== undefined && name !== null) return Array.isArray(name) ? name.join(', ') : name
  switch (field.type) {
    case 'choice': return field.choices?.[String(value)] ?? String(value)
    case 'choices': return (value as string[]).map((v) => field.choices?.[v] ?? v).join(', ')
    case 'references':
    case 'buurten': return (value as unknown[]).join(', ')
    case 'yesno': return value ? 'Ja' : 'Nee'
    case 'date': return dutchDate(String(value))
    case 'number':
    case 'integer': return field.type === 'integer' && Number(value) < 10_000 ? String(value) : dutchNumber.format(Number(value))
    case 'eur': return euro.format(Number(value)).replace(/[\u00a0\u202f]/g, ' ')
    case 'point': { const { lon, lat } = value as { lon: number; lat: number }; return `${lat.toFixed(5)}, ${lon.toFixed(5)}` }
    default: return String(value)
  }
}

/** The name of a record in lists, links and messages: its name fields, joined. */
export function nameOfRecord(register: Register, record: RegisterRecord & { names?: Record<string, string | string[]> }): string {
  return register.nameFields.map((name) => textOfValue(register.fields[name]!, record[name], record.names?.[name])).filter(Boolean).join(' - ')
}

/** "een dienst", "2 diensten" as in "wordt gebruikt door 2 diensten". */
export function countedRecords(register: keyof typeof registers, n: number): string {
  const { one, title } = registers[register]
  return n === 1 ? `1 ${one}` : `${n} ${title[0]!.toLowerCase()}${title.slice(1)}`
}
