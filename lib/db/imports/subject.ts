import { sql, type SQL } from 'drizzle-orm'
import type { ImportOptions } from '@/lib/domain/import-run'
import { rows, type Tx } from '../client'

/** What the pipeline asks of a kind of data in the database. All of it runs inside the caller's transaction. */
export type Subject = {
  /** sets of rules that need the database: adds rejects for staged rows, returns warnings (Dutch) */
  validate(tx: Tx, run: number, options: ImportOptions): Promise<string[]>
  apply(tx: Tx, run: number, options: ImportOptions): Promise<{ applied: number; unchanged: number }>
  /** @throws {ImportRefused} */
  undo(tx: Tx, run: number): Promise<void>
}

/** Rejects the staged rows that `bad` selects; it must give `row`, and may give `value`. */
export async function rejectWhere(tx: Tx, run: number, reject: { column: string; code: string; message: SQL }, bad: SQL): Promise<void> {
  await tx.execute(sql`
    insert into import_reject (run, row, "column", code, message, value)
    select ${run}, b.row, ${reject.column}, ${reject.code}, ${reject.message}, left(b.value, 60) from (${bad}) b`)
}

/**
 * Rejects every later row with the same key as an earlier one. `key` is SQL over `s.data`.
 *
 * @param repeats `drop`: a row that repeats the earlier one to the letter is left out instead (services that page do that when
 *   reports come in meanwhile, and it changes nothing)
 * @returns a warning when rows were left out
 */
export async function rejectDuplicates(tx: Tx, run: number, column: string, key: SQL, repeats: 'drop' | 'reject' = 'reject'): Promise<string[]> {
  const [double] = await rows(tx, sql`select 1 from import_stage s where s.run = ${run} group by ${key} having count(*) > 1 limit 1`)
  if (!double) return []
  const later = sql`
    select * from (
      select s.ctid as place, s.row, ${key} as value, first_value(s.row) over w as first, row_number() over w as nth, s.data = first_value(s.data) over w as same
      from import_stage s where s.run = ${run}
      window w as (partition by ${key} order by s.row)) d
    where d.nth > 1`
  const dropped = repeats === 'reject' ? [] : await rows(tx, sql`delete from import_stage s using (${later}) d where s.run = ${run} and s.ctid = d.place and d.same returning 1`)
  await rejectWhere(tx, run, { column, code: 'duplicate', message: sql`'Deze sleutel staat al op rij ' || b.first || ' van hetzelfde bestand.'` }, later)
  if (dropped.length === 0) return []
  return [dropped.length === 1 ? '1 rij herhaalt een eerdere rij letterlijk en telt niet mee.' : `${dropped.length} rijen herhalen een eerdere rij letterlijk en tellen niet mee.`]
}

/** Rejects the staged rows that name a buurt which the boundary set does not have; rows with a point of their own name none. */
export async function rejectUnknownBuurt(tx: Tx, run: number, set: { id: number; gemeente: string; year: number }): Promise<void> {
  await rejectWhere(
    tx,
    run,
    { column: 'buurt_code', code: 'buurt_unknown', message: sql`'Deze buurt bestaat niet in de indeling ' || ${set.year}::int || ' van ' || ${set.gemeente}::text || '.'` },
    sql`select s.row, s.data->>'buurt' as value from import_stage s
        where s.run = ${run} and not (s.data ? 'x')
          and not exists (select from area a where a.boundary_set = ${set.id} and a.level = 'buurt' and a.code = s.data->>'buurt')`,
  )
}

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
