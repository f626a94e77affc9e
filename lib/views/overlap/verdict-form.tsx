'use client'
import { useState } from 'react'
import { maxReason, type VerdictKind } from '@/lib/domain/overlap'
import { addDays } from '@/lib/domain/period'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { FreeText } from '@/lib/ui/free-text'
import { ProblemError } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'
import type { PairDetail } from './definition'
import { words } from './words'

const kinds = Object.keys(words.kinds) as VerdictKind[]
type Wrong = { verdict?: string; reason?: string; expires?: string }

/**
 * "Oordeel geven": what it is, why, and until when. It is sent with what the judge saw (both versions and the last verdict); who judged in between or changed an activity is told, and what was
 * written stays.
 */
export function VerdictForm({ pair, today, onDone, onStale, onCancel }: { pair: PairDetail; today: string; onDone: () => void; /** something else is there now: ask again */ onStale: () => void; onCancel: () => void }) {
  const last = pair.history[0]
  const [verdict, setVerdict] = useState<VerdictKind | null>(null)
  const [reason, setReason] = useState({ text: '', confirmed: false })
  const [expires, setExpires] = useState(addDays(today, 365))
  const [wrong, setWrong] = useState<Wrong>({})
  const [problem, setProblem] = useState<{ title: string; text: string; stale: boolean } | null>(null)
  const [busy, setBusy] = useState(false)
  const [first, second] = pair.sides as [NonNullable<PairDetail['sides'][0]>, NonNullable<PairDetail['sides'][1]>]

  async function save() {
    if (busy) return
    const found: Wrong = { ...(verdict === null && { verdict: words.kindMissing }), ...(reason.text.trim() === '' && { reason: words.reasonMissing }), ...(!(expires > today) && { expires: words.expiresWrong }) }
    setWrong(found)
    setProblem(null)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      await sendJson('POST', '/api/v1/overlap-verdicts', {
        first: first.id, second: second.id, firstVersion: first.version, secondVersion: second.version, after: last?.id ?? null, verdict, reason: reason.text.trim(), expires, confirmText: reason.confirmed,
      })
      onDone()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      const { status, title, errors } = error.problem
      const of = (name: string) => errors?.find((e) => e.name === name)?.message
      setWrong({ reason: of('reason'), expires: of('expires') })
      setProblem({ title, text: error.message, stale: status === 409 })
    } finally {
      setBusy(false)
    }
  }

  return (
    <form className="side-form" noValidate onSubmit={(event) => { event.preventDefault(); void save() }}>
      <fieldset className="verdict" aria-describedby={wrong.verdict ? 'oordeel-fout' : undefined}>
        <legend className="field__label">{words.question}</legend>
        {wrong.verdict && <div className="field__error" id="oordeel-fout">{wrong.verdict}</div>}
        {kinds.map((kind) => (
          <label key={kind} className="verdict__choice">
            <input type="radio" name="verdict" value={kind} checked={verdict === kind} onChange={() => setVerdict(kind)} aria-describedby={`oordeel-${kind}`} />
            <span>
              <strong>{words.kinds[kind]}</strong>
              <span className="quiet small" id={`oordeel-${kind}`}>{words.kindHelp[kind]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <FreeText label={words.reason} value={reason.text} confirmed={reason.confirmed} error={wrong.reason} max={maxReason} rows={3} required onChange={(text) => setReason({ text, confirmed: false })} onConfirm={(confirmed) => setReason({ ...reason, confirmed })} />
      <Field label={words.expires} help={words.expiresHelp} error={wrong.expires}>{(props) => <Textbox {...props} type="date" required min={addDays(today, 1)} value={expires} onChange={(e) => setExpires(e.target.value)} />}</Field>
      {problem && <Alert kind="error" title={problem.title} action={problem.stale ? <div><Button onClick={onStale}>{words.lookAgain}</Button></div> : undefined}>{problem.text}</Alert>}
      <div className="actions">
        <Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.save}</Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}
