import { z } from 'zod'
import { filterParams, parseParams, screenParams, type ParamProblem } from './params'
import type { Field, Register } from './register'

/** What a filter of a register takes. */
export type FilterKind = 'slug' | 'id' | 'buurt' | 'date' | 'days' | 'year' | 'yesno' | 'owner' | 'choice' | 'text'

/** Filters that are no field; `subsidised` of organisations asks for a year, elsewhere for yes or no. */
const extraKinds: Readonly<Record<string, FilterKind>> = {
  theme: 'slug', werkgebied: 'slug', selected: 'buurt', on: 'date', from: 'date', to: 'date', ends: 'days', stale: 'days', year: 'year', organisation: 'id', owner: 'owner', overdue: 'yesno', subsidised: 'yesno',
}

/** What the filter `name` of a register takes; null when it has no such filter. */
export function filterKind(register: Register, name: string): FilterKind | null {
  const field = register.fields[name]
  if (field?.filter) return fieldKind(field)
  if (!register.filters || !(name in register.filters)) return null
  if (register.id === 'organisations' && name === 'subsidised') return 'year'
  return extraKinds[name] ?? null
}

function fieldKind(field: Field): FilterKind {
  if (field.type === 'choice' || field.type === 'choices') return 'choice'
  if (field.type === 'yesno') return 'yesno'
  if (field.type === 'reference' || field.type === 'references') return field.to === 'themes' || field.to === 'teams' ? 'slug' : 'id'
  if (field.type === 'buurt' || field.type === 'buurten') return 'buurt'
  if (field.type === 'integer') return 'year'
  return 'text'
}

const shapes: Readonly<Record<Exclude<FilterKind, 'choice'>, z.ZodType>> = {
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'verwacht: kleine letters, cijfers en streepjes'),
  id: z.string().regex(/^[1-9]\d{0,14}$/, 'verwacht: een nummer').transform(Number),
  buurt: filterParams.shape.selected.unwrap(),
  date: filterParams.shape.from.unwrap(),
  days: z.string().regex(/^\d{1,5}$/, 'verwacht: een aantal dagen').transform(Number),
  year: z.string().regex(/^(19|20|21)\d\d$/, 'verwacht: een jaar van vier cijfers').transform(Number),
  yesno: z.enum(['true', 'false', 'ja', 'nee'], 'verwacht: true of false').transform((v) => v === 'true' || v === 'ja'),
  owner: z.string().regex(/^(none|me|(adviser|organisation):[1-9]\d{0,14}|team:[a-z0-9][a-z0-9-]{0,63})$/, 'verwacht: none, me, adviser:nummer, organisation:nummer of team:naam'),
  text: z.string().trim().min(1, 'verwacht: tekst').max(120, 'verwacht: hoogstens 120 tekens'),
}

const listFormats = ['json', 'csv', 'xlsx', 'geojson'] as const
export type ListFormat = (typeof listFormats)[number]
const mostListed = 2000

/** The names of the fields that a list can be sorted on, besides `id` and `updatedAt`. */
export const sortable = (register: Register): string[] => [...Object.keys(register.fields).filter((name) => register.fields[name]!.sort), 'id', 'updatedAt']

const schemas = new WeakMap<Register, z.ZodObject>()

/** The query parameters of a register's list: page, API and export take the same. */
export function registerParams(register: Register): z.ZodObject {
  let made = schemas.get(register)
  if (made) return made
  const names = [...Object.keys(register.fields).filter((name) => register.fields[name]!.filter), ...Object.keys(register.filters ?? {})]
  const filters = names.map((name) => {
    const kind = filterKind(register, name)!
    const of = Object.keys(register.fields[name]?.choices ?? {}) as [string, ...string[]]
    return [name, (kind === 'choice' ? z.enum(of, `verwacht: ${of.join(', ')}`) : shapes[kind]).optional()]
  })
  const sorts = sortable(register).flatMap((name) => [name, `-${name}`]) as [string, ...string[]]
  made = z.strictObject({
    ...(Object.fromEntries(filters) as Record<string, z.ZodType>),
    q: shapes.text.optional(),
    gemeente: filterParams.shape.gemeente,
    sort: z.enum(sorts, `verwacht: ${sortable(register).join(', ')}, met een - ervoor voor aflopend`).optional(),
    limit: z.coerce.number('verwacht: een getal').int().min(1, 'verwacht: 1 of meer').max(mostListed, `verwacht: hoogstens ${mostListed}`).default(100),
    cursor: z.string().max(600).optional(),
    format: z.enum(listFormats, `verwacht: ${listFormats.join(', ')}`).default('json'),
    map: screenParams.shape.map,
    show: z.enum(['map'], 'verwacht: map').optional(),
  })
  schemas.set(register, made)
  return made
}

export type RegisterQuery = {
  gemeente?: string
  /** values by the name of the filter; only those that were given */
  filters: Record<string, string | number | boolean>
  /** part of a name */
  q?: string
  sort: string
  limit: number
  cursor?: string
  format: ListFormat
}

/** Turns query text into a question, or says in Dutch per name what was wrong. */
export function parseRegisterQuery(register: Register, search: URLSearchParams): { query: RegisterQuery; problems: null } | { query: null; problems: ParamProblem[] } {
  const parsed = parseParams(registerParams(register), search)
  if (parsed.problems) return { query: null, problems: parsed.problems }
  const { gemeente, sort, limit, cursor, format, map: _map, show: _show, q, ...filters } = parsed.params as Omit<RegisterQuery, 'filters' | 'sort'> & { sort?: string; map?: string; show?: string }
  return { query: { gemeente, filters: filters as RegisterQuery['filters'], q, sort: sort ?? register.order, limit, cursor, format }, problems: null }
}
