'use client'
import { useState } from 'react'
import { IconSend, IconTrash, IconPencil } from '@/lib/ui/icons'
import { Alert } from '@/lib/ui/alert'
import { Button, ButtonLink } from '@/lib/ui/button'
import { longDate } from '@/lib/ui/format'
import type { useOutbox } from '@/lib/ui/outbox/use-outbox'
import type { Waiting } from '@/lib/ui/outbox/store'
import { words } from './words'

const text = words.box

/** What waits on this device, for everybody to see: how many, why not yet, what was refused and its text. */
export function Box({ box, account, onFix, onSend }: { box: ReturnType<typeof useOutbox>; account: string; onFix: (item: Waiting) => void; onSend: () => void }) {
  const all = box.items ?? []
  const mine = all.filter((i) => i.account === account)
  const refused = mine.filter((i) => i.refused !== null)
  const waiting = mine.length - refused.length
  const others = all.length - mine.length
  return (
    <section className="box" aria-labelledby="wachtrij">
      <h2 id="wachtrij">{text.title}</h2>
      <p role="status">{box.sending && waiting > 0 ? text.sending : waiting > 0 ? `${text.waits(waiting)}.` : refused.length === 0 ? text.empty : ''}</p>
      {refused.length > 0 && <p>{text.refused(refused.length)}.</p>}
      {others > 0 && <p className="quiet">{text.others(others)}</p>}
      {waiting > 0 && box.outcome === 'offline' && <p className="quiet">{text.offline}</p>}
      {mine.length > 0 && box.outcome === 'sign-in' && (
        <Alert kind="warning" action={<div><ButtonLink look="primary" href="/inloggen?terug=/opnemen">{text.toSignIn}</ButtonLink></div>}>
          {text.signIn}
        </Alert>
      )}
      {waiting > 0 && (
        <div>
          <Button onClick={onSend} disabled={box.sending}>
            <IconSend size={18} aria-hidden="true" /> {text.send}
          </Button>
        </div>
      )}
      {mine.length > 0 && (
        <ul className="box__list">
          {mine.map((item) => (
            <Item key={item.sourceId} item={item} onFix={() => onFix(item)} onRemove={() => void box.remove(item.sourceId)} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Item({ item, onFix, onRemove }: { item: Waiting; onFix: () => void; onRemove: () => void }) {
  const [sure, setSure] = useState(false)
  return (
    <li>
      <div>
        <strong>{item.title}</strong>
        <span className="quiet small">
          {' '}
          {item.place}, {longDate(item.body.observedOn)}
        </span>
        {item.refused !== null && (
          <p className="field__error">
            {text.why} {item.refused}
          </p>
        )}
        {item.body.note && <p className="box__note">{item.body.note}</p>}
        {sure && <p className="small">{text.sure}</p>}
      </div>
      <div className="actions">
        {item.refused !== null && (
          <Button onClick={onFix} aria-label={text.fixName(item.title)}>
            <IconPencil size={18} aria-hidden="true" /> {text.fix}
          </Button>
        )}
        <Button look={sure ? 'danger' : 'subtle'} onClick={() => (sure ? onRemove() : setSure(true))} aria-label={text.removeName(item.title)}>
          <IconTrash size={18} aria-hidden="true" /> {text.remove}
        </Button>
      </div>
    </li>
  )
}
