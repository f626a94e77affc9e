import { sql } from 'drizzle-orm'
import type { ImportKind } from '@/lib/domain/import-run'
import { rows, type Tx } from '../client'

/** What this installation holds of one gemeente. */
export type LoadedGemeente = {
  code: string
  name: string
  fictional: boolean
  /** years of boundaries with their number of buurten, oldest first */
  years: { year: number; buurten: number }[]
  werkgebieden: number
  /** how many postcodes per boundary year, oldest first */
  postcodes: { year: number; n: number }[]
  figures: number
  figureYears: number[]
  signals: number
  visits: number
}

/** Real gemeenten before the fictional demo, then by name; also those whose boundaries were taken away but whose signals stayed. */
export function listLoaded(tx: Tx): Promise<LoadedGemeente[]> {
  return rows(tx, sql`
    select g.code, g.name, g.fictional,
           coalesce((select jsonb_agg(jsonb_build_object('year', b.year, 'buurten', (
               select count(*) from area a where a.boundary_set = b.id and a.level = 'buurt' and not a.water)) order by b.year)
             from boundary_set b where b.gemeente = g.code), '[]') as years,
           (select count(*)::int from werkgebied w where w.gemeente = g.code) as werkgebieden,
           coalesce((select jsonb_agg(jsonb_build_object('year', p.year, 'n', p.n) order by p.year)
             from (select p.year, count(*) as n from postcode_buurt p where p.gemeente = g.code group by p.year) p), '[]') as postcodes,
           (select count(distinct v.indicator)::int from indicator_value v where v.gemeente = g.code) as figures,
           coalesce((select jsonb_agg(y.year order by y.year) from (select distinct v.year from indicator_value v where v.gemeente = g.code) y), '[]') as "figureYears",
           (select count(*)::int from signal s where s.gemeente = g.code) as signals,
           (select count(*)::int from visit v where v.gemeente = g.code) as visits
    from gemeente g order by g.fictional, g.name`)
}

/** When each kind of data was last loaded. */
export function lastImports(tx: Tx): Promise<{ kind: ImportKind; finishedAt: string }[]> {
  return rows(tx, sql`
    select kind, to_char(max(finished_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "finishedAt"
    from import_run where status = 'applied' group by kind`)
}
