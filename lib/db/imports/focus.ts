import { sql, type SQL } from 'drizzle-orm'
import type { Tx } from '../client'
import { refusing } from './records'
import { rejectDuplicates, rejectWhere, type Subject } from './subject'
import { keptEdited, undoUpsert, upsert, type Target } from './upsert'

const days = ['proposed_on', 'decided_on', 'plan_from', 'adopted_on', 'execution_from', 'aftercare_from', 'ended_on'] as const
const target: Target = { table: 'focus_period', key: ['gemeente', 'source', 'source_id'], content: ['cohort', 'buurt_code', 'boundary_year', ...days, 'reason_again', 'goal'], edited: true }

const field = (name: string): SQL => sql`s.data->>${sql.raw(`'${name.replace(/_([a-z])/g, (_, c: string) => c.toUpperCase())}'`)}`

/** History of focus: cohorts come along; those that a run made go with it when nothing stands in them any more. */
export const focus: Subject = {
  async validate(check, options) {
    const { run } = check
    const gemeente = options.gemeente!
    const repeats = await rejectDuplicates(check, 'buurt_code', sql`(s.data->>'year') || ' ' || (s.data->>'buurt')`, { content: sql`s.data` })
    await rejectWhere(check, { column: 'buurt_code', code: 'buurt_unknown', message: sql`'Deze buurt bestaat niet in ' || ${gemeente}::text || '.'` }, sql`
      select s.row, s.data->>'buurt' as value from import_stage s
      where s.run = ${run} and not exists (select from area a where a.gemeente = ${gemeente} and a.level = 'buurt' and not a.water and a.code = s.data->>'buurt')`)
    await rejectWhere(check, { column: 'buurt_code', code: 'duplicate', message: sql`'Deze buurt staat al in dit cohort, uit een andere bron.'` }, sql`
      select s.row, s.data->>'buurt' as value from import_stage s join cohort c on c.gemeente = ${gemeente} and c.year = (s.data->>'year')::int
      join focus_period f on f.cohort = c.id and f.buurt_code = s.data->>'buurt' and (f.source, f.source_id) <> (s.data->>'source', s.data->>'sourceId') where s.run = ${run}`)
    // The rule of drizzle/0018, row by row: also against what is in the same file.
    await rejectWhere(check, { column: 'reason_again', code: 'rule_broken', message: sql`'Deze buurt was minder dan vier jaar eerder ook focusbuurt. Verwacht: een reden in "reason_again".'` }, sql`
      with said as (select s.row, s.data->>'source' as source, s.data->>'sourceId' as source_id, s.data->>'buurt' as code, nullif(s.data->>'reasonAgain', '') as reason,
                           coalesce((s.data->>'planFrom')::date, make_date((s.data->>'year')::int, 1, 1)) as begins from import_stage s where s.run = ${run}),
      known as (select f.source, f.source_id, f.buurt_code as code, coalesce(f.plan_from, make_date(c.year, 1, 1)) as begins from focus_period f join cohort c on c.id = f.cohort
                where f.gemeente = ${gemeente} and not exists (select from said where (said.source, said.source_id) = (f.source, f.source_id)))
      select distinct n.row, n.code as value from said n join (select source, source_id, code, begins from said union all select * from known) o
        on o.code = n.code and (o.source, o.source_id) <> (n.source, n.source_id) and o.begins <= n.begins and o.begins + interval '4 years' > n.begins
      where n.reason is null`)
    return repeats
  },

  async apply(tx, run, options) {
    const gemeente = options.gemeente!
    await tx.execute(sql`
      insert into cohort (gemeente, source, source_id, year, import_run)
      select distinct ${gemeente}::text, s.data->>'source', s.data->>'year', (s.data->>'year')::int, ${run}::bigint from import_stage s
      where s.run = ${run} and not exists (select from cohort c where c.gemeente = ${gemeente} and c.year = (s.data->>'year')::int) on conflict (gemeente, year) do nothing`)
    return refusing(upsert(tx, run, target, sql`
      select ${gemeente}::text as gemeente, s.data->>'source' as source, s.data->>'sourceId' as source_id, c.id as cohort, s.data->>'buurt' as buurt_code,
             (select a.year from area a where a.gemeente = ${gemeente} and a.level = 'buurt' and a.code = s.data->>'buurt' order by (a.year <= c.year) desc, abs(a.year - c.year) limit 1) as boundary_year,
             ${sql.join(days.map((d) => sql`(${field(d)})::date as ${sql.raw(d)}`), sql`, `)}, nullif(s.data->>'reasonAgain', '') as reason_again, nullif(s.data->>'goal', '') as goal
      from import_stage s join cohort c on c.gemeente = ${gemeente} and c.year = (s.data->>'year')::int where s.run = ${run}`))
  },

  async undo(tx, run) {
    const kept = keptEdited(await undoUpsert(tx, run, target))
    await emptyCohorts(tx, run)
    return kept
  },
}

const emptyCohorts = (tx: Tx, run: number): Promise<unknown> => tx.execute(sql`delete from cohort c where c.import_run = ${run} and not exists (select from focus_period f where f.cohort = c.id)`)
