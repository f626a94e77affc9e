'use client'
import { useState } from 'react'
import useSWRImmutable from 'swr/immutable'
import { IconX } from '@/lib/ui/icons'
import { roleLabel, type Role } from '@/lib/domain/identity'
import { audienceLabels, channelLabels, closeReasons, evidenceLabels, statusLabels, type CloseReason, type SignalDetail, type SignalEvent, type SignalNeighbour } from '@/lib/domain/signal'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { longDate, shortMoment } from '@/lib/ui/format'
import { FreeText } from '@/lib/ui/free-text'
import { ProblemError, readJson } from '@/lib/ui/read-json'
import { Select } from '@/lib/ui/select'
import { sendJson } from '@/lib/ui/send-json'
import { closeSignals, reopenSignal, type Done } from './actions'
import { words } from './words'

export type Opened = SignalDetail & { history: SignalEvent[]; neighbours: SignalNeighbour[] }
const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** One signal: what it says, what belongs to it, what was done with it; and the few things that can be done. */
export function Detail({ id, themeOf, hrefOf, onClose, onDone, stamp }: { id: string; themeOf: (slug: string) => string; hrefOf: (id: number) => string; onClose: () => void; onDone: (done: Done) => void; /** another one after each change elsewhere */ stamp: number }) {
  // Not read again by itself: reading one of a sensitive theme is recorded.
  const { data, error, mutate } = useSWRImmutable<Opened, ProblemError>([`/api/v1/signals/${id}`, stamp], ([address]: [string]) => readJson<Opened>(address), { keepPreviousData: true, shouldRetryOnError: false })
  const [reason, setReason] = useState<CloseReason>('opgelost')
  if (error) return <Alert kind="warning" title={error.problem.title} action={<div><Button onClick={() => void mutate()}>{words.retry}</Button></div>}>{error.message}</Alert>
  if (!data || String(data.id) !== id) return <p className="quiet">{words.loading}</p>
  const s = data
  const closed = s.status === 'closed' || s.status === 'cancelled'
  return (
    <>
      <header className="answer">
        <p className="quiet small">
          {words.kinds[s.kind]} {s.id}
          {s.own && `, ${words.own}`}
        </p>
        <div className="answer__title">
          <h2>{themeOf(s.theme)}</h2>
          <button type="button" className="icon-button" aria-label={words.close} onClick={onClose}>
            <IconX size={22} aria-hidden="true" />
          </button>
        </div>
        <p className="answer__sentence">
          {s.buurt ?? words.none}, {longDate(s.observedOn)}
        </p>
      </header>
      <dl className="pairs">
        <Pair label={words.facts.status} value={statusLabels[s.status]} />
        {s.closeReason && <Pair label={words.facts.reason} value={closeReasons[s.closeReason]} />}
        <Pair label={words.facts.channel} value={(s.channel && (channelLabels as Record<string, string>)[s.channel]) ?? s.channel ?? words.none} />
        <Pair label={words.facts.evidence} value={evidenceLabels[s.evidence]} />
        <Pair label={words.facts.accuracy} value={words.accuracy[s.accuracy]} />
        <Pair label={words.facts.source} value={words.sources[s.source] ?? s.source} />
      </dl>
      <Note key={`${s.id} ${s.note}`} signal={s} onSaved={(saved) => { void mutate(saved, { revalidate: false }); onDone({ text: words.done.saved, undo: null, problem: null }) }} />
      <Field label={words.facts.audience}>
        {(props) => (
          <Select {...props} value={s.audience} options={options(audienceLabels)} onChange={(e) => void sendJson<Opened>('PATCH', `/api/v1/signals/${s.id}`, { audience: e.target.value }).then(
              (saved) => { void mutate(saved, { revalidate: false }); onDone({ text: words.done.saved, undo: null, problem: null }) },
              (problem: Error) => onDone({ text: '', undo: null, problem: problem.message }))} />
        )}
      </Field>
      {closed ? (
        <div>
          <Button onClick={() => void reopenSignal(s.id, s.closeReason).then(onDone)}>{words.reopen}</Button>
        </div>
      ) : (
        <div className="close-form">
          <Field label={words.reason}>{(props) => <Select {...props} value={reason} onChange={(e) => setReason(e.target.value as CloseReason)} options={options(closeReasons)} />}</Field>
          <Button onClick={() => void closeSignals([s], reason).then(onDone)}>{words.closeIt}</Button>
        </div>
      )}
      {s.neighbours.length > 0 && <Neighbours signal={s} themeOf={themeOf} hrefOf={hrefOf} onDone={onDone} />}
      <History events={s.history} />
    </>
  )
}

