import 'server-only'
import { findBoundarySet, findInhabitantsYear, gemeenteOfView, listBuurten, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listPeriods, listProgress, type PeriodRow, type Progress } from '@/lib/db/focus/periods'
import { dataChangedAt } from '@/lib/db/signal-counts'
import { endOf, focusPhase, leadingPeriod, nextPhase, phaseStarts } from '@/lib/domain/focus'
import type { Reader } from '@/lib/domain/identity'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import { focus, type Answer, type AreaRow, type FocusRow, type Params } from './definition'

/** Roles that see all measures (drizzle/0018); to others a number would be of their own only. */
const seesMeasures = ['wijkmanager', 'planner', 'college', 'adviser', 'system']

/** Cohorts and phases of a gemeente on a day, past or to come. @returns null when no boundaries are loaded (for the gemeente asked) */
export async function loadFocus(tx: Tx, params: Params, now: Date, reader: Reader): Promise<Answer | null> {
  const { gemeenten, gemeente } = await gemeenteOfView(tx, params, reader.home)
  if (!gemeente) return null
  const today = dateInAmsterdam(now)
  const on = params.on ?? (params.to ? addDays(params.to, -1) : today)
  const set = await findBoundarySet(tx, gemeente.code, Number(on.slice(0, 4)))
  if (!set) return null
  const inhabitantsFrom = await findInhabitantsYear(tx, gemeente.code, Number(on.slice(0, 4)))
  const land = (await listBuurten(tx, set, inhabitantsFrom?.year ?? null)).filter((b) => !b.water)
  const periods = await listPeriods(tx, set)
  const progress = new Map(seesMeasures.includes(reader.role) ? (await listProgress(tx, gemeente.code, today)).map((p) => [p.period, p]) : [])
  const all = land.map((b): AreaRow => areaOf(b, periods.filter((p) => p.codes.includes(b.code)), on, progress))
  const year = params.year === undefined ? null : Number(params.year)
  const ofYear = (code: string): boolean => year === null || periods.some((p) => p.year === year && p.codes.includes(code))
  const areas = all.filter((a) => (params.werkgebied === undefined || a.werkgebied === params.werkgebied) && (params.phase === undefined || a.class === params.phase) && ofYear(a.code))
  const shown = new Set(areas.map((a) => a.code))
  const ofShown = periods.filter((p) => p.codes.some((code) => shown.has(code)) && (year === null || p.year === year))
  const days = periods.flatMap((p) => phaseStarts(p).map((s) => s.from)).sort()
  const ringYears = yearsOf(periods)
  return {
    view: 'focus',
    params,
    meta: {
      gemeente, boundaryYear: set.year, on, from: on, to: addDays(on, 1), today, n: areas.length,
      ignored: (['theme', 'from', 'source', 'evidence', 'kind'] as const).filter((name) => params[name] !== undefined), asOf: await dataChangedAt(tx), method: focus.method.version,
    },
    choices: {
      gemeenten: gemeenten.map(({ code, name }) => ({ code, name })), werkgebieden: (await listWerkgebieden(tx, gemeente.code)).map(({ slug, name }) => ({ slug, name })),
      years: [...new Set(periods.map((p) => p.year))], days: { first: days[0] && days[0] < today ? days[0] : today, last: days.at(-1) && days.at(-1)! > today ? days.at(-1)! : today },
    },
    areas,
    findings: ofShown.map((p) => findingOf(p, on, progress.get(p.id))),
    ring: { years: ringYears, rows: ofShown.map((p) => ({ id: p.id, cells: ringYears.map((y) => focusPhase(p, `${y}-07-01`)) })) },
  }
}

function areaOf(b: { code: string; name: string; wijkName: string | null; werkgebied: string | null; inhabitants: number | null }, periods: readonly PeriodRow[], on: string, progress: ReadonlyMap<number, Progress>): AreaRow {
  const leading = leadingPeriod(periods, on)
  const next = leading && nextPhase(leading.period, on)
  const of = leading ? progress.get(leading.period.id) : undefined
  return {
    code: b.code, name: b.name, wijkName: b.wijkName, werkgebied: b.werkgebied, inhabitants: b.inhabitants,
    class: leading?.phase ?? 'never', year: leading?.period.year ?? null, since: leading ? (phaseStarts(leading.period).find((s) => s.phase === leading.phase)?.from ?? null) : null, next: next?.phase ?? null, nextOn: next?.from ?? null,
    cohorts: [...new Set(periods.filter((p) => focusPhase(p, on) !== null).map((p) => p.year))].join(', '),
    measures: of?.measures ?? null, done: of?.done ?? null, late: of?.late ?? null, open: of?.open ?? null,
  }
}

function findingOf(p: PeriodRow, on: string, of: Progress | undefined): FocusRow {
  return {
    id: p.id, code: p.code, name: p.name, codes: p.codes, year: p.year, phase: focusPhase(p, on), starts: phaseStarts(p), adoptedOn: p.adoptedOn, reasonAgain: p.reasonAgain, goal: p.goal,
    measures: of ? { total: of.measures, done: of.done, running: of.running, late: of.late, open: of.open, handed: of.handed, participation: of.participation } : null,
  }
}

/** From the first cohort to the last year in which one is more than a former one. */
function yearsOf(periods: readonly PeriodRow[]): number[] {
  if (periods.length === 0) return []
  const first = Math.min(...periods.map((p) => p.year))
  const last = Math.max(...periods.map((p) => Math.max(p.year, Number((endOf(p) ?? `${p.year}`).slice(0, 4)) - (endOf(p)?.endsWith('-01-01') ? 1 : 0))))
  return Array.from({ length: Math.min(20, last - first + 1) }, (_, i) => first + i)
}
