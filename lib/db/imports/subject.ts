import { sql, type SQL } from 'drizzle-orm'
import type { ImportOptions } from '@/lib/domain/import-run'
import { rows, type Tx } from '../client'

/** What the pipeline asks of a kind of data in the database. All of it runs inside the caller's transaction. */
export type Subject = {
  /** sets of rules that need the database: adds rejects for staged rows, returns warnings (Dutch) */
  validate(check: Check, options: ImportOptions): Promise<string[]>
  apply(tx: Tx, run: number, options: ImportOptions): Promise<{ applied: number; unchanged: number }>
  /** @returns warnings (Dutch) about what stays as it is @throws {ImportRefused} */
  undo(tx: Tx, run: number): Promise<string[] | void>
}

/** The check of one run: where its rows are staged, and how many rejects may still be kept. */
export type Check = {
  tx: Tx
  run: number
  /** `import_stage` or `signal_stage` (`stageOf`) */
  stage: SQL
  /** rejects that may still be written down; past that, rows are taken out of the stage and only counted */
  room: number
  /** rows that were taken out and counted */
  notKept: number
}

/**
 * Rejects the staged rows that `bad` selects; it must give `row`, and may give `value`. When there are more than the run has room
 * for, the rest leaves the stage at once and is only counted: a file that is wrong in every row says nothing new after that.
 */
export async function rejectWhere(check: Check, reject: { column: string; code: string; message: SQL }, bad: SQL): Promise<void> {
  const { tx, run, stage } = check
  const [written] = await rows<{ n: number }>(tx, sql`
    with written as (
      insert into import_reject (run, row, "column", code, message, value)
      select ${run}, b.row, ${reject.column}, ${reject.code}, ${reject.message}, left(b.value, 60) from (select * from (${bad}) w order by w.row limit ${check.room}) b
      returning 1)
    select count(*)::int as n from written`)
  check.room -= written!.n
  if (check.room > 0) return
  const [left] = await rows<{ n: number }>(tx, sql`
    with more as (
      delete from ${stage} s using (${bad}) b
      where s.run = ${run} and s.row = b.row and not exists (select from import_reject r where r.run = ${run} and r.row = s.row)
      returning s.row)
    select count(distinct row)::int as n from more`)
  check.notKept += left!.n
}

/**
 * Rejects every later row with the same key as an earlier one. `key` is SQL over `s`, a staged row.
 *
 * @param repeats says when a later row is equal to the first one; such a row is left out instead of rejected (services that page repeat
 *   rows when reports come in meanwhile, and it changes nothing). Without it every repeat is rejected.
 * @returns a warning when rows were left out
 */
export async function rejectDuplicates(check: Check, column: string, key: SQL, repeats?: { content: SQL }): Promise<string[]> {
  const { tx, run, stage } = check
  const [double] = await rows(tx, sql`select 1 from ${stage} s where s.run = ${run} group by ${key} having count(*) > 1 limit 1`)
  if (!double) return []
  const content = repeats?.content ?? sql`null::text`
  const later = sql`
    select * from (
      select s.ctid as place, s.row, ${key} as value, first_value(s.row) over w as first, row_number() over w as nth, ${content} = first_value(${content}) over w as same
      from ${stage} s where s.run = ${run}
      window w as (partition by ${key} order by s.row)) d
    where d.nth > 1`
  const dropped = repeats ? await rows(tx, sql`delete from ${stage} s using (${later}) d where s.run = ${run} and s.ctid = d.place and d.same returning 1`) : []
  await rejectWhere(check, { column, code: 'duplicate', message: sql`'Deze sleutel staat al op rij ' || b.first || ' van hetzelfde bestand.'` }, later)
  if (dropped.length === 0) return []
  return [dropped.length === 1 ? '1 rij herhaalt een eerdere rij letterlijk en telt niet mee.' : `${dropped.length} rijen herhalen een eerdere rij letterlijk en tellen niet mee.`]
}

/** Rejects the rows (`row`, `value`: the code) that name a buurt which the boundary set does not have. */
export async function rejectUnknownBuurt(check: Check, set: { id: number; gemeente: string; year: number }, named = namedBuurt(check.run)): Promise<void> {
  await rejectWhere(
    check,
    { column: 'buurt_code', code: 'buurt_unknown', message: sql`'Deze buurt bestaat niet in de indeling ' || ${set.year}::int || ' van ' || ${set.gemeente}::text || '.'` },
    sql`select n.row, n.value from (${named}) n
        where not exists (select from area a where a.boundary_set = ${set.id} and a.level = 'buurt' and a.code = n.value)`,
  )
}

const namedBuurt = (run: number): SQL => sql`select s.row, s.data->>'buurt' as value from import_stage s where s.run = ${run}`

/** The boundary set to place things in: the newest not after `year`, else the oldest; null when none are loaded. */
export async function boundarySetFor(tx: Tx, gemeente: string | undefined, year: number): Promise<{ id: number; gemeente: string; year: number } | null> {
  const found = await rows<{ id: number; gemeente: string; year: number }>(tx, sql`
    select id, gemeente, year from boundary_set where gemeente = ${gemeente ?? ''}
    order by (year <= ${year}) desc, abs(year - ${year}) limit 1`)
  return found[0] ?? null
}

/** The one gemeente of this installation when the user names none: the only real one, else the only one; null when that is not clear. */
export async function onlyGemeente(tx: Tx): Promise<string | null> {
  const found = await rows<{ code: string; fictional: boolean }>(tx, sql`
    select g.code, g.fictional from gemeente g where exists (select from boundary_set b where b.gemeente = g.code)`)
  const real = found.filter((g) => !g.fictional)
  if (real.length === 1) return real[0]!.code
  return found.length === 1 ? found[0]!.code : null
}
