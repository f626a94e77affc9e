import { writeAudit } from '@/lib/db/audit'
import { asking } from '@/lib/db/client'
import { findSignal } from '@/lib/db/signals'
import { answer, json, notFound, signedIn } from '@/lib/http/respond'

/** One signal, for who may see it. Outside the own scope it does not exist. Reading one of a sensitive theme is recorded, in the same transaction. */
export function GET(_request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return answer('signal', async () => {
    const me = await signedIn()
    const { id } = await params
    const found = /^\d{1,15}$/.test(id)
      ? await asking(me, async (tx) => {
          const signal = await findSignal(tx, Number(id), process.env.REPORTER_KEY ?? '')
          if (signal?.sensitive) await writeAudit(tx, { action: 'signal.read', objectType: 'signal', objectId: signal.id })
          return signal
        })
      : null
    if (!found) throw notFound('Dit signaal bestaat niet, of het hoort niet bij wat u mag zien.')
    return json(found)
  })
}
