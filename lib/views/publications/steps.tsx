'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { maxWithdrawReason, type ReleaseRow } from '@/lib/domain/release'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { FreeText } from '@/lib/ui/free-text'
import { sendJson } from '@/lib/ui/send-json'
import { UntilLive } from '@/lib/ui/until-live'
import { useSend } from '@/lib/ui/use-send'
import { words } from './words'

/** Sends a step and shows the page as it is then; what went wrong, or what was done, stays on the screen. */
function useStep(number: number) {
  const router = useRouter()
  const { busy, problem, setProblem, send } = useSend()
  const [done, setDone] = useState(false)
  async function step(body: object, what: string): Promise<void> {
    if (done || !(await send(() => sendJson<ReleaseRow>('PATCH', `/api/v1/releases/${number}`, body)))) return
    setDone(true)
    router.replace(`/beheer/publicaties?klaar=${what}`)
    router.refresh()
  }
  return { busy: busy || done, problem, step, say: setProblem }
}

/** The last step before everybody can read it. */
export function PublishForm({ number }: { number: number }) {
  const [sure, setSure] = useState(false)
  const { busy, problem, step, say } = useStep(number)
  const text = words.draft
  return (
    <form className="choices" aria-label={text.publish} onSubmit={(event) => { event.preventDefault(); if (sure) void step({ status: 'published' }, 'published'); else say(text.needSure) }}>
      <UntilLive>
        <label className="check">
          <input type="checkbox" checked={sure} onChange={(e) => setSure(e.target.checked)} />
          <span>{text.sure}</span>
        </label>
        {problem && <Alert kind="error">{problem}</Alert>}
        <div className="actions">
          <Button look="primary" type="submit" aria-disabled={busy || undefined}>{text.publish}</Button>
          <Button onClick={() => void step({ status: 'withdrawn', reason: text.discardReason }, 'discarded')} aria-disabled={busy || undefined}>{text.discard}</Button>
        </div>
      </UntilLive>
    </form>
  )
}

/** Taking a publication away from the public, with the reason. */
export function WithdrawForm({ number, date }: { number: number; date: string }) {
  const [reason, setReason] = useState({ value: '', confirmed: false })
  const { busy, problem, step, say } = useStep(number)
  const text = words.withdraw
  return (
    <section className="block" aria-labelledby="intrekken">
      <h2 id="intrekken">{text.title(date)}</h2>
      <form className="choices" noValidate aria-label={text.title(date)} onSubmit={(event) => { event.preventDefault(); if (reason.value.trim() === '') say(words.reasonEmpty); else void step({ status: 'withdrawn', reason: reason.value, confirmText: reason.confirmed }, 'withdrawn') }}>
        <p>{text.text}</p>
        <UntilLive>
          <FreeText label={text.reason} value={reason.value} confirmed={reason.confirmed} required rows={2} max={maxWithdrawReason} onChange={(value) => setReason({ value, confirmed: false })} onConfirm={(confirmed) => setReason({ ...reason, confirmed })} />
          {problem && <Alert kind="error">{problem}</Alert>}
          <div className="actions">
            <Button look="primary" type="submit" aria-disabled={busy || undefined}>{text.button}</Button>
            <a className="utrecht-link" href="/beheer/publicaties">{text.cancel}</a>
          </div>
        </UntilLive>
      </form>
    </section>
  )
}
