'use client'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { dateInAmsterdam } from '@/lib/domain/period'
import { audienceLabels, channelLabels, evidenceLabels, kindLabels, type Channel, type SignalItem } from '@/lib/domain/signal'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { FreeText } from '@/lib/ui/free-text'
import { keepLists, keptLists, listWaiting, type Lists, type Waiting } from '@/lib/ui/outbox/store'
import { useOutbox } from '@/lib/ui/outbox/use-outbox'
import { Select } from '@/lib/ui/select'
import { UntilLive } from '@/lib/ui/until-live'
import { Box } from './box'
import { Choices } from './choices'
import { emptyDraft, evidenceOf, faultsOf, isSensitive, toDraft, toWaiting, type Draft, type Faults } from './draft'
import { PlaceField } from './place'
import { words } from './words'

const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))
const today = () => dateInAmsterdam(new Date())
const useOnline = () => useSyncExternalStore((tell) => { window.addEventListener('online', tell); window.addEventListener('offline', tell); return () => { window.removeEventListener('online', tell); window.removeEventListener('offline', tell) } }, () => navigator.onLine, () => true)

/**
 * Records a signal in three taps: theme, kind, place. What is saved waits on this device until the server has it. `given` are the choices from the
 * server; without them (the shell of the service worker) those that this device kept.
 */
export function Recorder({ given }: { given: Lists | null }) {
  const [kept, setKept] = useState<Lists | null | 'none'>(null)
  useEffect(() => {
    if (given) keepLists(given).catch(() => {})
    else keptLists().then((found) => setKept(found ?? 'none'), () => setKept('none'))
  }, [given])
  const lists = given ?? kept
  if (lists === null) return <p className="quiet">{words.loading}</p>
  if (lists === 'none') return <Alert quiet>{words.neverOpened}</Alert>
  return <RecordForm lists={lists} shell={given === null} />
}

type Told = { kind: 'ok' | 'info' | 'error'; text: string }

function RecordForm({ lists, shell }: { lists: Lists; shell: boolean }) {
  const box = useOutbox()
  const online = useOnline()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(today()))
  const [sourceId, setSourceId] = useState(() => crypto.randomUUID())
  const [faults, setFaults] = useState<Faults>({})
  const [told, setTold] = useState<Told | null>(null)
  const [busy, setBusy] = useState(false)
  const [round, setRound] = useState(0)
  const summary = useRef<HTMLDivElement>(null)
  const heading = useRef<HTMLParagraphElement>(null)
  const sensitive = isSensitive(draft, lists)
  const set = (change: Partial<Draft>) => setDraft((was) => ({ ...was, ...change }))

  async function save() {
    if (busy) return
    const found = faultsOf(draft, lists, today())
    setFaults(found)
    if (Object.keys(found).length > 0) return void setTimeout(() => summary.current?.focus())
    const item = toWaiting(draft, lists, sourceId, new Date())
    setBusy(true)
    try {
      await box.add(item)
    } catch {
      setBusy(false)
      return setTold({ kind: 'error', text: words.done.noStore })
    }
    const { outcome, sent } = await box.send().catch(() => ({ outcome: 'offline' as const, sent: [] }))
    // Another tab or the service worker may have been first: then it waits no longer either.
    const gone = sent.some((s) => s.item.sourceId === item.sourceId) || (outcome === 'done' && !(await listWaiting().catch(() => [])).some((w) => w.sourceId === item.sourceId))
    setTold(gone ? { kind: 'ok', text: words.done.sent(item.title) } : { kind: 'info', text: words.done.waits(item.title) })
    startAnew(draft.channel)
    setBusy(false)
    setTimeout(() => heading.current?.focus())
  }

  function startAnew(channel: Channel, from?: Draft) {
    setDraft(from ?? emptyDraft(today(), channel))
    setSourceId(crypto.randomUUID())
    setFaults({})
    setRound((n) => n + 1)
  }

  /** What was refused goes back into the form; it leaves the queue, its text does not get lost. */
  function fix(item: Waiting) {
    startAnew(draft.channel, toDraft(item))
    setTold(null)
    void box.remove(item.sourceId)
  }

  return (
    <div className="recorder">
      <form
        className="recorder__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <div ref={heading} tabIndex={-1} className="recorder__told">
          {told && <Alert kind={told.kind}>{told.text}</Alert>}
        </div>
        {(shell || !online) && <Alert quiet kind="warning" title={words.offlineTitle}>{words.offline}</Alert>}
        {Object.keys(faults).length > 0 && (
          <div ref={summary} tabIndex={-1} className="utrecht-alert utrecht-alert--error" role="alert">
            <div className="utrecht-alert__content">
              <strong>{words.missing.title}</strong>
              <ul className="recorder__faults">
                {Object.entries(faults).map(([name, message]) => (
                  <li key={name}>
                    <a href={`#veld-${name}`}>{message}</a>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        )}
        <UntilLive>
          <Choices name="theme" legend={words.theme} value={draft.theme} error={faults.theme} options={lists.themes.map((t) => ({ value: t.slug, label: t.label, help: t.sensitive ? words.sensitive : undefined }))} onChoose={(theme) => set({ theme })} />
          <Choices name="kind" legend={words.kind} value={draft.kind} error={faults.kind} options={Object.keys(kindLabels).map((k) => ({ value: k as SignalItem['kind'], label: words.kinds[k as SignalItem['kind']], help: words.kindHelp[k as SignalItem['kind']] }))} onChoose={(kind) => set({ kind })} />
          <PlaceField key={round} lists={lists} draft={draft} coarse={sensitive} online={online && !shell} error={faults.place} onPlace={(place) => set({ place })} onAccuracy={(accuracy) => set({ accuracy })} />
          <div className="field">
            <Field label={words.source}>{(props) => <Select {...props} value={draft.channel} onChange={(e) => set({ channel: e.target.value as Channel, evidence: evidenceOf(e.target.value as Channel) })} options={options(channelLabels)} />}</Field>
          </div>
          {sensitive ? (
            <p className="quiet">{words.coarse}</p>
          ) : (
            <div id="veld-note" tabIndex={-1}>
              <FreeText label={words.note} value={draft.note} confirmed={draft.confirmed} onChange={(note) => set({ note, confirmed: false })} onConfirm={(confirmed) => set({ confirmed })} error={faults.note} />
            </div>
          )}
          <details className="recorder__more">
            <summary>{words.more}</summary>
            <div className="recorder__fields">
              <Field label={words.day} error={faults.day}>{(props) => <Textbox {...props} type="date" max={today()} value={draft.day} onChange={(e) => set({ day: e.target.value })} />}</Field>
              <Field label={words.evidence}>{(props) => <Select {...props} value={draft.evidence} onChange={(e) => set({ evidence: e.target.value as Draft['evidence'] })} options={options(evidenceLabels)} />}</Field>
              <Field label={words.audience}>{(props) => <Select {...props} value={draft.audience} onChange={(e) => set({ audience: e.target.value as Draft['audience'] })} options={options(audienceLabels)} />}</Field>
            </div>
          </details>
        </UntilLive>
        <div className="recorder__save">
          <Button look="primary" type="submit" aria-disabled={busy || undefined}>
            {busy ? words.saving : words.save}
          </Button>
        </div>
      </form>
      <Box box={box} account={lists.account} onFix={fix} onSend={() => void box.send()} />
    </div>
  )
}
