'use client'
import { useState, type FormEvent } from 'react'
import { IconCalendar } from '@/lib/ui/icons'
import { Button } from '@/lib/ui/button'
import { Chip } from '@/lib/ui/chip'
import { Field, Textbox } from '@/lib/ui/field'
import { FilterRow, GemeenteChip, ThemeChip, WerkgebiedChip } from '@/lib/ui/filters'
import type { Change } from '@/lib/ui/use-address'
import { addDays, addMonths, wholeMonths } from '@/lib/domain/period'
import type { Answer, Params } from './definition'
import { words } from './words'

type Props = { answer: Answer; params: Params; go: (change: Change<Params>) => void }

const lengths = [1, 3, 6, 12, 24]

/** All filters as chips above the map. */
export function Filters({ answer, params, go }: Props) {
  const { choices, meta } = answer
  const narrowed = ['theme', 'from', 'to', 'werkgebied', 'source', 'evidence', 'kind'].some((name) => name in params)
  const months = wholeMonths(meta)
  const length = months !== null && lengths.includes(months) ? String(months) : 'other'
  return (
    <FilterRow onClear={narrowed ? () => go({ theme: undefined, from: undefined, to: undefined, werkgebied: undefined, source: undefined, evidence: undefined, kind: undefined, map: undefined }) : null}>
      <GemeenteChip of={choices.gemeenten} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, source: undefined, from: undefined, to: undefined, map: undefined })} />
      <ThemeChip of={choices.themes} value={params.theme} onChange={(theme) => go({ theme })} />
      <Chip
        label={words.period}
        options={[...lengths.map((n) => ({ value: String(n), label: words.periods[n]! })), ...(length === 'other' ? [{ value: 'other', label: words.periods.other! }] : [])]}
        value={length}
        onChange={(value) => {
          if (!value || value === 'other') return
          const to = meta.to.endsWith('-01') ? meta.to : addMonths(meta.to, 1)
          go({ from: addMonths(to, -Number(value)), to })
        }}
      />
      <OwnPeriod answer={answer} params={params} go={go} />
      <WerkgebiedChip of={choices.werkgebieden} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />
      {choices.sources.length > 1 || params.source ? (
        <Chip label={words.source} all={words.allSources} options={choices.sources.map((s) => ({ value: s, label: s }))} value={params.source} onChange={(source) => go({ source })} />
      ) : null}
      <Chip label={words.evidence} all={words.allEvidence} options={entries(words.evidences)} value={params.evidence} onChange={(evidence) => go({ evidence: evidence as Params['evidence'] })} />
      <Chip label={words.kind} all={words.allKinds} options={entries(words.kinds)} value={params.kind} onChange={(kind) => go({ kind: kind as Params['kind'] })} />
    </FilterRow>
  )
}

const entries = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** Two dates of one's own; the last day counts on the screen, in the address it does not ([from, to)). */
function OwnPeriod({ answer, go }: Props) {
  const { from, to } = answer.meta
  const [wrong, setWrong] = useState(false)
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const [first, last] = [String(form.get('from')), String(form.get('until'))]
    if (!first || !last || first > last) return setWrong(true)
    setWrong(false)
    event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
    go({ from: first, to: addDays(last, 1) })
  }
  return (
    <>
      <button type="button" className="icon-button" aria-label={words.ownPeriod} title={words.ownPeriod} popoverTarget="eigen-periode">
        <IconCalendar size={20} aria-hidden="true" />
      </button>
      <div id="eigen-periode" className="popover" popover="auto">
        <form className="popover__form" onSubmit={submit} key={`${from} ${to}`}>
          <Field label={words.from}>{(props) => <Textbox {...props} type="date" name="from" required defaultValue={from} />}</Field>
          <Field label={words.until} error={wrong ? words.wrongPeriod : undefined}>
            {(props) => <Textbox {...props} type="date" name="until" required defaultValue={addDays(to, -1)} />}
          </Field>
          <Button look="primary" type="submit">
            {words.apply}
          </Button>
        </form>
      </div>
    </>
  )
}
