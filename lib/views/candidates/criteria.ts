import 'server-only'
import { anchorsOf, focusCriteria, type BuurtFacts, type CycleFacts } from '@/lib/analysis/focus-criteria'
import type { MapCell } from '@/lib/analysis/coverage-map'
import { findBoundarySet, findInhabitantsYear, listBuurten, type BoundarySet, type BuurtRow } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { clustersPerBuurt, figureSeries, figureSpread, focusHistory, initiativesPerBuurt, runningMeasures } from '@/lib/db/focus/criteria'
import { presencePerBuurt } from '@/lib/db/presence'
import { energyMonths, fewestInhabitants, physicalIndicator, type Anchors, type BuurtCriteria, type FigureSeries, type Limit, type Reason } from '@/lib/domain/focus-criteria'
import type { Reader } from '@/lib/domain/identity'
import { addDays } from '@/lib/domain/period'

/** What coverage and overlap say of every land buurt on a day. Pages and routes hand both over, because no view imports another. */
type AskCoverage = (tx: Tx, set: BoundarySet, buurten: readonly BuurtRow[], on: string, theme: null) => Promise<{ themes: { slug: string; label: string }[]; buurten: { code: string }[]; cells: MapCell[][] }>
type AskOverlap = (tx: Tx, gemeente: string, on: string, reader: Reader) => Promise<ReadonlyMap<string, { hours: number; pairs: number }>>
export type Ask = { coverage: AskCoverage; overlap: AskOverlap | null }

export type FocusFacts = {
  year: number
  on: string
  set: BoundarySet
  buurten: BuurtCriteria[]
  figures: FigureSeries[]
  anchors: Anchors
  /** buurten whose plan or execution still runs when the year begins */
  running: string[]
  /** whether the anchors were kept with a version of the thresholds, or are those of now */
  frozen: boolean
}

/** Roles that know the classes of coverage. */
const sees = ['wijkmanager', 'planner', 'college', 'adviser', 'system']
const visitWeeks = 26
/** A plan and its execution, when their end is not known. */
const cycleYears = 2

/** The day on which everything of a cycle is known: today, or the last day before it began. */
export const dayOfCycle = (year: number, today: string): string => (today < `${year}-01-01` ? today : `${year - 1}-12-31`)

/**
 * The one loader of the criteria per buurt for the focus of a year, with the reasons that do not follow from thresholds. As far as the reader may see: row-level security decides, as on the maps.
 * @param asked.limits thresholds: they say which side of a figure is bad where nobody else did
 * @param asked.anchors those kept with a version of the thresholds; null: those of now
 * @returns null when no boundaries are loaded for the gemeente
 */
