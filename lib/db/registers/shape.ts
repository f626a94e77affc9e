import { sql, type SQL } from 'drizzle-orm'
import { columnOf, type Field, type Register, type ShortList } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'

/**
 * How a register is read and written, made from its definition. Identifiers come from the definitions only, never from a question; values are bound.
 * The record is always `t`; what a reference points at is `r_{field}`, the buurt of a field `b_{field}`, where it lies `place`.
 */
export type Boundaries = { gemeente: string; /** in force now; null when none are loaded */ boundarySet: number | null; year: number }

export const name = (identifier: string): SQL => sql.raw(`"${identifier.replaceAll('"', '')}"`)
export const tableOf = (register: Register): SQL => name(register.table)
export const column = (field: string): SQL => sql`t.${name(columnOf(field))}`

/** Fields that are worked out, not kept. Hours that were delivered, also those that somebody saw. */
const computed: Readonly<Record<string, SQL>> = {
  'agreement-lines.delivered': sql`(select coalesce(sum(d.hours), 0) from delivery d where d.agreement_line = t.id and d.stage in ('delivered', 'seen'))`,
}
export const isComputed = (register: Register, field: string): boolean => `${register.id}.${field}` in computed

const lists: Readonly<Record<ShortList, { table: SQL; key: string; label: string; code: string }>> = {
  themes: { table: sql`theme`, key: 'slug', label: 'label', code: 'slug' },
  teams: { table: sql`team`, key: 'slug', label: 'name', code: 'slug' },
  werkgebieden: { table: sql`werkgebied`, key: 'id', label: 'name', code: 'slug' },
  advisers: { table: sql`advisers()`, key: 'id', label: 'name', code: 'id' },
}

/** A focus buurt by the name of the buurt, by the boundaries that its code is of, and the year of its cohort. */
const namedPeriods = sql`(select f.id, f.gemeente, f.source_id, coalesce(a.name, f.buurt_code) || ' ' || c.year as name from focus_period f join cohort c on c.id = f.cohort
  left join area a on a.gemeente = f.gemeente and a.year = f.boundary_year and a.level = 'buurt' and a.code = f.buurt_code and not a.water)`

/** A meeting by its platform and its day. */
const namedMeetings = sql`(select m.id, m.gemeente, m.source_id, w.name || ' ' || to_char(m.held_on, 'DD-MM-YYYY') as name from platform_meeting m join wijkplatform w on w.id = m.platform)`

/** Table, key, column with the name, and column that says it in a file, of what a reference points at. */
export function target(to: NonNullable<Field['to']>): { table: SQL; key: string; label: string; code: string } {
  if (to in lists) return lists[to as ShortList]
  if (to === 'focus-periods') return { table: namedPeriods, key: 'id', label: 'name', code: 'source_id' }
  if (to === 'platform-meetings') return { table: namedMeetings, key: 'id', label: 'name', code: 'source_id' }
  const register = registers[to as keyof typeof registers]
  return { table: tableOf(register), key: 'id', label: columnOf(register.nameFields[0]!), code: 'source_id' }
}

const fieldsOf = (register: Register): [string, Field][] => Object.entries(register.fields)
export const isList = (field: Field): boolean => field.type === 'choices' || field.type === 'references' || field.type === 'buurten'

/** A value as it is in JSON. Dates and times are text, numbers are numbers; a point is CRS84 with 6 decimals (about 0.1 m). */
function value(register: Register, field: string, { type }: Field): SQL {
  const at = isComputed(register, field) ? computed[`${register.id}.${field}`]! : column(field)
  switch (type) {
    // The one moment among the dates is told as its day here, not as that of the clock of the server.
    case 'date': return field === 'confirmedAt' ? sql`to_char(${at} at time zone 'Europe/Amsterdam', 'YYYY-MM-DD')` : sql`to_char(${at}, 'YYYY-MM-DD')`
    case 'time': return sql`to_char(${at}, 'HH24:MI')`
    case 'number': case 'eur': return sql`(${at})::float8`
    case 'integer': return sql`(${at})::int`
    case 'point': return sql`case when ${at} is not null then json_build_object('lon', round(ST_X(ST_Transform(${at}, 4326))::numeric, 6), 'lat', round(ST_Y(ST_Transform(${at}, 4326))::numeric, 6)) end` // 28992 -> CRS84
    case 'choices': case 'references': case 'buurten': return sql`to_json(${at})`
    default: return at
  }
}

/** Dutch name of a reference or buurt, of each of a list as JSON; null for fields without one. `what` = `code`: what a file says instead of the id. */
function label(field: string, of: Field, b: Boundaries, what: 'label' | 'code' = 'label'): SQL | null {
  const at = column(field)
  if (of.type === 'buurt') return what === 'code' ? null : sql`coalesce(${name(`b_${field}`)}.name, ${at})`
  if (of.type === 'buurten') return what === 'code' ? null : sql`(select coalesce(json_agg(coalesce(a.name, u.v) order by u.n), '[]') from unnest(${at}) with ordinality u(v, n)
    left join area a on a.boundary_set = ${b.boundarySet}::bigint and a.level = 'buurt' and a.code = u.v and not a.water)`
  if (!of.to) return null
  const to = target(of.to)
  if (of.type === 'reference') return sql`${name(`r_${field}`)}.${name(to[what])}::text`
  return sql`(select coalesce(json_agg(coalesce(x.${name(to[what])}::text, u.v::text) order by u.n), '[]') from unnest(${at}) with ordinality u(v, n) left join ${to.table} x on x.${name(to.key)} = u.v)`
}

