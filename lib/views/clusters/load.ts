import 'server-only'
import { rateTogether, signalRates } from '@/lib/analysis/signal-rate'
import { findBoundarySet, gemeenteOfWerkgebied, findInhabitantsYear, listBuurten, listGemeenten, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { countOutside, countPerBuurt, countPerMonth, dataChangedAt, monthsWithSignals, visitsPerBuurt, whatOccurs } from '@/lib/db/signal-counts'
import { addDays, addMonths, dateInAmsterdam, monthOf } from '@/lib/domain/period'
import { clusters, type Answer, type AreaRow, type Params, type TrendPoint } from './definition'

/** How many months a trend looks back. */
const trendMonths = 36

/**
 * Joins boundaries, inhabitants, counts and visits into the answer of the view.
 * @param home the gemeente of the reader's own werkgebied: shown when the address names none
 * @returns null when no boundaries are loaded (for the gemeente asked)
 */
export async function loadClusters(tx: Tx, params: Params, now: Date, home: string | null = null): Promise<Answer | null> {
  const gemeenten = await listGemeenten(tx)
  const asked = params.gemeente ?? (params.werkgebied ? await gemeenteOfWerkgebied(tx, params.werkgebied) : null)
  const gemeente = asked === null ? (gemeenten.find((g) => g.code === home) ?? gemeenten[0]) : gemeenten.find((g) => g.code === asked)
  if (!gemeente) return null
  const today = dateInAmsterdam(now)
  const askedYear = Number((params.to ? addDays(params.to, -1) : today).slice(0, 4))
  const set = await findBoundarySet(tx, gemeente.code, askedYear)
  if (!set) return null

  const months = await monthsWithSignals(tx, set)
  const afterLast = addMonths(months?.last ?? monthOf(today), 1)
  // A start after the last data: the three months from there, without signals, not a period that ends before it begins.
  const to = params.to ?? (params.from && params.from >= afterLast ? addMonths(params.from, 3) : afterLast)
  const from = params.from ?? addMonths(addDays(to, -1), -2)
  const period = { from, to }
  const filter = { theme: params.theme, source: params.source, evidence: params.evidence, kind: params.kind }

  const inhabitantsFrom = await findInhabitantsYear(tx, gemeente.code, Number(addDays(to, -1).slice(0, 4)))
  const buurten = await listBuurten(tx, set, inhabitantsFrom?.year ?? null)
  const counts = await countPerBuurt(tx, set, period, filter)
  const visits = await visitsPerBuurt(tx, gemeente.code, period)
  const trendTo = addMonths(addDays(to, -1), 1)
  const perMonth = await countPerMonth(tx, set, { from: addMonths(trendTo, -trendMonths), to: trendTo }, filter)

  const { answers, breaks } = signalRates(buurten.map((b) => ({ n: counts.get(b.id) ?? 0, inhabitants: b.inhabitants })))
  const all = buurten.map((b, i): AreaRow & { id: number } => ({
    id: b.id,
    code: b.code,
    name: b.name,
    wijkName: b.wijkName,
    werkgebied: b.werkgebied,
    water: b.water,
    inhabitants: b.inhabitants,
    n: counts.get(b.id) ?? 0,
    rate: answers[i]!.rate,
    class: answers[i]!.class,
    visits: b.water ? 0 : (visits.get(b.code) ?? 0),
  }))
  const shown = all.filter((a) => params.werkgebied === undefined || a.werkgebied === params.werkgebied)
  const inTrend = params.selected ? all.filter((a) => a.code === params.selected) : shown
  const occurs = await whatOccurs(tx, set)

  return {
    view: 'clusters',
    params,
    meta: {
      gemeente,
      boundaryYear: set.year,
      from,
      to,
      n: shown.reduce((sum, a) => sum + a.n, 0),
      nElsewhere: params.werkgebied ? 0 : await countOutside(tx, set, period, filter),
      asOf: await dataChangedAt(tx),
      method: clusters.method.version,
      denominator: { label: 'inwoners', year: inhabitantsFrom?.year ?? set.year, source: inhabitantsFrom?.source ?? 'het bestand met grenzen' },
      breaks,
      gemeenteRate: rateTogether(all),
    },
    choices: {
      gemeenten: gemeenten.map(({ code, name }) => ({ code, name })),
      themes: occurs.themes,
      werkgebieden: (await listWerkgebieden(tx, gemeente.code)).map(({ slug, name }) => ({ slug, name })),
      sources: occurs.sources,
      months,
    },
    areas: shown.map(({ id: _id, ...row }) => row),
    trend: trendOf(perMonth, inTrend, all, { from: addMonths(trendTo, -trendMonths), to: trendTo }, months),
    findings: [],
  }
}

function trendOf(
  perMonth: readonly { area: number; month: string; n: number }[],
  chosen: readonly (AreaRow & { id: number })[],
  all: readonly (AreaRow & { id: number })[],
  span: { from: string; to: string },
  months: { first: string; last: string } | null,
): TrendPoint[] {
  if (!months) return []
  const byMonth = new Map<string, Map<number, number>>()
  for (const { area, month, n } of perMonth) byMonth.set(month, (byMonth.get(month) ?? new Map()).set(area, n))
  const points: TrendPoint[] = []
  for (let month = span.from > months.first ? span.from : months.first; month < span.to && month <= months.last; month = addMonths(month, 1)) {
    const counts = byMonth.get(month)
    const of = (areas: typeof all) => areas.map((a) => ({ n: counts?.get(a.id) ?? 0, inhabitants: a.inhabitants }))
    points.push({ month, n: of(chosen).reduce((sum, a) => sum + a.n, 0), rate: rateTogether(of(chosen)), gemeenteRate: rateTogether(of(all)) })
  }
  return points
}
