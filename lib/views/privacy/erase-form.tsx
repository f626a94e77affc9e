'use client'
import { useState } from 'react'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { FreeText } from '@/lib/ui/free-text'
import { words } from './words'

const text = words.erase

/** The last step before signals go for good: why, and that it cannot be undone. */
export function EraseForm({ n, busy, problem, onErase }: { n: number; busy: boolean; problem: string | null; onErase: (reason: string, confirmed: boolean) => void }) {
  const [reason, setReason] = useState('')
  const [confirmed, setConfirmed] = useState(false)
  const [sure, setSure] = useState(false)
  const [wrong, setWrong] = useState<{ reason?: string; sure?: string }>({})

  function submit() {
    const found = { ...(reason.trim().length < 5 ? { reason: text.needReason } : {}), ...(sure ? {} : { sure: text.needSure }) }
    setWrong(found)
    if (!found.reason && !found.sure) onErase(reason, confirmed)
  }

  return (
    <form
      className="choices"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        submit()
      }}
    >
      <h3>{text.title}</h3>
      <p>
        {text.text(n)} {text.comesBack}
      </p>
      <FreeText
        label={text.reason}
        value={reason}
        confirmed={confirmed}
        onChange={(value) => {
          setReason(value)
          setConfirmed(false) // what was confirmed is another text now
        }}
        onConfirm={setConfirmed}
        error={wrong.reason}
        required
      />
      <div className="field">
        {wrong.sure && (
          <div className="field__error" id="zeker">
            {wrong.sure}
          </div>
        )}
        <label className="check">
          <input type="checkbox" checked={sure} aria-describedby={wrong.sure ? 'zeker' : undefined} aria-invalid={wrong.sure ? true : undefined} onChange={(e) => setSure(e.target.checked)} />
          <span>{text.sure}</span>
        </label>
      </div>
      {problem && <Alert kind="error">{problem}</Alert>}
      <div>
        <Button type="submit" look="danger" disabled={busy}>
          {text.submit(n)}
        </Button>
      </div>
    </form>
  )
}
