'use client'
import { useId } from 'react'
import { IconFilterOff } from '@tabler/icons-react'
import { isDate } from '@/lib/domain/period'
import { Chip } from '@/lib/ui/chip'
import type { Change } from '@/lib/ui/use-address'
import type { Answer, Params } from './definition'
import { words } from './words'

/** All filters as chips above the map; the day is one of them. */
export function Filters({ answer, params, go }: { answer: Answer; params: Params; go: (change: Change<Params>) => void }) {
  const { choices, meta } = answer
  const day = useId()
  const narrowed = ['theme', 'on', 'werkgebied', 'from', 'to', 'source', 'evidence', 'kind'].some((name) => name in params)
  return (
    <div className="chips" role="group" aria-label={words.filters}>
      {choices.gemeenten.length > 1 && <Chip label={words.gemeente} options={choices.gemeenten.map((g) => ({ value: g.code, label: g.name }))} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, map: undefined })} />}
      <Chip label={words.theme} all={words.all} options={choices.themes.map((t) => ({ value: t.slug, label: t.label }))} value={params.theme} onChange={(theme) => go({ theme, show: theme === undefined ? undefined : params.show })} />
      <div className="chip" data-active={meta.on !== meta.today}>
        <label htmlFor={day}>{words.day}</label>
        <input key={meta.on} id={day} className="chip__day" type="date" defaultValue={meta.on} max={meta.today} required onChange={(e) => isDate(e.target.value) && go({ on: e.target.value === meta.today ? undefined : e.target.value, to: undefined })} />
      </div>
      {choices.werkgebieden.length > 0 && <Chip label={words.werkgebied} all={words.all} options={choices.werkgebieden.map((w) => ({ value: w.slug, label: w.name }))} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />}
      {narrowed && (
        <button type="button" className="icon-button" aria-label={words.clear} title={words.clear} onClick={() => go({ theme: undefined, on: undefined, werkgebied: undefined, from: undefined, to: undefined, source: undefined, evidence: undefined, kind: undefined, show: undefined, map: undefined })}>
          <IconFilterOff size={20} aria-hidden="true" />
        </button>
      )}
    </div>
  )
}
