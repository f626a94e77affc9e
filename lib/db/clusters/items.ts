import { sql, type SQL } from 'drizzle-orm'
import type { Finding } from '@/lib/domain/cluster'
import type { ClusterDetail, ClusterEvent, ClusterItem, ClusterStateFilter } from '@/lib/domain/cluster-item'
import { werkYear } from '../areas'
import { rows, type Tx } from '../client'
import { sightingsOf } from './findings'

/** A work item that a new calculation may find again; what is gone may come back. */
export type OpenCluster = { id: number; areas: number[]; gone: boolean }

/**
 * The work items of a theme, with their buurten as ids in a boundary set (without one: in that of the calculation that last found it). A buurt of another
 * year is the one with the same code, or that lies there now. What is gone stands behind what is not.
 */
export function openClusters(tx: Tx, gemeente: string, theme: string, boundarySet?: number): Promise<OpenCluster[]> {
  return rows(tx, sql`
    select c.id, c.state = 'gone' as gone, array(
             select distinct case when ${boundarySet ?? null}::bigint is null or a.boundary_set = ${boundarySet ?? null}::bigint then a.id else area_now(a.id, ${boundarySet ?? null}::bigint) end
             from area a where a.id = any(c.areas) order by 1) as areas
    from cluster c where c.gemeente = ${gemeente} and c.theme = ${theme} order by gone, c.id`)
}

export type ClusterQuery = {
  gemeente: string
  theme?: string
  /** only those with a buurt in one of these werkgebieden */
  werkgebieden?: readonly number[]
  state?: ClusterStateFilter
  limit: number
  /** the last item of the page before */
  after?: { lastSeen: string; id: number }
}

type Row = Omit<ClusterItem, 'theme' | 'buurten' | 'owner' | 'finding'> & {
  themeSlug: string; themeLabel: string; sensitive: boolean; codes: string[]; names: string[]; ownerTeam: string | null; ownerUser: number | null; ownerSince: string | null; ownerName: string | null; mayOwn: boolean; mayNote: boolean
}

const columns = sql`
  c.id, c.state, c.name, c.first_seen::text as "firstSeen", c.last_seen::text as "lastSeen", c.since::text as since, c.version, c.theme as "themeSlug", t.label as "themeLabel", t.sensitive, b.codes, b.names,
  c.owner_team as "ownerTeam", c.owner_user as "ownerUser", c.owner_since::text as "ownerSince", coalesce(tm.name, o.name, case when c.owner_user is not null then 'Adviseur' end) as "ownerName",
  (my_role() in ('planner', 'adviser') or c.areas && my_areas()) as "mayOwn",
  (my_role() <> 'college' and case when t.sensitive then sees_all_exactly(c.theme, c.areas) else my_role() in ('planner', 'adviser') or c.areas && my_areas() end) as "mayNote"`

const joined = sql`
  from cluster c join theme t on t.slug = c.theme left join team tm on tm.slug = c.owner_team left join lateral (select v.name from advisers() v where v.id = c.owner_user) o on true
  cross join lateral (select coalesce(array_agg(a.code order by a.code), '{}') as codes, coalesce(array_agg(a.name order by a.code), '{}') as names from area a where a.id = any(c.areas)) b`

function itemOf({ themeSlug, themeLabel, sensitive, codes, names, ownerTeam, ownerUser, ownerSince, ownerName, mayOwn: _own, mayNote: _note, ...row }: Row, finding: Finding | null): ClusterItem {
  return {
    ...row,
    theme: { slug: themeSlug, label: themeLabel, sensitive },
    buurten: codes.map((code, i) => ({ code, name: names[i]! })),
    owner: ownerName === null ? null : { team: ownerTeam, user: ownerUser, name: ownerName, since: ownerSince! },
    finding,
  }
}

/** Work items as far as the reader may see them, last found first. */
export async function listClusters(tx: Tx, q: ClusterQuery): Promise<{ items: ClusterItem[]; total: number; next: { lastSeen: string; id: number } | null }> {
  const state = q.state === undefined ? sql`true` : q.state === 'open' ? sql`c.state <> 'gone'` : sql`c.state = ${q.state}`
  const scope: SQL = q.werkgebieden === undefined ? sql`true` : sql`exists (
    select from area a join werkgebied_buurt wb on wb.gemeente = a.gemeente and wb.buurt_code = a.code and wb.werkgebied = any(${`{${q.werkgebieden.join()}}`}::bigint[])
      and wb.year = ${werkYear(q.gemeente, sql`a.year`)}
    where a.id = any(c.areas))`
  const where = sql`c.gemeente = ${q.gemeente} and (${q.theme ?? null}::text is null or c.theme = ${q.theme ?? null}) and ${state} and ${scope}`
  const [counted] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from cluster c where ${where}`)
  const page = await rows<Row>(tx, sql`
    select ${columns} ${joined} where ${where} ${q.after ? sql`and (c.last_seen, c.id) < (${q.after.lastSeen}::date, ${q.after.id})` : sql``}
    order by c.last_seen desc, c.id desc limit ${q.limit}`)
  const newest = await newestSightings(tx, page.map((r) => r.id))
  const last = page.length === q.limit ? page.at(-1) : undefined
  return { items: page.map((r) => itemOf(r, newest.get(r.id) ?? null)), total: counted!.n, next: last ? { lastSeen: last.lastSeen, id: last.id } : null }
}

async function newestSightings(tx: Tx, ids: readonly number[]): Promise<Map<number, Finding>> {
  const newest = new Map<number, Finding & { run: number }>()
  for (const f of ids.length > 0 ? await sightingsOf(tx, ids) : []) if (f.cluster !== null && !((newest.get(f.cluster)?.run ?? 0) >= f.run)) newest.set(f.cluster, f)
  return new Map([...newest].map(([id, { run: _run, ...finding }]) => [id, finding]))
}

/** A work item with how it was found over time and what happened to it; null when there is none that the reader may see. */
export async function loadCluster(tx: Tx, id: number): Promise<ClusterDetail | null> {
  const [row] = await rows<Row>(tx, sql`select ${columns} ${joined} where c.id = ${id}`)
  if (!row) return null
  const told = (await sightingsOf(tx, [id])).sort((a, b) => b.run - a.run)
  // of every period the last calculation: data that came in later belong to it
  const sightings = told.filter((f, i) => told.findIndex((o) => o.to === f.to && o.from === f.from) === i).map(({ run: _run, ...finding }) => finding)
  return { ...itemOf(row, sightings[0] ?? null), sightings, events: await clusterEvents(tx, id), mayOwn: row.mayOwn, mayNote: row.mayNote }
}

function clusterEvents(tx: Tx, id: number): Promise<ClusterEvent[]> {
  const owner = (value: SQL): SQL => sql`coalesce((select name from team where slug = ${value}), (select v.name from advisers() v where v.id::text = ${value}), ${value})`
  return rows(tx, sql`
    select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, u.role as by, e.kind,
           case when e.kind = 'owner' then ${owner(sql`e.before`)} else e.before end as before, case when e.kind = 'owner' then ${owner(sql`e.after`)} else e.after end as after, e.text
    from cluster_event e left join user_roles() u on u.id = e.by_user where e.cluster = ${id} order by e.id desc limit 500`)
}
