'use client'
import { useState } from 'react'
import { dateInAmsterdam } from '@/lib/domain/period'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { FreeText } from '@/lib/ui/free-text'
import { Select } from '@/lib/ui/select'
import { sendJson } from '@/lib/ui/send-json'
import { useSend } from '@/lib/ui/use-send'
import { words } from './words'

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))
type Place = { gemeente: string; code: string }

/** A change and what is said when it is saved. */
function useChange(onDone: (text: string) => void) {
  const { send, ...state } = useSend()
  return { ...state, run: async (work: () => Promise<unknown>, text: string) => { if (await send(work)) onDone(text) } }
}

/** A visit in a few taps: the same record as in the register of visits. */
export function VisitForm({ gemeente, code, role, onDone, onCancel }: Place & { role: string; onDone: (text: string) => void; onCancel: () => void }) {
  const today = dateInAmsterdam(new Date())
  const [sourceId] = useState(() => crypto.randomUUID()) // sending it twice makes one visit
  const [visit, setVisit] = useState({ visitedOn: today, kind: 'ronde', byRole: role in words.roles ? role : 'anders' })
  const { busy, problem, run } = useChange(onDone)
  return (
    <form
      className="side-form"
      onSubmit={(event) => {
        event.preventDefault()
        void run(() => sendJson('POST', '/api/v1/visits', { gemeente, sourceId, buurtCode: code, ...visit }), words.recorded)
      }}
    >
      <Field label={words.day}>{(props) => <Textbox {...props} type="date" required max={today} value={visit.visitedOn} onChange={(e) => setVisit({ ...visit, visitedOn: e.target.value })} />}</Field>
      <Field label={words.kind}>{(props) => <Select {...props} value={visit.kind} onChange={(e) => setVisit({ ...visit, kind: e.target.value })} options={options(words.kinds)} />}</Field>
      <Field label={words.by}>{(props) => <Select {...props} value={visit.byRole} onChange={(e) => setVisit({ ...visit, byRole: e.target.value })} options={options(words.roles)} />}</Field>
      {problem && <Alert kind="error">{problem}</Alert>}
      <div className="actions">
        <Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.save}</Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}

/** The target of a buurt and why; taking it away is a choice as well. */
export function TargetForm({ gemeente, code, weeks, reason, onDone, onCancel }: Place & { weeks: number | null; reason: string | null; onDone: (text: string) => void; onCancel: () => void }) {
  const [text, setText] = useState(weeks === null ? '' : String(weeks))
  const [why, setWhy] = useState({ text: reason ?? '', confirmed: false })
  const [wrong, setWrong] = useState<string>()
  const { busy, problem, run } = useChange(onDone)
  const address = `/api/v1/presence-targets/${code}`
  function save() {
    const n = Number(text)
    if (!/^\d{1,3}$/.test(text.trim()) || n < 1 || n > 104) return setWrong(words.wrongWeeks)
    setWrong(undefined)
    void run(() => sendJson('PUT', address, { gemeente, weeks: n, reason: why.text.trim() || null, confirmText: why.confirmed }), words.targetSaved)
  }
  return (
    <form className="side-form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <Field label={words.weeks} help={words.weeksHelp} error={wrong}>{(props) => <Textbox {...props} inputMode="numeric" className="narrow" value={text} onChange={(e) => setText(e.target.value)} />}</Field>
      <FreeText label={words.reason} value={why.text} confirmed={why.confirmed} rows={2} onChange={(value) => setWhy({ text: value, confirmed: false })} onConfirm={(confirmed) => setWhy({ ...why, confirmed })} />
      {problem && <Alert kind="error">{problem}</Alert>}
      <div className="actions">
        <Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.saveTarget}</Button>
        {weeks !== null && <Button onClick={() => void run(() => sendJson('DELETE', `${address}?gemeente=${gemeente}`), words.targetDropped)}>{words.dropTarget}</Button>}
        <Button look="subtle" onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}
