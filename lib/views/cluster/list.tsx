'use client'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { IconDownload, IconFilterOff } from '@/lib/ui/icons'
import { clusterLabels } from '@/lib/domain/cluster'
import type { ClusterItem } from '@/lib/domain/cluster-item'
import { Badge } from '@/lib/ui/badge'
import { ButtonLink } from '@/lib/ui/button'
import { Chip } from '@/lib/ui/chip'
import { scoreText } from '@/lib/ui/finding-text'
import { shortDate } from '@/lib/ui/format'
import { SignalTabs } from '@/lib/ui/signal-tabs'
import { PlainTable } from '@/lib/ui/table'
import { withChange } from '@/lib/ui/use-address'
import { words as shared } from '@/lib/ui/words'
import { words } from './words'

export type ListAnswer = {
  gemeente: { code: string; name: string; fictional: boolean }
  items: ClusterItem[]
  total: number
  /** false: there is none yet, and not all were looked for */
  searched: boolean
  /** bookmark of the next page; null on the last */
  next: string | null
  choices: { themes: { slug: string; label: string }[]; werkgebieden: { slug: string; name: string }[] }
}
const here = '/opeenhopingen'
const filters = ['theme', 'state', 'werkgebied'] as const
const states = [{ value: 'open', label: words.open }, ...Object.entries(clusterLabels).map(([value, label]) => ({ value, label }))]

/** The clusters that are followed. The server makes the page for each address; the API gives the same list under the same filters. */
export function ClusterList({ answer, query }: { answer: ListAnswer; /** of the address */ query: string }) {
  const router = useRouter()
  const now = new URLSearchParams(query)
  const href = (change: Record<string, string | undefined>) => {
    const to = withChange(now, change)
    return to ? `${here}?${to}` : here
  }
  const set = (name: (typeof filters)[number]) => (value: string | undefined) => router.push(href({ [name]: value, cursor: undefined }), { scroll: false })
  const { items, total, searched, next, choices, gemeente } = answer
  const filtered = filters.some((name) => now.has(name))
  const kept = new URLSearchParams([...now].filter(([name]) => name === 'gemeente' || name === 'werkgebied'))
  return (
    <div className="register cluster">
      <header className="register__top">
        <div className="register__title">
          <h1>{words.title}</h1>
          {gemeente.fictional && <Badge>{shared.fictional}</Badge>}
        </div>
        <p className="register__lead">
          {words.lead} <strong>{words.count(total, filtered)}</strong>
        </p>
      </header>
      <SignalTabs here="clusters" query={kept.size ? `?${kept}` : ''} />
      <div className="chips" role="group" aria-label={words.filters}>
        <Chip label={words.theme} all={words.all} options={choices.themes.map((t) => ({ value: t.slug, label: t.label }))} value={now.get('theme') ?? undefined} onChange={set('theme')} />
        <Chip label={words.state} all={words.all} options={states} value={now.get('state') ?? undefined} onChange={set('state')} />
        {choices.werkgebieden.length > 0 && <Chip label={words.werkgebied} all={words.all} options={choices.werkgebieden.map((w) => ({ value: w.slug, label: w.name }))} value={now.get('werkgebied') ?? undefined} onChange={set('werkgebied')} />}
        {filtered && (
          <Link className="icon-button" href={href({ ...Object.fromEntries(filters.map((name) => [name, undefined])), cursor: undefined })} aria-label={words.clear} title={words.clear} prefetch={false}>
            <IconFilterOff size={20} aria-hidden="true" />
          </Link>
        )}
      </div>
      {items.length === 0 ? (
        <div className="empty">
          <p>{!searched ? shared.notSearched : filtered ? words.none : words.noneOpen}</p>
          <ButtonLink href={`/kaart/signalen?gemeente=${gemeente.code}`}>{words.toMap}</ButtonLink>
        </div>
      ) : (
        <>
          <PlainTable
            caption={words.caption(total)}
            hideCaption
            head={Object.values(words.columns)}
            rows={items.map((item) => [
              <Link key="name" href={`${here}/${item.id}`} prefetch={false}>{item.name}</Link>,
              item.theme.label,
              clusterLabels[item.state],
              item.finding ? scoreText(item.finding) : words.dash,
              item.owner?.name ?? words.nobody,
              shortDate(item.firstSeen),
              shortDate(item.lastSeen),
            ])}
          />
          <div className="actions">
            <ButtonLink href={`/api/v1/clusters?${withChange(now, { gemeente: gemeente.code, cursor: undefined, format: 'csv' })}`} download>
              <IconDownload size={18} aria-hidden="true" /> {words.csv}
            </ButtonLink>
            {now.has('cursor') && <ButtonLink href={href({ cursor: undefined })}>{words.first}</ButtonLink>}
            {next !== null && <ButtonLink href={href({ cursor: next })}>{words.next}</ButtonLink>}
          </div>
        </>
      )}
    </div>
  )
}
