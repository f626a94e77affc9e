import { criteria, energyMonths, fewestInhabitants, fullRestYears, type Anchor, type Anchors, type BuurtCriteria, type Criterion, type CriterionValue, type FigureSeries } from '@/lib/domain/focus-criteria'

/** What is known of one buurt besides its figures, on the day of the question. */
export type BuurtFacts = Pick<BuurtCriteria, 'code' | 'name' | 'wijk' | 'werkgebied' | 'inhabitants' | 'lastFocusYear' | 'reasons'> & {
  /** themes with a gap, and with thin supply; null when the reader may not know them */
  gaps: number | null
  thin: number | null
  /** initiatives received in the last `energyMonths` months */
  initiatives: number
}
export type CycleFacts = {
  /** first year of the focus that is asked about */
  year: number
  /** day on which everything else than figures is known */
  on: string
  figures: readonly FigureSeries[]
  /** planned works per buurt; null when the gemeente has no such figure */
  works: FigureSeries | null
  /** whether any focus of the past is known: without it "never" cannot be told from "not known" */
  focusKnown: boolean
}

/** Years over which a trend is told, and the fewest figures that make one. */
const trendYears = 5
const fewestForTrend = 3

/**
 * Criteria of every buurt, each 0..1 between fixed anchors: need (the mean place of its figures between their anchors), trend (how fast that place grew, per year), gap (themes with a gap, thin ones for
 * half), energy (initiatives per 1,000 inhabitants), physical (planned works) and rest (years since the last focus, at most eight).
 *
 * Figures count of years before `year` only. What is not known is an interval: a figure that is missing may be anywhere between its anchors, so need runs from what it is without it to what it is with
 * the worst; a criterion of which nothing is known runs from 0 to 1. Nothing is filled in with a mean. As the anchors are given, another buurt changes no value.
 */
export function focusCriteria(buurten: readonly BuurtFacts[], cycle: CycleFacts, anchors: Anchors): BuurtCriteria[] {
  const raw = rawCriteria(buurten, cycle, anchors)
  return buurten.map(({ code, name, wijk, werkgebied, inhabitants, lastFocusYear, reasons }, i) => ({
    code, name, wijk, werkgebied, inhabitants, lastFocusYear, reasons,
    applicable: inhabitants !== null && inhabitants >= fewestInhabitants,
    values: Object.fromEntries(criteria.map((c) => [c, scaled(raw[i]![c], anchors.criteria[c])])) as Record<Criterion, CriterionValue>,
  }))
}

type Raw = { value: number | null; low?: number; high?: number; source: string; asOf: string }

function rawCriteria(buurten: readonly BuurtFacts[], cycle: CycleFacts, anchors: Anchors): Record<Criterion, Raw>[] {
  const asked = cycle.figures.filter((f) => anchors.figures[f.indicator])
  const sources = [...new Set(asked.map((f) => f.source))].join(', ')
  const years = asked.map((f) => anchors.figures[f.indicator]!.year)
  const span = years.length === 0 ? '' : Math.min(...years) === Math.max(...years) ? String(years[0]) : `${Math.min(...years)}-${Math.max(...years)}`
  return buurten.map((b) => {
    const places = asked.map((f) => placeIn(f, b.code, anchors.figures[f.indicator]!))
    const known = places.filter((p) => p !== null)
    const missing = places.length - known.length
    const need: Raw = { value: known.length === 0 ? null : mean(known), source: sources, asOf: span }
    if (known.length > 0 && missing > 0) Object.assign(need, { low: sum(known) / places.length, high: (sum(known) + missing) / places.length })
    const slopes = asked.flatMap((f) => slopeOf(f, b.code, anchors.figures[f.indicator]!) ?? [])
    return {
      need,
      trend: { value: slopes.length === 0 ? null : mean(slopes), source: sources, asOf: span },
      gap: { value: b.gaps === null ? null : b.gaps + (b.thin ?? 0) / 2, source: 'kaart Dekking', asOf: cycle.on },
      energy: { value: b.inhabitants ? (1000 * b.initiatives) / b.inhabitants : null, source: `register Initiatieven, ${energyMonths} maanden`, asOf: cycle.on },
      physical: { value: cycle.works ? (newest(cycle.works, b.code, cycle.year - 1)?.value ?? null) : null, source: cycle.works?.source ?? '', asOf: cycle.works ? String(newest(cycle.works, b.code, cycle.year - 1)?.year ?? '') : '' },
      rest: { value: b.lastFocusYear !== null ? Math.min(fullRestYears, cycle.year - b.lastFocusYear) : cycle.focusKnown ? fullRestYears : null, source: 'focushistorie', asOf: cycle.on },
    }
  })
}

