import { sql, type SQL } from 'drizzle-orm'
import type { Period } from '@/lib/domain/period'
import { rows, type Tx } from '../client'
import type { SignalFilter } from '../signal-counts'
import { signalVersion } from './questions'

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

/** For WHERE: signal `s` lies on no pile. A hashed list: looked up per signal it would be a third of the work. */
export const offPiles = (gemeente: string): SQL => sql`(s.point in (select p.point from signal_pile p where p.gemeente = ${gemeente} and p.point is not null)) is not true`

/**
 * Finds the piles of a gemeente, when its data changed since they were found. A pile is one exact point that holds at least 20 counted signals, at least
 * one in 200 of all counted signals of the gemeente with a point, and at least three times as many as any other exact point in the same buurt. All periods, themes
 * and sources together: a source that has no place puts every subject there, and a point does not become a pile because somebody asked for one month.
 */
export async function findPiles(tx: Tx, gemeente: string, boundarySet: number): Promise<void> {
  const version = await signalVersion(tx, gemeente)
  if ((await rows(tx, sql`select 1 as one from signal_pile where gemeente = ${gemeente} and version = ${version} limit 1`)).length > 0) return
  await tx.execute(sql`delete from signal_pile where gemeente = ${gemeente}`)
  await tx.execute(sql`
    with at_point as materialized (
      select s.point, count(*) as n, min(s.id) as id from signal s where s.gemeente = ${gemeente} and s.point is not null and signal_counts(s.status, s.duplicate_of) group by s.point),
    heap as materialized (select * from at_point where n >= 20 and n >= 0.005 * (select sum(n) from at_point)),
    placed as (select h.*, sa.area from heap h join signal_area sa on sa.signal = h.id and sa.boundary_set = ${boundarySet}),
    pile as (
      select p.point from placed p
      where not exists (
        select from (select * from at_point where 3 * n > (select min(n) from heap)) o join signal_area oa on oa.signal = o.id and oa.boundary_set = ${boundarySet}
        where 3 * o.n > p.n and o.id <> p.id and oa.area is not distinct from p.area))
    insert into signal_pile (gemeente, version, point)
    select ${gemeente}, ${version}, p.point from (values (1)) always left join pile p on true -- without any: that it was looked`)
}

/** The piles of the last calculation with the signals of a period and a filter on them, as far as the reader may know; those without any are left out. */
export function pilesOf(tx: Tx, set: { id: number }, period: Period, filter: SignalFilter): Promise<Pile[]> {
  return rows(tx, sql`
    select code, name, n, share from signal_piles(${set.id}, ${period.from}::date, ${period.to}::date, ${filter.theme ?? null}, ${filter.source ?? null}, ${filter.evidence ?? null}, ${filter.kind ?? null})
    where n > 0 order by n desc, code`)
}
