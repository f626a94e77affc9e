'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { IconCheck, IconDownload } from '@/lib/ui/icons'
import { registers } from '@/lib/domain/registers'
import { daysBetween } from '@/lib/domain/period'
import { Alert } from '@/lib/ui/alert'
import { Button, ButtonLink } from '@/lib/ui/button'
import { Chip } from '@/lib/ui/chip'
import { shortDate } from '@/lib/ui/format'
import { postJson } from '@/lib/ui/post-json'
import { PlainTable } from '@/lib/ui/table'
import { withChange } from '@/lib/ui/use-address'
import type { Reminder, ReminderParams, RemindersAnswer } from './definition'
import { words } from './words'

/** The list under the filters of the address; the API gives the same under the same query. */
export function Reminders({ answer, params, query }: { answer: RemindersAnswer; params: ReminderParams; query: string }) {
  const router = useRouter()
  const { items, meta, choices } = answer
  const now = new URLSearchParams(query)
  const go = (change: Record<string, string | undefined>) => {
    const to = withChange(now, change)
    router.push(to ? `/herinneringen?${to}` : '/herinneringen', { scroll: false })
  }
  const entries = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))
  const days = String(params.days)
  const narrowed = ['register', 'why', 'werkgebied', 'organisation'].some((name) => now.has(name))
  return (
    <>
      <p className="register__lead">
        {words.question} <strong>{words.count(answer.total)}</strong>
      </p>
      <div className="filters">
        <div className="chips" role="group" aria-label={words.filters}>
          <Chip label={words.why} all={words.all} options={entries(words.whys)} value={params.why} onChange={(why) => go({ why })} />
          <Chip label={words.register} all={words.all} options={entries(words.registers)} value={params.register} onChange={(register) => go({ register })} />
          {choices.werkgebieden.length > 1 && <Chip label={words.werkgebied} all={words.all} options={choices.werkgebieden.map((w) => ({ value: w.slug, label: w.name }))} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied })} />}
          {choices.organisations.length > 1 && <Chip label={words.organisation} all={words.all} options={choices.organisations.map((o) => ({ value: String(o.id), label: o.name }))} value={params.organisation === undefined ? undefined : String(params.organisation)} onChange={(organisation) => go({ organisation })} />}
          <Chip label={words.days} options={entries({ ...words.dayChoices, ...(days in words.dayChoices ? {} : { [days]: words.ownDays(params.days) }) })} value={days} onChange={(value) => go({ days: value === '60' ? undefined : value })} />
        </div>
      </div>
      {items.length === 0 ? (
        <Alert quiet>{!meta.acts ? words.notYours : narrowed ? words.noMatch : words.none}</Alert>
      ) : (
        <>
          <PlainTable caption={words.table} hideCaption head={words.head} rows={items.map((item) => cells(item, meta.on))} />
          <div className="actions">
            <ButtonLink href={`/api/v1/reminders?${withChange(now, { format: 'csv' })}`} download>
              <IconDownload size={18} aria-hidden="true" /> {words.csv}
            </ButtonLink>
          </div>
        </>
      )}
    </>
  )
}

const cells = (item: Reminder, on: string) => [
  <a key="n" className="utrecht-link" href={`/${registers[item.register].slug}/${item.id}`}>{item.name}</a>,
  words.registers[item.register],
  item.organisation === null ? '' : <a key="o" className="utrecht-link" href={`/organisaties/${item.organisation}`}>{item.organisationName}</a>,
  item.place ?? '',
  item.why === 'ends' ? words.ends(shortDate(item.endsOn!), daysBetween(on, item.endsOn!)) : words.stale(item.confirmedOn && shortDate(item.confirmedOn)),
  item.why === 'stale' ? <ConfirmItem key="c" item={item} /> : item.register === 'agreements' ? <ButtonLink key="c" href="/afspraken/overnemen">{words.copy}</ButtonLink> : <ButtonLink key="c" href={`/${registers[item.register].slug}/${item.id}/wijzigen`}>{words.open}</ButtonLink>,
]

/** "Klopt nog" in one click. */
function ConfirmItem({ item }: { item: Reminder }) {
  const router = useRouter()
  const [state, setState] = useState<'idle' | 'busy' | 'done'>('idle')
  const [problem, setProblem] = useState('')
  return (
    <span className="with-icon">
      {state !== 'done' && (
        <Button
          disabled={state === 'busy'}
          aria-label={words.confirmOf(item.name)}
          onClick={() => {
            setState('busy')
            postJson(`/api/v1/${item.register}/${item.id}/confirm`).then(
              () => { setState('done'); setProblem(''); router.refresh() },
              (error: unknown) => { setState('idle'); setProblem(error instanceof Error ? error.message : words.failed) },
            )
          }}
        >
          <IconCheck size={18} aria-hidden="true" /> {words.confirm}
        </Button>
      )}
      <span role="status">{state === 'done' && words.confirmed}</span>
      {problem && <span className="field__error" role="alert">{problem}</span>}
    </span>
  )
}
