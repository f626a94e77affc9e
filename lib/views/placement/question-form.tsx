'use client'
import { useRef, type FormEvent } from 'react'
import { openClasses, placementGoals, placementWeights } from '@/lib/domain/placement'
import { dateInAmsterdam } from '@/lib/domain/period'
import { Button } from '@/lib/ui/button'
import { Field, Textbox } from '@/lib/ui/field'
import { Select } from '@/lib/ui/select'
import { words as shared } from '@/lib/ui/words'
import { type Answer, type Params } from './definition'
import { words } from './words'

const text = words.form

/**
 * The question. It is a form that goes to its own address, so that it works without scripts and can be shared; with scripts `onAsk` goes there without loading
 * everything again. Places that were fixed and own points go along.
 */
export function QuestionForm({ answer, params, onAsk }: { answer: Answer; params: Params; onAsk: (params: Params) => void }) {
  const form = useRef<HTMLFormElement>(null)
  const q = answer.question
  const theme = answer.input?.theme
  const ask = (): void => onAsk(askedBy(form.current!, params, theme?.reachM))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    ask()
  }
  return (
    <form ref={form} className="computation__card placement__form" action="/kaart/dekking/plek" method="get" onSubmit={submit} aria-label={text.legend} key={JSON.stringify(params)}>
      {params.gemeente && <input type="hidden" name="gemeente" value={params.gemeente} />}
      {(['own', 'must', 'never'] as const).map((name) => params[name] && <input key={name} type="hidden" name={name} value={params[name]} />)}
      <Field label={text.theme}>{(box) => <Select {...box} name="theme" required defaultValue={params.theme ?? ''} onChange={(e) => e.target.value && ask()} options={[...(params.theme ? [] : [{ value: '', label: text.chooseTheme }]), ...answer.choices.themes.map((t) => ({ value: t.slug, label: t.label }))]} />}</Field>
      {params.theme && (
        <>
          <Field label={text.places}>{(box) => <Textbox {...box} name="places" type="number" min={1} max={20} step={1} required className="computation__number" defaultValue={params.places ?? '1'} />}</Field>
          <Field label={text.reach} help={theme && text.reachHelp(theme.reachM)}>{(box) => <Textbox {...box} name="reach" type="number" min={0} max={20000} step={1} className="computation__number" defaultValue={params.reach ?? theme?.reachM ?? ''} />}</Field>
          <details className="placement__more" open={hasMore(params)}>
            <summary>{text.more}</summary>
            <div className="placement__fields">
              <Field label={text.goal}>{(box) => <Select {...box} name="goal" defaultValue={q?.goal ?? 'reach'} options={placementGoals.map((g) => ({ value: g, label: text.goals[g] }))} />}</Field>
              <Field label={text.weight}>{(box) => <Select {...box} name="weight" defaultValue={q?.weight ?? 'people'} options={placementWeights.map((w) => ({ value: w, label: text.weights[w] }))} />}</Field>
              <Field label={text.on} help={text.onHelp}>{(box) => <Textbox {...box} name="on" type="date" defaultValue={params.on ?? answer.meta.today} />}</Field>
              <Checks legend={text.classes} name="classes" chosen={q?.classes ?? ['gap', 'thin']} options={openClasses.map((c) => ({ value: c, label: text.classNames[c] }))} />
              <Checks legend={text.kinds} help={text.allKinds} name="kinds" chosen={q?.kinds ?? []} options={answer.choices.kinds.map((k) => ({ value: k.id, label: k.label }))} />
              <label className="check">
                <input type="checkbox" name="planned" defaultChecked={params.planned !== '0'} /> {text.planned}
              </label>
            </div>
          </details>
        </>
      )}
      <div className="actions">
        <Button type="submit" look="primary">
          {shared.computing.compute}
        </Button>
      </div>
    </form>
  )
}

function Checks({ legend, help, name, chosen, options }: { legend: string; help?: string; name: string; chosen: readonly string[]; options: readonly { value: string; label: string }[] }) {
  return (
    <fieldset className="placement__checks">
      <legend className="field__label">{legend}</legend>
      {help && <p className="field__help">{help}</p>}
      {options.map((o) => (
        <label key={o.value} className="check">
          <input type="checkbox" name={name} value={o.value} defaultChecked={chosen.includes(o.value)} /> {o.label}
        </label>
      ))}
    </fieldset>
  )
}

const hasMore = (p: Params): boolean => [p.goal, p.weight, p.on, p.classes, p.kinds, p.planned].some((v) => v !== undefined)

/** The parameters that a form asks for; what is as usual stays out of the address. */
function askedBy(form: HTMLFormElement, before: Params, themeReachM: number | undefined): Params {
  const data = new FormData(form)
  const one = (name: string, usual?: string): string | undefined => {
    const value = data.get(name)
    return typeof value === 'string' && value !== '' && value !== usual ? value : undefined
  }
  const theme = one('theme')
  const sameTheme = theme === before.theme
  if (!sameTheme) return { gemeente: before.gemeente, theme, own: before.own }
  const classes = data.getAll('classes').join()
  return {
    gemeente: before.gemeente, theme, own: before.own, must: before.must, never: before.never,
    places: one('places', '1'), reach: one('reach', String(themeReachM ?? '')), goal: one('goal', 'reach') as Params['goal'], weight: one('weight', 'people') as Params['weight'],
    on: one('on', dateInAmsterdam(new Date())),
    classes: classes === '' || classes === 'gap,thin' ? undefined : classes, kinds: data.getAll('kinds').join() || undefined, planned: data.has('planned') ? undefined : '0',
  }
}

