'use client'
import { useRouter } from 'next/navigation'
import { Fragment, useEffect, useMemo, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { findPersonalData } from '@/lib/domain/personal-data'
import type { Field, RegisterId, RegisterRecord, RuleProblem } from '@/lib/domain/register'
import { nameOfRecord } from '@/lib/domain/register-text'
import { registers } from '@/lib/domain/registers'
import { Alert } from '@/lib/ui/alert'
import { Button, ButtonLink } from '@/lib/ui/button'
import { UntilLive } from '@/lib/ui/until-live'
import { ConflictView } from './conflict'
import { boxId } from './control'
import { FieldInput } from './fields'
import { leaveMessage } from './flash'
import type { FormAnswer } from './load'
import { changedFields, checkForm, emptyRaw, toRaw, writable, type Raw } from './raw'
import { newId, send, type Sent } from './send'
import type { Conflict, Item } from './shapes'
import { useDraft } from './use-draft'
import { words } from './words'

const text = words.form

/** What the form keeps in the browser: the boxes, the version that they began from, and the id of a new record. */
type Draft = { raw: Raw; base: Item | null; sourceId: string | null; confirmed: Record<string, boolean> }
type Failure = { title: string; detail: string; kind: 'error' | 'warning'; signIn?: boolean }

/** Another order of a form, in parts with a title; what is in no part keeps its start. */
export type FormLayout = {
  parts: readonly { title: string; names: readonly string[]; before?: ReactNode }[]
  /** how a name is drawn; undefined: as its field */
  render: (name: string, form: { raw: Raw; set: (change: Raw) => void; error: (name: string) => string | undefined }) => ReactNode | undefined
  /** what is wrong besides the rules of the register */
  check: (raw: Raw) => RuleProblem[]
}

/** The form of any register. What is typed outlives a lost connection and a reload; sending twice makes one record; who saved first is not overwritten. */
export function RegisterForm({ id, answer, given, layout }: { id: RegisterId; answer: FormAnswer; /** what the address fills in of a new record */ given: RegisterRecord; layout?: FormLayout }) {
  const register = registers[id]
  const router = useRouter()
  const { item } = answer
  const back = item ? `/${register.slug}/${item.id}` : `/${register.slug}`
  const start = useMemo((): Draft => ({ raw: emptyRaw(register, item ?? given), base: item, sourceId: null, confirmed: {} }), [register, item, given])
  const draft = useDraft<Draft>(`buurtfocus:formulier:${answer.uid}:${id}:${item?.id ?? 'nieuw'}`, start)
  const { raw, base, confirmed } = draft.value
  const [wrong, setWrong] = useState<RuleProblem[]>([])
  const [failure, setFailure] = useState<Failure | null>(null)
  const [conflict, setConflict] = useState<{ found: Conflict; mine: RegisterRecord } | null>(null)
  const [saving, setSaving] = useState(false)
  const [typed, setTyped] = useState(false)
  const underWay = useRef(false)
  const summary = useRef<HTMLDivElement>(null)
  const [told, setTold] = useState(0)
  // The problems are read out where they stand together; from there a link leads to each box.
  useEffect(() => {
    if (told > 0) summary.current?.focus()
  }, [told])
  const fail = (problems: RuleProblem[], why: Failure | null) => {
    setWrong(problems)
    setFailure(why)
    setTold((n) => n + 1)
  }

  async function save(record: RegisterRecord, version: number | null) {
    if (underWay.current) return
    underWay.current = true
    setSaving(true)
    const texts = writable(register).filter(([, f]) => f.freeText).map(([name]) => name)
    const confirmText = texts.some((name) => confirmed[name] && findPersonalData(String(record[name] ?? '')).length > 0)
    const extra = confirmText ? { confirmText: true } : {}
    let sent: Sent<Item>
    if (item) sent = await send<Item>('PATCH', `/api/v1/${id}/${item.id}`, { version, ...record, ...extra })
    else {
      const sourceId = draft.value.sourceId ?? newId()
      draft.set((was) => ({ ...was, sourceId: was.sourceId ?? sourceId }))
      sent = await send<Item>('POST', `/api/v1/${id}`, { gemeente: answer.where.code, sourceId, ...record, ...extra })
    }
    underWay.current = false
    setSaving(false)
    if (sent.ok) return done(sent.body, sent.change)
    const { problem, status, lost } = sent
    if (problem.current && problem.changed) {
      setFailure(null)
      setWrong([])
      return setConflict({ found: problem as Conflict, mine: record })
    }
    const known = (problem.errors ?? []).filter((e) => e.name in register.fields).map((e) => ({ field: e.name, message: e.message }))
    if (lost) fail([], { kind: 'error', title: text.lostTitle, detail: text.lost })
    else if (status === 401) fail([], { kind: 'warning', title: text.signedOutTitle, detail: text.signedOut, signIn: true })
    else if (known.length > 0) fail(known, null)
    else fail([], { kind: 'error', title: text.refusedTitle, detail: status === 404 ? text.gone : problem.detail })
  }

  function done(saved: Item, change: string | null) {
    const name = nameOfRecord(register, saved)
    leaveMessage({ uid: answer.uid, register: id, text: item ? words.flash.saved(name) : words.flash.created(name), change: item ? change : null })
    draft.clear()
    // About care: who handed it over may not be allowed to read it any more.
    router.push(register.id === 'initiatives' && saved.route === 'zorg' ? `/${register.slug}` : `/${register.slug}/${saved.id}`)
    router.refresh()
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    const { record, problems: found } = checkForm(register, raw)
    const more = layout?.check(raw) ?? []
    const problems = [...found.filter((p) => !more.some((m) => m.field === p.field)), ...more]
    if (problems.length > 0) return fail(problems, null)
    setWrong([])
    setFailure(null)
    if (!base) return void save(record, null)
    const changed = changedFields(register, base, record)
    if (Object.keys(changed).length === 0) return fail([], { kind: 'warning', title: text.unchanged, detail: '' })
    void save(changed, base.version)
  }

  const set = (fields: Raw) => {
    setTyped(true)
    draft.set((was) => ({ ...was, raw: { ...was.raw, ...fields } }))
  }
  const change = (name: string) => (value: unknown) => set({ [name]: value })
  const errorOf = (name: string) => wrong.find((w) => w.field === name)?.message
  const input = (name: string, field: Field) => (
    <FieldInput
      key={name}
      name={name}
      field={field}
      raw={raw[name]}
      error={errorOf(name)}
      choices={answer.choices}
      onChange={change(name)}
      all={raw}
      confirmed={confirmed[name] ?? false}
      onConfirm={(on) => draft.set((was) => ({ ...was, confirmed: { ...was.confirmed, [name]: on } }))}
      gemeente={{ code: answer.where.code, boundaryYear: answer.where.boundaryYear ?? 0 }}
    />
  )

  if (conflict)
    return (
      <ConflictView
        key={conflict.found.current.version}
        register={register}
        conflict={conflict.found}
        mine={conflict.mine}
        choices={answer.choices}
        saving={saving}
        failure={failure}
        onSave={(chosen) => {
          if (Object.keys(chosen).length > 0) return void save(chosen, conflict.found.current.version)
          done(conflict.found.current, null) // all as the other has it: nothing to send
        }}
        onBack={(chosen) => {
          const now = { ...conflict.found.current, ...chosen } as Item
          draft.set((was) => ({ ...was, base: conflict.found.current, raw: Object.fromEntries(writable(register).map(([name, f]) => [name, toRaw(f, now[name])])) }))
          setConflict(null)
        }}
      />
    )
  return (
    <form className="register-form" onSubmit={submit} noValidate>
      <noscript>
        <Alert kind="warning">{text.noScript}</Alert>
      </noscript>
      {draft.kept && !typed && wrong.length === 0 && !failure && (
        <Alert quiet title={text.draftTitle} action={<div><Button onClick={() => { draft.clear(); setWrong([]); setFailure(null) }}>{text.discard}</Button></div>}>
          {text.draft}
        </Alert>
      )}
      <div ref={summary} tabIndex={-1} className="register-form__summary">
        {failure && (
          <Alert kind={failure.kind} title={failure.title} action={failure.signIn && <div><ButtonLink href={`/inloggen?terug=${encodeURIComponent(item ? `${back}/wijzigen` : `${back}/nieuw`)}`}>{text.signIn}</ButtonLink></div>}>
            {failure.detail}
          </Alert>
        )}
        {wrong.length > 0 && (
          <Alert kind="error" title={text.summary(wrong.length)}>
            <ul>
              {wrong.map((w) => (
                <li key={w.field}>
                  <a href={`#${boxId(w.field)}`} onClick={(e) => { e.preventDefault(); document.getElementById(boxId(w.field))?.focus() }}>
                    {w.message}
                  </a>
                </li>
              ))}
            </ul>
          </Alert>
        )}
      </div>
      <p className="quiet small">{text.required}</p>
      <UntilLive>
        {layout
          ? layout.parts.map((part) => (
              <fieldset key={part.title} className="register-form__part">
                <legend>{part.title}</legend>
                {part.before}
                {part.names.map((name) => {
                  const drawn = layout.render(name, { raw, set, error: errorOf })
                  return drawn === undefined ? input(name, register.fields[name]!) : <Fragment key={name}>{drawn}</Fragment>
                })}
              </fieldset>
            ))
          : writable(register).map(([name, field]) => input(name, field))}
      </UntilLive>
      <div className="actions register-form__end">
        <Button look="primary" type="submit" disabled={saving}>
          {saving ? text.saving : text.save}
        </Button>
        <ButtonLink href={back} onClick={() => draft.clear()}>
          {text.cancel}
        </ButtonLink>
      </div>
    </form>
  )
}