/** Joins of what the fields refer to; `only` those fields when given (sorting needs one). */
function joins(register: Register, b: Boundaries, only?: readonly string[]): SQL[] {
  return fieldsOf(register).filter(([field]) => !only || only.includes(field)).flatMap(([field, of]) => {
    if (of.type === 'buurt') return [sql`left join area ${name(`b_${field}`)} on ${name(`b_${field}`)}.boundary_set = ${b.boundarySet}::bigint and ${name(`b_${field}`)}.level = 'buurt' and ${name(`b_${field}`)}.code = ${column(field)} and not ${name(`b_${field}`)}.water`]
    if (of.type !== 'reference') return []
    const to = target(of.to!)
    return [sql`left join ${to.table} ${name(`r_${field}`)} on ${name(`r_${field}`)}.${name(to.key)} = ${column(field)}`]
  })
}

/** Where a record lies: the join that gives `place` (buurt), and its point in RD (EPSG:28992). */
export function placeOf(register: Register, b: Boundaries): { join: SQL; point: SQL; buurt: SQL } | null {
  const areaOf = (table: string, key: SQL): SQL => sql`left join ${name(table)} pa on pa.${name(table.replace('_area', ''))} = ${key} and pa.boundary_set = ${b.boundarySet}::bigint left join area place on place.id = pa.area`
  switch (register.id) {
    case 'venues': return { join: areaOf('venue_area', sql`t.id`), point: sql`t.point`, buurt: sql`place.code` }
    case 'activities': case 'platform-meetings': return { join: sql`left join venue pv on pv.id = t.venue ${areaOf('venue_area', sql`t.venue`)}`, point: sql`pv.point`, buurt: sql`place.code` }
    case 'initiatives': return { join: areaOf('initiative_area', sql`t.id`), point: sql`t.point`, buurt: sql`coalesce(place.code, t.buurt)` }
    case 'visits': return { join: sql``, point: sql`"b_buurtCode".label_point`, buurt: sql`t.buurt_code` }
    case 'focus-periods': return { join: sql``, point: sql`"b_buurtCode".label_point`, buurt: sql`t.buurt_code` }
    case 'measures': return { join: ofPeriod(b), point: sql`coalesce(t.point, pa.label_point)`, buurt: sql`pf.buurt_code` }
    case 'participation': return { join: ofPeriod(b), point: sql`pa.label_point`, buurt: sql`pf.buurt_code` }
    default: return null
  }
}

/** The focus buurt of a record, `pf`, and its buurt, `pa`. */
const ofPeriod = (b: Boundaries): SQL => sql`join focus_period pf on pf.id = t.focus_period left join area pa on pa.boundary_set = ${b.boundarySet}::bigint and pa.level = 'buurt' and pa.code = pf.buurt_code and not pa.water`

/** Role or organisation of who changed the record last; never a person's name. */
const changedBy = { field: sql`coalesce(who.organisation, who.role)`, join: sql`left join user_roles() who on who.id = t.updated_by` }

/** All of a record: `select ${fields} from {table} t ${joins}`. `codes` adds what a file says instead of ids (`c_{field}`). */
export function selection(register: Register, b: Boundaries, may: SQL, codes = false): { fields: SQL; joins: SQL } {
  const place = placeOf(register, b)
  const parts = [
    sql`t.id, t.gemeente, t.version, t.source, t.source_id as "sourceId", t.created_at as "createdAt", t.updated_at as "updatedAt", ${changedBy.field} as "updatedBy"`,
    ...fieldsOf(register).map(([field, of]) => sql`${value(register, field, of)} as ${name(field)}`),
    ...fieldsOf(register).flatMap(([field, of]) => [['n', 'label'], ...(codes ? [['c', 'code']] : [])].flatMap(([prefix, what]) => {
      const text = label(field, of, b, what as 'label' | 'code')
      return text ? [sql`${text} as ${name(`${prefix}_${field}`)}`] : []
    })),
    place ? sql`round(ST_X(ST_Transform(${place.point}, 4326))::numeric, 6)::float8 as lon, round(ST_Y(ST_Transform(${place.point}, 4326))::numeric, 6)::float8 as lat, ${place.buurt} as "buurtCode"` : sql`null::float8 as lon, null::float8 as lat, null::text as "buurtCode"`,
    sql`${may} as may`,
  ]
  return { fields: sql.join(parts, sql`, `), joins: sql`${changedBy.join} ${sql.join(joins(register, b), sql` `)} ${place?.join ?? sql``}` }
}

export type SortType = 'text' | 'bigint' | 'int' | 'numeric' | 'date' | 'timestamptz'

/** What a list is ordered on, and the type of a value of it: references and buurten by name, choices in the order of their definition. */
export function sortKey(register: Register, field: string, b: Boundaries): { key: SQL; type: SortType; join: SQL } {
  const join = sql``
  if (field === 'id') return { key: sql`t.id`, type: 'bigint', join }
  if (field === 'updatedAt') return { key: sql`t.updated_at`, type: 'timestamptz', join }
  const of = register.fields[field]!
  if (of.type === 'reference' || of.type === 'buurt') return { key: sql`lower(${label(field, of, b)!})`, type: 'text', join: sql.join(joins(register, b, [field]), sql` `) }
  const at = column(field)
  if (of.type === 'choice') return { key: sql`array_position(array[${sql.join(Object.keys(of.choices!).map((v) => sql`${v}::text`), sql`, `)}], ${at})`, type: 'int', join }
  if (of.type === 'date') return { key: at, type: field === 'confirmedAt' ? 'timestamptz' : 'date', join }
  if (of.type === 'number' || of.type === 'integer' || of.type === 'eur') return { key: sql`${at}::numeric`, type: 'numeric', join }
  if (of.type === 'yesno') return { key: sql`${at}::int`, type: 'int', join }
  return { key: sql`lower(${at})`, type: 'text', join }
}

