import { labelText, scoreText } from '@/lib/ui/finding-text'
import { count, rate } from '@/lib/ui/format'
import type { Column } from '@/lib/ui/table'
import { ClassCell } from './class-cell'
import type { Answer, AreaRow } from './definition'
import { words as finding } from './finding-words'
import { isCluster } from './outlines'
import { countText, perTenVisits } from './sentence'
import { words } from './words'

/** A number, or a dash where there is none. */
const orNone = (value: number | null, text: (value: number) => string): string => (value === null ? words.none : text(value))

/** The columns of the table of buurten; what findings a buurt belongs to comes from the answer. */
export const columnsOf = (answer: Answer): readonly Column<AreaRow>[] => [
  { label: words.columns.name, sort: 'name', cell: (a) => a.name },
  { label: words.columns.n, sort: 'n', numeric: true, cell: countText },
  { label: words.columns.rate, sort: 'rate', numeric: true, cell: (a) => orNone(a.rate, rate) },
  { label: finding.estimate, sort: 'ratio', numeric: true, nowrap: true, cell: (a) => (a.ratio === null || a.ratioLow === null || a.ratioHigh === null ? words.none : finding.interval(rate(a.ratio), rate(a.ratioLow), rate(a.ratioHigh))) },
  { label: finding.inTable, nowrap: true, cell: (a) => answer.findings.filter((f) => isCluster(f) && a.findings.includes(f.id)).map((f) => `${scoreText(f)}, ${labelText(f)}`).join('; ') || words.none },
  { label: words.columns.class, cell: (a) => <ClassCell id={a.class} /> },
  { label: words.columns.inhabitants, sort: 'inhabitants', numeric: true, cell: (a) => orNone(a.inhabitants, count) },
  { label: words.columns.visits, numeric: true, cell: (a) => orNone(a.visits, count) },
  { label: words.columns.perVisits, numeric: true, cell: (a) => orNone(perTenVisits(a.n, a.visits), rate) },
]
