'use client'
import { useEffect, useId, useRef } from 'react'
import { Button } from '@/lib/ui/button'

/** A question before something that cannot be seen coming: the dialog of the browser, so Escape and focus work as people know. */
export function Confirm({ title, text, yes, no, onYes, onNo }: { title: string; text: string; yes: string; no: string; onYes: () => void; onNo: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const open = dialog.current
    open?.showModal()
    return () => open?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="confirm"
      aria-labelledby={id}
      aria-describedby={`${id}-text`}
      onCancel={(e) => {
        e.preventDefault()
        onNo()
      }}
    >
      <h2 id={id}>{title}</h2>
      <p id={`${id}-text`}>{text}</p>
      <div className="step__actions">
        <Button onClick={onNo} autoFocus>
          {no}
        </Button>
        <Button look="danger" onClick={onYes}>
          {yes}
        </Button>
      </div>
    </dialog>
  )
}
