'use client'
import { useRef, type FormEvent } from 'react'
import { criteria } from '@/lib/domain/focus-criteria'
import { readWeights, writeWeights, type Weights } from '@/lib/domain/focus-weights'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { words as shared } from '@/lib/ui/words'
import type { Answer, Params } from './definition'
import { words } from './words'

const text = words.form

/** The years, the limits and the weights. With scripts `onAsk` goes to the new address without loading everything again; choices per buurt go along. */
export function QuestionForm({ answer, params, onAsk }: { answer: Answer; params: Params; onAsk: (params: Params) => void }) {
  const form = useRef<HTMLFormElement>(null)
  const { question: q } = answer
  const from = answer.input?.from ?? q.from ?? Number(answer.meta.today.slice(0, 4)) + 1
  const weights = readWeights(params.w)!
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onAsk(askedBy(form.current!, params, from, weights))
  }
  const number = (name: string, label: string, value: number | string, range: { min: number; max: number }, more: { help?: string; empty?: boolean } = {}) => (
    <Field label={label} help={more.help}>{(box) => <Textbox {...box} name={name} type="number" step={1} {...range} required={!more.empty} className="computation__number" defaultValue={value} />}</Field>
  )
  return (
    <form ref={form} className="computation__card" onSubmit={submit} aria-label={text.legend} key={JSON.stringify(params)}>
      <div className="rooster__fields">
        {number('from', text.from, from, { min: 2000, max: 2100 })}
        {number('years', text.years, q.years, { min: 1, max: 10 })}
      </div>
      <Field label={text.most} help={text.mostHelp}>{(box) => <Textbox {...box} name="most" required pattern="\d{1,2}(\s*,\s*\d{1,2})*" inputMode="numeric" className="computation__number" defaultValue={params.most ?? '3'} />}</Field>
      <details open={[params.least, params.rest, params.wijk, params.elkewijk, params.manager, params.fair].some((v) => v !== undefined)}>
        <summary>{text.more}</summary>
        <div className="rooster__stack">
          {number('least', text.least, q.least, { min: 0, max: 30 })}
          {number('rest', text.rest, q.restYears, { min: 4, max: 20 }, { help: text.restHelp })}
          {number('wijk', text.wijk, q.perWijk ?? '', { min: 1, max: 30 }, { help: text.wijkHelp, empty: true })}
          {number('manager', text.manager, q.perManager ?? '', { min: 1, max: 30 }, { help: text.limitHelp, empty: true })}
          <label className="check"><input type="checkbox" name="elkewijk" defaultChecked={q.eachWijk} /> {text.eachWijk}</label>
          <label className="check"><input type="checkbox" name="fair" defaultChecked={q.fair} /> {text.fair}</label>
        </div>
      </details>
      <details open={params.w !== undefined}>
        <summary>{text.weights}</summary>
        <div className="rooster__stack">
          <p className="small quiet">{text.weightsHelp}</p>
          <div className="rooster__fields">{criteria.map((c) => <div key={c}>{number(`w-${c}`, text.criterion[c], weights[c], { min: 0, max: 100 })}</div>)}</div>
        </div>
      </details>
      <div className="actions"><Button type="submit" look="primary">{shared.computing.compute}</Button></div>
    </form>
  )
}

/** The parameters that a form asks for; what is as usual stays out of the address. */
function askedBy(form: HTMLFormElement, before: Params, from: number, weights: Weights): Params {
  const data = new FormData(form)
  const one = (name: string, usual: string): string | undefined => {
    const value = String(data.get(name) ?? '').replaceAll(/\s/g, '')
    return value === usual ? undefined : value
  }
  const limit = (name: string, usual: string): string | undefined => one(name, usual) === '' ? 'geen' : one(name, usual)
  const asked = Object.fromEntries(criteria.map((c) => [c, Number(data.get(`w-${c}`) ?? weights[c])])) as Weights
  return {
    gemeente: before.gemeente, must: before.must, never: before.never, together: before.together, apart: before.apart,
    from: before.from === undefined ? one('from', String(from)) : one('from', ''), years: one('years', '4'), most: one('most', '3'), least: one('least', '0'), rest: one('rest', '6'), wijk: limit('wijk', '1'), manager: limit('manager', '3'),
    elkewijk: data.has('elkewijk') ? '1' : undefined, fair: data.has('fair') ? undefined : '0', w: Object.values(asked).some((n) => n > 0) ? writeWeights(asked) : before.w,
  }
}
