import { adminAnswer, jobs, runOf, started } from '../../guard'

type Given = { params: Promise<{ id: string }> }

/** Stops an import that is being read, or drops one that waits. */
export function POST(_request: Request, { params }: Given): Promise<Response> {
  return adminAnswer('import-cancel', async (me) => {
    const run = await runOf(me, params)
    return started(run.id, jobs().cancel(run.id, me))
  })
}
