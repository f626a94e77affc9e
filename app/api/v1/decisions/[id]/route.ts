import { asking } from '@/lib/db/client'
import { answer, json, notFound } from '@/lib/http/respond'
import { loadDecision } from '@/lib/views/decision/load'
import { numberOf, reader } from '../../focus-proposals/ask'

const missing = 'Dit besluit is er niet.'

/** A decision with everything that was frozen, and whether that is still as it was. */
export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answer('decision-read', async () => {
    const me = await reader()
    const id = numberOf((await params).id, missing)
    const found = await asking(me, (tx) => loadDecision(tx, id), { readOnly: true })
    if (!found) throw notFound(missing)
    return json(found)
  })
}
