import type { ErasureDone } from '@/lib/domain/erasure'
import type { RetentionReport } from '@/lib/domain/retention'
import { count, longDate, longMoment } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { words } from './words'

/** What was erased before. */
export function EarlierErasures({ done }: { done: readonly ErasureDone[] }) {
  const text = words.earlier
  return (
    <section className="block" aria-labelledby="eerder">
      <h2 id="eerder">{text.title}</h2>
      {done.length === 0 ? (
        <p className="quiet">{text.none}</p>
      ) : (
        <div className="wide-last">
          <PlainTable caption={text.caption} head={text.head} numeric={[0, 3]} rows={done.map((d) => [d.id, longMoment(d.at), d.gemeente, count(d.signals), d.by, d.reason])} />
        </div>
      )}
    </section>
  )
}

/** How long signals stay, and what the last nightly job did. */
export function Retention({ settings, last }: { settings: readonly { label: string; coarsenAfterMonths: number; deleteAfterMonths: number }[]; last: RetentionReport | null }) {
  const text = words.retention
  const sum = (what: 'deleted' | 'coarsened'): number => last?.themes.reduce((n, t) => n + t[what], 0) ?? 0
  return (
    <section className="block" aria-labelledby="termijnen">
      <h2 id="termijnen">{text.title}</h2>
      <p>{text.text}</p>
      <p className="quiet">{last ? `${text.last(longDate(last.on))} ${text.result(sum('deleted'), sum('coarsened'))}` : text.never}</p>
      {settings.length > 0 && <PlainTable caption={text.caption} head={text.head} numeric={[1, 2]} rows={settings.map((s) => [s.label, count(s.coarsenAfterMonths), count(s.deleteAfterMonths)])} />}
      <p className="quiet small">{text.change}</p>
    </section>
  )
}
