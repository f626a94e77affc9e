'use client'
import type { FocusYears, Stage } from '@/lib/analysis/focus-result'
import { differenceInWords } from '@/lib/analysis/focus-result-words'
import { Alert } from '@/lib/ui/alert'
import { PlainTable } from '@/lib/ui/table'
import { TrendChart, type TrendMark, type TrendSeries } from '@/lib/ui/trend-chart'
import type { FigureResult } from './definition'
import { valueText, words } from './words'

const stages: readonly Stage[] = ['before', 'during', 'after']

/** One figure: its means in plain words and as a table, its lines, and where its border changed. */
export function Figure({ figure: f, name, years }: { figure: FigureResult; name: string; years: FocusYears }) {
  const digits = Math.max(1, f.digits)
  const say = (value: number | null): string => (value === null ? words.unknown : valueText(value, f.unit, digits))
  // a long unit stands once in the head, so that the table fits a phone
  const short = (value: number | null): string => (value === null ? words.unknown : valueText(value, f.unit === 'percentage' ? f.unit : '', digits))
  const shown = years.aftercare === null ? stages.slice(0, 2) : stages
  return (
    <section className="result-figure" aria-labelledby={`cijfer-${f.indicator}`} data-indicator={f.indicator}>
      <h3 id={`cijfer-${f.indicator}`}>{f.label}</h3>
      {f.relapse && <Alert kind="warning" quiet title={words.relapseTitle}>{words.relapse(f.relapse)}</Alert>}
      {f.breaks.length > 0 && <p className="result-break">{words.breaks(f.breaks)}</p>}
      <p><strong>{words.said.during}:</strong> {differenceInWords(name, f.during, digits)}</p>
      {years.aftercare !== null && <p><strong>{words.said.after}:</strong> {differenceInWords(name, f.after, digits)}</p>}
      <PlainTable caption={f.label} hideCaption head={words.stageHead(name, f.unit)} numeric={[1, 2]} rows={shown.map((s) => [words.stage(s, years), short(f.own[s]), short(f.comparable[s])])} />
      {f.years.length > 1 && (
        <TrendChart
          title={f.label} unit={f.unit === 'percentage' ? '%' : f.unit} summary={words.chart(f.label, f.years.map((y) => `${y.year} ${say(y.own)}`).join(', '))}
          months={f.years.map((y) => String(y.year))} series={seriesOf(f, name)} marks={marksOf(f, years)} dots
          monthText={(y) => y} valueText={(v) => valueText(v, f.unit, digits)} tableTitle={words.table} monthTitle={words.yearHead}
          note={[words.source(f.source), ...(f.limit ? [words.limit(f.limit, f.unit)] : [])].join('. ')}
        />
      )}
    </section>
  )
}

/** The line of the buurt is cut where its border changed: each piece has a line of its own. */
function seriesOf(f: FigureResult, name: string): TrendSeries[] {
  const pieces = [-Infinity, ...f.breaks].map((from, i) => ({ name: i === 0 ? name : words.borderLine(name, from), main: true, values: f.years.map((y) => (y.year >= from && y.year < (f.breaks[i] ?? Infinity) ? y.own : null)) }))
  return [
    ...pieces.filter((p) => p.values.some((v) => v !== null)),
    ...(f.years.some((y) => y.others !== null) ? [{ name: words.otherLine, values: f.years.map((y) => y.others) }] : []),
  ]
}

function marksOf(f: FigureResult, { start, aftercare }: FocusYears): TrendMark[] {
  const there = new Set(f.years.map((y) => y.year))
  return [[start, words.startMark] as const, [aftercare, words.aftercareMark] as const, ...f.breaks.map((year) => [year, words.breakMark] as const)].flatMap(([year, label]) => (year !== null && there.has(year) ? [{ at: String(year), label }] : []))
}
