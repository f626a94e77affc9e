'use client'
import { useState } from 'react'
import { addDays } from '@/lib/domain/period'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { FreeText } from '@/lib/ui/free-text'
import { Select } from '@/lib/ui/select'
import { sendJson } from '@/lib/ui/send-json'
import { useSend } from '@/lib/ui/use-send'
import { words } from './words'

/** Two weeks is what a request gets unless somebody chooses another day. */
const usualDays = 14

/** "Verzoek om inzet": whom, about what, until when. Sending it twice makes one request. */
export function RequestForm({ gemeente, buurt, theme, today, organisations, onDone, onCancel }: {
  gemeente: string
  buurt: string
  theme: string
  today: string
  organisations: readonly { id: number; name: string }[]
  onDone: (text: string) => void
  onCancel: () => void
}) {
  const [sourceId] = useState(() => crypto.randomUUID())
  const [given, setGiven] = useState({ organisation: String(organisations[0]?.id ?? ''), due: addDays(today, usualDays) })
  const [text, setText] = useState({ value: '', confirmed: false })
  const [empty, setEmpty] = useState(false)
  const { busy, problem, send } = useSend()
  async function ask() {
    setEmpty(!text.value.trim())
    if (!text.value.trim()) return
    const sent = await send(() => sendJson('POST', '/api/v1/coverage-requests', { gemeente, sourceId, buurt, theme, organisation: Number(given.organisation), due: given.due, text: text.value, confirmText: text.confirmed }))
    if (sent) onDone(words.sent(organisations.find((o) => String(o.id) === given.organisation)?.name ?? ''))
  }
  return (
    <form className="side-form" aria-label={words.ask} noValidate onSubmit={(event) => { event.preventDefault(); void ask() }}>
      <Field label={words.organisation}>{(props) => <Select {...props} value={given.organisation} onChange={(e) => setGiven({ ...given, organisation: e.target.value })} options={organisations.map((o) => ({ value: String(o.id), label: o.name }))} />}</Field>
      <Field label={words.due}>{(props) => <Textbox {...props} type="date" required min={today} value={given.due} onChange={(e) => setGiven({ ...given, due: e.target.value })} />}</Field>
      <FreeText label={words.text} help={words.textHelp} value={text.value} confirmed={text.confirmed} error={empty ? words.textEmpty : undefined} required onChange={(value) => setText({ value, confirmed: false })} onConfirm={(confirmed) => setText({ ...text, confirmed })} />
      {problem && <Alert kind="error">{problem}</Alert>}
      <div className="actions">
        <Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.send}</Button>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}
