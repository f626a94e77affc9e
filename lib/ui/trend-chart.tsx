'use client'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { PlainTable } from './table'

const Lines = dynamic(() => import('./trend-lines').then((m) => m.TrendLines), { ssr: false, loading: () => <div className="chart__canvas" /> })

export type TrendSeries = { name: string; values: readonly (number | null)[]; /** the line that the story is about */ main?: boolean }
/** A moment in the chart: an upright line with a word. */
export type TrendMark = { /** one of the months */ at: string; label: string }

/** Lines over months, axis from zero, names at the lines; the same numbers as a table under it. */
export function TrendChart({ title, unit, summary, months, series, marks, dots, monthText, valueText, tableTitle, monthTitle, note }: {
  title: string
  unit: string
  /** for who does not see the chart */
  summary: string
  months: readonly string[]
  series: readonly TrendSeries[]
  marks?: readonly TrendMark[]
  /** a dot at each value: for few of them, or lines of one point */
  dots?: boolean
  monthText: (month: string) => string
  valueText: (value: number) => string
  tableTitle: ReactNode
  monthTitle: string
  note?: string
}) {
  return (
    <figure className="chart">
      <figcaption>
        <h3>{title}</h3>
        <span className="quiet small">{unit}</span>
      </figcaption>
      {series.length > 1 && (
        <ul className="chart__names small">
          {series.map((s) => (
            <li key={s.name} data-main={s.main || undefined}>
              <svg width="26" height="8" aria-hidden="true">
                <path d="M1 4h24" />
              </svg>
              {s.name}
            </li>
          ))}
        </ul>
      )}
      <div role="img" aria-label={summary}>
        <Lines months={months} series={series} marks={marks} dots={dots} monthText={monthText} valueText={valueText} />
      </div>
      {note && <p className="quiet small">{note}</p>}
      <details>
        <summary>{tableTitle}</summary>
        <PlainTable caption={title} hideCaption head={[monthTitle, ...series.map((s) => s.name)]} numeric={series.map((_, i) => i + 1)} rows={months.map((m, i) => [monthText(m), ...series.map((s) => (s.values[i] == null ? '–' : valueText(s.values[i]!)))])} />
      </details>
    </figure>
  )
}
