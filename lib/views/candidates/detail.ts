import 'server-only'
import { comparableBuurten } from '@/lib/analysis/comparable-buurten'
import type { BuurtChoice } from '@/lib/analysis/focus-choice'
import { criteria, type BuurtCriteria, type Criterion, type FigureSeries, type Reason } from '@/lib/domain/focus-criteria'
import type { FocusFacts } from './criteria'
import type { BuurtDetail } from './definition'

/** Comparable buurten that are shown, and figures that get a line. */
const mostComparable = 4
const mostLines = 6

/** All reasons of a buurt: the thresholds that it passes first, then what does not follow from thresholds. */
export function reasonsOf(facts: FocusFacts, b: BuurtCriteria, own: BuurtChoice, words: (key: string) => { label: string; unit: string }): Reason[] {
  const passed = own.passed.map(({ limit, value, asOf }): Reason => {
    const figure = facts.figures.find((f) => f.indicator === limit.key)
    return figure
      ? { kind: 'figure', indicator: limit.key, ...words(limit.key), direction: limit.direction, value, limit: limit.value, year: Number(asOf), source: figure.source, asOf }
      : { kind: 'criterion', criterion: (criteria as readonly string[]).includes(limit.key) ? (limit.key as Criterion) : 'need', direction: limit.direction, value, limit: limit.value, source: b.values[limit.key as Criterion].source, asOf }
  })
  return [...passed, ...b.reasons]
}

/** The reasons of one buurt in full, with the buurten most like it by their figures before the year, and its figures over the years beside theirs. Null when the buurt is not there. */
export function detailOf(facts: FocusFacts, code: string, choice: readonly BuurtChoice[], words: (key: string) => { label: string; unit: string }): BuurtDetail | null {
  const b = facts.buurten.find((o) => o.code === code)
  if (!b) return null
  const own = choice.find((c) => c.code === code)!
  const figures = facts.figures.filter((f) => facts.anchors.figures[f.indicator])
  const valueIn = (f: FigureSeries, of: string, year: number): number | null => f.values[of]?.find((v) => v.year === year)?.value ?? null
  const newest = (f: FigureSeries): number => facts.anchors.figures[f.indicator]?.year ?? facts.year - 1
  const recent = (year: number | null): boolean => year !== null && year + cycle > facts.year
  const comparable = b.applicable
    ? comparableBuurten(code, facts.buurten.map((o) => ({ code: o.code, figures: figures.map((f) => valueIn(f, o.code, newest(f))), eligible: o.applicable && !facts.running.includes(o.code) && !recent(o.lastFocusYear) })), mostComparable)
    : []
  return {
    code,
    reasons: reasonsOf(facts, b, own, words),
    values: b.values,
    comparable: comparable.map((c) => ({ code: c.code, name: facts.buurten.find((o) => o.code === c.code)!.name, figures: c.shared })),
    trend: figures.slice(0, mostLines).flatMap((f) => {
      const years = [...new Set((f.values[code] ?? []).map((v) => v.year))].sort((x, y) => x - y)
      if (years.length < 2) return []
      const others = years.map((year) => {
        const known = comparable.flatMap((c) => valueIn(f, c.code, year) ?? [])
        return known.length === 0 ? null : known.reduce((sum, v) => sum + v, 0) / known.length
      })
      return [{ indicator: f.indicator, ...words(f.indicator), source: f.source, years, own: years.map((year) => valueIn(f, code, year)), others }]
    }),
  }
}

/** Years in which focus still shows in the figures: plan, execution and aftercare. */
const cycle = 5
