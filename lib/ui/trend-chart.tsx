'use client'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { PlainTable } from './table'

const Lines = dynamic(() => import('./trend-lines').then((m) => m.TrendLines), { ssr: false, loading: () => <div className="chart__canvas" /> })

export type TrendSeries = { name: string; values: readonly (number | null)[]; /** the line that the story is about */ main?: boolean }

/** Lines over months, axis from zero, names at the lines; the same numbers as a table under it. */
export function TrendChart({ title, unit, summary, months, series, monthText, valueText, tableTitle, monthTitle }: {
  title: string
  unit: string
  /** for who does not see the chart */
  summary: string
  months: readonly string[]
  series: readonly TrendSeries[]
  monthText: (month: string) => string
  valueText: (value: number) => string
  tableTitle: ReactNode
  monthTitle: string
}) {
  return (
    <figure className="chart">
      <figcaption>
        <h3>{title}</h3>
        <span className="quiet small">{unit}</span>
      </figcaption>
      <div role="img" aria-label={summary}>
        <Lines months={months} series={series} monthText={monthText} valueText={valueText} />
      </div>
      <details>
        <summary>{tableTitle}</summary>
        <PlainTable caption={<span className="visually-hidden">{title}</span>} head={[monthTitle, ...series.map((s) => s.name)]} numeric={series.map((_, i) => i + 1)} rows={months.map((m, i) => [monthText(m), ...series.map((s) => (s.values[i] == null ? '–' : valueText(s.values[i]!)))])} />
      </details>
    </figure>
  )
}