export async function loadCriteria(tx: Tx, asked: { gemeente: string; year: number; on: string; anchors: Anchors | null; limits?: readonly Limit[] }, reader: Reader, ask: Ask): Promise<FocusFacts | null> {
  const { gemeente, year, on, limits = [] } = asked
  const set = await findBoundarySet(tx, gemeente, Number(on.slice(0, 4)))
  if (!set) return null
  const inhabitants = await findInhabitantsYear(tx, gemeente, year - 1)
  const land = (await listBuurten(tx, set, inhabitants?.year ?? null)).filter((b) => !b.water)
  const coverage = sees.includes(reader.role) ? await ask.coverage(tx, set, land, on, null) : null
  const overlap = ask.overlap ? await ask.overlap(tx, gemeente, on, reader) : new Map<string, { hours: number; pairs: number }>()
  const clusters = await clustersPerBuurt(tx, set, on)
  const initiatives = new Map((await initiativesPerBuurt(tx, set, on, energyMonths)).map((i) => [i.code, i]))
  const visits = new Map((await presencePerBuurt(tx, gemeente, addDays(on, -7 * visitWeeks), on, undefined)).map((v) => [v.code, v]))
  const named = [...new Set([...limits.map((l) => l.key), ...Object.keys(asked.anchors?.figures ?? {})])]
  const all = await figureSeries(tx, set, year, [physicalIndicator, ...named])
  const works = all.find((f) => f.indicator === physicalIndicator) ?? null
  const figures = all.filter((f) => f !== works).map((f) => withBadSide(f, limits))
  const history = await focusHistory(tx, set, year)
  const focus = new Map(history.last.map((f) => [f.code, f]))
  const measures = await runningMeasures(tx, set)
  const cycle: CycleFacts = { year, on, figures, works, focusKnown: history.known }

  const facts = land.map((b): BuurtFacts => {
    const at = coverage?.buurten.findIndex((c) => c.code === b.code) ?? -1
    const cells = coverage && at >= 0 ? coverage.themes.map((t, i) => ({ theme: t.label, cell: coverage.cells[i]![at]! })) : null
    const own = initiatives.get(b.code)
    const reasons: Reason[] = [
      ...clusters.filter((c) => c.code === b.code).map(({ id, theme, name, state, since, lastSeen }): Reason => ({ kind: 'cluster', id, theme, name, state, since, source: 'Opeenhopingen', asOf: lastSeen })),
      ...(cells ?? []).flatMap(({ theme, cell }): Reason[] => (cell.class === 'gap' || cell.class === 'thin' ? [{ kind: 'coverage', class: cell.class, theme, since: cell.since, source: 'kaart Dekking', asOf: on }] : [])),
      ...overlapReason(overlap.get(b.code), on),
      ...(own?.received ? [{ kind: 'initiatives', n: own.received, months: energyMonths, source: 'register Initiatieven', asOf: on } satisfies Reason] : []),
      ...(own?.running ?? []).map((p): Reason => ({ kind: 'project', what: 'initiative', id: p.id, title: p.title, source: 'register Initiatieven', asOf: on })),
      ...measures.filter((m) => m.code === b.code).map((m): Reason => ({ kind: 'project', what: 'measure', id: m.id, title: m.title, source: 'maatregelen', asOf: on })),
      ...history.named.filter((f) => f.code === b.code).map(({ decided }): Reason => ({ kind: 'chosen', year, decided, source: 'focushistorie', asOf: on })),
      ...(history.known ? [{ kind: 'focus', year: focus.get(b.code)?.year ?? null, source: 'focushistorie', asOf: on } satisfies Reason] : []),
      { kind: 'visits', n: visits.get(b.code)?.visits ?? 0, weeks: visitWeeks, last: visits.get(b.code)?.lastVisit ?? null, source: 'kaart Aanwezigheid', asOf: on },
    ]
    const count = (name: string): number | null => cells && cells.filter((c) => c.cell.class === name).length
    return { code: b.code, name: b.name, wijk: b.wijkName, werkgebied: b.werkgebied, inhabitants: b.inhabitants, lastFocusYear: focus.get(b.code)?.year ?? null, reasons, gaps: count('gap'), thin: count('thin'), initiatives: own?.received ?? 0 }
  })
  let anchors = asked.anchors
  if (!anchors) {
    const { from, spread } = await figureSpread(tx, gemeente, year, fewestInhabitants, named)
    anchors = anchorsOf(facts, cycle, spread, from)
  }
  const begins = `${year}-01-01`
  const running = history.last.filter((f) => (f.ends === null ? f.year + cycleYears > year : f.ends > begins)).map((f) => f.code)
  return { year, on, set, running, buurten: focusCriteria(facts, cycle, anchors), figures, anchors, frozen: asked.anchors !== null }
}

/** A figure of which nobody said which side is bad: a threshold on it does. */
const withBadSide = (f: FigureSeries, limits: readonly Limit[]): FigureSeries => {
  const limit = limits.find((l) => l.key === f.indicator)
  return limit && f.direction === 'neutral' ? { ...f, direction: limit.direction === 'from' ? 'higher_is_worse' : 'lower_is_worse' } : f
}

const overlapReason = (found: { hours: number; pairs: number } | undefined, on: string): Reason[] =>
  found && found.pairs > 0 ? [{ kind: 'overlap', hours: found.hours, pairs: found.pairs, source: 'kaart Stapeling', asOf: on }] : []
