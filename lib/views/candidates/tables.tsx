import { count, shortDate } from '@/lib/ui/format'
import { Swatch } from '@/lib/ui/legend'
import { PlainTable, type Column } from '@/lib/ui/table'
import { classes, type Answer, type AreaRow } from './definition'
import { limitText, words } from './words'

export const classOf = (id: AreaRow['class']) => classes.find((c) => c.id === id)!
const number = (n: number | null): string => (n === null ? words.none : count(n))

/** A share of 100 weighings as a bar and a number. */
export function Share({ of }: { of: number | null }) {
  if (of === null) return <>{words.none}</>
  return (
    <span className="share">
      <svg viewBox="0 0 100 8" width="64" height="8" preserveAspectRatio="none" aria-hidden="true">
        <rect className="share__all" width="100" height="8" />
        <rect className="share__of" width={of} height="8" />
      </svg>
      {count(of)}
    </span>
  )
}

export const areaColumns: readonly Column<AreaRow>[] = [
  { label: words.columns.name, sort: 'name', cell: (a) => a.name },
  { label: words.columns.class, cell: (a) => <span className="class-cell"><Swatch of={classOf(a.class)} id={`legend-${a.class}`} />{classOf(a.class).label}</span> },
  { label: words.columns.share, sort: 'share', numeric: true, cell: (a) => <Share of={a.share} /> },
  { label: words.columns.passed, sort: 'passed', numeric: true, cell: (a) => (a.passed === null ? words.none : words.passedOf(a.passed, a.unknown ?? 0)) },
  { label: words.columns.clusters, sort: 'clusters', numeric: true, cell: (a) => number(a.clusters) },
  { label: words.columns.gaps, sort: 'gaps', numeric: true, cell: (a) => number(a.gaps) },
  { label: words.columns.projects, numeric: true, cell: (a) => number(a.projects) },
  { label: words.columns.lastFocus, sort: 'lastFocusYear', numeric: true, cell: (a) => a.lastFocusYear ?? words.none },
  { label: words.columns.visits, numeric: true, nowrap: true, cell: (a) => (a.visits === null ? words.none : <span title={a.lastVisit ? shortDate(a.lastVisit) : undefined}>{count(a.visits)}</span>) },
  { label: words.columns.inhabitants, sort: 'inhabitants', numeric: true, cell: (a) => number(a.inhabitants) },
]

/** The thresholds that hold, with how many buurten pass each. */
export function Limits({ answer: { limits, meta } }: { answer: Answer }) {
  if (meta.thresholds === null) return <p>{words.limitsNone}</p>
  return (
    <>
      <p className="quiet small">{words.limitsOf(meta.thresholds)}. {words.atLeast(meta.atLeast)}</p>
      <PlainTable caption={words.limitsTitle} hideCaption head={words.limitsHead} numeric={[2]} rows={limits.map((l) => [l.label, limitText(l, l.unit), count(l.n)])} />
    </>
  )
}
