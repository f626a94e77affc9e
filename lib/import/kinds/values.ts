import { dateInAmsterdam, isDate } from '@/lib/domain/period'
import { findPersonalData } from '@/lib/domain/personal-data'
import type { Reject, SourceRecord } from '@/lib/domain/source-record'
import { sameNames } from '../child/batch'

type Fields = SourceRecord['fields']
type Value = Fields[string]

/** Which columns of a source answer to the names that a kind asks for, worked out once for all records with these columns. */
class Columns {
  private readonly byName = new Map<string, string[]>()
  private readonly asked = new WeakMap<readonly string[], string[]>()

  constructor(
    readonly names: readonly string[],
    readonly rename: Record<string, string> | undefined,
  ) {
    for (const column of names) {
      const name = (rename?.[column] ?? column).trim().toLowerCase()
      this.byName.set(name, [...(this.byName.get(name) ?? []), column])
    }
  }

  /** Columns for any of `names`, in that order. */
  of(names: readonly string[]): readonly string[] {
    let found = this.asked.get(names)
    if (!found) this.asked.set(names, (found = names.flatMap((name) => this.byName.get(name.toLowerCase()) ?? [])))
    return found
  }
}

const maxText = 4000
let latest: Columns | null = null

function columnsOf(fields: Fields, rename: Record<string, string> | undefined): Columns {
  const names = Object.keys(fields)
  if (latest === null || latest.rename !== rename || !sameNames(latest.names, names)) latest = new Columns(names, rename)
  return latest
}

/**
 * Reads fields of one record by any of their names (case and padding do not matter) and collects what is wrong with it. Lists of
 * names that are constants of the caller are looked up once per source instead of once per record.
 */
export class RecordReader {
  readonly rejects: Reject[] = []
  private readonly columns: Columns

  constructor(
    private readonly record: SourceRecord,
    rename: Record<string, string> | undefined,
    private readonly decimalComma: boolean,
  ) {
    this.columns = columnsOf(record.fields, rename)
  }

  /** The first of `names` that is there and not empty, in that order; of two columns with the same name the first that says something. */
  find(names: readonly string[]): { column: string; value: string | number | boolean } | null {
    for (const column of this.columns.of(names)) {
      const value = this.record.fields[column]
      if (value !== undefined && !isEmpty(value)) return { column, value: value as string | number | boolean }
    }
    return null
  }

  has(names: readonly string[]): boolean {
    return this.columns.of(names).length > 0
  }

  reject(column: string | null, code: string, message: string, value?: unknown): void {
    this.rejects.push({ row: this.record.row, column, code, message, value: value === undefined || value === null ? null : keepable(shorten(String(value))) })
  }

  /** null when empty; a reject when it is longer than anything that is a name or a sentence. */
  text(names: readonly string[]): string | null {
    const found = this.find(names)
    const text = found ? String(found.value).trim() : null
    if (text === null || text.length <= maxText) return text
    this.reject(found!.column, 'text_too_long', `Verwacht: hooguit ${maxText} tekens, en dit zijn er ${text.length}.`, text)
    return null
  }

  required(names: readonly string[], what: string): string | null {
    const found = this.text(names)
    if (found === null && this.find(names) === null) this.reject(names[0]!, 'missing', `${what} ontbreekt. Verwacht: een waarde in kolom "${names[0]}".`)
    return found
  }

  /** One of a closed list; `words` maps what sources say to our word. */
  choice(names: readonly string[], words: Readonly<Record<string, string>>, fallback: string): string | null {
    const found = this.find(names)
    if (!found) return fallback
    const word = words[String(found.value).trim().toLowerCase()]
    if (word !== undefined) return word
    this.reject(found.column, 'choice_invalid', `Verwacht: ${[...new Set(Object.values(words))].join(', ')}.`, found.value)
    return null
  }

  /** A calendar date in Amsterdam. ISO (with or without time) and dd-mm-jjjj; nothing is guessed. */
  date(names: readonly string[], what: string, today: string): string | null {
    const found = this.find(names)
    if (!found) {
      this.reject(names[0]!, 'missing', `${what} ontbreekt. Verwacht: een datum in kolom "${names[0]}".`)
      return null
    }
    const date = parseDate(String(found.value))
    if (date === null) this.reject(found.column, 'date_invalid', `${what} is geen datum. Verwacht: jjjj-mm-dd of dd-mm-jjjj.`, found.value)
    else if (date > today) this.reject(found.column, 'date_future', `${what} ligt in de toekomst (vandaag is ${today}).`, found.value)
    else return date
    return null
  }