const Pair = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
)

function Note({ signal, onSaved }: { signal: Opened; onSaved: (saved: Opened) => void }) {
  const [edit, setEdit] = useState<{ text: string; confirmed: boolean; error?: string } | null>(null)
  if (signal.sensitive) return <p className="quiet small">{words.sensitiveNote}</p>
  if (!edit)
    return (
      <section>
        <h3>{words.note}</h3>
        <p className="signal-note">{signal.note ?? <span className="quiet">{words.noNote}</span>}</p>
        <Button look="subtle" onClick={() => setEdit({ text: signal.note ?? '', confirmed: false })}>
          {words.editNote}
        </Button>
      </section>
    )
  async function save() {
    try {
      onSaved(await sendJson<Opened>('PATCH', `/api/v1/signals/${signal.id}`, { note: edit!.text.trim() || null, confirmText: edit!.confirmed }))
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setEdit({ ...edit!, error: error.message })
    }
  }
  return (
    <section>
      <FreeText label={words.note} value={edit.text} confirmed={edit.confirmed} error={edit.error} onChange={(text) => setEdit({ text, confirmed: false })} onConfirm={(confirmed) => setEdit({ ...edit, confirmed })} />
      <div className="actions">
        <Button look="primary" onClick={() => void save()}>{words.save}</Button>
        <Button onClick={() => setEdit(null)}>{words.cancel}</Button>
      </div>
    </section>
  )
}

function Neighbours({ signal, themeOf, hrefOf, onDone }: { signal: Opened; themeOf: (slug: string) => string; hrefOf: (id: number) => string; onDone: (done: Done) => void }) {
  const apart = async (n: SignalNeighbour) => {
    const [undo, again] = n.as === 'related'
      ? [() => sendJson('DELETE', `/api/v1/signals/${signal.id}/links?to=${n.id}`), () => sendJson('POST', `/api/v1/signals/${signal.id}/links`, { to: n.id })]
      : n.as === 'first'
        ? [() => sendJson('DELETE', `/api/v1/signals/${signal.id}/duplicates`), () => sendJson('POST', `/api/v1/signals/${signal.id}/duplicates`, { of: n.id })]
        : [() => sendJson('DELETE', `/api/v1/signals/${n.id}/duplicates`), () => sendJson('POST', `/api/v1/signals/${n.id}/duplicates`, { of: signal.id })]
    await undo().then(
      () => onDone({ text: words.done.saved, undo: async () => void (await again()), problem: null }),
      (problem: Error) => onDone({ text: '', undo: null, problem: problem.message }),
    )
  }
  return (
    <section>
      <h3>{words.neighbourTitle}</h3>
      <ul className="neighbours">
        {signal.neighbours.map((n) => (
          <li key={`${n.as} ${n.id}`}>
            <span className="quiet small">{words.neighbours[n.as]}</span>
            <a href={hrefOf(n.id)}>
              {words.nameOf(themeOf(n.theme), n.id)}
            </a>
            <span className="small">
              {n.buurt ?? words.none}, {longDate(n.observedOn)}
            </span>
            <Button look="subtle" onClick={() => void apart(n)}>
              {n.as === 'related' ? words.unlink : words.unmerge}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function History({ events }: { events: readonly SignalEvent[] }) {
  const say = (change: string, value: string | null): string =>
    value === null ? words.none : ((({ status: statusLabels, close_reason: closeReasons, audience: audienceLabels }) as Record<string, Record<string, string>>)[change]?.[value] ?? value)
  return (
    <section>
      <h3>{words.history}</h3>
      {events.length === 0 && <p className="quiet small">{words.noHistory}</p>}
      <ul className="history-list small">
        {events.map((e, i) => (
          <li key={i}>
            <span className="quiet">
              {shortMoment(e.at)}
              {e.by && `, ${roleLabel[e.by as Role] ?? e.by}`}
            </span>
            <span>
              {words.events[e.change] ?? e.change}
              {e.change !== 'note' && `: ${words.from} ${say(e.change, e.before)}, ${words.to} ${say(e.change, e.after)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
