import 'server-only'
import { findBoundarySet, listGemeenten } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listBuurtHours, type BuurtHours } from '@/lib/db/focus/hours'
import { listCohorts, listPeriods, listProgress, ownPeriods, type PeriodRow } from '@/lib/db/focus/periods'
import type { Me } from '@/lib/db/people'
import { listNames } from '@/lib/db/register-names'
import { findRecord, homeGemeente, listRecords } from '@/lib/db/registers/list'
import { listThemes } from '@/lib/db/themes'
import { listTeams } from '@/lib/db/users'
import { focusPhase, nextPhase, phaseStarts, type Phase } from '@/lib/domain/focus'
import { seesDecisions } from '@/lib/domain/focus-decision'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { RegisterItem } from '@/lib/domain/register-item'
import { mayAdd, mayRead } from '@/lib/domain/register-rights'
import { registers } from '@/lib/domain/registers'
import type { MeasureStatus } from '@/lib/domain/registers/measures'
import { participationKinds } from '@/lib/domain/registers/participation'
import type { Home, HomeRow, Hours, Measure, Participation, Plan } from './definition'

/** Roles that see all measures (drizzle/0018); to an organisation a sum would be of its own only. */
const seesAll = ['wijkmanager', 'planner', 'college', 'adviser']

/** There is something to look back on from the year of the execution. */
const looksBack = (phase: Phase | null, me: Me): boolean => (phase === 'execution' || phase === 'aftercare' || phase === 'regular') && seesAll.includes(me.role)

async function whereIs(tx: Tx, me: Me, asked: string | undefined, today: string) {
  const code = asked ?? (await homeGemeente(tx, me))
  const gemeente = (await listGemeenten(tx)).find((g) => g.code === code)
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, Number(today.slice(0, 4))))
  return gemeente && set ? { gemeente, set } : null
}
const hoursOf = (found: readonly BuurtHours[], p: PeriodRow): Hours | null => { const h = found.find((x) => p.codes.includes(x.code)); return h ? { agreed: h.agreed, delivered: h.delivered, lastConfirmed: h.lastConfirmed } : null }

/** Every cohort with its buurten, how their measures stand today, and the money. @returns null when no boundaries are loaded */
export async function loadHome(tx: Tx, me: Me, asked: string | undefined, now: Date): Promise<Home | null> {
  const today = dateInAmsterdam(now)
  const at = await whereIs(tx, me, asked, today)
  if (!at) return null
  const { gemeente, set } = at
  const all = seesAll.includes(me.role)
  const progress = new Map(all ? (await listProgress(tx, gemeente.code, today)).map((p) => [p.period, p]) : [])
  const hours = await listBuurtHours(tx, gemeente.code, Number(today.slice(0, 4)), today)
  const periods = await listPeriods(tx, set)
  const rowOf = (p: PeriodRow): HomeRow => {
    const n = progress.get(p.id)
    const phase = focusPhase(p, today)
    return {
      id: p.id, year: p.year, code: p.code, name: p.name, phase, next: nextPhase(p, today), adoptedOn: p.adoptedOn, participation: n?.participation ?? null,
      counts: n ? { total: n.measures, done: n.done, running: n.running, late: n.late, open: n.open, handed: n.handed, budgetEur: n.budgetEur } : null,
      hours: phase === 'plan' || phase === 'execution' || phase === 'aftercare' ? hoursOf(hours, p) : null,
      toResult: looksBack(phase, me),
    }
  }
  const cohorts = (await listCohorts(tx, gemeente.code)).map((c) => {
    const of = periods.filter((p) => p.cohort === c.id)
    return { year: c.year, budgetEur: c.budgetEur, plannedEur: all ? of.reduce((sum, p) => sum + (progress.get(p.id)?.budgetEur ?? 0), 0) : null, rows: of.map(rowOf) }
  })
  return { gemeente, today, cohorts: cohorts.reverse(), mayAdd: mayAdd('focus-periods', me.role), seesDecisions: seesDecisions(me.role) }
}

