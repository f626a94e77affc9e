'use client'
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { limit } from './format'
import type { TrendMark, TrendSeries } from './trend-chart'

/** The drawing itself, apart because recharts is large: loaded when the panel is on the screen. */
export function TrendLines({ months, series, marks = [], dots = false, monthText, valueText }: { months: readonly string[]; series: readonly TrendSeries[]; marks?: readonly TrendMark[]; dots?: boolean; monthText: (month: string) => string; valueText: (value: number) => string }) {
  const data = months.map((month, i) => ({ month, ...Object.fromEntries(series.map((s) => [s.name, s.values[i] ?? null])) }))
  const colour = (s: TrendSeries) => (s.main ? 'var(--buurtfocus-accent)' : 'var(--buurtfocus-compare)')
  return (
    <div className="chart__canvas" aria-hidden="true">
      <ResponsiveContainer width="100%" height="100%" minWidth={0}>
        <LineChart data={data} margin={{ top: 10, right: 12, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--buurtfocus-line)" />
          <XAxis dataKey="month" tickFormatter={monthText} tick={{ fill: 'var(--buurtfocus-text-quiet)', fontSize: 13 }} stroke="var(--buurtfocus-line-strong)" interval="equidistantPreserveStart" minTickGap={28} tickMargin={6} height={28} />
          <YAxis domain={[0, 'auto']} allowDecimals tickFormatter={(v: number) => limit(v)} tick={{ fill: 'var(--buurtfocus-text-quiet)', fontSize: 13 }} axisLine={false} tickLine={false} width={34} tickCount={4} />
          <Tooltip isAnimationActive={false} labelFormatter={(m) => monthText(String(m))} formatter={(v) => valueText(Number(v))} contentStyle={{ background: 'var(--buurtfocus-surface)', border: '1px solid var(--buurtfocus-line-strong)', borderRadius: 8 }} />
          {marks.map((m) => (
            <ReferenceLine key={`${m.at} ${m.label}`} x={m.at} stroke="var(--buurtfocus-line-strong)" strokeDasharray="2 3" label={{ value: m.label, position: m.at === months.at(-1) ? 'insideTopRight' : 'insideTopLeft', fill: 'var(--buurtfocus-text-quiet)', fontSize: 12 }} />
          ))}
          {series.map((s) => (
            <Line key={s.name} type="linear" dataKey={s.name} stroke={colour(s)} strokeWidth={s.main ? 2.5 : 1.75} strokeDasharray={s.main ? undefined : '5 4'} dot={dots ? { r: 3 } : false} activeDot={{ r: 4 }} isAnimationActive={false} connectNulls={false} />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  )
}
