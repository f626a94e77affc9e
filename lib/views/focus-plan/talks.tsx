'use client'
import { useState } from 'react'
import { participationKinds } from '@/lib/domain/registers/participation'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { longDate } from '@/lib/ui/format'
import { FreeText } from '@/lib/ui/free-text'
import { Select } from '@/lib/ui/select'
import { UntilLive } from '@/lib/ui/until-live'
import type { Plan } from './definition'
import type { Change } from './use-change'
import { words } from './words'

/** Samenspraak with residents: what was, and a new one. */
export function Talks({ plan, busy, change }: { plan: Plan; busy: boolean; change: (change: Change) => Promise<boolean> }) {
  const talks = plan.participation
  if (talks === null) return null
  return (
    <section aria-labelledby="samenspraak">
      <h2 id="samenspraak">{words.participation}</h2>
      {talks.length === 0 && <p>{words.noParticipation}</p>}
      <ul className="plan-talks">
        {talks.map((t) => (
          <li key={t.id}>
            <a href={`/samenspraak/${t.id}`}>{words.talk(t.kind, longDate(t.heldOn), t.people)}</a>
            {t.notes && <span className="quiet small plan-said">{t.notes}</span>}
            {t.may.delete && <span className="no-print"> <Button look="subtle" onClick={() => void change({ register: 'participation', method: 'DELETE', id: t.id, version: t.version, told: words.removed(words.talk(t.kind, longDate(t.heldOn), null)) })}>{words.remove}</Button></span>}
          </li>
        ))}
      </ul>
      {plan.may.addParticipation && <TalkForm plan={plan} busy={busy} change={change} />}
    </section>
  )
}

function TalkForm({ plan, busy, change }: { plan: Plan; busy: boolean; change: (change: Change) => Promise<boolean> }) {
  const [given, setGiven] = useState({ heldOn: plan.today, kind: 'bijeenkomst', people: '' })
  const [notes, setNotes] = useState({ value: '', confirmed: false })
  const [sourceId, setSourceId] = useState(() => crypto.randomUUID())
  async function send() {
    const people = /^\d+$/.test(given.people.trim()) ? Number(given.people) : null
    const body = { gemeente: plan.gemeente.code, sourceId, focusPeriod: plan.period.id, heldOn: given.heldOn, kind: given.kind, people, notes: notes.value.trim() || null, confirmText: notes.confirmed }
    if (!(await change({ register: 'participation', method: 'POST', body, told: words.talkAdded }))) return
    setSourceId(crypto.randomUUID())
    setNotes({ value: '', confirmed: false })
    setGiven({ ...given, people: '' })
  }
  return (
    <details className="no-print plan-add">
      <summary>{words.addTalk}</summary>
      <form className="plan-form" aria-label={words.addTalk} onSubmit={(e) => { e.preventDefault(); void send() }}>
        <UntilLive>
        <div className="plan-form__row">
          <Field label={words.talkDay}>{(box) => <Textbox {...box} type="date" required max={plan.today} value={given.heldOn} onChange={(e) => setGiven({ ...given, heldOn: e.target.value })} />}</Field>
          <Field label={words.kind}>{(box) => <Select {...box} value={given.kind} onChange={(e) => setGiven({ ...given, kind: e.target.value })} options={Object.entries(participationKinds).map(([value, label]) => ({ value, label }))} />}</Field>
          <Field label={words.people}>{(box) => <Textbox {...box} inputMode="numeric" pattern="\d*" className="narrow" value={given.people} onChange={(e) => setGiven({ ...given, people: e.target.value })} />}</Field>
        </div>
        <FreeText label={words.notes} help={words.notesHelp} value={notes.value} confirmed={notes.confirmed} onChange={(value) => setNotes({ value, confirmed: false })} onConfirm={(confirmed) => setNotes({ ...notes, confirmed })} />
        <div className="actions"><Button look="primary" type="submit" aria-disabled={busy || undefined}>{words.addTalk}</Button></div>
        </UntilLive>
      </form>
    </details>
  )
}
