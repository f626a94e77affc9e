import { sql, type SQL } from 'drizzle-orm'
import { columnOf, type RegisterId, type ShortList } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'
import { rows, type Tx } from '../client'
import { rejectWhere, type Check } from './subject'
import { ImportRefused } from './upsert'

/** A column of a source that names other records: by their source_id (in the same source first), else by their exact name. */
export type Reference = { field: string; column: string; to: RegisterId | ShortList; many: boolean; /** jsonb in which the field stands */ data: SQL }

const id = (name: string): SQL => sql.raw(`"${name}"`)

/** Candidates for `n.value`: id or slug, and how well it fits (1 is best). Names of tables and columns come from definitions, never from input. */
function candidates(to: Reference['to'], gemeente: string): SQL {
  if (to === 'themes') return sql`
    select n.source, n.value, null::bigint as id, t.slug, case when t.slug = n.value then 1 else 3 end as how from named n join theme t on t.slug = n.value or lower(t.label) = lower(n.value)`
  if (to === 'teams') return sql`
    select n.source, n.value, null::bigint as id, t.slug, case when t.slug = n.value then 1 else 3 end as how from named n join team t on t.slug = n.value or lower(t.name) = lower(n.value)`
  if (to === 'advisers') return sql`
    select n.source, n.value, u.id, null::text as slug, case when u.account = n.value then 1 else 3 end as how from named n join app_user u on u.account = n.value or lower(u.name) = lower(n.value)`
  if (to === 'werkgebieden') return sql`
    select n.source, n.value, w.id, null::text as slug, case when w.slug = n.value then 1 else 3 end as how
    from named n join werkgebied w on w.gemeente = ${gemeente} and (w.slug = n.value or lower(w.name) = lower(n.value))`
  const { table, nameFields, fields } = registers[to]
  const t = id(table)
  const name = id(columnOf(nameFields[0]!))
  return sql`
    select n.source, n.value, t.id, null::text as slug, case when t.source = n.source then 1 else 2 end as how from named n join ${t} t on t.gemeente = ${gemeente} and t.source_id = n.value
    ${fields[nameFields[0]!]!.to ? sql`` : sql`union all
    select n.source, n.value, t.id, null::text, 3 from named n join ${t} t on t.gemeente = ${gemeente} and lower(t.${name}::text) = lower(n.value)`}`
}

/** Looks up once what all staged rows of a run refer to: `staged_reference` (field, source, value) -> id or slug; `n` says how many fit equally well. */
export async function resolveReferences(tx: Tx, run: number, gemeente: string, references: readonly Reference[]): Promise<void> {
  await tx.execute(sql`drop table if exists staged_reference`)
  await tx.execute(sql`create temporary table staged_reference (field text, source text, value text, id bigint, slug text, n int, primary key (field, source, value)) on commit drop`)
  for (const { field, to, many, data } of references) {
    const values = many ? sql`jsonb_array_elements_text(${data}->${field}::text) v(value)` : sql`(select ${data}->>${field}::text as value) v`
    await tx.execute(sql`
      insert into staged_reference (field, source, value, id, slug, n)
      with named as materialized (
        select distinct s.data->>'source' as source, v.value from import_stage s cross join lateral ${values} where s.run = ${run} and v.value is not null),
      found as (select f.*, min(f.how) over (partition by f.source, f.value) as best from (${candidates(to, gemeente)}) f)
      select ${field}::text, n.source, n.value, min(f.id), min(f.slug), count(distinct coalesce(f.id::text, f.slug))::int
      from named n left join found f on f.source = n.source and f.value = n.value and f.how = f.best
      group by n.source, n.value`)
  }
  await tx.execute(sql`analyze staged_reference`)
}

/** What a reference of staged row `s` leads to, as SQL. */
export function resolved({ field, to, many, data }: Reference): SQL {
  const what = to === 'themes' || to === 'teams' ? sql`r.slug` : sql`r.id`
  const of = sql`from staged_reference r where r.field = ${field}::text and r.source = s.data->>'source'`
  if (!many) return sql`(select ${what} ${of} and r.value = ${data}->>${field}::text)`
  return sql`coalesce((select array_agg(x.what order by x.at) from (
    select ${what} as what, min(v.at) as at from jsonb_array_elements_text(${data}->${field}::text) with ordinality v(value, at)
    join staged_reference r on r.field = ${field}::text and r.source = s.data->>'source' and r.value = v.value group by 1) x), '{}')`
}

const words: Record<ShortList, { the: string; expected: string }> = {
  themes: { the: 'Dit thema', expected: 'de korte naam of de naam van een thema' },
  werkgebieden: { the: 'Dit werkgebied', expected: 'de naam van een werkgebied van deze gemeente' },
  teams: { the: 'Dit team', expected: 'de naam van een team' },
  advisers: { the: 'Deze adviseur', expected: 'het account van een adviseur' },
}

/** Rejects rows that refer to what is not there, or to what could be more than one. */
export async function rejectUnresolved(check: Check, references: readonly Reference[]): Promise<void> {
  for (const reference of references) {
    const { field, column, to, many, data } = reference
    const list = to in words
    const { the, expected } = list ? words[to as ShortList] : { the: capital(registers[to as RegisterId].the), expected: `een source_id of precieze naam uit het register ${registers[to as RegisterId].title}` }
    // Who somebody is, is not kept with the report.
    const shown = to === 'advisers' ? sql`null::text` : sql`r.value`
    const quoted = sql`${the}::text || coalesce(' "' || left(b.value, 60) || '"', '')`
    const bad = (condition: SQL): SQL => sql`
      select s.row, ${shown} as value from import_stage s
      cross join lateral ${many ? sql`jsonb_array_elements_text(${data}->${field}::text) v(value)` : sql`(select ${data}->>${field}::text as value) v`}
      join staged_reference r on r.field = ${field}::text and r.source = s.data->>'source' and r.value = v.value
      where s.run = ${check.run} and ${condition}`
    await rejectWhere(check, { column, code: to === 'themes' ? 'theme_unknown' : 'reference_unknown', message: sql`${quoted} || ' is er niet. Verwacht: ' || ${expected}::text || '.'` }, bad(sql`r.n = 0`))
    await rejectWhere(check, { column, code: 'reference_ambiguous', message: sql`${quoted} || ' is er meer dan eens. Verwacht: ' || ${list ? 'de korte naam' : 'het source_id'}::text || '.'` }, bad(sql`r.n > 1`))
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Before rows are written: what was found when they were checked must still be there. @throws {ImportRefused} */
export async function refuseUnresolved(tx: Tx): Promise<void> {
  const [lost] = await rows(tx, sql`select 1 from staged_reference where n <> 1 limit 1`)
  if (lost) throw new ImportRefused('changed_since', 'Waar deze rijen naar verwijzen, is na de controle veranderd. Er is niets geladen; lees het bestand opnieuw.')
}
