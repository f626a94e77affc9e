'use client'
import { useState } from 'react'
import { parsePoint, radiusLimits } from '@/lib/domain/erasure'
import { addDays, isDate } from '@/lib/domain/period'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import { words } from './words'

/** As the API takes it. */
export type Search = { gemeente: string; place: { kind: 'point'; at: string; radiusM: number } | { kind: 'buurt'; code: string }; from: string; to: string }
export type Gemeente = { code: string; name: string; buurten: { code: string; name: string }[] }
type Errors = Partial<Record<'at' | 'radius' | 'from' | 'until', string>>

const text = words.search

/** Where and when to look. `onSearch` is called only with what can be asked. */
export function SearchForm({ gemeenten, today, busy, onSearch }: { gemeenten: readonly Gemeente[]; today: string; busy: boolean; onSearch: (search: Search) => void }) {
  const [gemeente, setGemeente] = useState(gemeenten[0]!.code)
  const buurten = gemeenten.find((g) => g.code === gemeente)!.buurten
  const [kind, setKind] = useState<'point' | 'buurt'>('point')
  const [at, setAt] = useState('')
  const [radius, setRadius] = useState('25')
  const [chosen, setChosen] = useState('')
  const code = buurten.some((b) => b.code === chosen) ? chosen : (buurten[0]?.code ?? '')
  const [from, setFrom] = useState(addDays(today, -365))
  const [until, setUntil] = useState(today)
  const [errors, setErrors] = useState<Errors>({})

  function submit() {
    const wrong: Errors = {}
    const radiusM = Number(radius.replace(',', '.'))
    if (kind === 'point' && parsePoint(at) === null) wrong.at = text.missing.at
    if (kind === 'point' && !(radiusM >= radiusLimits.min && radiusM <= radiusLimits.max)) wrong.radius = text.missing.radius(radiusLimits.min, radiusLimits.max)
    if (!isDate(from)) wrong.from = text.missing.from
    if (!isDate(until) || until < from) wrong.until = text.missing.until
    setErrors(wrong)
    if (Object.keys(wrong).length > 0) return
    onSearch({ gemeente, place: kind === 'point' ? { kind, at, radiusM } : { kind, code }, from, to: addDays(until, 1) })
  }

  return (
    <form
      className="choices"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        submit()
      }}
    >
      {gemeenten.length > 1 && (
        <Field label={text.gemeente}>{(props) => <Select {...props} value={gemeente} onChange={(e) => setGemeente(e.target.value)} options={gemeenten.map((g) => ({ value: g.code, label: g.name }))} />}</Field>
      )}
      <fieldset className="where">
        <legend className="field__label">{text.where}</legend>
        {(['point', 'buurt'] as const).map((k) => (
          <label key={k}>
            <input type="radio" name="where" checked={kind === k} onChange={() => setKind(k)} />
            <span>{text[k]}</span>
          </label>
        ))}
      </fieldset>
      {kind === 'point' ? (
        <>
          <Field label={text.at} help={text.atHelp} error={errors.at}>
            {(props) => <Textbox {...props} value={at} onChange={(e) => setAt(e.target.value)} autoComplete="off" spellCheck={false} required />}
          </Field>
          <Field label={text.radius} help={text.radiusHelp(radiusLimits.min, radiusLimits.max)} error={errors.radius}>
            {(props) => <Textbox {...props} className="narrow" value={radius} onChange={(e) => setRadius(e.target.value)} inputMode="numeric" autoComplete="off" required />}
          </Field>
          <p className="quiet small">{text.coarse}</p>
        </>
      ) : (
        <Field label={text.chosen}>{(props) => <Select {...props} value={code} onChange={(e) => setChosen(e.target.value)} options={buurten.map((b) => ({ value: b.code, label: `${b.name} (${b.code})` }))} />}</Field>
      )}
      <div className="privacy__dates">
        <Field label={text.from} error={errors.from}>{(props) => <Textbox {...props} type="date" value={from} max={today} onChange={(e) => setFrom(e.target.value)} required />}</Field>
        <Field label={text.until} error={errors.until}>{(props) => <Textbox {...props} type="date" value={until} max={today} onChange={(e) => setUntil(e.target.value)} required />}</Field>
      </div>
      <div>
        <Button type="submit" look="primary" disabled={busy}>
          {text.submit}
        </Button>
      </div>
    </form>
  )
}
