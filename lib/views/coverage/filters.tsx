'use client'
import { DayChip, FilterRow, GemeenteChip, ThemeChip, WerkgebiedChip } from '@/lib/ui/filters'
import type { Change } from '@/lib/ui/use-address'
import type { Answer, Params } from './definition'

/** All filters as chips above the map; the day is one of them. */
export function Filters({ answer, params, go }: { answer: Answer; params: Params; go: (change: Change<Params>) => void }) {
  const { choices, meta } = answer
  const narrowed = ['theme', 'on', 'werkgebied', 'from', 'to', 'source', 'evidence', 'kind'].some((name) => name in params)
  return (
    <FilterRow onClear={narrowed ? () => go({ theme: undefined, on: undefined, werkgebied: undefined, from: undefined, to: undefined, source: undefined, evidence: undefined, kind: undefined, show: undefined, map: undefined }) : null}>
      <GemeenteChip of={choices.gemeenten} value={meta.gemeente.code} onChange={(gemeente) => go({ gemeente, werkgebied: undefined, selected: undefined, map: undefined })} />
      <ThemeChip of={choices.themes} value={params.theme} onChange={(theme) => go({ theme, show: theme === undefined ? undefined : params.show })} />
      <DayChip value={meta.on} today={meta.today} max={meta.today} onChange={(on) => go({ on, to: undefined })} />
      <WerkgebiedChip of={choices.werkgebieden} value={params.werkgebied} onChange={(werkgebied) => go({ werkgebied, selected: undefined, map: undefined })} />
    </FilterRow>
  )
}
