import { asking } from '@/lib/db/client'
import { cancelRun, findRunById } from '@/lib/db/clusters/runs'
import { json, notAllowed, notFound } from '@/lib/http/respond'
import { clusterAnswer, numberOf, type Given } from '../ask'

const unknown = (id: number) => notFound(`Berekening "${id}" bestaat niet, of hoort niet bij wat u mag zien.`)

/** How far a calculation is. */
export function GET(_request: Request, given: Given): Promise<Response> {
  return clusterAnswer('cluster-run', async (me) => {
    const id = await numberOf(given, 'Berekening')
    const run = await asking(me, (tx) => findRunById(tx, id), { readOnly: true })
    if (!run) throw unknown(id)
    return json(run)
  }, ['admin'])
}

/** Stops a calculation that waits or is being made; one that has ended stays as it is. */
export function DELETE(_request: Request, given: Given): Promise<Response> {
  return clusterAnswer('cluster-run-cancel', async (me) => {
    const id = await numberOf(given, 'Berekening')
    const run = await asking(me, async (tx) => {
      const there = await findRunById(tx, id)
      if (!there) throw unknown(id)
      if (there.status !== 'queued' && there.status !== 'running') return there
      const cancelled = await cancelRun(tx, id)
      const now = (await findRunById(tx, id))!
      if (!cancelled && (now.status === 'queued' || now.status === 'running')) throw notAllowed('Een berekening stopt wie haar vroeg, een planner of een beheerder.')
      return now
    })
    return json(run)
  }, ['admin'])
}