/** The plan of one focus buurt with its measures. @returns null when there is none in this cohort */
export async function loadPlan(tx: Tx, me: Me, asked: { gemeente?: string; year: number; code: string }, now: Date): Promise<Plan | null> {
  const today = dateInAmsterdam(now)
  const at = await whereIs(tx, me, asked.gemeente, today)
  if (!at) return null
  const { gemeente, set } = at
  const periods = await listPeriods(tx, set)
  const p = periods.find((x) => x.year === asked.year && x.code === asked.code)
  const period = p && (await findRecord(tx, registers['focus-periods'], p.id, today))
  if (!p || !period) return null
  const query = (sort: string) => ({ filters: { focusPeriod: p.id }, sort, limit: 500, gemeente: gemeente.code, today, uid: me.uid })
  const measures = mayRead('measures', me.role) ? (await listRecords(tx, registers.measures, query('plannedFrom'))).items : null
  const talks = mayRead('participation', me.role) ? (await listRecords(tx, registers.participation, query('heldOn'))).items : null
  const onward = new Map<number, number>()
  if (measures) for (const m of (await listRecords(tx, registers.measures, { ...query('id'), filters: {}, limit: 2000 })).items) if (m.carriedFrom !== null) onward.set(Number(m.carriedFrom), Number(String(m.plannedFrom ?? '').slice(0, 4)) || (periods.find((x) => x.id === m.focusPeriod)?.year ?? 0))
  const progress = seesAll.includes(me.role) ? await listProgress(tx, gemeente.code, today) : []
  const ofCohort = new Set(periods.filter((x) => x.cohort === p.cohort).map((x) => x.id))
  const addMeasure = mayAdd('measures', me.role)
  const [themes, teams, organisations] = addMeasure || me.role === 'planner' ? [await listThemes(tx), await listTeams(tx), await listNames(tx, 'organisations', gemeente.code)] : [[], [], []]
  return {
    gemeente: { ...gemeente, boundaryYear: set.year }, today, role: me.role, period, year: p.year, name: p.name, phase: focusPhase(p, today), starts: phaseStarts(p), next: nextPhase(p, today), toResult: looksBack(focusPhase(p, today), me),
    cohort: { budgetEur: (await listCohorts(tx, gemeente.code)).find((c) => c.id === p.cohort)?.budgetEur ?? null, plannedEur: progress.filter((x) => ofCohort.has(x.period)).reduce((sum, x) => sum + x.budgetEur, 0) },
    measures: measures?.map((m) => measureOf(m, today, onward.get(m.id) ?? null)) ?? null,
    participation: talks?.map(talkOf) ?? null,
    hours: hoursOf(await listBuurtHours(tx, gemeente.code, Number(today.slice(0, 4)), today), p),
    carryTo: [{ period: p.id, label: `${p.name} ${p.year}` }, ...periods.filter((x) => x.code === p.code && x.year > p.year).map((x) => ({ period: x.id, label: `${x.name} ${x.year}` }))],
    choices: {
      owners: [...teams.map((t) => ({ value: `team:${t.slug}`, label: t.name })), ...organisations.map((o) => ({ value: `organisation:${o.id}`, label: o.name }))].filter((o) => me.role !== 'adviser' || o.value === `team:${me.team}`),
      themes: themes.map((t) => ({ value: t.slug, label: t.label })),
    },
    may: { addMeasure, addParticipation: me.role === 'planner' || (me.role === 'wijkmanager' && (await ownPeriods(tx)).has(p.id)), progressOnly: me.role === 'wijkmanager' },
  }
}

function measureOf(m: RegisterItem, today: string, carriedTo: number | null): Measure {
  const name = (field: string): string | null => (m.names[field] as string | undefined) ?? null
  const text = (field: string): string | null => (m[field] as string | null) ?? null
  const status = m.status as MeasureStatus
  const open = (status === 'planned' || status === 'running') && m.handedOn === null && carriedTo === null
  return {
    id: m.id, version: m.version, title: String(m.title), description: text('description'), status, owner: name('ownerTeam') ?? name('ownerUser') ?? name('ownerOrganisation'), ownerFields: Object.fromEntries(['ownerTeam', 'ownerUser', 'ownerOrganisation'].map((f) => [f, (m[f] as string | number | null) ?? null])), theme: name('theme'), themeSlug: text('theme'),
    place: m.point === null ? 'buurt' : 'point', point: m.point as Measure['point'], plannedFrom: text('plannedFrom'), plannedTo: text('plannedTo'), doneOn: text('doneOn'), budgetEur: (m.budgetEur as number | null) ?? null,
    handedTo: name('handedToTeam') ?? name('handedToOrganisation') ?? text('handedToOther'), handedOn: text('handedOn'), late: open && m.plannedTo !== null && String(m.plannedTo) <= today, carriedTo, may: m.may,
  }
}

const talkOf = (t: RegisterItem): Participation => ({ id: t.id, version: t.version, heldOn: String(t.heldOn), kind: participationKinds[t.kind as keyof typeof participationKinds], people: t.people as number | null, notes: t.notes as string | null, may: t.may })
