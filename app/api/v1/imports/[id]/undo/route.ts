import { adminAnswer, jobs, runOf, started } from '../../guard'

type Given = { params: Promise<{ id: string }> }

/** Puts back what an import changed. */
export function POST(_request: Request, { params }: Given): Promise<Response> {
  return adminAnswer('import-undo', async (me) => {
    const run = await runOf(me, params)
    return started(run.id, jobs().undo(run.id, me))
  })
}
