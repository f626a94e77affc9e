'use client'
import { useRouter } from 'next/navigation'
import { useState, type FormEvent, type ReactNode } from 'react'
import { IconCheck, IconExternalLink } from '@/lib/ui/icons'
import { clockOf, type Waiting } from '@/lib/analysis/initiative-clock'
import { daysBetween } from '@/lib/domain/period'
import { changeOf, stepsOf, type Step, type StepId } from '@/lib/analysis/initiative-steps'
import type { RegisterRecord } from '@/lib/domain/register'
import { routes } from '@/lib/domain/registers/initiatives'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { longDate } from '@/lib/ui/format'
import { FreeText } from '@/lib/ui/free-text'
import { Select } from '@/lib/ui/select'
import { words } from './initiative-words'
import { fieldsOf, OwnerChoice, ownerFields, ownerOf, problemOf, type Owner } from './owner-choice'
import { send } from './send'
import type { Choices, Item } from './shapes'

const text = words.steps
const day = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** The clock of an initiative and its steps as buttons; what a step still misses stands beside it. */
export function InitiativeSteps({ item, choices, today, mor }: { item: Item; choices: Choices; today: string; mor: string | null }) {
  const [open, setOpen] = useState<StepId | null>(null)
  const may = item.may.update
  const steps = stepsOf(item)
  const code = typeof item.followCode === 'string' ? item.followCode : null
  return (
    <section className="block steps-block" aria-labelledby="stappen">
      <h2 id="stappen">{text.title}</h2>
      <Clock item={item} today={today} />
      {item.route === 'wijkbeheer' && (
        <Alert quiet>
          {text.mor}{' '}
          {mor && (
            <a className="utrecht-link" href={mor} rel="noreferrer">
              {text.morLink} <IconExternalLink size={16} aria-hidden="true" />
            </a>
          )}
        </Alert>
      )}
      {may ? (
        <ol className="step-list">
          {steps.map((step) => (
            <StepRow key={step.id} step={step} open={open === step.id} onOpen={(on) => setOpen(on ? step.id : null)}>
              <StepForm key={`${step.id} ${item.version}`} step={step} item={item} choices={choices} today={today} onClose={() => setOpen(null)} />
            </StepRow>
          ))}
        </ol>
      ) : (
        <p className="quiet">{text.readOnly}</p>
      )}
      {code && (
        <p className="follow">
          <span>{text.followCode}</span> <code>{code.replace(/(.{4})(?=.)/g, '$1-')}</code> <span className="quiet small">{text.followHelp}</span>
        </p>
      )}
    </section>
  )
}

