'use client'
import { channelLabels, evidenceLabels, statusLabels } from '@/lib/domain/signal'
import type { ListChoices, SignalListParams } from '@/lib/domain/signal-list'
import { Chip } from '@/lib/ui/chip'
import { FilterRow, ThemeChip } from '@/lib/ui/filters'
import type { Change } from '@/lib/ui/use-address'
import { words } from './words'

const names = ['theme', 'status', 'kind', 'werkgebied', 'selected', 'source', 'channel', 'evidence', 'from', 'to'] as const
const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

/** The filters of the address; another filter begins at the first page. */
export function Filters({ params, choices, go }: { params: SignalListParams; choices: ListChoices; go: (change: Change<SignalListParams>) => void }) {
  const set = (name: (typeof names)[number]) => (value: string | undefined) => go({ [name]: value, cursor: undefined, ...(name === 'werkgebied' && { selected: undefined, map: undefined }) } as Change<SignalListParams>)
  const buurten = choices.buurten.filter((b) => params.werkgebied === undefined || b.werkgebied === params.werkgebied)
  return (
    <FilterRow onClear={names.some((name) => params[name] !== undefined) ? () => go({ ...Object.fromEntries(names.map((n) => [n, undefined])), cursor: undefined, map: undefined } as Change<SignalListParams>) : null}>
      <ThemeChip of={choices.themes} value={params.theme} onChange={set('theme')} />
      <Chip label={words.status} all={words.allStatus} options={options(statusLabels)} value={params.status} onChange={set('status')} />
      <Chip label={words.kind} all={words.all} options={options(words.kinds)} value={params.kind} onChange={set('kind')} />
      {choices.werkgebieden.length > 1 && <Chip label={words.werkgebied} all={words.all} options={choices.werkgebieden.map((w) => ({ value: w.slug, label: w.name }))} value={params.werkgebied} onChange={set('werkgebied')} />}
      <Chip label={words.buurt} all={words.all} options={buurten.map((b) => ({ value: b.code, label: b.name }))} value={params.selected} onChange={set('selected')} />
      <Chip label={words.source} all={words.all} options={[...new Set([...choices.sources, 'app'])].map((s) => ({ value: s, label: words.sources[s] ?? s }))} value={params.source} onChange={set('source')} />
      <Chip label={words.channel} all={words.all} options={options(channelLabels)} value={params.channel} onChange={set('channel')} />
      <Chip label={words.evidence} all={words.all} options={options(evidenceLabels)} value={params.evidence} onChange={set('evidence')} />
    </FilterRow>
  )
}