function scaled({ value, low, high, source, asOf }: Raw, anchor: Anchor): CriterionValue {
  if (value === null) return { value, low: 0, high: 1, scaled: null, source, asOf }
  return { value, scaled: place(value, anchor), ...(low === undefined ? {} : { low: place(low, anchor), high: place(high!, anchor) }), source, asOf }
}

/** 0..1 between the ends; where both ends are the same: 0 up to it, 1 above it. */
export function place(value: number, { low, high }: Anchor): number {
  if (high === low) return value > high ? 1 : 0
  return Math.min(1, Math.max(0, (value - low) / (high - low)))
}

/** The place of a figure where 1 is the bad side. Anchors of a figure run from its good to its bad end. */
function placeIn(figure: FigureSeries, code: string, anchor: Anchor & { year: number }): number | null {
  const found = figure.values[code]?.find((v) => v.year === anchor.year)
  return found ? place(found.value, anchor) : null
}

/** Growth of the place per year, by least squares over the last years up to that of the anchors; not clipped, so that a bad buurt can still get worse. */
function slopeOf(figure: FigureSeries, code: string, anchor: Anchor & { year: number }): number | null {
  const points = (figure.values[code] ?? []).filter((v) => v.year > anchor.year - trendYears && v.year <= anchor.year)
  if (points.length < fewestForTrend || anchor.high === anchor.low) return null
  const [x, y] = [mean(points.map((p) => p.year)), mean(points.map((p) => p.value))]
  const spread = sum(points.map((p) => (p.year - x) ** 2))
  return sum(points.map((p) => (p.year - x) * (p.value - y))) / spread / (anchor.high - anchor.low)
}

const newest = (figure: FigureSeries, code: string, until: number): { year: number; value: number } | undefined =>
  (figure.values[code] ?? []).filter((v) => v.year <= until).sort((a, b) => b.year - a.year)[0]

/**
 * The anchors of a cycle: for each figure its newest year before the cycle with the 5th and 95th percentile of `spread` (of the buurten that it knows), the good end first; need runs from 0 to 1,
 * rest from 0 to `fullRestYears`, the others between the 5th and 95th percentile of the buurten that are given.
 *
 * @param spread percentiles per figure and year; figures without a value before the cycle are left out
 */
export function anchorsOf(buurten: readonly BuurtFacts[], cycle: CycleFacts, spread: readonly { indicator: string; year: number; low: number; high: number }[], from: Anchors['from']): Anchors {
  const figures: Anchors['figures'] = {}
  for (const f of cycle.figures) {
    const known = spread.filter((s) => s.indicator === f.indicator && s.year < cycle.year).sort((a, b) => b.year - a.year)[0]
    if (!known || f.direction === 'neutral') continue
    figures[f.indicator] = f.direction === 'lower_is_worse' ? { low: known.high, high: known.low, year: known.year } : { low: known.low, high: known.high, year: known.year }
  }
  const fixed: Anchors = { from, figures, criteria: { need: { low: 0, high: 1 }, trend: { low: 0, high: 0 }, gap: { low: 0, high: 0 }, energy: { low: 0, high: 0 }, physical: { low: 0, high: 0 }, rest: { low: 0, high: fullRestYears } } }
  const raw = rawCriteria(buurten.filter((b) => (b.inhabitants ?? 0) >= fewestInhabitants), cycle, fixed)
  for (const c of ['trend', 'gap', 'energy', 'physical'] as const) fixed.criteria[c] = percentiles(raw.flatMap((r) => r[c].value ?? []))
  return fixed
}

/** 5th and 95th percentile, straight between neighbours (as percentile_cont of SQL); 0 and 0 of nothing. */
function percentiles(values: number[]): Anchor {
  const sorted = values.sort((a, b) => a - b)
  const at = (share: number): number => {
    const x = share * (sorted.length - 1)
    const [below, above] = [sorted[Math.floor(x)]!, sorted[Math.ceil(x)]!]
    return below + (above - below) * (x - Math.floor(x))
  }
  return sorted.length === 0 ? { low: 0, high: 0 } : { low: at(0.05), high: at(0.95) }
}

const sum = (list: readonly number[]): number => list.reduce((total, n) => total + n, 0)
const mean = (list: readonly number[]): number => sum(list) / list.length
