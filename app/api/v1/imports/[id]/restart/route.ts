import { json } from '@/lib/http/respond'
import { restartBody } from '../../ask'
import { adminAnswer, jobs, runOf } from '../../guard'
import { readBody } from '@/lib/http/read-body'

type Given = { params: Promise<{ id: string }> }

/** Reads the same source again with other options (such as `{"swapAxes": true}`), as a new import; this one is dropped. */
export function POST(request: Request, { params }: Given): Promise<Response> {
  return adminAnswer('import-restart', async (me) => {
    const old = await runOf(me, params)
    const run = await jobs().restart(old.id, await readBody(request, restartBody), me)
    return json({ run }, { status: 202, headers: { Location: `/api/v1/imports/${run}` } })
  })
}
