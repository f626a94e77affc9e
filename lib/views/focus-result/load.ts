import 'server-only'
import { findBoundarySet, findInhabitantsYear, listBuurten, listGemeenten, type BoundarySet } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { clustersPerBuurt } from '@/lib/db/focus/criteria'
import { listPeriods, type PeriodRow } from '@/lib/db/focus/periods'
import { buurtCourses, openMeasures, type BuurtCourse } from '@/lib/db/focus/result'
import { listThresholds } from '@/lib/db/focus/thresholds'
import { countPerMonth, monthsWithSignals, roundedPerMonth, whatOccurs } from '@/lib/db/signal-counts'
import { endOf, focusPhase, type Phase } from '@/lib/domain/focus'
import { fewestInhabitants } from '@/lib/domain/focus-criteria'
import { seesExactly, type Reader } from '@/lib/domain/identity'
import { addMonths, dateInAmsterdam } from '@/lib/domain/period'
import { signalsResult } from './counts'
import type { Answer, SignalsResult } from './definition'
import { figureOf, focusYears, matchingOf } from './figures'

/** Roles that see what came of it: they see all measures and counts of signals. */
export const seesResults = (role: string): boolean => ['wijkmanager', 'planner', 'college', 'adviser'].includes(role)
/** Phases in which there is something to look back on. */
const hasResult = (phase: Phase | null): phase is Phase => phase === 'execution' || phase === 'aftercare' || phase === 'regular'
const inhabitants = 'inhabitants'

/**
 * What became of a focus buurt: its figures before, during and after beside buurten like it, its signals as the reader may see them, clusters, and open measures with who has them now.
 * @returns null when no boundaries are loaded or the buurt has no such focus; 'too_early' before its execution
 */
export async function loadResult(tx: Tx, asked: { gemeente: string; year: number; buurt: string }, now: Date, reader: Reader): Promise<Answer | 'too_early' | null> {
  const today = dateInAmsterdam(now)
  const gemeente = (await listGemeenten(tx)).find((g) => g.code === asked.gemeente)
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, Number(today.slice(0, 4))))
  if (!gemeente || !set) return null
  const periods = await listPeriods(tx, set)
  const period = periods.find((p) => p.year === asked.year && p.code === asked.buurt)
  if (!period) return null
  const phase = focusPhase(period, today)
  const years = focusYears(period)
  if (!hasResult(phase) || !years) return 'too_early'

  const thresholds = (await listThresholds(tx, gemeente.code))[0] ?? null
  const limits = new Map((thresholds?.limits ?? []).map((l) => [l.key, l]))
  const courses = await buurtCourses(tx, set, [period], [inhabitants, ...limits.keys()])
  const land = (await listBuurten(tx, set, (await findInhabitantsYear(tx, gemeente.code, years.start - 1))?.year ?? null)).filter((b) => !b.water)
  const pool = poolOf(courses, land, periods, period)
  const shown = courses.filter((c) => c.indicator !== inhabitants || limits.has(inhabitants))
  const matching = matchingOf(shown, [period.code, ...pool], pool, years.start)
  const comparable = matching.like(period.code)
  const nameOf = new Map(land.map((b) => [b.code, b.name]))
  const mean = (values: readonly number[]): number | null => (values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length)
  return {
    gemeente, boundaryYear: set.year, today, year: period.year, code: period.code, name: period.name, phase, years, thresholds: thresholds?.version ?? null,
    comparable: comparable.map(({ code, shared }) => ({ code, name: nameOf.get(code)!, shared })),
    matchedOn: matching.by.map(({ values, ...by }) => ({ ...by, own: values.get(period.code) ?? null, others: mean(comparable.flatMap((c) => values.get(c.code) ?? [])) })),
    pool: pool.size,
    figures: [...new Set(shown.map((c) => c.indicator))].map((i) => figureOf(period.code, shown.filter((c) => c.indicator === i), pool, matching, years, limits.get(i) ?? null)),
    signals: await signalsOf(tx, set, land.filter((b) => period.codes.includes(b.code)), courses.find((c) => c.code === period.code && c.indicator === inhabitants)?.years ?? [], { today, years }, reader),
    clusters: (await clustersPerBuurt(tx, set, today)).filter((c) => period.codes.includes(c.code) && (c.state === 'new' || c.state === 'growing')).map(({ id, theme, name, state, since, lastSeen }) => ({ id, theme, name, state, since, lastSeen })),
    measures: await openMeasures(tx, period.id),
  }
}

/** Land buurten with enough inhabitants that were in no focus (plan, execution or aftercare) in any of the years of the figures. */
function poolOf(courses: readonly BuurtCourse[], land: readonly { code: string; inhabitants: number | null }[], periods: readonly PeriodRow[], own: PeriodRow): Set<string> {
  const years = courses.flatMap((c) => c.years.map((y) => y.year))
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const inFocus = new Set(periods.flatMap((p) => (p.planFrom && p.planFrom < `${last + 1}-01-01` && (endOf(p) ?? '9999') > `${first}-01-01` ? p.codes : [])))
  return new Set(land.flatMap((b) => (!inFocus.has(b.code) && !own.codes.includes(b.code) && b.code !== own.code && b.inhabitants !== null && b.inhabitants >= fewestInhabitants ? [b.code] : [])))
}

/** Counted where the buurt lies now: signals have places, so a border that moved breaks nothing. */
async function signalsOf(tx: Tx, set: BoundarySet, areas: readonly { id: number; werkgebiedId: number | null }[], people: readonly { year: number; value: number | null }[], { today, years }: { today: string; years: Answer['years'] }, reader: Reader): Promise<SignalsResult | null> {
  const known = await monthsWithSignals(tx, set)
  if (!known || areas.length === 0) return null
  const span = { from: known.first, to: addMonths(known.last, 1) }
  const counts = [...(await countPerMonth(tx, set, span, {})), ...(await roundedPerMonth(tx, set, span, undefined))]
  const { themes } = await whatOccurs(tx, set)
  const own = areas.every((a) => a.werkgebiedId !== null && reader.werkgebieden.includes(a.werkgebiedId))
  const told = themes.every((t) => seesExactly(reader, t, own)) ? 'exact' : 'rounded'
  const ids = new Set(areas.map((a) => a.id))
  return signalsResult(counts.filter((c) => ids.has(c.area)), known, today, people, told, years)
}