  /** null when empty; a reject when it is no finite number. */
  number(names: readonly string[]): number | null {
    const found = this.find(names)
    if (!found) return null
    const value = parseNumber(found.value, this.decimalComma)
    if (value === null) this.reject(found.column, 'number_invalid', 'Verwacht: een getal.', found.value)
    return value
  }

  whole(names: readonly string[], low: number, high: number, fallback: number): number | null {
    const found = this.find(names)
    if (!found) return fallback
    const value = parseNumber(found.value, this.decimalComma)
    if (value !== null && Number.isInteger(value) && value >= low && value <= high) return value
    this.reject(found.column, 'number_invalid', `Verwacht: een heel getal van ${low} tot en met ${high}.`, found.value)
    return null
  }

  yesNo(names: readonly string[], fallback: boolean): boolean | null {
    const found = this.find(names)
    if (!found) return fallback
    const word = String(found.value).trim().toLowerCase()
    if (['ja', 'true', '1', 'yes', 'j', 'waar'].includes(word)) return true
    if (['nee', 'false', '0', 'no', 'n', 'onwaar'].includes(word)) return false
    this.reject(found.column, 'choice_invalid', 'Verwacht: ja of nee.', found.value)
    return null
  }
}

const isEmpty = (value: Value): boolean => value === null || (typeof value === 'string' && value.trim() === '')

/** What stood in a rejected cell is kept with the report, but not when it is about a person: cells get shifted, and people type anything anywhere. */
const keepable = (text: string): string | null => (findPersonalData(text).length > 0 ? null : text)

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

/** Files hold the same days over and over. */
const parsedDates = new Map<string, string | null>()

/** yyyy-mm-dd; a moment with a zone becomes its date in Amsterdam. null when it is no date that exists. */
export function parseDate(text: string): string | null {
  let date = parsedDates.get(text)
  if (date === undefined) {
    if (parsedDates.size >= 5_000) parsedDates.clear()
    parsedDates.set(text, (date = readDate(text)))
  }
  return date
}

function readDate(text: string): string | null {
  const given = text.trim()
  const dutch = /^(\d{1,2})[-.](\d{1,2})[-.](\d{4})(?:[ T](?:[01]?\d|2[0-3]):[0-5]\d.*)?$/.exec(given)
  if (dutch) return existing(`${dutch[3]}-${dutch[2]!.padStart(2, '0')}-${dutch[1]!.padStart(2, '0')}`)
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(given)
  if (!iso) return null
  if (!existing(iso[1]!)) return null
  if (!iso[3]) return iso[1]!
  const moment = new Date(`${iso[1]}T${iso[2]}${iso[3]}`)
  return Number.isNaN(moment.getTime()) ? null : dateInAmsterdam(moment)
}

const existing = (date: string): string | null => (isDate(date) ? date : null)

/**
 * A finite number or null. With `decimalComma` the text is Dutch ("1.234,5"); without, a lone comma between digits is
 * refused rather than guessed, unless it cannot be anything else ("0,25").
 */
export function parseNumber(value: string | number | boolean, decimalComma: boolean): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return null
  let text = value.trim().replace(/\s/g, '')
  if (decimalComma) {
    if (/^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)) text = text.replaceAll('.', '')
    text = text.replace(',', '.')
  } else if (/^-?\d+,\d{1,2}$/.test(text)) text = text.replace(',', '.')
  return /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : null
}

/** gemeente, wijk or buurt of a code of the CBS (letters occur: BU0363AA01); null for anything else. */
export function levelOfCode(code: string): 'gemeente' | 'wijk' | 'buurt' | null {
  if (/^GM\d{4}$/.test(code)) return 'gemeente'
  if (/^WK\d{4}[0-9A-Z]{2}$/.test(code)) return 'wijk'
  if (/^BU\d{4}[0-9A-Z]{4}$/.test(code)) return 'buurt'
  return null
}

/** Numbers that stand for "missing" in files of the CBS, and why the value is missing. */
export function sentinelReason(value: number): string | null {
  if (value === -99997) return 'geheim'
  if (value === -99995) return 'later'
  if (value === -99991) return 'vervallen'
  if (value <= -99990) return 'onbekend'
  return null
}

/** A word for an address or key: "Beschikbaarheid (in %)" -> "beschikbaarheid-in". */
export function toSlug(text: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && text.length <= 64) return text
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 64)
}
