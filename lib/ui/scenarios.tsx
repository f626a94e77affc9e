'use client'
import { useState, type ReactNode } from 'react'
import { roleLabel, type Role } from '@/lib/domain/identity'
import type { ScenarioHead } from '@/lib/domain/scenario'
import { Alert } from './alert'
import { Button, ButtonLink } from './button'
import { CopyLink } from './copy-link'
import { Field, Textbox } from './field'
import { dayOfMoment } from './format'
import { scenarioWords as text } from './scenario-words'
import { sendJson } from './send-json'
import { useSend } from './use-send'

/** Keeps a computation under a name. @param body what the API needs besides name and number; `example` a name that one could give */
export function SaveScenario<S>({ api, body, example, onSaved }: { api: string; body: object; example: string; onSaved: (scenario: S) => void }) {
  const [name, setName] = useState('')
  const [sourceId] = useState(() => crypto.randomUUID()) // sending it twice makes one scenario
  const { busy, problem, send } = useSend()
  return (
    <form className="scenario-form" onSubmit={(event) => { event.preventDefault(); void send(async () => onSaved(await sendJson<S>('POST', api, { ...body, name, sourceId }))) }}>
      <Field label={text.name} help={example} error={problem ?? undefined}>{(box) => <Textbox {...box} required maxLength={80} value={name} autoComplete="off" onChange={(e) => setName(e.target.value)} />}</Field>
      <Button type="submit" disabled={busy}>{text.save}</Button>
    </form>
  )
}

type ListProps<S> = {
  /** address of these scenarios */
  api: string
  items: readonly S[]
  /** said when there are none */
  none?: string
  open: number | null
  compared: readonly number[]
  hrefOf: (id: number) => string
  /** what a scenario holds, in a few words, and what one may do with it */
  says: (scenario: S) => { text: string; action?: ReactNode }
  onCompare: (ids: readonly number[]) => void
  /** something changed; the id of one that was taken away */
  onChanged: (removed: number | null) => void
}

/** What was saved: to open, to compare, and for its maker to rename or take away (and back). */
export function Scenarios<S extends ScenarioHead>({ api, items, none = text.none, open, compared, hrefOf, says, onCompare, onChanged }: ListProps<S>) {
  const [picked, setPicked] = useState<readonly number[]>(compared)
  const [editing, setEditing] = useState<{ id: number; name: string } | null>(null)
  const [told, setTold] = useState<{ text: string; undo?: { id: number; version: number } } | null>(null)
  const { busy, problem, send } = useSend()

  const rename = (s: S, name: string) => send(async () => {
    await sendJson('PATCH', `${api}/${s.id}`, { version: s.version, name })
    setEditing(null)
    setTold({ text: text.renamed })
    onChanged(null)
  })
  const remove = (s: S) => send(async () => {
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
      {items.length === 0 ? <p className="quiet">{none}</p> : (
        <ul className="scenarios">
          {items.map((s) => {
            const said = says(s)
            return (
              <li key={s.id} aria-current={s.id === open || undefined}>
                <label className="check">
                  <input type="checkbox" aria-label={text.compareOne(s.name)} checked={picked.includes(s.id)} disabled={!picked.includes(s.id) && picked.length >= 3} onChange={(e) => setPicked(e.target.checked ? [...picked, s.id] : picked.filter((id) => id !== s.id))} />
                </label>
                <div>
                  {editing?.id === s.id ? (
                    <form className="scenario-form" onSubmit={(event) => { event.preventDefault(); void rename(s, editing.name) }}>
                      <Textbox aria-label={text.renameOf(s.name)} autoFocus required maxLength={80} value={editing.name} onChange={(e) => setEditing({ id: s.id, name: e.target.value })} />
                      <Button type="submit" disabled={busy}>{text.keep}</Button>
                      <Button look="subtle" onClick={() => setEditing(null)}>{text.cancel}</Button>
                    </form>
                  ) : <a href={hrefOf(s.id)}>{s.name}</a>}
                  <p className="small quiet">{said.text}. {text.madeOn(dayOfMoment(s.madeAt), s.madeBy ? roleLabel[s.madeBy as Role].toLowerCase() : text.program)}.</p>
                  {said.action}
                  {s.mine && editing?.id !== s.id && (
                    <div className="actions">
                      <Button look="subtle" aria-label={text.renameOf(s.name)} onClick={() => setEditing({ id: s.id, name: s.name })}>{text.rename}</Button>
                      <Button look="subtle" aria-label={text.removeOf(s.name)} disabled={busy} onClick={() => void remove(s)}>{text.remove}</Button>
                    </div>
                  )}
                </div>
              </li>
            )
          })}
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

/** What stands above a scenario that is open: since when it is as it is, and what one may do with it. */
export function OpenScenario({ madeAt, closeHref, onAgain, children }: { madeAt: string; closeHref: string; onAgain: (() => void) | null; children?: ReactNode }) {
  return (
    <div className="scenario-open">
      <p>{text.frozen(dayOfMoment(madeAt))}</p>
      {children}
      <div className="actions">
        {onAgain && <Button onClick={onAgain}>{text.again}</Button>}
        <CopyLink />
        <ButtonLink look="subtle" href={closeHref}>{text.close}</ButtonLink>
      </div>
    </div>
  )
}

/** Scenarios beside each other: one column each, the same questions in the same rows. */
export function Beside({ columns, rows }: { columns: readonly { title: string; href?: string }[]; rows: readonly { label: string; cells: readonly string[] }[] }) {
  return (
    <div className="utrecht-table-container scenarios-beside" tabIndex={0} role="group" aria-label={text.comparing}>
      <table className="utrecht-table utrecht-table--html-table">
        <caption className="visually-hidden">{text.comparing}</caption>
        <thead className="utrecht-table__header">
          <tr className="utrecht-table__row">
            <td className="utrecht-table__cell" />
            {columns.map((c, i) => <th key={i} scope="col" className="utrecht-table__header-cell">{c.href ? <a href={c.href}>{c.title}</a> : c.title}</th>)}
          </tr>
        </thead>
        <tbody className="utrecht-table__body">
          {rows.map(({ label, cells }) => (
            <tr key={label} className="utrecht-table__row">
              <th scope="row" className="utrecht-table__cell">{label}</th>
              {cells.map((cell, i) => <td key={i} className="utrecht-table__cell">{cell}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
