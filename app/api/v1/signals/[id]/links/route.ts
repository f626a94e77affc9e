import { z } from 'zod'
import { writeAudit } from '@/lib/db/audit'
import { linkSignals } from '@/lib/db/signal-writes'
import { parseParams } from '@/lib/domain/params'
import { answer, badParams } from '@/lib/http/respond'
import { readBody } from '@/lib/http/read-body'
import { otherSignal, onSignal, type Given } from '../../ask'

const body = z.strictObject({ to: z.number('verwacht: het nummer van een signaal').int().positive() })
const query = z.strictObject({ to: z.coerce.number('verwacht: het nummer van een signaal').int().positive() })

/** Relates this signal to another one: they belong together, and both keep counting. */
export function POST(request: Request, { params }: Given): Promise<Response> {
  return answer('signal-link', () => change(params, async () => (await readBody(request, body)).to, true))
}

/** Takes the relation back. */
export function DELETE(request: Request, { params }: Given): Promise<Response> {
  return answer('signal-unlink', () =>
    change(params, async () => {
      const parsed = parseParams(query, new URL(request.url).searchParams)
      if (parsed.problems) throw badParams(parsed.problems)
      return parsed.params.to
    }, false),
  )
}

const change = (params: Given['params'], toOf: () => Promise<number>, related: boolean): Promise<Response> =>
  onSignal(params, toOf, async (tx, signal, to) => {
    if (to === signal.id) throw badParams([{ name: 'to', message: 'een signaal hoort altijd bij zichzelf' }])
    await otherSignal(tx, to)
    await linkSignals(tx, signal.id, to, related)
    await writeAudit(tx, { action: related ? 'signal.link' : 'signal.unlink', objectType: 'signal', objectId: signal.id, detail: { to } })
  })
