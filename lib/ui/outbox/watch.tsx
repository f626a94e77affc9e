'use client'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../button'
import { words } from '../words'
import { clearDevice, forgetListsOfOthers, listWaiting } from './store'
import { tellChanged } from './send'
import { useOutbox } from './use-outbox'

const text = words.outbox

/** On every staff page: starts the service worker of /opnemen, sends what waits, and says how many do. Draws nothing when nothing waits. */
export function OutboxCount({ account }: { account: string }) {
  const { items } = useOutbox()
  useEffect(() => {
    navigator.serviceWorker?.register('/sw.js', { scope: '/opnemen' }).catch(() => {}) // without it everything works with a connection
    forgetListsOfOthers(account).catch(() => {})
  }, [account])
  const n = items?.length ?? 0
  if (n === 0) return null
  return (
    <span className="rail__count" title={text.waits(n)}>
      {n}
      <span className="visually-hidden"> {text.waits(n)}</span>
    </span>
  )
}

/**
 * A form that signs out. What this device keeps goes with it: when signals still wait, it asks first. Without scripts it is a plain form, and
 * nothing was kept.
 */
export function SignOutForm({ action, className, children }: { action: () => Promise<void>; className?: string; children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  const cleared = useRef(false)
  const [n, setN] = useState(0)

  async function leave() {
    await clearDevice().catch(() => {})
    tellChanged()
    cleared.current = true
    form.current?.requestSubmit()
  }
  async function ask(event: FormEvent) {
    if (cleared.current) return
    event.preventDefault()
    const waiting = await listWaiting().catch(() => [])
    setN(waiting.length)
    if (waiting.length === 0) await leave()
    else dialog.current?.showModal()
  }
  return (
    <>
      <form ref={form} action={action} className={className} onSubmit={(event) => void ask(event)}>
        {children}
      </form>
      <dialog ref={dialog} className="popover dialog" aria-labelledby="toch-uitloggen">
        <div className="popover__form">
          <h2 id="toch-uitloggen">{text.leaveTitle}</h2>
          <p>{text.leave(n)}</p>
          <div className="actions">
            <Button look="primary" onClick={() => dialog.current?.close()}>
              {text.stay}
            </Button>
            <Button look="danger" onClick={() => void leave()}>
              {text.leaveAnyway}
            </Button>
          </div>
        </div>
      </dialog>
    </>
  )
}
