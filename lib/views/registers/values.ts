import { dateInAmsterdam, daysBetween } from '@/lib/domain/period'
import type { Field } from '@/lib/domain/register'
import { count, limit, longDate, shortDate } from '@/lib/ui/format'
import { textOfPoint } from './degrees'
import type { Names } from './shapes'
import { words } from './words'

const euro = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR', minimumFractionDigits: 2 })
const ago = new Intl.RelativeTimeFormat('nl-NL', { numeric: 'auto' })

export const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** A date, or the day of a moment in Amsterdam. */
export const dayOf = (value: string): string => (value.length > 10 ? dateInAmsterdam(new Date(value)) : value)

/** "€ 12.500", "€ 12.500,50" */
export const euros = (value: number): string => euro.format(value).replace(',00', '').replace(/\u00a0/g, ' ')

/** A value as people read it; `names` holds the Dutch names of what it points at. Empty is "–" unless told otherwise. */
export function textOf(field: Field, value: unknown, names?: Names[string], { empty = words.none, short = false }: { empty?: string; short?: boolean } = {}): string {
  if (isEmpty(value)) return empty
  const listed = (texts: readonly string[]): string => (short && texts.length > 3 ? `${texts.slice(0, 2).join(', ')} ${words.more(texts.length - 2)}` : texts.join(', '))
  switch (field.type) {
    case 'yesno': return value === true ? words.yes : words.no
    case 'date': return (short ? shortDate : longDate)(dayOf(String(value)))
    case 'time': return String(value).slice(0, 5)
    case 'eur': return euros(Number(value))
    // A year reads "2026", not "2.026".
    case 'integer': return Number(value) < 10_000 ? String(value) : count(Number(value))
    case 'number': return limit(Number(value))
    case 'choice': return field.choices?.[String(value)] ?? String(value)
    case 'choices': return listed((value as string[]).map((v) => field.choices?.[v] ?? v))
    case 'point': return textOfPoint(value as { lon: number; lat: number })
    // The rule in words comes with the names: the library that reads rules stays out of the lists.
    case 'reference': case 'buurt': case 'schedule': return typeof names === 'string' ? names : String(value)
    case 'references': case 'buurten': return listed(Array.isArray(names) && names.length > 0 ? names : (value as unknown[]).map(String))
    default: return String(value)
  }
}

/** "3 maanden geleden", "vandaag": by the largest unit that fits, of two dates yyyy-mm-dd. */
export function agoText(date: string, today: string): string {
  const days = daysBetween(date, today)
  if (Math.abs(days) < 14) return ago.format(-days, 'day')
  if (Math.abs(days) < 61) return ago.format(-Math.round(days / 7), 'week')
  if (Math.abs(days) < 730) return ago.format(-Math.round(days / 30.44), 'month')
  return ago.format(-Math.floor(days / 365.25), 'year')
}
