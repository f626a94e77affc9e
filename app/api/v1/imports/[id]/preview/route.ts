import { asking } from '@/lib/db/client'
import { previewRun } from '@/lib/db/imports/preview'
import { systemFor } from '@/lib/domain/identity'
import { json } from '@/lib/http/respond'
import { adminAnswer, runOf } from '../../guard'

type Given = { params: Promise<{ id: string }> }
const deadlineMs = 15_000

/** What is staged, before it is loaded: the first rows and at most 2,000 shapes. */
export function GET(_request: Request, { params }: Given): Promise<Response> {
  return adminAnswer('import-preview', async (me) => {
    const run = await runOf(me, params)
    // What is staged is the worker's; this administrator may see this run.
    return json(await asking(systemFor(me), (tx) => previewRun(tx, run), { readOnly: true, deadlineMs }))
  })
}
