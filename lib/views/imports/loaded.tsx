import type { ImportKind, RunSummary } from '@/lib/domain/import-run'
import { Badge } from '@/lib/ui/badge'
import { count, longMoment } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { words as shared } from '@/lib/ui/words'
import { shortMoment } from './sizes'
import { words } from './words'

type Loaded = { code: string; name: string; fictional: boolean; years: { year: number; buurten: number }[]; werkgebieden: number; postcodes: { year: number; n: number }[]; figures: number; figureYears: number[]; signals: number; visits: number }
const text = words.manage

/** What this installation holds, per gemeente, and when each kind was last loaded. */
export function LoadedView({ loaded, themes, last, runs }: { loaded: readonly Loaded[]; themes: { all: number; sensitive: number; delicate: number }; last: readonly { kind: ImportKind; finishedAt: string }[]; runs: readonly RunSummary[] }) {
  const when = (kind: ImportKind): string => {
    const found = last.find((l) => l.kind === kind)
    return found ? longMoment(found.finishedAt) : text.never
  }
  return (
    <>
      <section className="block" aria-labelledby="geladen">
        <h2 id="geladen">{text.loaded}</h2>
        {loaded.length === 0 && <p className="quiet">{text.empty}</p>}
        {loaded.map((g) => (
          <article key={g.code} className="gemeente" aria-labelledby={g.code}>
            <h3 id={g.code}>
              {g.name} <span className="quiet">{g.code}</span> {g.fictional && <Badge>{shared.fictional}</Badge>}
            </h3>
            <dl className="known">
              <div>
                <dt>{text.years}</dt>
                <dd>{g.years.length ? g.years.map((y) => text.yearText(y.year, count(y.buurten))).join(', ') : text.noYears}</dd>
              </div>
              <div>
                <dt>{text.werkgebieden}</dt>
                <dd>{count(g.werkgebieden)}</dd>
              </div>
              <div>
                <dt>{text.postcodes}</dt>
                <dd>{g.postcodes.length ? g.postcodes.map((p) => text.postcodesText(count(p.n), p.year)).join(', ') : text.noPostcodes}</dd>
              </div>
              <div>
                <dt>{text.figures}</dt>
                <dd>{g.figures === 0 ? count(0) : text.figuresText(count(g.figures), g.figureYears[0]!, g.figureYears.at(-1)!)}</dd>
              </div>
              <div>
                <dt>{text.signals}</dt>
                <dd>{count(g.signals)}</dd>
              </div>
              <div>
                <dt>{text.visits}</dt>
                <dd>{count(g.visits)}</dd>
              </div>
            </dl>
            {g.years.length > 0 && <a href={`/kaart/signalen?gemeente=${g.code}`}>{text.toMap}</a>}
          </article>
        ))}
        <p>
          <strong>{text.themes}:</strong> {themes.all === 0 ? text.noThemes : text.themesText(count(themes.all), count(themes.sensitive), themes.delicate)}
        </p>
      </section>
      <section className="block" aria-labelledby="laatst">
        <h2 id="laatst">{text.lastImport}</h2>
        <dl className="known">
          {(Object.keys(words.kinds) as ImportKind[]).map((kind) => (
            <div key={kind}>
              <dt>{words.kinds[kind].label}</dt>
              <dd>{when(kind)}</dd>
            </div>
          ))}
        </dl>
      </section>
      {runs.length > 0 && (
        <section className="block" aria-labelledby="recent">
          <h2 id="recent">{text.recent}</h2>
          <PlainTable
            caption={words.earlier.caption}
            head={words.earlier.head.slice(0, 5).concat(words.earlier.head.slice(7, 9))}
            numeric={[4]}
            rows={runs.map((r) => [
              <a key="open" href={`/beheer/import?run=${r.id}`} aria-label={words.earlier.open(r.id)}>
                {r.id}
              </a>,
              words.kinds[r.kind].label,
              <span key="source" className="source-name">
                {r.source}
              </span>,
              words.status[r.status],
              count(r.rows.applied),
              r.by === 'system' ? words.byCommand : r.by,
              shortMoment(r.startedAt),
            ])}
          />
          <p>
            <a href="/beheer/import">{text.all}</a>
          </p>
        </section>
      )}
    </>
  )
}
