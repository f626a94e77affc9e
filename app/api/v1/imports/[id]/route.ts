import { json } from '@/lib/http/respond'
import { adminAnswer, runOf } from '../guard'
import { detailOf } from '../detail'

type Given = { params: Promise<{ id: string }> }

/** One import: what was recognised, how far it is, the first errors. */
export function GET(_request: Request, { params }: Given): Promise<Response> {
  return adminAnswer('import', async (me) => json(await detailOf(me, await runOf(me, params))))
}
