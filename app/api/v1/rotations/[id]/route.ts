import { json } from '@/lib/http/respond'
import { jobs, noJob, rotationAnswer, type Given } from '../ask'

/** How far an own computation is, and its answer when it is done. It is known for an hour. */
export function GET(_request: Request, { params }: Given): Promise<Response> {
  return rotationAnswer('rotation-state', async (me) => {
    const job = await jobs().look((await params).id, me.uid)
    if (!job) throw noJob()
    return json(job)
  })
}

/** Stops an own computation; one that has ended stays as it is. */
export function DELETE(_request: Request, { params }: Given): Promise<Response> {
  return rotationAnswer('rotation-cancel', async (me) => {
    const job = await jobs().cancel((await params).id, me.uid)
    if (!job) throw noJob()
    return json(job)
  })
}
