'use client'
import { useState } from 'react'
import { roleLabel, type Role } from '@/lib/domain/identity'
import type { HandChange, RotationScenario, RotationScenarioItem } from '@/lib/domain/rotation'
import { Alert } from '@/lib/ui/alert'
import { Button, ButtonLink } from '@/lib/ui/button'
import { CopyLink } from '@/lib/ui/copy-link'
import { Field, Textbox } from '@/lib/ui/field'
import { longDate } from '@/lib/ui/format'
import { ProblemError } from '@/lib/ui/read-json'
import { sendJson } from '@/lib/ui/send-json'
import { words } from './words'

const text = words.scenarios
const api = '/api/v1/rotation-scenarios'

/** "27 november 2026" of the moment at which something was saved. */
export const dayOf = (iso: string): string => longDate(new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' }).format(new Date(iso)))

/** Sends a change; what is refused is told in Dutch. */
function useSending() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const send = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return
    setBusy(true)
    setProblem(null)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      setProblem(error.problem.errors?.map((e) => e.message).join(' ') || error.message)
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, send }
}

/** Keeps a schedule, with its changes by hand, under a name. */
export function SaveScenario({ rotation, changes, onSaved }: { rotation: string; changes: readonly HandChange[]; onSaved: (scenario: RotationScenario) => void }) {
  const [name, setName] = useState('')
  const [sourceId] = useState(() => crypto.randomUUID()) // sending it twice makes one scenario
  const { busy, problem, send } = useSending()
  return (
    <form className="rooster__choice" onSubmit={(event) => { event.preventDefault(); void send(async () => onSaved(await sendJson<RotationScenario>('POST', api, { rotation, name, sourceId, changes }))) }}>
      <Field label={text.name} help={text.nameHelp} error={problem ?? undefined}>{(box) => <Textbox {...box} required maxLength={80} value={name} autoComplete="off" onChange={(e) => setName(e.target.value)} />}</Field>
      <Button type="submit" disabled={busy}>{text.save}</Button>
    </form>
  )
}

type ListProps = { items: readonly RotationScenarioItem[]; /** whether the reader makes proposals */ makes: boolean; open: number | null; compared: readonly number[]; hrefOf: (id: number) => string; onCompare: (ids: readonly number[]) => void; onChanged: (removed: number | null) => void }

/** What was saved: to open, to compare, and for its maker to rename or take away. */
export function Scenarios({ items, makes, open, compared, hrefOf, onCompare, onChanged }: ListProps) {
  const [picked, setPicked] = useState<readonly number[]>(compared)
  const [editing, setEditing] = useState<{ id: number; name: string } | null>(null)
  const [told, setTold] = useState<{ text: string; undo?: { id: number; version: number } } | null>(null)
  const { busy, problem, send } = useSending()

  const rename = (s: RotationScenarioItem, name: string) => send(async () => {
    await sendJson('PATCH', `${api}/${s.id}`, { version: s.version, name })
    setEditing(null)
    setTold({ text: text.renamed })
    onChanged(null)
  })
  const remove = (s: RotationScenarioItem) => send(async () => {
    const { version } = await sendJson<{ version: number }>('DELETE', `${api}/${s.id}?version=${s.version}`)
    setPicked(picked.filter((id) => id !== s.id))
    setTold({ text: text.removed(s.name), undo: { id: s.id, version } })
    onChanged(s.id)
  })
  const restore = ({ id, version }: { id: number; version: number }) => send(async () => {
    await sendJson('PATCH', `${api}/${id}`, { version, removed: false })
    setTold({ text: text.restored })
    onChanged(null)
  })

  return (
    <>
      {told && <Alert kind="ok" action={told.undo && <div><Button onClick={() => void restore(told.undo!)}>{text.undo}</Button></div>}>{told.text}</Alert>}
      {problem && <Alert kind="error">{problem}</Alert>}
      {items.length === 0 ? <p className="quiet">{text.none}</p> : (
        <ul className="rooster__scenarios">
          {items.map((s) => (
            <li key={s.id} aria-current={s.id === open || undefined}>
              <label className="check">
                <input type="checkbox" aria-label={text.compareOne(s.name)} checked={picked.includes(s.id)} disabled={!picked.includes(s.id) && picked.length >= 3} onChange={(e) => setPicked(e.target.checked ? [...picked, s.id] : picked.filter((id) => id !== s.id))} />
              </label>
              <div>
                {editing?.id === s.id ? (
                  <form className="rooster__choice" onSubmit={(event) => { event.preventDefault(); void rename(s, editing.name) }}>
                    <Textbox aria-label={text.renameOf(s.name)} autoFocus required maxLength={80} value={editing.name} onChange={(e) => setEditing({ id: s.id, name: e.target.value })} />
                    <Button type="submit" disabled={busy}>{text.keep}</Button>
                    <Button look="subtle" onClick={() => setEditing(null)}>{text.cancel}</Button>
                  </form>
                ) : <a href={hrefOf(s.id)}>{s.name}</a>}
                <p className="small quiet">{text.item(s.starts, s.from, s.years)}{s.byHand ? `, ${text.byHand}` : ''}. {text.madeOn(dayOf(s.madeAt), s.madeBy ? roleLabel[s.madeBy as Role].toLowerCase() : text.of)}.</p>
                {makes && s.starts > 0 && <p><a className="utrecht-link" href={`/focus/${s.from}?gemeente=${s.gemeente}&scenario=${s.id}`} aria-label={text.takeOverOf(s.name)}>{text.takeOver}</a></p>}
                {s.mine && editing?.id !== s.id && (
                  <div className="actions">
                    <Button look="subtle" aria-label={text.renameOf(s.name)} onClick={() => setEditing({ id: s.id, name: s.name })}>{text.rename}</Button>
                    <Button look="subtle" aria-label={text.removeOf(s.name)} disabled={busy} onClick={() => void remove(s)}>{text.remove}</Button>
                  </div>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {items.length > 1 && (
        <div className="actions">
          <Button disabled={picked.length < 2} onClick={() => onCompare(picked)}>{text.compare}</Button>
          <span className="small quiet">{text.compareHelp}</span>
        </div>
      )}
    </>
  )
}

/** What stands above a scenario that is open. */
export function OpenScenario({ scenario, makes, closeHref, onAgain }: { scenario: RotationScenario; makes: boolean; closeHref: string; onAgain: (() => void) | null }) {
  const years = [...new Set(scenario.answer.result.starts.map((s) => s.year))].sort((a, b) => a - b)
  return (
    <div className="rooster__frozen">
      <p>{text.frozen(dayOf(scenario.madeAt))}</p>
      {makes && years.length > 0 && <p>{text.takeOver}: {years.map((year, i) => <span key={year}>{i > 0 && ', '}<a className="utrecht-link" href={`/focus/${year}?gemeente=${scenario.gemeente}&scenario=${scenario.id}`}>{text.takeOverYear(year)}</a></span>)}</p>}
      <div className="actions">
        {onAgain && <Button onClick={onAgain}>{text.again}</Button>}
        <CopyLink />
        <ButtonLink look="subtle" href={closeHref}>{text.close}</ButtonLink>
      </div>
    </div>
  )
}
