'use client'
import dynamic from 'next/dynamic'
import type { Field } from '@/lib/domain/register'
import { Textbox } from '@/lib/ui/field'
import { FreeText } from '@/lib/ui/free-text'
import { Select } from '@/lib/ui/select'
import { boxId, Control, Group, labelOf } from './control'
import { optionsOf } from './options'
import { ListField, ReferenceField } from './reference-field'
import { PointField } from './point-field'
import type { Raw, RawPoint } from './raw'
import type { ScheduleForm } from './schedule-form'
import type { Choices } from './shapes'
import { words } from './words'

// Not in the first HTML: while its part of the script is under way, a change elsewhere in the form would throw these boxes away and make them anew.
const ScheduleField = dynamic(() => import('./schedule-field').then((m) => m.ScheduleField), { ssr: false, loading: () => <div className="schedule schedule--waits" /> })

export type FieldProps = {
  name: string
  field: Field
  raw: unknown
  error: string | undefined
  choices: Choices
  onChange: (value: unknown) => void
  /** the whole form: a repeat shows dates of the interval beside it */
  all: Raw
  confirmed: boolean
  onConfirm: (confirmed: boolean) => void
  gemeente: { code: string; boundaryYear: number }
}

/** One field of the form, with the native box that fits its type. */
export function FieldInput(props: FieldProps) {
  const { name, field, raw, error, choices, onChange } = props
  const text = typeof raw === 'string' ? raw : ''
  const textbox = (extra: React.ComponentProps<typeof Textbox>) => (
    <Control name={name} field={field} error={error}>
      {(box) => <Textbox {...box} name={name} value={text} onChange={(e) => onChange(e.target.value)} autoComplete="off" {...extra} />}
    </Control>
  )
  if (field.freeText && (field.type === 'text' || field.type === 'paragraph'))
    return (
      <FreeText
        id={boxId(name)}
        label={labelOf(field)}
        help={field.help}
        value={text}
        confirmed={props.confirmed}
        max={field.max}
        rows={field.type === 'text' ? 1 : 4}
        error={error}
        onChange={(value) => onChange(field.type === 'text' ? value.replace(/\s*[\r\n]+\s*/g, ' ') : value)}
        onConfirm={props.onConfirm}
      />
    )
  switch (field.type) {
    case 'date': return textbox({ type: 'date', className: 'short' })
    case 'time': return textbox({ type: 'time', className: 'short' })
    case 'number': case 'integer': case 'eur': return textbox({ inputMode: field.type === 'integer' ? 'numeric' : 'decimal', className: 'short' })
    case 'yesno': return (
      <div className="field">
        {error && <div className="field__error" id={`${boxId(name)}-fout`}>{error}</div>}
        <label className="check">
          <input id={boxId(name)} type="checkbox" checked={raw === true} onChange={(e) => onChange(e.target.checked)} />
          <span>{field.label}</span>
        </label>
        {field.help && <div className="field__help">{field.help}</div>}
      </div>
    )
    case 'choice': return (
      <Control name={name} field={field} error={error}>
        {(box) => <Select {...box} name={name} value={text} onChange={(e) => onChange(e.target.value)} options={field.required && text ? optionsOf(field, choices) : [{ value: '', label: field.required ? words.form.choose : words.form.noChoice }, ...optionsOf(field, choices)]} />}
      </Control>
    )
    case 'reference': case 'buurt': return <ReferenceField {...props} options={optionsOf(field, choices)} />
    case 'choices': case 'references': case 'buurten': return <ListField {...props} options={optionsOf(field, choices)} />
    case 'schedule': return (
      <Group name={name} field={field} error={error}>
        <ScheduleField value={raw as ScheduleForm} onChange={onChange} from={String(props.all.from ?? '')} to={String(props.all.to ?? '')} startTime={String(props.all.startTime ?? '')} />
      </Group>
    )
    case 'point': return (
      <Group name={name} field={field} error={error} help={[field.help, words.point.help].filter(Boolean).join(' ')}>
        <PointField name={name} value={raw as RawPoint} onChange={onChange} buurten={choices.buurten ?? []} gemeente={props.gemeente} />
      </Group>
    )
    default: return textbox({ maxLength: field.max, spellCheck: name === 'website' || name === 'email' ? false : undefined })
  }
}
