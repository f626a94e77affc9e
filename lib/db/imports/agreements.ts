import { sql, type SQL } from 'drizzle-orm'
import { columnOf } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'
import { rows, type Tx } from '../client'
import { refusing, rejectPlaces, shapeOf, writeRecords } from './records'
import { refuseUnresolved, rejectUnresolved, resolveReferences, type Reference } from './references'
import { rejectDuplicates, rejectWhere, type Check, type Subject } from './subject'
import { ImportRefused, keptEdited, undoUpsert } from './upsert'

const agreement = shapeOf(registers.agreements, sql`(s.data->'agreement')`)
/** Of this agreement, which stands in the same row. */
const itsAgreement = (column: SQL): SQL => sql`a.gemeente = ${column} and a.source = s.data->>'source' and a.source_id = s.data->'agreement'->>'sourceId'`
const line = shapeOf(registers['agreement-lines'], sql`(s.data->'line')`, columnOf, { agreement: sql`a.id` })

const references: Reference[] = [...agreement.references, ...line.references]
const hasLine = sql`jsonb_typeof(s.data->'line') = 'object'`

export const agreements: Subject = {
  async validate(check, options) {
    const gemeente = options.gemeente!
    const repeats = await rejectDuplicates(check, 'source_id', sql`coalesce((s.data->>'source') || '|' || (s.data->'line'->>'sourceId'), 'rij ' || s.row)`, { content: sql`s.data` })
    await rejectConflicts(check)
    await resolveReferences(check.tx, check.run, gemeente, references)
    await rejectUnresolved(check, references)
    await rejectPlaces(check, line, gemeente)
    await rejectAbove(check, gemeente)
    return repeats
  },

  async apply(tx, run, options) {
    const gemeente = options.gemeente!
    await resolveReferences(tx, run, gemeente, references)
    await refuseUnresolved(tx)
    return refusing(inOneStep(tx, async () => {
      await writeRecords(tx, run, agreement, gemeente, sql`from (select distinct on (s.data->>'source', s.data->'agreement'->>'sourceId') s.data from import_stage s where s.run = ${run} order by s.data->>'source', s.data->'agreement'->>'sourceId', s.row) s`)
      await writeRecords(tx, run, line, gemeente, sql`from import_stage s join agreement a on ${itsAgreement(sql`${gemeente}`)} where s.run = ${run} and ${hasLine}`)
      const [counts] = await rows<{ all: number; applied: number }>(tx, sql`
        select count(*)::int as all, (count(*) filter (where a.import_run = ${run} or l.import_run = ${run}))::int as applied
        from import_stage s join agreement a on ${itsAgreement(sql`${gemeente}`)}
        left join agreement_line l on l.gemeente = ${gemeente} and l.source = s.data->>'source' and l.source_id = s.data->'line'->>'sourceId'
        where s.run = ${run}`)
      return { applied: counts!.applied, unchanged: counts!.all - counts!.applied }
    }))
  },

  undo: (tx, run) => refusing(inOneStep(tx, async () => {
    const kept = await undoUpsert(tx, run, line.target)
    // Deleting an agreement takes its lines along: not those that came from elsewhere.
    const [used] = await rows(tx, sql`
      select 1 from agreement a join agreement_line l on l.agreement = a.id
      where a.import_run = ${run} and not exists (select from import_before b where b.run = ${run} and b.target = 'agreement' and (b.before->>'id')::bigint = a.id) limit 1`)
    if (used) throw new ImportRefused('in_use', 'Aan afspraken van deze import zijn later regels toegevoegd of gewijzigd. Verwijder die regels eerst.')
    return keptEdited(kept + (await undoUpsert(tx, run, agreement.target)))
  })),
}

/** Agreements and lines are written one after the other; whether the lines fit is asked when both are there. */
async function inOneStep<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await tx.execute(sql`set constraints lines_within_agreement deferred`)
  const answer = await work()
  await tx.execute(sql`set constraints lines_within_agreement immediate`)
  return answer
}

/** What is repeated of an agreement must be the same in all its rows. */
function rejectConflicts(check: Check): Promise<void> {
  return rejectWhere(check, { column: 'agreement_source_id', code: 'agreement_conflict', message: sql`'Deze rij zegt iets anders over de afspraak dan rij ' || b.first || '. Herhaal de gegevens van de afspraak precies.'` }, sql`
    select d.row, d.value, d.first from (
      select s.row, s.data->'agreement'->>'sourceId' as value, first_value(s.row) over w as first, s.data->'agreement' is distinct from first_value(s.data->'agreement') over w as differs
      from import_stage s where s.run = ${check.run}
      window w as (partition by s.data->>'source', s.data->'agreement'->>'sourceId' order by s.row)) d
    where d.differs`)
}

/**
 * Lines that together are above their agreement, in hours or euro: all rows of that agreement are rejected, because which line is wrong nobody can say.
 * Counts the rows that are right so far, and lines that are in the database already and not in the file.
 */
async function rejectAbove(check: Check, gemeente: string): Promise<void> {
  const { run } = check
  const sums = sql`
    good as materialized (
      select s.row, s.data->>'source' as source, s.data->'agreement'->>'sourceId' as agreement, s.data->'line'->>'sourceId' as line, s.data from import_stage s
      where s.run = ${run} and not exists (select from import_reject r where r.run = ${run} and r.row = s.row)),
    lines as (
      select source, agreement, (data->'line'->>'hours')::float8 as hours, (data->'line'->>'subsidyEur')::numeric as eur from good where line is not null
      union all
      select a.source, a.source_id, l.hours, l.subsidy_eur from agreement a join agreement_line l on l.agreement = a.id
      where a.gemeente = ${gemeente} and (a.source, a.source_id) in (select source, agreement from good)
        and not exists (select from good g where g.source = l.source and g.line = l.source_id)),
    sums as (select source, agreement, sum(hours) as hours, sum(eur) as eur from lines group by 1, 2)`
  const number = (n: SQL): SQL => sql`replace(trim_scale(round((${n})::numeric, 2))::text, '.', ',')`
  const above = (column: string, sum: SQL, agreed: SQL, room: SQL, unit: SQL): Promise<void> =>
    rejectWhere(check, { column, code: 'lines_above_agreement', message: sql`'De regels van afspraak "' || b.value || '" zijn samen ' || ${unit} || ${number(sql`b.sum`)} || ', meer dan de ' || ${unit} || ${number(sql`b.agreed`)} || ' van de afspraak zelf.'` }, sql`
      with ${sums}
      select g.row, g.agreement as value, ${sum} as sum, ${agreed} as agreed from good g join sums m on m.source = g.source and m.agreement = g.agreement
      where ${sum} > ${agreed} + ${room}`)
  // hours are floating point: 0.1 + 0.2 is not above 0.3
  await above('hours', sql`m.hours`, sql`(g.data->'agreement'->>'hours')::float8`, sql`1e-6`, sql`''`)
  await above('subsidy_eur', sql`m.eur`, sql`(g.data->'agreement'->>'subsidyEur')::numeric`, sql`0`, sql`'€ '`)
}
