import { sql } from 'drizzle-orm'
import type { SignalItem } from '@/lib/domain/signal'
import { rows, type Tx } from '../client'
import { listSignals } from '../signals'
import { sightingsOf } from './findings'

type Sighting = Awaited<ReturnType<typeof sightingsOf>>[number]

/**
 * Gives a work item to a team or an adviser, or to nobody, when it is still at the version that was read.
 * @returns the new version; null when it changed meanwhile or is not the reader's to change
 * @throws SQLSTATE BF002 for an owner who is no adviser (N2)
 */
export async function saveCluster(tx: Tx, id: number, version: number, owner: { team: string | null; user: number | null }): Promise<number | null> {
  const [saved] = await rows<{ version: number }>(tx, sql`
    update cluster set owner_team = ${owner.team}, owner_user = ${owner.user} where id = ${id} and version = ${version} returning version`)
  return saved?.version ?? null
}

/** Writes a note down. The text was checked for personal data before. @throws SQLSTATE 42501 for who may not */
export async function addClusterNote(tx: Tx, id: number, text: string): Promise<void> {
  await tx.execute(sql`insert into cluster_event (cluster, kind, text) values (${id}, 'note', ${text})`)
}

/**
 * The signals behind a work item that the reader may see one by one: of its theme, in its buurten, in the period of the calculation that last found it;
 * newest first.
 */
export async function clusterSignals(tx: Tx, id: number, how: { moveKey: string; limit: number }): Promise<{ items: SignalItem[]; total: number }> {
  const newest = (await sightingsOf(tx, [id])).reduce<Sighting | null>((last, f) => (last && last.run > f.run ? last : f), null)
  if (!newest) return { items: [], total: 0 }
  const [at] = await rows<{ gemeente: string; areas: number[]; kind: string; set: number; year: number }>(tx, sql`
    select c.gemeente, c.areas, r.kind, b.id as set, b.year from cluster c join cluster_run r on r.id = ${newest.run} join boundary_set b on b.id = r.boundary_set where c.id = ${id}`)
  if (!at) return { items: [], total: 0 }
  const { items, total } = await listSignals(tx, {
    gemeente: at.gemeente, boundarySet: at.set, year: at.year, werkgebieden: null, theme: newest.theme.slug, kind: at.kind, from: newest.from, to: newest.to, areas: at.areas, moveKey: how.moveKey, limit: how.limit,
  })
  return { items, total }
}
