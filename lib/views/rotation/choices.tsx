'use client'
import { useState, type FormEvent } from 'react'
import type { RotationInput, RotationQuestion } from '@/lib/domain/rotation'
import { Button } from '@/lib/ui/button'
import { Field } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import { words } from './words'

const text = words.choices
type Kind = keyof typeof text.kinds

/** What the planner decides per buurt: by a year, not in a year, together or apart. Chosen from lists; each change asks the question anew. */
export function Choices({ input, question: q, nameOf, onChange }: { input: RotationInput; question: RotationQuestion; nameOf: (code: string) => string; onChange: (next: RotationQuestion) => void }) {
  const [kind, setKind] = useState<Kind>('must')
  const [code, setCode] = useState('')
  const [other, setOther] = useState('')
  const years = Array.from({ length: q.years }, (_, i) => input.from + i)
  const [year, setYear] = useState('')
  const pair = kind === 'together' || kind === 'apart'
  const buurten = [...input.buurten].sort((a, b) => a.name.localeCompare(b.name, 'nl')).map((b) => ({ value: b.code, label: b.name }))
  const add = (event: FormEvent): void => {
    event.preventDefault()
    if (kind === 'must') onChange({ ...q, must: [...q.must.filter((m) => m.code !== code), { code, by: Number(year || years.at(-1)) }] })
    else if (kind === 'never') onChange({ ...q, never: [...q.never.filter((n) => n.code !== code || n.year !== (year ? Number(year) : null)), { code, year: year ? Number(year) : null }] })
    else onChange({ ...q, [kind]: [...q[kind].filter(([a, b]) => a !== code || b !== other), [code, other]] })
  }
  const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at)
  const list: { says: string; next: RotationQuestion }[] = [
    ...q.must.map((m, i) => ({ says: text.must(nameOf(m.code), m.by), next: { ...q, must: without(q.must, i) } })),
    ...q.never.map((n, i) => ({ says: text.never(nameOf(n.code), n.year), next: { ...q, never: without(q.never, i) } })),
    ...q.together.map(([a, b], i) => ({ says: text.together(nameOf(a), nameOf(b)), next: { ...q, together: without(q.together, i) } })),
    ...q.apart.map(([a, b], i) => ({ says: text.apart(nameOf(a), nameOf(b)), next: { ...q, apart: without(q.apart, i) } })),
  ]
  const first = { value: '', label: text.choose }
  return (
    <>
      {list.length === 0 ? <p className="quiet">{text.none}</p> : (
        <ul className="rooster__list">
          {list.map(({ says, next }) => <li key={says}><span>{says}</span> <Button look="subtle" aria-label={text.removeOf(says)} onClick={() => onChange(next)}>{text.remove}</Button></li>)}
        </ul>
      )}
      <form className="rooster__choice" onSubmit={add}>
        <Field label={text.buurt}>{(box) => <Select {...box} required value={code} onChange={(e) => setCode(e.target.value)} options={[first, ...buurten]} />}</Field>
        <Field label={text.kind}>{(box) => <Select {...box} value={kind} onChange={(e) => setKind(e.target.value as Kind)} options={Object.entries(text.kinds).map(([value, label]) => ({ value, label }))} />}</Field>
        {pair
          ? <Field label={text.other}>{(box) => <Select {...box} required value={other} onChange={(e) => setOther(e.target.value)} options={[first, ...buurten.filter((b) => b.value !== code)]} />}</Field>
          : <Field label={text.year}>{(box) => <Select {...box} value={year} onChange={(e) => setYear(e.target.value)} options={[...(kind === 'never' ? [{ value: '', label: text.everyYear }] : []), ...(kind === 'must' ? [...years].reverse() : years).map((y) => ({ value: String(y), label: String(y) }))]} />}</Field>}
        <Button type="submit">{text.add}</Button>
      </form>
    </>
  )
}
