import type { CoverageRequest } from '@/lib/domain/coverage'
import { Badge } from '@/lib/ui/badge'
import { count, longDate } from '@/lib/ui/format'
import { words } from './request-words'

/** Rows shown before "show all", as the other lists of a desk. */
const shown = 6

/** Requests for deployment without an answer: of an organisation those to itself, of others whom they wait for. */
export function RequestsOnDesk({ requests, answers }: { requests: readonly CoverageRequest[]; /** the reader is the one that answers */ answers: boolean }) {
  const text = answers ? words.mine : words.asked
  return (
    <section className="desk__list" aria-labelledby="verzoeken" data-empty={requests.length === 0 || undefined}>
      <h2 id="verzoeken">
        {text.title} {requests.length > 0 && <Badge>{count(requests.length)}</Badge>}
      </h2>
      {requests.length === 0 && <p className="quiet">{text.none}</p>}
      {requests.length > 0 && (
        <ul>
          {requests.slice(0, shown).map((r) => (
            <li key={r.id}>
              <a className="desk__item" href={`/verzoeken/${r.id}`}>
                <span className="desk__title">{words.title(r.theme.label, r.buurt.name ?? r.buurt.code)}</span>
                <span className="quiet small">
                  {answers ? words.mine.row(longDate(r.due)) : words.asked.row(r.organisation.name, longDate(r.due))}
                  {r.late && <strong className="desk__late"> · {words.late}</strong>}
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      {requests.length > shown && <a href="/verzoeken?status=open">{words.all(requests.length)}</a>}
    </section>
  )
}
