import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

/** Money of an agreement: of a line, for its service or (without one) for the services of its theme; `rest` is what the lines leave of the agreement. */
export type PotRow = { organisation: number; service: number | null; theme: string | null; kind: 'line' | 'rest'; euro: number }

/** Subsidy of a year that the reader may see, by agreements that are no concept: lines with an amount, and what is left above them. */
export function listPots(tx: Tx, gemeente: string, year: number): Promise<PotRow[]> {
  return rows(tx, sql`
    select a.organisation, l.service, l.theme, 'line' as kind, l.subsidy_eur::float8 as euro
    from agreement a join agreement_line l on l.agreement = a.id
    where a.gemeente = ${gemeente} and a.year = ${year} and a.status <> 'concept' and l.subsidy_eur > 0
    union all
    select a.organisation, null, null, 'rest', (a.subsidy_eur - coalesce((select sum(l.subsidy_eur) from agreement_line l where l.agreement = a.id), 0))::float8
    from agreement a
    where a.gemeente = ${gemeente} and a.year = ${year} and a.status <> 'concept' and a.subsidy_eur > coalesce((select sum(l.subsidy_eur) from agreement_line l where l.agreement = a.id), 0)
    order by 1, 4, 2, 3`)
}

export type ReportedHours = { activity: number; from: string; to: string; hours: number; stage: 'delivered' | 'seen' }

/** Delivered and seen hours of activities over periods that begin in a year and not after a day, as far as the reader may see them. */
export function listReportedHours(tx: Tx, gemeente: string, year: number, on: string): Promise<ReportedHours[]> {
  return rows(tx, sql`
    select d.activity, d."from"::text as "from", d."to"::text as "to", d.hours, d.stage
    from delivery d
    where d.gemeente = ${gemeente} and d.activity is not null and d.stage in ('delivered', 'seen')
      and d."from" >= make_date(${year}, 1, 1) and d."from" < make_date(${year} + 1, 1, 1) and d."from" <= ${on}::date
    order by d.id`)
}
