import { sql, type SQL } from 'drizzle-orm'
import type { Register, RegisterId } from '@/lib/domain/register'
import { answerWithinDays, ownerWithinDays } from '@/lib/domain/registers/initiatives'
import { werkYear } from '../areas'
import { column, isList, placeOf, type Boundaries } from './shape'

export type FilterContext = Boundaries & { /** yyyy-mm-dd */ today: string; uid: number | null }
type Value = string | number | boolean
type Filter = (value: Value, at: FilterContext) => SQL

/** Codes of the buurten of a werkgebied (slug), of the werkgebieden that hold for the boundaries in force. */
const buurtenOf = (slug: Value, at: FilterContext): SQL => sql`(
  select wb.buurt_code from werkgebied_buurt wb join werkgebied w on w.id = wb.werkgebied
  where w.gemeente = ${at.gemeente} and w.slug = ${slug} and wb.year = ${werkYear(at.gemeente, at.year)})`
/** The werkgebied that holds a buurt. */
const werkgebiedOf = (buurt: Value, at: FilterContext): SQL => sql`(
  select wb.werkgebied from werkgebied_buurt wb where wb.gemeente = ${at.gemeente} and wb.buurt_code = ${buurt} and wb.year = ${werkYear(at.gemeente, at.year)})`

const runsOn: Filter = (day) => sql`(t."from" is null or t."from" <= ${day}::date) and (t."to" is null or t."to" > ${day}::date)`
const stale: Filter = (days, at) => sql`(t.confirmed_at is null or (t.confirmed_at at time zone 'Europe/Amsterdam')::date < ${at.today}::date - ${days}::int)`
const inArea = (id: RegisterId, test: (buurt: SQL) => SQL, at: FilterContext): SQL => test(placeOf({ id } as Register, at)!.buurt)
const placed = (id: RegisterId): Record<'werkgebied' | 'selected', Filter> => ({
  werkgebied: (slug, at) => inArea(id, (buurt) => sql`${buurt} in ${buurtenOf(slug, at)}`, at),
  selected: (code, at) => inArea(id, (buurt) => sql`${buurt} = ${code}`, at),
})
/** About the buurten of a wijkplatform, wherever it meets. */
const about = (buurten: SQL): Record<'werkgebied' | 'selected', Filter> => ({ werkgebied: (slug, at) => sql`${buurten} && array${buurtenOf(slug, at)}`, selected: (code) => sql`${buurten} @> array[${code}::text]` })
const platformOf = sql`(select w.buurten from wijkplatform w where w.id = t.platform)`
const unowned = sql`num_nonnulls(t.owner_team, t.owner_user, t.owner_organisation) = 0`
const lineYear: Filter = (year) => sql`exists (select from agreement a where a.id = t.agreement and a.year = ${year}::int)`
const cohortYear: Filter = (year) => sql`exists (select from focus_period f join cohort c on c.id = f.cohort where f.id = t.focus_period and c.year = ${year}::int)`
const withMoney = (agreement: SQL): SQL => sql`(coalesce(${agreement}.subsidy_eur, 0) > 0 or exists (select from agreement_line m where m.agreement = ${agreement}.id and m.subsidy_eur > 0))`

