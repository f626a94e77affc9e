'use client'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import type { RegisterId } from '@/lib/domain/register'
import { registers } from '@/lib/domain/registers'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { leaveMessage } from './flash'
import { send } from './send'
import { words } from './words'

const text = words.record

/** Deletes a record after a question that names what uses it; what is in use cannot go, and says so. */
export function Remove({ register, item, uid, blocks, goes }: { register: RegisterId; item: { id: number; version: number; name: string }; uid: number; /** "3 activiteiten" that keep it */ blocks: readonly string[]; /** what goes with it */ goes: readonly string[] }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const router = useRouter()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function remove() {
    setBusy(true)
    const sent = await send<null>('DELETE', `/api/v1/${register}/${item.id}?version=${item.version}`)
    setBusy(false)
    if (!sent.ok) return setProblem(sent.problem.detail)
    leaveMessage({ uid, register, text: words.flash.deleted(item.name), change: sent.change })
    router.push(`/${registers[register].slug}`)
    router.refresh()
  }

  return (
    <>
      <Button onClick={() => dialog.current?.showModal()}>{text.remove}</Button>
      <dialog ref={dialog} className="dialog" aria-labelledby="verwijderen">
        <h2 id="verwijderen">{text.removeTitle(item.name)}</h2>
        {blocks.length + goes.length > 0 && (
          <div>
            <p>{text.usedBy}</p>
            <ul>
              {[...blocks, ...goes].map((said) => (
                <li key={said}>{said}</li>
              ))}
            </ul>
          </div>
        )}
        <p>{blocks.length > 0 ? text.usedBlocks : goes.length > 0 ? `${text.usedGoes} ${text.removeText}` : text.removeText}</p>
        {problem && <Alert kind="error">{problem}</Alert>}
        <div className="actions">
          {blocks.length === 0 && (
            <Button look="danger" disabled={busy} onClick={() => void remove()}>
              {busy ? text.removing : text.removeSure}
            </Button>
          )}
          <Button onClick={() => dialog.current?.close()}>{words.cancel}</Button>
        </div>
      </dialog>
    </>
  )
}
