import 'server-only'
import { smoothedRates, type Smoothed } from '@/lib/analysis/empirical-bayes'
import { rateTogether, signalRates } from '@/lib/analysis/signal-rate'
import { findBoundarySet, gemeenteOfView, findInhabitantsYear, listBuurten, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { countOutside, countPerBuurt, countPerMonth, dataChangedAt, monthsWithSignals, needsDetail, roundedPerBuurt, roundedPerMonth, visitsPerBuurt, whatOccurs, type MonthCount, type SignalFilter, type ThemeRow } from '@/lib/db/signal-counts'
import { standardPeriod } from '@/lib/domain/cluster'
import { seesExactly, type Reader } from '@/lib/domain/identity'
import { addDays, addMonths, dateInAmsterdam, monthOf, wholeMonths, type Period } from '@/lib/domain/period'
import { mayAdd } from '@/lib/domain/register-rights'
import { clusters, type Answer, type AreaRow, type Params, type TrendPoint } from './definition'
import { findingsOf } from './find'

/** How many months a trend looks back. */
const trendMonths = 36

/**
 * Joins boundaries, inhabitants, counts and visits into the answer of the view.
 * Counts that the reader may not see exactly are rounded ones, and absent where a filter asks for more than those can tell.
 * @returns null when no boundaries are loaded (for the gemeente asked)
 */
export async function loadClusters(tx: Tx, params: Params, now: Date, reader: Reader): Promise<Answer | null> {
  const { gemeenten, gemeente } = await gemeenteOfView(tx, params, reader.home)
  if (!gemeente) return null
  const today = dateInAmsterdam(now)
  const askedYear = Number((params.to ? addDays(params.to, -1) : today).slice(0, 4))
  const set = await findBoundarySet(tx, gemeente.code, askedYear)
  if (!set) return null

  const months = await monthsWithSignals(tx, set)
  const occurs = await whatOccurs(tx, set)
  const period = periodOf(params, occurs.themes.find((t) => t.slug === params.theme)?.windowWeeks ?? null, addMonths(months?.last ?? monthOf(today), 1))
  const { from, to } = period
  const filter = { theme: params.theme, source: params.source, evidence: params.evidence, kind: params.kind }

  const inhabitantsFrom = await findInhabitantsYear(tx, gemeente.code, Number(addDays(to, -1).slice(0, 4)))
  const buurten = await listBuurten(tx, set, inhabitantsFrom?.year ?? null)
  const visits = reader.role === 'organisation' ? null : await visitsPerBuurt(tx, gemeente.code, period)
  const told = tellingOf(reader, occurs.themes, filter)
  const counts = await countPerBuurt(tx, set, period, filter)
  const rounded = told.roundedMay ? await roundedPerBuurt(tx, set, period, filter.theme) : null
  const trendTo = addMonths(addDays(to, -1), 1)
  const span = { from: addMonths(trendTo, -trendMonths), to: trendTo }
  const perMonth = [...(await countPerMonth(tx, set, span, filter)), ...(told.roundedMay ? await roundedPerMonth(tx, set, span, filter.theme) : [])]

  const numbers = buurten.map((b) => {
    const how = told.of(b.werkgebiedId !== null && reader.werkgebieden.includes(b.werkgebiedId))
    return { told: how, n: how === 'withheld' ? null : (counts.get(b.id) ?? 0) + (rounded?.get(b.id) ?? 0) }
  })
  const found = await findingsOf(tx, { gemeente: gemeente.code, theme: params.theme ?? null, period, source: params.source ?? null, evidence: params.evidence ?? null, kind: params.kind ?? 'knelpunt' }, set, filter)
  const land = buurten.filter((b) => !b.water && b.inhabitants !== null)
  const byReporters = land.length > 0 && land.every((b) => found.areas.has(b.id))
  const smoothed = smoothedRates(buurten.map((b, i) => ({ n: byReporters ? (found.areas.get(b.id)?.reporters ?? null) : numbers[i]!.n, inhabitants: b.water ? null : b.inhabitants })))
  const { answers, breaks } = signalRates(buurten.map((b, i) => ({ n: numbers[i]!.n, rounded: numbers[i]!.told === 'rounded', inhabitants: b.inhabitants, estimate: smoothed.rows[i] })))
  const all = buurten.map((b, i): AreaRow & { id: number } => ({
    id: b.id,
    code: b.code,
    name: b.name,
    wijkName: b.wijkName,
    werkgebied: b.werkgebied,
    water: b.water,
    inhabitants: b.inhabitants,
    n: numbers[i]!.n,
    told: numbers[i]!.told,
    rate: answers[i]!.rate,
    class: answers[i]!.class,
    visits: visits === null ? null : b.water ? 0 : (visits.get(b.code) ?? 0),
    reporters: found.areas.get(b.id)?.reporters ?? null,
    ...estimateOf(answers[i]!.rate === null ? null : (smoothed.rows[i] ?? null), smoothed.differs),
    trend: found.areas.get(b.id)?.trend ?? null,
    findings: b.water ? [] : found.findings.filter((f) => f.buurten.some((m) => m.code === b.code)).map((f) => f.id),
  }))
  const shown = all.filter((a) => params.werkgebied === undefined || a.werkgebied === params.werkgebied)
  const codes = new Set(shown.map((a) => a.code))
  const inTrend = params.selected ? all.filter((a) => a.code === params.selected) : shown

  return {
    view: 'clusters',
    params,
    meta: {
      gemeente,
      boundaryYear: set.year,
      from,
      to,
      n: shown.reduce((sum, a) => sum + (a.n ?? 0), 0),
      told: shown.some((a) => a.told === 'withheld') ? 'withheld' : shown.some((a) => a.told === 'rounded') ? 'rounded' : 'exact',
      withoutSensitive: told.withoutSensitive,
      nElsewhere: params.werkgebied ? 0 : await countOutside(tx, set, period, filter),
      asOf: await dataChangedAt(tx),
      method: clusters.method.version,
      denominator: { label: 'inwoners', year: inhabitantsFrom?.year ?? set.year, source: inhabitantsFrom?.source ?? 'het bestand met grenzen' },
      breaks,
      gemeenteRate: rateTogether(all),
      estimate: smoothed.mean > 0 ? { of: byReporters ? 'reporters' : 'signals', mean: smoothed.mean * 1000, differs: smoothed.differs } : null,
      run: found.run,
      facts: found.facts,
      piles: found.piles,
      withoutInhabitants: shown.filter((a) => !a.water && a.inhabitants === 0 && a.told === 'exact' && a.n).map((a) => ({ code: a.code, name: a.name, n: a.n! })),
      may: mayOf(reader),
    },
    choices: {
      gemeenten: gemeenten.map(({ code, name }) => ({ code, name })),
      themes: occurs.themes,
      werkgebieden: (await listWerkgebieden(tx, gemeente.code)).map(({ slug, name }) => ({ slug, name })),
      sources: occurs.sources,
      months,
    },
    areas: shown.map(({ id: _id, ...row }) => row),
    trend: trendOf(perMonth, inTrend, all, span, months),
    findings: found.findings.filter((f) => f.buurten.some((b) => codes.has(b.code))),
  }
}

/** What is told of an estimate: nothing where there is no rate either (too few people, or a count that rounds to none). */
function estimateOf(row: Smoothed | null, differs: boolean): Pick<AreaRow, 'smoothed' | 'ratio' | 'ratioLow' | 'ratioHigh'> {
  const compared = differs ? row : null
  return { smoothed: row?.rate ?? null, ratio: compared?.ratio ?? null, ratioLow: compared?.low ?? null, ratioHigh: compared?.high ?? null }
}

/** What was asked, else the usual period of the theme. A start after the last data gives that many months from there, not a period that ends before it begins. */
function periodOf({ from, to }: Params, windowWeeks: number | null, afterLast: string): Period {
  const usual = standardPeriod(windowWeeks, afterLast)
  const months = wholeMonths(usual)!
  const end = to ?? (from && from >= afterLast ? addMonths(from, months) : usual.to)
  return { from: from ?? addMonths(addDays(end, -1), 1 - months), to: end }
}

/** What the reader may do next. The database decides; this only shows the way. */
function mayOf(reader: Reader): Answer['meta']['may'] {
  const { role } = reader
  const counts = role === 'wijkmanager' || role === 'planner' || role === 'college' || role === 'adviser'
  return { run: counts, signals: role === 'wijkmanager' || (role === 'adviser' && reader.team === 'zorg'), initiative: mayAdd('initiatives', role), follow: counts }
}

/**
 * How the counts of a buurt are told to this reader: exactly, rounded, or not at all. Rounded counts exist per theme only; with another filter
 * the themes that would be rounded are left out, and where nothing remains the count is withheld.
 */
function tellingOf(reader: Reader, themes: readonly ThemeRow[], filter: SignalFilter): { of: (own: boolean) => AreaRow['told']; roundedMay: boolean; withoutSensitive: boolean } {
  const asked = filter.theme === undefined ? themes : themes.filter((t) => t.slug === filter.theme)
  const kinds = asked.length === 0 ? [{ sensitive: false }] : asked
  const detail = needsDetail(filter)
  const exactly = (own: boolean) => kinds.map((t) => seesExactly(reader, t, own))
  return {
    of: (own) => (exactly(own).every(Boolean) ? 'exact' : !detail ? 'rounded' : exactly(own).some(Boolean) ? 'exact' : 'withheld'),
    roundedMay: !detail && reader.role !== 'system',
    withoutSensitive: detail && [true, false].some((own) => exactly(own).some(Boolean) && !exactly(own).every(Boolean)),
  }
}

/** Months of the buurten whose counts are told. */
function trendOf(
  perMonth: readonly MonthCount[],
  chosen: readonly (AreaRow & { id: number })[],
  all: readonly (AreaRow & { id: number })[],
  span: { from: string; to: string },
  months: { first: string; last: string } | null,
): TrendPoint[] {
  if (!months || chosen.every((a) => a.told === 'withheld')) return []
  const byMonth = new Map<string, Map<number, number>>()
  for (const { area, month, n } of perMonth) {
    const counts = byMonth.get(month) ?? new Map<number, number>()
    byMonth.set(month, counts.set(area, (counts.get(area) ?? 0) + n)) // a buurt can have exact and rounded counts
  }
  const points: TrendPoint[] = []
  for (let month = span.from > months.first ? span.from : months.first; month < span.to && month <= months.last; month = addMonths(month, 1)) {
    const counts = byMonth.get(month)
    const of = (areas: typeof all) => areas.map((a) => ({ n: a.told === 'withheld' ? null : (counts?.get(a.id) ?? 0), inhabitants: a.inhabitants }))
    points.push({ month, n: of(chosen).reduce((sum, a) => sum + (a.n ?? 0), 0), rate: rateTogether(of(chosen)), gemeenteRate: rateTogether(of(all)) })
  }
  return points
}