function Clock({ item, today }: { item: Item; today: string }) {
  const owner = ownerFields.find((name) => item[name] !== null)
  const clock = clockOf({ ...(item as unknown as Waiting), owned: owner !== undefined }, today)
  const received = String(item.receivedOn)
  const after = (on: string | null) => (on === null ? null : `${longDate(on)}, ${text.after(daysBetween(received, on))}`)
  const facts: [string, string | null, boolean][] = [
    [text.receivedOn, longDate(received), false],
    [text.owner, owner ? `${String(item.names[owner] ?? '')}${item.ownerSince ? `, ${text.after(daysBetween(received, String(item.ownerSince)))}` : ''}` : text.before(longDate(clock.ownerDue)), clock.late.includes('owner')],
    [text.answer, after(day(item.answeredOn)) ?? text.before(longDate(clock.answerDue)), clock.late.includes('answer')],
    [text.told, after(day(item.toldBackOn)), false],
  ]
  return (
    <>
      <p className="clock" data-late={clock.late.length > 0 || undefined}>
        <strong>{text.waits[clock.next ?? 'over']}</strong>
        {clock.daysLeft !== null && `: ${text.left(clock.daysLeft)}`}
      </p>
      <dl className="record clock-facts">
        {facts.map(([label, value, late]) => value && (
          <div key={label} data-late={late || undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function StepRow({ step, open, onOpen, children }: { step: Step; open: boolean; onOpen: (open: boolean) => void; children: ReactNode }) {
  const first = step.missing.length > 0 ? text.first(step.missing.map((m) => text.missing[m])) : null
  const again = step.id === 'assign' && step.done
  return (
    <li className="step-list__step" data-done={step.done || undefined}>
      {step.done && (
        <span className="step-list__done">
          <IconCheck size={18} aria-hidden="true" /> {text.did[step.id]}
        </span>
      )}
      {(!step.done || again) && !open && (
        <Button disabled={first !== null} aria-describedby={first ? `mist-${step.id}` : undefined} onClick={() => onOpen(true)}>
          {again ? text.otherOwner : text.label[step.id]}
        </Button>
      )}
      {first && !step.done && (
        <span className="quiet small" id={`mist-${step.id}`}>
          {first}
        </span>
      )}
      {open && children}
    </li>
  )
}

type Problems = Readonly<Record<string, string>>

function StepForm({ step, item, choices, today, onClose }: { step: Step; item: Item; choices: Choices; today: string; onClose: () => void }) {
  const router = useRouter()
  const [owner, setOwner] = useState<Owner>(() => ownerOf(item))
  const [given, setGiven] = useState<RegisterRecord>(() => ({ route: item.route, handOverRef: item.handOverRef ?? '', answer: item.answer ?? '', answeredOn: today, toldBackOn: today }))
  const [confirmed, setConfirmed] = useState(false)
  const [problems, setProblems] = useState<Problems>({})
  const [failure, setFailure] = useState<{ text: string; changed: boolean } | null>(null)
  const [busy, setBusy] = useState(false)
  const set = (name: string) => (value: unknown) => setGiven((was) => ({ ...was, [name]: value }))
  const value = (name: string) => String(given[name] ?? '')

  async function submit(event: FormEvent) {
    event.preventDefault()
    const asks = step.asks
    const why = asks.includes('owner') ? problemOf(owner) : null
    if (why) return setProblems({ ownerUser: why })
    const fields = Object.fromEntries(asks.filter((name) => name !== 'owner').map((name) => [name, given[name] === '' ? null : given[name]]))
    const change = changeOf(step.id, item, { ...fields, ...(asks.includes('owner') ? fieldsOf(owner) : {}) })
    setBusy(true)
    const sent = await send<Item>('PATCH', `/api/v1/initiatives/${item.id}`, { version: item.version, ...change, ...(confirmed ? { confirmText: true } : {}) })
    setBusy(false)
    if (sent.ok) {
      onClose()
      return router.refresh()
    }
    setProblems(Object.fromEntries((sent.problem.errors ?? []).map((e) => [e.name, e.message])))
    setFailure({ text: sent.problem.current ? text.changed : sent.problem.detail, changed: sent.problem.current !== undefined })
  }

  return (
    <form className="step-form" onSubmit={(e) => void submit(e)} noValidate>
      {failure && (
        <Alert kind="error" title={failure.changed ? text.changed : text.wrong} action={failure.changed && <div><Button onClick={() => { onClose(); router.refresh() }}>{text.reload}</Button></div>}>
          {failure.changed ? null : failure.text}
        </Alert>
      )}
      {step.asks.includes('route') && (
        <Field label={text.route} error={problems.route}>
          {(box) => <Select {...box} value={value('route')} onChange={(e) => set('route')(e.target.value === '' ? null : e.target.value)} options={[{ value: '', label: text.noRoute }, ...Object.entries(routes).map(([v, label]) => ({ value: v, label }))]} />}
        </Field>
      )}
      {step.asks.includes('handOverRef') && given.route === 'wijkbeheer' && (
        <Field label={text.handOverRef} error={problems.handOverRef}>
          {(box) => <Textbox {...box} value={value('handOverRef')} maxLength={60} autoComplete="off" onChange={(e) => set('handOverRef')(e.target.value)} />}
        </Field>
      )}
      {step.asks.includes('owner') && <OwnerChoice owner={owner} choices={choices} error={problems.ownerUser ?? problems.ownerTeam} onChange={(now) => { setOwner(now); setProblems({}) }} mayBeNobody={false} />}
      {step.asks.includes('answer') && <FreeText label={text.answerText} value={value('answer')} confirmed={confirmed} onChange={set('answer')} onConfirm={setConfirmed} error={problems.answer} max={2000} rows={5} required />}
      {(['answeredOn', 'toldBackOn'] as const).filter((name) => step.asks.includes(name)).map((name) => (
        <Field key={name} label={text[name]} error={problems[name]}>
          {(box) => <Textbox {...box} type="date" className="short" value={value(name)} onChange={(e) => set(name)(e.target.value)} />}
        </Field>
      ))}
      {step.id === 'withdraw' && <p>{text.withdrawSure}</p>}
      <div className="actions">
        <Button look="primary" type="submit" disabled={busy}>
          {busy ? text.saving : text.label[step.id]}
        </Button>
        <Button onClick={onClose}>{text.cancel}</Button>
      </div>
    </form>
  )
}
