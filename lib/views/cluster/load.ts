import 'server-only'
import { findBoundarySet, gemeenteOfView, listWerkgebieden } from '@/lib/db/areas'
import { writeAudit } from '@/lib/db/audit'
import type { Tx } from '@/lib/db/client'
import { clusterSignals } from '@/lib/db/clusters/item-changes'
import { listClusters, loadCluster } from '@/lib/db/clusters/items'
import { searchedOnce } from '@/lib/db/clusters/runs'
import type { Me } from '@/lib/db/people'
import { listAdvisers } from '@/lib/db/register-names'
import { listThemes } from '@/lib/db/themes'
import { listTeams } from '@/lib/db/users'
import type { ClusterStateFilter } from '@/lib/domain/cluster-item'
import { mayAdd } from '@/lib/domain/register-rights'
import type { ListAnswer } from './list'
import type { ClusterAnswer } from './record'

/** Staff who see counts. An organisation sees rounded ones only, an administrator no content. */
export const seesClusters = (me: Me): boolean => ['wijkmanager', 'planner', 'college', 'adviser'].includes(me.role)
/** Signals shown at a cluster; the link under them leads to all. */
const shownSignals = 20

/** The clusters of the address that this reader may see; null when no boundaries are loaded. */
export async function loadClusterList(tx: Tx, me: Me, asked: { gemeente?: string; theme?: string; werkgebied?: string; state?: ClusterStateFilter; limit: number; cursor?: string }, year: number): Promise<ListAnswer | null> {
  const { gemeente } = await gemeenteOfView(tx, asked, me.scopes[0]?.gemeente)
  if (!gemeente || !(await findBoundarySet(tx, gemeente.code, year))) return null
  const werkgebieden = await listWerkgebieden(tx, gemeente.code)
  const [lastSeen, id] = asked.cursor?.split('.') ?? []
  const { items, total, next } = await listClusters(tx, { theme: asked.theme, state: asked.state, limit: asked.limit, gemeente: gemeente.code, after: lastSeen && id ? { lastSeen, id: Number(id) } : undefined, werkgebieden: asked.werkgebied === undefined ? undefined : werkgebieden.filter((w) => w.slug === asked.werkgebied).map((w) => w.id) })
  return {
    gemeente,
    items,
    total,
    searched: items.length > 0 || (await searchedOnce(tx, gemeente.code)),
    next: next && `${next.lastSeen}.${next.id}`,
    choices: { themes: (await listThemes(tx)).map(({ slug, label }) => ({ slug, label })), werkgebieden: werkgebieden.map(({ slug, name }) => ({ slug, name })) },
  }
}

/**
 * One cluster with what belongs to it; null when there is none that the reader may see. Signals are those that the reader sees one by one; reading
 * those of sensitive themes is recorded, so the transaction must not be read-only.
 */
export async function loadClusterRecord(tx: Tx, id: number, me: Me): Promise<ClusterAnswer | null> {
  const item = await loadCluster(tx, id)
  if (!item) return null
  const zorg = me.role === 'adviser' && me.team === 'zorg'
  const linked = me.role === 'wijkmanager' || zorg ? await clusterSignals(tx, id, { moveKey: process.env.REPORTER_KEY ?? '', limit: shownSignals }) : null
  if (zorg && linked) await writeAudit(tx, { action: 'signal.list', objectType: 'signal', detail: { ids: linked.items.map((s) => s.id), total: linked.total } })
  return {
    item,
    // Codes of buurten hold the number of their gemeente: BU9001... lies in GM9001.
    gemeente: `GM${item.buurten[0]!.code.slice(2, 6)}`,
    signals: linked && linked.items.map((s) => ({ id: s.id, observedOn: s.observedOn, buurt: s.buurt })),
    choices: item.mayOwn ? { teams: (await listTeams(tx)).map((t) => ({ value: t.slug, label: t.name })), advisers: (await listAdvisers(tx)).map((a) => ({ value: String(a.id), label: a.name })) } : { teams: [], advisers: [] },
    may: { initiative: mayAdd('initiatives', me.role) },
  }
}
