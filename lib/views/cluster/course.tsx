'use client'
import type { Finding } from '@/lib/domain/cluster'
import { addDays } from '@/lib/domain/period'
import { rate, shortDate } from '@/lib/ui/format'
import { TrendChart } from '@/lib/ui/trend-chart'
import { words } from './words'

const key = (f: Pick<Finding, 'from' | 'to'>): string => `${f.from}/${f.to}`

/** Oldest first; a longer period stands before a shorter one that ends with it. */
export const courseOf = (sightings: readonly Finding[]): Finding[] => [...sightings].sort((a, b) => a.to.localeCompare(b.to) || a.from.localeCompare(b.from))

/** Reporters beside what was to be expected, over the periods that were calculated; with the same numbers as a table. */
export function Course({ name, sightings }: { name: string; sightings: readonly Finding[] }) {
  const course = courseOf(sightings)
  if (course.length === 0) return null
  if (course.length === 1) return <p className="quiet">{words.oneSighting}</p>
  return (
    <TrendChart
      title={words.chart}
      unit={words.chartUnit}
      summary={words.chartSummary(name)}
      months={course.map(key)}
      series={[{ name: words.chartObserved, main: true, values: course.map((f) => f.observed) }, { name: words.chartExpected, values: course.map((f) => f.expected) }]}
      monthText={(period) => words.until(shortDate(addDays(period.split('/')[1]!, -1)))}
      valueText={rate}
      tableTitle={words.chartTable}
      monthTitle={words.period}
    />
  )
}
