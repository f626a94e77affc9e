'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { CoverageRequest } from '@/lib/domain/coverage'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { FreeText } from '@/lib/ui/free-text'
import { sendJson } from '@/lib/ui/send-json'
import { useSend } from '@/lib/ui/use-send'
import { words } from './words'

type Answer = 'accepted' | 'refused' | 'counter'

/** The answer of the organisation: one of three, a refusal with its reason. */
export function AnswerForm({ request }: { request: CoverageRequest }) {
  const router = useRouter()
  const [open, setOpen] = useState(request.status === 'open')
  const [answer, setAnswer] = useState<Answer | null>(request.status === 'open' || request.status === 'withdrawn' ? null : request.status)
  const [reason, setReason] = useState({ value: request.reason ?? '', confirmed: false })
  const [counter, setCounter] = useState({ value: request.counterText ?? '', confirmed: false, date: request.counterDate ?? '' })
  const [wrong, setWrong] = useState<{ choice?: string; reason?: string; counter?: string }>({})
  const [sent, setSent] = useState(false)
  const { busy, problem, send } = useSend()

  async function save() {
    const found = {
      ...(answer === null && { choice: words.chooseFirst }),
      ...(answer === 'refused' && !reason.value.trim() && { reason: words.reasonEmpty }),
      ...(answer === 'counter' && !counter.value.trim() && { counter: words.counterEmpty }),
    }
    setWrong(found)
    if (Object.keys(found).length > 0) return
    setSent(false)
    const own = answer === 'counter' ? { counterText: counter.value, counterDate: counter.date || null } : {}
    if (!(await send(() => sendJson('PATCH', `/api/v1/coverage-requests/${request.id}`, { version: request.version, status: answer, reason: reason.value.trim() || null, ...own, confirmText: reason.confirmed || counter.confirmed })))) return
    setSent(true)
    setOpen(false)
    router.refresh()
  }

  return (
    <>
      <div role="status">{sent && <Alert quiet kind="ok">{words.sent}</Alert>}</div>
      {!open && <div><Button onClick={() => setOpen(true)}>{words.change}</Button></div>}
      {open && (
        <form className="side-form" aria-label={words.answer} noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
          <fieldset className="request__choices">
            <legend>{words.choose}</legend>
            {wrong.choice && <p className="field__error">{wrong.choice}</p>}
            {(Object.keys(words.choices) as Answer[]).map((value) => (
              <label key={value} className="check">
                <input type="radio" name={`answer-${request.id}`} value={value} checked={answer === value} onChange={() => setAnswer(value)} />
                <span>{words.choices[value]}</span>
              </label>
            ))}
          </fieldset>
          {answer === 'counter' && (
            <>
              <FreeText label={words.counterText} value={counter.value} confirmed={counter.confirmed} error={wrong.counter} required rows={2} onChange={(value) => setCounter({ ...counter, value, confirmed: false })} onConfirm={(confirmed) => setCounter({ ...counter, confirmed })} />
              <Field label={words.counterDate}>{(props) => <Textbox {...props} type="date" value={counter.date} onChange={(e) => setCounter({ ...counter, date: e.target.value })} />}</Field>
            </>
          )}
          {answer && <FreeText label={words.reasonOf[answer]} value={reason.value} confirmed={reason.confirmed} error={wrong.reason} required={answer === 'refused'} rows={2} onChange={(value) => setReason({ value, confirmed: false })} onConfirm={(confirmed) => setReason({ ...reason, confirmed })} />}
          {problem && <Alert kind="error">{problem}</Alert>}
          <div className="actions">
            <Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.send}</Button>
            {request.status !== 'open' && <Button onClick={() => setOpen(false)}>{words.cancel}</Button>}
          </div>
        </form>
      )}
    </>
  )
}
