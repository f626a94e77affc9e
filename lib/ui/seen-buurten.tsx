import type { Seen, SeenBuurt } from '@/lib/domain/focus-decision'
import { count, longDate } from './format'
import { seenWords as words } from './seen-words'
import { PlainTable } from './table'

const dated = (asOf: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(asOf) ? longDate(asOf) : asOf)

/** The reasons of some buurten beside each other, each with its source; none of them is a grade. `again` are the reasons for coming back within four years. */
export function SeenBeside({ buurten, top, markOf, again }: { buurten: readonly SeenBuurt[]; /** how many were looked for */ top: number; markOf: (code: string) => string | null; again: Readonly<Record<string, string>> }) {
  return (
    <ul className="seen-beside">
      {buurten.map((b) => (
        <li key={b.code}>
          <article aria-label={b.name}>
            <h3>{b.name}</h3>
            {markOf(b.code) && <p><strong>{markOf(b.code)}</strong></p>}
            <p>{words.standing}: {b.standing}.{b.share !== null && ` ${words.share(b.share, top)}`}</p>
            {!b.applicable && <p>{words.notApplicable}</p>}
            {b.againAfter !== null && <p>{words.again(b.againAfter)}</p>}
            {again[b.code] && <p>{words.reasonAgain(again[b.code]!)}</p>}
            {b.reasons.length === 0 ? <p className="quiet">{words.noReasons}</p> : (
              <ul className="seen-reasons">
                {b.reasons.map((r, i) => <li key={i}>{r.text} <span className="quiet small">{words.source(r.source, dated(r.asOf))}</span></li>)}
              </ul>
            )}
          </article>
        </li>
      ))}
    </ul>
  )
}

/** Every buurt by name, with what the map shows of it. */
export function SeenTable({ buurten, markOf, decided }: { buurten: readonly SeenBuurt[]; markOf: (code: string) => string | null; decided: boolean }) {
  const sorted = [...buurten].sort((a, b) => a.name.localeCompare(b.name, 'nl'))
  return (
    <PlainTable
      caption={words.allTitle} hideCaption numeric={[2, 4]} head={decided ? words.allHead : words.allHeadOpen}
      rows={sorted.map((b) => [b.name, b.wijk ?? words.neither, b.inhabitants === null ? words.unknown : count(b.inhabitants), b.standing, b.share === null ? words.neither : words.number(b.share), words.phase(b.phases), markOf(b.code) ?? words.neither])}
    />
  )
}

/** Where buurten stand on the scale of every criterion: never one number for all. */
export function SeenCriteria({ criteria, buurten }: { criteria: Seen['criteria']; buurten: readonly SeenBuurt[] }) {
  return (
    <details>
      <summary>{words.criteriaTitle}</summary>
      <p className="small quiet">{words.criteriaHelp}</p>
      <PlainTable
        caption={words.criteriaTitle} hideCaption numeric={criteria.map((_, i) => i + 1)} head={[words.buurt, ...criteria.map((c) => `${c.label} (${c.points})`)]}
        rows={buurten.map((b) => [b.name, ...criteria.map((c) => { const at = b.scaled[c.key]; return at === null ? words.unknown : count(Math.round(at * 100)) })])}
      />
    </details>
  )
}
