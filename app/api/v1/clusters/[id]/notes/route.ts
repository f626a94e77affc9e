import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { addClusterNote } from '@/lib/db/clusters/item-changes'
import { loadCluster } from '@/lib/db/clusters/items'
import { noteBody } from '@/lib/domain/cluster-query'
import { readBody } from '@/lib/http/read-body'
import { json, notAllowed } from '@/lib/http/respond'
import { clusterAnswer, numberOf, type Given } from '../../../cluster-runs/ask'
import { keepNote, refusing, unknownCluster } from '../../ask'

/** Writes a note at a cluster, without personal data; answers with the cluster. */
export function POST(request: Request, given: Given): Promise<Response> {
  return clusterAnswer('cluster-note', async (me) => {
    const id = await numberOf(given, 'Opeenhoping')
    const { text, confirmed } = await readBody(request, noteBody)
    const item = await refusing(asking(me, async (tx) => {
      const before = await loadCluster(tx, id)
      if (!before) throw unknownCluster(id)
      if (!before.mayNote) throw notAllowed('Aantekeningen maakt wie met deze opeenhoping werkt: een planner, een adviseur, of de wijkmanager van een van de buurten; bij een gevoelig thema Team Zorg, of de wijkmanager die dat thema mag zien.')
      const note = keepNote(text, confirmed)
      await addClusterNote(tx, id, note.text)
      await writeAudit(tx, { action: 'cluster.note', objectType: 'cluster', objectId: id, ...(note.confirmed.length > 0 && { detail: { noteConfirmed: note.confirmed } }) })
      return loadCluster(tx, id)
    }))
    return json(item, { status: 201 })
  })
}
