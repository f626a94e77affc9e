'use client'
import { useEffect, useRef, useState } from 'react'
import { scheduleInWords } from '@/lib/analysis/schedule'
import type { Register, RegisterRecord } from '@/lib/domain/register'
import { Alert } from '@/lib/ui/alert'
import { Button } from '@/lib/ui/button'
import { longMoment } from '@/lib/ui/format'
import { whoText } from './history'
import { optionsOf } from './options'
import { same } from './raw'
import type { Choices, Conflict } from './shapes'
import { isEmpty, textOf } from './values'
import { words } from './words'

const text = words.conflict
type Side = 'theirs' | 'yours'

/** Two people changed one record: per field what each made of it. Where both did, a choice; nothing of either is lost before that. */
export function ConflictView({ register, conflict, mine, choices, saving, failure, onSave, onBack }: {
  register: Register
  conflict: Conflict
  /** the fields that this person changed */
  mine: RegisterRecord
  choices: Choices
  saving: boolean
  failure: { title: string; detail: string } | null
  /** the fields that differ from what the other saved */
  onSave: (chosen: RegisterRecord) => void
  onBack: (chosen: RegisterRecord) => void
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const [chosen, setChosen] = useState<Record<string, Side>>({})
  const [asked, setAsked] = useState(false)
  const { current, changed } = conflict
  const fields = Object.keys(register.fields).filter((name) => name in mine || changed.some((c) => c.field === name))
  // Who was not told what the other changed still sees both values where they differ.
  const both = fields.filter((name) => name in mine && !same(mine[name], current[name]) && (changed.length === 0 || changed.some((c) => c.field === name)))
  const said = (name: string, value: unknown) => textFor(register, name, value, choices, current)
  const result = (): RegisterRecord => Object.fromEntries(Object.entries(mine).filter(([name, value]) => !same(value, current[name]) && (!both.includes(name) || chosen[name] === 'yours')))
  const open = both.filter((name) => !chosen[name])

  return (
    <section className="conflict" aria-labelledby="botsing">
      <h2 id="botsing" ref={heading} tabIndex={-1}>
        {text.title}
      </h2>
      <p>{text.lead(conflict.by === null ? text.somebody : whoText(conflict.by), longMoment(conflict.at))}</p>
      {failure && <Alert kind="error" title={failure.title}>{failure.detail}</Alert>}
      {asked && open.length > 0 && <Alert kind="error">{text.choose}</Alert>}
      {fields.map((name) => {
        const field = register.fields[name]!
        const theirs = changed.find((c) => c.field === name)
        const was = theirs && (theirs.beforeText || words.record.nothing)
        const now = said(name, current[name])
        return (
          <fieldset key={name} className="conflict__field">
            <legend>{field.label}</legend>
            {was !== undefined && (
              <p className="quiet small">
                {text.was}: {was}
              </p>
            )}
            {both.includes(name) ? (
              <>
                {(['theirs', 'yours'] as const).map((side) => (
                  <label key={side} className="choice">
                    <input type="radio" name={`keuze-${name}`} checked={chosen[name] === side} onChange={() => setChosen((c) => ({ ...c, [name]: side }))} />
                    <span>{side === 'theirs' ? text.keepTheirs(now) : text.keepYours(said(name, mine[name]))}</span>
                  </label>
                ))}
              </>
            ) : name in mine && !same(mine[name], current[name]) ? (
              <p>
                <strong>{said(name, mine[name])}</strong> <span className="quiet small">{text.onlyYours}</span>
              </p>
            ) : (
              <p>
                <strong>{now}</strong> <span className="quiet small">{text.onlyTheirs}</span>
              </p>
            )}
          </fieldset>
        )
      })}
      <div className="actions">
        <Button look="primary" disabled={saving} onClick={() => { setAsked(true); if (open.length === 0) onSave(result()) }}>
          {saving ? words.form.saving : text.save}
        </Button>
        {/* What was not chosen yet stays as this person typed it. */}
        <Button onClick={() => onBack({ ...mine, ...Object.fromEntries(both.filter((name) => chosen[name] === 'theirs').map((name) => [name, current[name]])) })}>{text.back}</Button>
      </div>
    </section>
  )
}

function textFor(register: Register, name: string, value: unknown, choices: Choices, current: Conflict['current']): string {
  const field = register.fields[name]!
  if (isEmpty(value)) return words.record.nothing
  if (field.type === 'schedule') return scheduleInWords(String(value))
  if (['reference', 'references', 'buurt', 'buurten'].includes(field.type)) {
    const options = optionsOf(field, choices)
    const names = [value].flat().map((key) => options.find((o) => o.value === String(key))?.label ?? (same(value, current[name]) ? [current.names[name] ?? []].flat().join(', ') : String(key)))
    return names.join(', ')
  }
  return textOf(field, value)
}
