import { sql } from 'drizzle-orm'
import type { InitiativeRow } from '@/lib/domain/initiative'
import { rows, type Tx } from './client'

export type InitiativeFilter = { theme?: string; route?: string; source?: string; from?: string; to?: string }

/** Initiatives that the reader may see, with their buurt in a boundary set; oldest first. `from` and `to` are about the day of receipt, [from, to). */
export function listInitiatives(tx: Tx, set: { id: number; gemeente: string }, f: InitiativeFilter = {}): Promise<InitiativeRow[]> {
  return rows(tx, sql`
    select i.id, i.title, i.received_on::text as "receivedOn", i.route, i.theme, i.status, num_nonnulls(i.owner_team, i.owner_user, i.owner_organisation) > 0 as owned,
           i.owner_since::text as "ownerSince", i.due::text as due, i.answered_on::text as "answeredOn", i.told_back_on::text as "toldBackOn", ar.code as "buurtCode"
    from initiative i
    left join initiative_area ia on ia.initiative = i.id and ia.boundary_set = ${set.id}
    left join area ar on ar.id = ia.area
    where i.gemeente = ${set.gemeente}
      and (${f.theme ?? null}::text is null or i.theme = ${f.theme ?? null})
      and (${f.route ?? null}::text is null or i.route = ${f.route ?? null})
      and (${f.source ?? null}::text is null or i.source = ${f.source ?? null})
      and (${f.from ?? null}::date is null or i.received_on >= ${f.from ?? null}::date)
      and (${f.to ?? null}::date is null or i.received_on < ${f.to ?? null}::date)
    order by i.received_on, i.id`)
}
