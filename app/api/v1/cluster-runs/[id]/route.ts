import { asking } from '@/lib/db/client'
import { cancelRun, findRunById } from '@/lib/db/clusters/runs'
import { json, notFound } from '@/lib/http/respond'
import { clusterAnswer, numberOf, type Given } from '../ask'

/** How far a calculation is. */
export function GET(_request: Request, given: Given): Promise<Response> {
  return clusterAnswer('cluster-run', async (me) => {
    const id = await numberOf(given, 'Berekening')
    const run = await asking(me, (tx) => findRunById(tx, id), { readOnly: true })
    if (!run) throw notFound(`Berekening "${id}" bestaat niet.`)
    return json(run)
  }, ['admin'])
}

/** Stops a calculation that waits or runs; one that has ended stays as it is. */
export function DELETE(_request: Request, given: Given): Promise<Response> {
  return clusterAnswer('cluster-run-cancel', async (me) => {
    const id = await numberOf(given, 'Berekening')
    throw new Error(`to do ${me.uid} ${id} ${cancelRun}`)
  }, ['admin'])
}
