'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { roleLabel, type Role } from '@/lib/domain/identity'
import type { ClusterEvent } from '@/lib/domain/cluster-item'
import { Button } from '@/lib/ui/button'
import { longMoment } from '@/lib/ui/format'
import { FreeText } from '@/lib/ui/free-text'
import { ProblemError } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'
import { words } from './words'

/** What people wrote about it, newest first, and a box to add to it; with the same check on personal data as everywhere. */
export function Notes({ id, events, mayNote }: { id: number; events: readonly ClusterEvent[]; mayNote: boolean }) {
  const router = useRouter()
  const [draft, setDraft] = useState<{ text: string; confirmed: boolean; error?: string } | null>(null)
  const [saving, setSaving] = useState(false)
  const notes = events.filter((e) => e.kind === 'note')

  async function save() {
    if (!draft?.text.trim()) return setDraft({ text: '', confirmed: false, error: words.noteEmpty })
    setSaving(true)
    try {
      await sendJson('POST', `/api/v1/clusters/${id}/notes`, { text: draft.text.trim(), confirmed: draft.confirmed })
      setDraft(null)
      router.refresh()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setDraft({ ...draft, error: error.problem.errors?.[0]?.message ?? error.message })
    } finally {
      setSaving(false)
    }
  }

  return (
    <section className="block" aria-labelledby="notities">
      <h2 id="notities">{words.notes}</h2>
      {notes.length === 0 ? (
        <p className="quiet">{words.noNotes}</p>
      ) : (
        <ul className="cluster__notes">
          {notes.map((n) => (
            <li key={n.id}>
              <p className="prose">{n.text}</p>
              <p className="quiet small">{n.by === null ? words.program : (roleLabel[n.by as Role] ?? n.by)}, {longMoment(n.at)}</p>
            </li>
          ))}
        </ul>
      )}
      {mayNote && draft === null && <div><Button onClick={() => setDraft({ text: '', confirmed: false })}>{words.addNote}</Button></div>}
      {draft && (
        <form
          className="register__form"
          onSubmit={(e) => {
            e.preventDefault()
            void save()
          }}
        >
          <FreeText label={words.note} value={draft.text} confirmed={draft.confirmed} error={draft.error} onChange={(text) => setDraft({ text, confirmed: false })} onConfirm={(confirmed) => setDraft({ ...draft, confirmed })} />
          <div className="actions">
            <Button look="primary" type="submit" disabled={saving}>{saving ? words.saving : words.save}</Button>
            <Button look="subtle" onClick={() => setDraft(null)}>{words.cancel}</Button>
          </div>
        </form>
      )}
    </section>
  )
}
