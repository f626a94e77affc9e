import { sql } from 'drizzle-orm'
import type { Period } from '@/lib/domain/period'
import { rows, type Tx } from '../client'
import type { SignalFilter } from '../signal-counts'

/** Signals on one exact point that stands for "no place known". */
export type Pile = {
  /** buurt that the point lies in */
  code: string
  name: string
  /** signals of the period and the filter on it, as the reader may know them: exactly, or a multiple of five */
  n: number
  /** 0..1 of the signals with a point of the gemeente in the period and the filter, in whole percents; null when those are not told */
  share: number | null
}

/**
 * Finds the piles of a gemeente anew. A pile is one exact point that holds at least 20 counted signals, at least 1 % of all counted signals of the
 * gemeente with a point, and at least three times as many as any other exact point in the same buurt. All periods, themes and sources together: a source
 * that has no place puts every subject there, and a point does not become a pile because somebody asked for one month.
 */
export async function findPiles(tx: Tx, gemeente: string, boundarySet: number): Promise<void> {
  await tx.execute(sql`
    with counted as materialized (
      select s.id, s.point, s.cell from signal s where s.gemeente = ${gemeente} and s.point is not null and signal_counts(s.status, s.duplicate_of)),
    enough as (select greatest(20, ceil(0.01 * count(*))) as least from counted),
    busy as (select cell from counted group by cell having count(*) >= (select least from enough)), -- a pile lies in one cell: the exact points of others need not be counted
    at_point as materialized (select point, count(*) as n, min(id) as id from counted where cell in (select cell from busy) group by point),
    found as (
      select p.point, p.n, sa.area from at_point p join signal_area sa on sa.signal = p.id and sa.boundary_set = ${boundarySet} where p.n >= (select least from enough)),
    pile as (
      select f.point from found f
      where f.n >= 3 * coalesce((
        select max(o.n) from (
          select count(*) as n from counted c join signal_area ca on ca.signal = c.id and ca.boundary_set = ${boundarySet}
          where ca.area is not distinct from f.area and not (c.point = f.point) group by c.point) o), 0)),
    gone as (
      delete from signal_pile o where o.gemeente = ${gemeente} and not exists (select from pile p where p.point = o.point))
    insert into signal_pile (gemeente, point)
    select ${gemeente}, p.point from pile p where not exists (select from signal_pile o where o.gemeente = ${gemeente} and o.point = p.point)`)
}

/** The piles of the last calculation with the signals of a period and a filter on them, as far as the reader may know; those without any are left out. */
export function pilesOf(tx: Tx, set: { id: number }, period: Period, filter: SignalFilter): Promise<Pile[]> {
  return rows(tx, sql`
    select code, name, n, share from signal_piles(${set.id}, ${period.from}::date, ${period.to}::date, ${filter.theme ?? null}, ${filter.source ?? null}, ${filter.evidence ?? null}, ${filter.kind ?? null})
    where n > 0 order by n desc, code`)
}
