import { writeAudit } from '@/lib/db/audit'
import { changeSignal } from '@/lib/db/signal-writes'
import { signalChange } from '@/lib/domain/signal'
import { answer, badParams } from '@/lib/http/respond'
import { readBody } from '@/lib/http/read-body'
import { keepText, onSignal, showSignal, type Given } from '../ask'

/** One signal with its history and the signals that belong to it, for who may see it. Outside the own scope it does not exist. */
export function GET(_request: Request, { params }: Given): Promise<Response> {
  return answer('signal', () => showSignal(params))
}

/** Closes a signal with a reason, opens it again, or changes its audience or note. */
export function PATCH(request: Request, { params }: Given): Promise<Response> {
  return answer('signal-change', () =>
    onSignal(params, () => readBody(request, signalChange), async (tx, signal, asked) => {
      if (asked.note && signal.sensitive) throw badParams([{ name: 'note', message: 'bij dit thema wordt geen tekst bewaard' }])
      const note = typeof asked.note === 'string' ? keepText('note', asked.note, asked.confirmText) : null
      await changeSignal(tx, signal.id, { status: asked.status, closeReason: asked.closeReason, audience: asked.audience, note: asked.note === undefined ? undefined : note?.text || null })
      const changed = Object.keys(asked).filter((name) => name !== 'confirmText')
      await writeAudit(tx, { action: 'signal.change', objectType: 'signal', objectId: signal.id, detail: { changed, ...(asked.status ? { status: asked.status } : {}), ...(note?.confirmed.length ? { noteConfirmed: note.confirmed } : {}) } })
    }),
  )
}