/** Filters that are no field of the register. Where something works (a gemeente-wide activity works in every wijk) is meant, not only where it stands. */
const extra: Readonly<Partial<Record<RegisterId, Readonly<Record<string, Filter>>>>> = {
  organisations: {
    theme: (theme) => sql`exists (select from service s where s.organisation = t.id and s.themes @> array[${theme}::text])`,
    subsidised: (year) => sql`exists (select from agreement a where a.organisation = t.id and a.year = ${year}::int and a.status <> 'concept' and ${withMoney(sql`a`)})`,
  },
  venues: { ...placed('venues'), on: runsOn },
  activities: {
    organisation: (id) => sql`exists (select from service s where s.id = t.service and s.organisation = ${id}::bigint)`,
    theme: (theme) => sql`exists (select from service s where s.id = t.service and s.themes @> array[${theme}::text])`,
    werkgebied: (slug, at) => sql`(place.code in ${buurtenOf(slug, at)} or t.service_area = 'gemeente' or t.buurten && array${buurtenOf(slug, at)} or t.werkgebied = (select id from werkgebied where gemeente = ${at.gemeente} and slug = ${slug}))`,
    selected: (code, at) => sql`(place.code = ${code} or t.service_area = 'gemeente' or t.buurten @> array[${code}::text] or t.werkgebied = ${werkgebiedOf(code, at)})`,
    on: runsOn,
    ends: (days, at) => sql`t."to" > ${at.today}::date and t."to" <= ${at.today}::date + ${days}::int`,
    stale,
  },
  agreements: {
    theme: (theme) => sql`exists (select from agreement_line l where l.agreement = t.id and l.theme = ${theme})`,
    subsidised: (yes) => sql`${withMoney(sql`t`)} = ${yes}`,
  },
  'agreement-lines': {
    organisation: (id) => sql`exists (select from agreement a where a.id = t.agreement and a.organisation = ${id}::bigint)`,
    year: lineYear,
    selected: (code, at) => sql`(t.buurt = ${code} or t.level = 'gemeente' or t.werkgebied = ${werkgebiedOf(code, at)})`,
    stale,
  },
  deliveries: {
    organisation: (id) => sql`(exists (select from agreement_line l join agreement a on a.id = l.agreement where l.id = t.agreement_line and a.organisation = ${id}::bigint)
      or exists (select from activity c join service s on s.id = c.service where c.id = t.activity and s.organisation = ${id}::bigint))`,
    theme: (theme) => sql`(exists (select from agreement_line l where l.id = t.agreement_line and l.theme = ${theme})
      or exists (select from activity c join service s on s.id = c.service where c.id = t.activity and s.themes @> array[${theme}::text]))`,
    year: (year) => sql`t."from" < make_date(${year}::int + 1, 1, 1) and t."to" > make_date(${year}::int, 1, 1)`,
  },
  visits: { ...placed('visits'), from: (day) => sql`t.visited_on >= ${day}::date`, to: (day) => sql`t.visited_on < ${day}::date` },
  'focus-periods': { ...placed('focus-periods'), year: (year) => sql`exists (select from cohort c where c.id = t.cohort and c.year = ${year}::int)` },
  measures: { ...placed('measures'), year: cohortYear, overdue: (yes, at) => sql`(t.status in ('planned', 'running') and t.handed_on is null and coalesce(t.planned_to <= ${at.today}::date, false) and not exists (select from measure n where n.carried_from = t.id)) = ${yes}` },
  participation: { ...placed('participation'), year: cohortYear },
  wijkplatforms: { ...about(sql`t.buurten`), on: runsOn },
  'platform-meetings': { ...about(platformOf), from: (day) => sql`t.held_on >= ${day}::date`, to: (day) => sql`t.held_on < ${day}::date` },
  'platform-actions': { ...about(platformOf), overdue: (yes, at) => sql`(t.status = 'open' and coalesce(t.due < ${at.today}::date, false)) = ${yes}` },
  initiatives: {
    ...placed('initiatives'),
    owner: (who, at) => {
      const [kind, id] = String(who).split(':')
      if (kind === 'none') return unowned
      if (kind === 'me') return sql`(t.owner_user = ${at.uid}::bigint or t.owner_organisation = (select my_organisation()) or t.owner_team = nullif((select my_team()), ''))`
      return kind === 'team' ? sql`t.owner_team = ${id}` : sql`${kind === 'adviser' ? sql`t.owner_user` : sql`t.owner_organisation`} = ${id}::bigint`
    },
    overdue: (yes, at) => sql`(t.status not in ('answered', 'closed', 'withdrawn') and (coalesce(t.due, t.received_on + ${answerWithinDays}::int) < ${at.today}::date
      or (${unowned} and t.received_on + ${ownerWithinDays}::int < ${at.today}::date))) = ${yes}`,
  },
}

/** Whether a record passes the filters; the record is `t`, its buurt `place`. */
export function whereOf(register: Register, filters: Readonly<Record<string, Value>>, q: string | undefined, at: FilterContext): SQL {
  const tests = Object.entries(filters).map(([field, value]) => {
    const special = extra[register.id]?.[field]
    if (special && !register.fields[field]?.filter) return special(value, at)
    const of = register.fields[field]!
    if (isList(of)) return sql`${column(field)} @> array[${value}${of.type === 'references' && of.to !== 'themes' && of.to !== 'teams' ? sql`::bigint` : sql`::text`}]`
    if (of.type === 'text') return sql`lower(${column(field)}) = lower(${value}::text)`
    return sql`${column(field)} = ${value}`
  })
  const named = register.nameFields.filter((field) => register.fields[field]!.type === 'text')
  if (q && named.length > 0) tests.push(sql`(${sql.join(named.map((field) => sql`position(lower(${q}::text) in lower(${column(field)})) > 0`), sql` or `)})`)
  return sql.join([sql`t.gemeente = ${at.gemeente}`, ...tests], sql` and `)
}
