'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { IconX } from '@/lib/ui/icons'
import type { RegisterId } from '@/lib/domain/register'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { send } from './send'
import type { UndoAnswer } from './shapes'
import { keep, useKept } from './use-draft'
import { words } from './words'

const key = 'buurtfocus:melding'
type Message = { uid: number; register: RegisterId; text: string; change: string | null; undone?: UndoAnswer }

/** Leaves a message for the next page of the registers; `change` makes that it can be undone there. */
export const leaveMessage = (message: Message): void => keep(key, JSON.stringify(message))

/** What was just done, with "Ongedaan maken". It stays until it is closed, also over a reload. */
export function Flash({ uid }: { uid: number }) {
  const text = useKept(key)
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const message = text === null ? null : (JSON.parse(text) as Message)
  if (!message || message.uid !== uid) return null
  const { register, change, undone } = message

  async function undo() {
    setBusy(true)
    const sent = await send<UndoAnswer>('POST', `/api/v1/${register}/changes/${change}/undo`)
    setBusy(false)
    setProblem(sent.ok ? null : sent.problem.detail)
    if (!sent.ok) return
    keep(key, JSON.stringify({ ...message, change: null, undone: sent.body } satisfies Partial<Message>))
    router.refresh()
  }

  const kept = undone?.kept ?? []
  return (
    <div className="flash">
      <Alert
        kind={kept.length > 0 ? 'warning' : 'ok'}
        action={
          <div className="actions">
            {change && (
              <Button onClick={() => void undo()} disabled={busy}>
                {busy ? words.flash.undoing : words.flash.undo}
              </Button>
            )}
            <button type="button" className="icon-button" aria-label={words.flash.dismiss} title={words.flash.dismiss} onClick={() => keep(key, null)}>
              <IconX size={20} aria-hidden="true" />
            </button>
          </div>
        }
      >
        {undone ? words.flash.undone(undone.undone) : message.text}
        {kept.length > 0 && (
          <>
            {' '}
            {words.flash.kept(kept.length)}
            <ul>
              {kept.map((k) => (
                <li key={k.id}>
                  {k.name}: {k.reason}
                </li>
              ))}
            </ul>
          </>
        )}
        {problem && <p className="field__error">{problem}</p>}
      </Alert>
    </div>
  )
}
