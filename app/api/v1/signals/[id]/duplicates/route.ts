import { z } from 'zod'
import { writeAudit } from '@/lib/db/audit'
import { countDuplicates, repeatSignal } from '@/lib/db/signal-writes'
import { answer, badParams } from '@/lib/http/respond'
import { readBody } from '@/lib/http/read-body'
import { conflict, otherSignal, onSignal, type Given } from '../../ask'

const body = z.strictObject({ of: z.number('verwacht: het nummer van het eerste signaal').int().positive() })

/** Says that this signal repeats signal `of`: from now on the two count once. */
export function POST(request: Request, { params }: Given): Promise<Response> {
  return answer('signal-merge', () =>
    onSignal(params, () => readBody(request, body), async (tx, signal, { of }) => {
      if (of === signal.id) throw badParams([{ name: 'of', message: 'een signaal kan zichzelf niet herhalen' }])
      const first = await otherSignal(tx, of)
      if (first.duplicateOf !== null) throw conflict(`Signaal ${of} herhaalt zelf signaal ${first.duplicateOf}. Voeg samen met dat signaal.`)
      if (first.theme !== signal.theme) throw conflict('Twee signalen met een ander thema zijn niet hetzelfde signaal. Leg een verband in plaats van ze samen te voegen.')
      if (first.status === 'cancelled') throw conflict(`Signaal ${of} is vervallen en telt niet mee. Kies een signaal dat meetelt.`)
      if ((await countDuplicates(tx, signal.id)) > 0) throw conflict(`Andere signalen herhalen signaal ${signal.id}. Kies dat als het eerste.`)
      await repeatSignal(tx, signal.id, of)
      await writeAudit(tx, { action: 'signal.merge', objectType: 'signal', objectId: signal.id, detail: { of } })
    }),
  )
}

/** Takes that back: the signal counts for itself again. */
export function DELETE(_request: Request, { params }: Given): Promise<Response> {
  return answer('signal-unmerge', () =>
    onSignal(params, async () => null, async (tx, signal) => {
      if (signal.duplicateOf === null) return
      await repeatSignal(tx, signal.id, null)
      await writeAudit(tx, { action: 'signal.unmerge', objectType: 'signal', objectId: signal.id, detail: { of: signal.duplicateOf } })
    }),
  )
}
