import { sql } from 'drizzle-orm'
import { rows } from '../client'
import { boundarySetFor, rejectDuplicates, rejectWhere, type Subject } from './subject'
import { undoUpsert, upsert, type Target } from './upsert'

const values: Target = {
  table: 'indicator_value',
  key: ['gemeente', 'indicator', 'level', 'area_code', 'year'],
  content: ['boundary_year', 'value', 'reason'],
}

export const indicators: Subject = {
  async validate(check, options) {
    const { tx, run } = check
    const set = (await boundarySetFor(tx, options.gemeente, options.year ?? 9999))!
    await rejectDuplicates(check, 'code', sql`concat_ws('|', s.data->>'code', s.data->>'year', s.data->>'indicator')`)
    await rejectWhere(
      check,
      { column: 'code', code: 'area_unknown', message: sql`'Dit gebied bestaat niet in de indeling ' || ${set.year}::int || ' van ' || ${set.gemeente}::text || '.'` },
      sql`select distinct s.row, s.data->>'code' as value from import_stage s
          where s.run = ${run} and not exists (select from area a where a.boundary_set = ${set.id} and a.code = s.data->>'code')
            and not (s.data->>'level' <> 'buurt' and not exists (select from area a where a.boundary_set = ${set.id} and a.level = s.data->>'level'))`,
    )
    const [joined] = await rows<{ buurten: number; found: number }>(tx, sql`
      select count(distinct a.code)::int as buurten, count(distinct s.code)::int as found
      from area a left join (select distinct data->>'code' as code from import_stage where run = ${run}) s on s.code = a.code
      where a.boundary_set = ${set.id} and a.level = 'buurt' and not a.water`)
    return [`${joined!.found} van ${joined!.buurten} buurten (indeling ${set.year}) hebben cijfers in dit bestand.`]
  },

  async apply(tx, run, options) {
    const set = (await boundarySetFor(tx, options.gemeente, options.year ?? 9999))!
    // Figures are described once; an administrator may better the description later, so an existing one is left alone.
    await tx.execute(sql`
      insert into indicator (slug, label, unit, direction, source, licence, evidence, import_run)
      select distinct on (1) s.data->>'indicator', s.data->>'label', coalesce(s.data->>'unit', ''), coalesce(s.data->>'direction', 'neutral'),
             coalesce(s.data->>'source', ''), coalesce(s.data->>'licence', ''), coalesce(s.data->>'evidence', 'cijfer'), ${run}::bigint
      from import_stage s where s.run = ${run} order by 1, s.row
      on conflict (slug) do nothing`)
    // A row of a wide table holds many figures: rows are counted, as the user sees them, not figures.
    const [counts] = await rows<{ all: number; changed: number }>(tx, sql`
      select count(distinct s.row)::int as all, (count(distinct s.row) filter (where v.indicator is null
               or (v.boundary_year, v.value, v.reason) is distinct from (${set.year}::int, (s.data->>'value')::float8, s.data->>'reason')))::int as changed
      from import_stage s left join indicator_value v on v.gemeente = ${options.gemeente} and v.indicator = s.data->>'indicator'
        and v.level = s.data->>'level' and v.area_code = s.data->>'code' and v.year = (s.data->>'year')::int
      where s.run = ${run}`)
    await upsert(tx, run, values, sql`
      select ${options.gemeente}::text as gemeente, s.data->>'indicator' as indicator, s.data->>'level' as level, s.data->>'code' as area_code,
             (s.data->>'year')::int as year, ${set.year}::int as boundary_year, (s.data->>'value')::float8 as value, s.data->>'reason' as reason
      from import_stage s where s.run = ${run}`)
    return { applied: counts!.changed, unchanged: counts!.all - counts!.changed }
  },

  async undo(tx, run) {
    await undoUpsert(tx, run, values)
    await tx.execute(sql`delete from indicator i where i.import_run = ${run} and not exists (select from indicator_value v where v.indicator = i.slug)`)
  },
}
