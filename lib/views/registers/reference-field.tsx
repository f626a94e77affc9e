'use client'
import { useId, useState } from 'react'
import { IconX } from '@/lib/ui/icons'
import { Button } from '@/lib/ui/button'
import { Textbox } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import { Control, Group } from './control'
import type { FieldProps } from './fields'
import { isUnknown } from './raw'
import type { Option } from './shapes'
import { words } from './words'

/** Above this many a list is searched by typing. */
const longList = 25
type Key = string | number
type Props = FieldProps & { options: readonly Option[] }

/** The JSON key of an option: registers, werkgebieden and advisers have numbers, the others words. */
const keyOf = (field: Props['field'], value: string): Key => (/^\d+$/.test(value) && field.to !== undefined && !['themes', 'teams'].includes(field.to) ? Number(value) : value)

/** Same names get a number behind them, so that each can be chosen. */
function distinct(options: readonly Option[]): readonly Option[] {
  const times = new Map<string, number>()
  for (const { label } of options) times.set(label, (times.get(label) ?? 0) + 1)
  return options.map((o) => (times.get(o.label)! > 1 ? { ...o, label: `${o.label} (${o.value})` } : o))
}

const found = (options: readonly Option[], text: string): Option | undefined => {
  const asked = text.trim().toLowerCase()
  return options.find((o) => o.label.toLowerCase() === asked)
}

/** What a record points at: a native list, or when it is long a box that searches (the browser's own suggestions). */
export function ReferenceField({ name, field, raw, error, options: given, onChange }: Props) {
  const options = distinct(given)
  const list = useId()
  const chosen = options.find((o) => o.value === String(raw ?? ''))
  if (options.length <= longList)
    return (
      <Control name={name} field={field} error={error}>
        {(box) => (
          <Select
            {...box}
            name={name}
            value={chosen?.value ?? ''}
            onChange={(e) => onChange(e.target.value === '' ? null : keyOf(field, e.target.value))}
            options={[{ value: '', label: field.required ? words.form.choose : words.form.noChoice }, ...options]}
          />
        )}
      </Control>
    )
  const text = isUnknown(raw) ? raw.typed : (chosen?.label ?? '')
  return (
    <Control name={name} field={field} error={error} help={[field.help, words.form.typeToSearch].filter(Boolean).join(' ')}>
      {(box) => (
        <>
          <Textbox
            {...box}
            name={name}
            list={list}
            value={text}
            autoComplete="off"
            onChange={(e) => {
              const option = found(options, e.target.value)
              onChange(option ? keyOf(field, option.value) : e.target.value.trim() === '' ? null : { typed: e.target.value })
            }}
          />
          <datalist id={list}>
            {options.map((o) => (
              <option key={o.value} value={o.label} />
            ))}
          </datalist>
        </>
      )}
    </Control>
  )
}

/** Several: boxes to tick, or for a long list what was chosen with a box to add. */
export function ListField(props: Props) {
  const { name, field, raw, error, onChange } = props
  const options = distinct(props.options)
  const chosen = (Array.isArray(raw) ? raw : []) as Key[]
  const has = (value: string) => chosen.some((key) => String(key) === value)
  if (options.length > longList) return <LongList {...props} options={options} chosen={chosen} />
  return (
    <Group name={name} field={field} error={error}>
      <div className="ticks">
        {options.map((o) => (
          <label key={o.value} className="check">
            <input type="checkbox" name={name} value={o.value} checked={has(o.value)} onChange={(e) => onChange(e.target.checked ? [...chosen, keyOf(field, o.value)] : chosen.filter((key) => String(key) !== o.value))} />
            <span>{o.label}</span>
          </label>
        ))}
      </div>
    </Group>
  )
}

function LongList({ name, field, error, options, chosen, onChange }: Props & { chosen: readonly Key[] }) {
  const list = useId()
  const [text, setText] = useState('')
  const [none, setNone] = useState('')
  const labelOf = (key: Key) => options.find((o) => o.value === String(key))?.label ?? String(key)
  function add() {
    const option = found(options, text)
    if (!option) return setNone(text.trim() === '' ? '' : words.form.unknown(text.trim()))
    setNone('')
    setText('')
    if (!chosen.some((key) => String(key) === option.value)) onChange([...chosen, keyOf(field, option.value)])
  }
  return (
    <Group name={name} field={field} error={error}>
      {chosen.length === 0 ? (
        <p className="quiet small">{words.form.nobodyYet}</p>
      ) : (
        <ul className="chosen">
          {chosen.map((key) => (
            <li key={key}>
              {labelOf(key)}
              <button type="button" className="icon-button" aria-label={words.form.remove(labelOf(key))} onClick={() => onChange(chosen.filter((other) => other !== key))}>
                <IconX size={18} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="add-row">
        <Textbox
          aria-label={words.form.addTo(field.label)}
          list={list}
          value={text}
          autoComplete="off"
          onChange={(e) => setText(e.target.value)}
          onKeyDown={(e) => {
            if (e.key !== 'Enter') return
            e.preventDefault() // Enter adds; it does not send the form
            add()
          }}
        />
        <Button onClick={add}>{words.form.addButton}</Button>
      </div>
      <datalist id={list}>
        {options.map((o) => (
          <option key={o.value} value={o.label} />
        ))}
      </datalist>
      <p className="field__error" role="status">
        {none}
      </p>
    </Group>
  )
}
