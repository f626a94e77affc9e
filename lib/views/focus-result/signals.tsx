'use client'
import type { FocusYears, Stage } from '@/lib/analysis/focus-result'
import { count, rate } from '@/lib/ui/format'
import { PlainTable } from '@/lib/ui/table'
import { TrendChart } from '@/lib/ui/trend-chart'
import type { SignalsResult } from './definition'
import { words } from './words'

/** Signals of the buurt per stage and per quarter. */
export function Signals({ signals, years }: { signals: SignalsResult | null; years: FocusYears }) {
  const shown: readonly Stage[] = years.aftercare === null ? ['before', 'during'] : ['before', 'during', 'after']
  return (
    <section aria-labelledby="signalen">
      <h2 id="signalen">{words.signalsTitle}</h2>
      <p>{words.signalsText}</p>
      {signals === null ? <p>{words.noSignals}</p> : (
        <>
          {signals.told === 'rounded' && <p className="quiet small">{words.rounded}</p>}
          <PlainTable caption={words.signalsTitle} hideCaption head={words.signalsHead} numeric={[1, 2]} rows={shown.map((s) => [words.stage(s, years), ...cells(signals, s)])} />
          <p className="quiet small">{words.signalsYears(signals.years)} {words.noCause}</p>
          {signals.quarters.length > 1 && (
            <TrendChart
              title={words.signalsTitle} unit={words.signalsUnit} summary={words.chart(words.signalsTitle, signals.quarters.map((q) => `${q.quarter} ${told(signals, q.n!)}`).join(', '))}
              months={signals.quarters.map((q) => q.quarter)} series={[{ name: words.signalLine, values: signals.quarters.map((q) => q.n), main: true }]} monthText={(q) => q} valueText={(n) => told(signals, n)} tableTitle={words.table} monthTitle={words.quarterHead}
            />
          )}
        </>
      )}
    </section>
  )
}

const told = (signals: SignalsResult, n: number): string => (signals.told === 'exact' ? count(n) : words.about(n))

/** An interval goes with exact counts only: rounding adds to what chance does. */
function cells(signals: SignalsResult, stage: Stage): [string, string] {
  const found = signals.stages[stage]
  if (!found) return [words.unknown, words.unknown]
  const { value, low, high } = found.per1000
  return [told(signals, found.count), signals.told === 'exact' ? words.per1000(rate(value), rate(low), rate(high)) : `± ${rate(value)}`]
}
