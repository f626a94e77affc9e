import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { saveCluster } from '@/lib/db/clusters/item-changes'
import { loadCluster } from '@/lib/db/clusters/items'
import { itemChange } from '@/lib/domain/cluster-query'
import { readBody } from '@/lib/http/read-body'
import { json, notAllowed } from '@/lib/http/respond'
import { clusterAnswer, numberOf, type Given } from '../../cluster-runs/ask'
import { conflict, refusing, unknownCluster } from '../ask'

/** A cluster that is followed, with how it was found over time, its history and notes. Reading notes of a sensitive theme is recorded, in the same transaction. */
export function GET(_request: Request, given: Given): Promise<Response> {
  return clusterAnswer('cluster', async (me) => {
    const id = await numberOf(given, 'Opeenhoping')
    const found = await asking(me, async (tx) => {
      const item = await loadCluster(tx, id)
      if (item?.theme.sensitive && item.events.some((e) => e.kind === 'note')) await writeAudit(tx, { action: 'cluster.read', objectType: 'cluster', objectId: id })
      return item
    })
    if (!found) throw unknownCluster(id)
    return json(found)
  })
}

/** Gives a cluster that is still at `version` to a team, an adviser or nobody; else 409 with who owns it now. */
export function PATCH(request: Request, given: Given): Promise<Response> {
  return clusterAnswer('cluster-change', async (me) => {
    const id = await numberOf(given, 'Opeenhoping')
    const { version, ownerTeam = null, ownerUser = null } = await readBody(request, itemChange)
    const item = await refusing(asking(me, async (tx) => {
      const before = await loadCluster(tx, id)
      if (!before) throw unknownCluster(id)
      if (!before.mayOwn) throw notAllowed('Een eigenaar geeft een planner, een adviseur, of de wijkmanager van een van de buurten.')
      if (before.version !== version) throw conflict(before, version)
      if (before.owner?.team === ownerTeam && before.owner.user === ownerUser) return before
      const saved = await saveCluster(tx, id, version, { team: ownerTeam, user: ownerUser })
      const after = (await loadCluster(tx, id))!
      if (saved === null) throw conflict(after, version)
      await writeAudit(tx, { action: 'cluster.owner', objectType: 'cluster', objectId: id, detail: { ownerTeam, ownerUser } })
      return after
    }))
    return json(item)
  })
}
