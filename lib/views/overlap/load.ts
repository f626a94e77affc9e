import 'server-only'
import { effortShares } from '@/lib/analysis/effort-share'
import { morisitaHorn, sharedSurplusHours } from '@/lib/analysis/morisita-horn'
import { needShares } from '@/lib/analysis/need-share'
import { overlapCells, perBuurt, type OverlapCell } from '@/lib/analysis/overlap-cells'
import { overlapPairs } from '@/lib/analysis/overlap-pairs'
import { findBoundarySet, gemeenteOfView, listWerkgebieden } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { ownOrganisation } from '@/lib/db/ladder'
import { signalsInWindow } from '@/lib/db/overlap/signals'
import { listVerdicts, pairInMyAreas, type VerdictRow } from '@/lib/db/overlap/verdicts'
import { dataChangedAt } from '@/lib/db/signal-counts'
import { seesExactly, type Reader } from '@/lib/domain/identity'
import { pairKey, pairOf } from '@/lib/domain/overlap'
import { addDays, dateInAmsterdam } from '@/lib/domain/period'
import { littleHours, muchHours, overlap, severalFrom, type Answer, type AreaRow, type BuurtDetail, type ClassId, type OrganisationPair, type PairRow, type Params } from './definition'
import { overlapGround, type OverlapGround, type Placed } from './ground'
import { euroOf, pairDetail, pairRow, type Purse, type Told } from './pair-rows'

/** Cells of the chosen buurt that are shown, most hours first. */
const mostCells = 12

/**
 * Joins activities, schedules, places, money, signals and verdicts into the answer of the view, for one day.
 * @returns null when no boundaries are loaded (for the gemeente asked)
 */
export async function loadOverlap(tx: Tx, params: Params, now: Date, reader: Reader): Promise<Answer | null> {
  const { gemeenten, gemeente } = await gemeenteOfView(tx, params, reader.home)
  if (!gemeente) return null
  const on = params.on ?? dateInAmsterdam(now)
  const set = await findBoundarySet(tx, gemeente.code, Number(on.slice(0, 4)))
  if (!set) return null
  const visible = !['admin', 'anonymous'].includes(reader.role)
  const own = reader.role === 'organisation' ? ((await ownOrganisation(tx)) ?? 0) : null
  const purse: Purse = !visible ? 'none' : (own ?? 'all')
  const asked = params.pair === undefined ? null : pairOf(params.pair)
  const ground = await overlapGround(tx, set, on, asked ? [asked.first, asked.second] : [])
  const werkgebieden = await listWerkgebieden(tx, gemeente.code)
  const names = new Map([...ground.buurten].reverse().map((b) => [b.code, b.name]))
  const told: Told = { ground, verdicts: byPair(await listVerdicts(tx, gemeente.code)), werkgebieden: new Map(werkgebieden.map((w) => [w.id, w.name])), names, purse, on }

  const running = [...ground.activities.values()].filter((a) => a.from <= on && (a.offer.until === null || a.offer.until > on))
  const signals = await signalsOf(tx, set, on, ground, reader, params.theme)
  const { cells, nowhere } = cellsOf(running, ground, signals.perTheme, params.theme)
  const pairs = visible ? overlapPairs([...ground.activities.values()].map((a) => a.offer), ground, on) : []
  const inWerkgebied = new Set(ground.buurten.filter((b) => params.werkgebied === undefined || b.werkgebied === params.werkgebied).map((b) => b.code))
  const chosen = pairs
    .map((pair) => ({ pair, row: pairRow(pair, told) }))
    .filter(({ pair, row }) => (own === null || row.firstOrganisation === own || row.secondOrganisation === own) && (params.theme === undefined || row.themes.includes(params.theme)) && pair.shared.buurten.some((b) => inWerkgebied.has(b)))
  const listed = chosen.filter(({ pair, row }) => pair.candidate && (row.state === 'candidate' || row.state === 'double'))
  const inSelected = (list: typeof chosen): PairRow[] => list.filter(({ pair }) => params.selected === undefined || pair.shared.buurten.includes(params.selected)).map(({ row }) => row).sort(bySeverity)

  const areas = areasOf(ground, cells, running, listed.map((l) => l.pair.shared.buurten), signals, { visible, purse, theme: params.theme })
  const shown = areas.filter((a) => inWerkgebied.has(a.code))
  return {
    view: 'overlap', params,
    meta: {
      gemeente, boundaryYear: set.year, on, from: on, to: addDays(on, 1), visible, euro: purse === 'all' || purse === 'none' ? purse : 'own', subsidyYear: Number(on.slice(0, 4)), euroLeft: purse === 'all' ? ground.euroLeft : null,
      nowhereHours: nowhere, inhabitantsKnown: ground.inhabitantsKnown, doubleHours: visible ? shown.reduce((sum, a) => sum + (a.doubleHours ?? 0), 0) : null, asOf: await dataChangedAt(tx), method: overlap.method.version,
    },
    choices: { gemeenten: gemeenten.map(({ code, name }) => ({ code, name })), themes: ground.themes.map(({ slug, label, sensitive }) => ({ slug, label, sensitive })), werkgebieden: werkgebieden.map(({ slug, name }) => ({ slug, name })) },
    areas: shown,
    findings: inSelected(listed),
    settled: inSelected(chosen.filter(({ pair, row }) => pair.candidate && (row.state === 'complementary' || row.state === 'wanted'))),
    cooperating: inSelected(chosen.filter(({ pair }) => !pair.candidate)),
    organisations: visible ? organisationPairs(cells, ground, listed.map((l) => l.row), own) : [],
    buurt: visible && params.selected !== undefined ? buurtOf(params.selected, cells, running, ground) : null,
    pair: asked && visible ? await pairOfReader(tx, asked, told, reader, own) : null,
  }
}

const bySeverity = (a: PairRow, b: PairRow): number => (b.hoursPerMonth ?? -1) - (a.hoursPerMonth ?? -1) || a.first - b.first || a.second - b.second

function byPair(verdicts: readonly VerdictRow[]): Map<string, VerdictRow[]> {
  const found = new Map<string, VerdictRow[]>()
  for (const v of verdicts) found.set(pairKey(v.first, v.second), [...(found.get(pairKey(v.first, v.second)) ?? []), v])
  return found
}

/** The card of a pair: staff any, an organisation one of its own. Whether this reader may judge the database says (drizzle/0015). */
async function pairOfReader(tx: Tx, { first, second }: { first: number; second: number }, told: Told, reader: Reader, own: number | null): Promise<Answer['pair']> {
  const mine = [first, second].some((id) => told.ground.activities.get(id)?.organisation === own)
  if (own !== null && !mine) return null
  const may = reader.role === 'planner' || reader.role === 'adviser' || (reader.role === 'wijkmanager' && (await pairInMyAreas(tx, first, second)))
  return pairDetail(first, second, told, may)
}

type Signals = { perTheme: Map<string, Map<string, number>>; of: (code: string) => number; told: (werkgebied: number | null) => AreaRow['told'] }

/** Signals per theme and buurt as the reader sees them, and how they are told. */
async function signalsOf(tx: Tx, set: { id: number }, on: string, ground: OverlapGround, reader: Reader, theme: string | undefined): Promise<Signals> {
  const perTheme = new Map<string, Map<string, number>>()
  for (const { buurt, theme: t, n } of await signalsInWindow(tx, set, on)) perTheme.set(t, (perTheme.get(t) ?? new Map<string, number>()).set(buurt, n))
  const asked = ground.themes.filter((t) => theme === undefined || t.slug === theme)
  return {
    perTheme,
    of: (code) => asked.reduce((sum, t) => sum + (perTheme.get(t.slug)?.get(code) ?? 0), 0),
    told: (werkgebied) => (asked.every((t) => seesExactly(reader, t, werkgebied !== null && reader.werkgebieden.includes(werkgebied))) ? 'exact' : 'rounded'),
  }
}

function cellsOf(running: readonly Placed[], ground: OverlapGround, signals: Signals['perTheme'], theme: string | undefined): { cells: OverlapCell[]; nowhere: number } {
  const codes = [...ground.inhabitants.keys()]
  const need = new Map([...ground.themes.map((t) => t.slug), ''].map((slug) => {
    const shares = needShares(codes.map((code) => ({ signals: signals.get(slug)?.get(code) ?? 0, inhabitants: ground.inhabitants.get(code) ?? 0 })))
    return [slug, new Map(codes.map((code, i) => [code, shares[i]!]))] as const
  }))
  const { cells, nowhere } = overlapCells(
    running.filter((a) => a.meanHours !== null).map((a) => ({ organisation: a.organisation, serviceType: a.serviceType, themes: a.themes, targetGroups: a.targetGroups, hours: a.meanHours!, perBuurt: a.reach.perBuurt })),
    need, ground.inhabitants,
  )
  return { cells: theme === undefined ? cells : cells.filter((c) => c.theme === theme), nowhere }
}

function areasOf(ground: OverlapGround, cells: readonly OverlapCell[], running: readonly Placed[], listed: readonly string[][], signals: Signals, { visible, purse, theme }: { visible: boolean; purse: Purse; theme: string | undefined }): AreaRow[] {
  const sums = perBuurt(cells)
  const here = running.filter((a) => theme === undefined || a.themes.includes(theme))
  const euro = new Map<string, number>()
  if (purse === 'all')
    for (const a of here) for (const [code, n] of a.reach.perBuurt) euro.set(code, (euro.get(code) ?? 0) + (((euroOf(ground, a, purse).euro ?? 0) * n) / a.reach.inhabitants) * (theme === undefined ? 1 : 1 / a.themes.length))
  const land = ground.buurten.filter((b) => !b.water)
  const efforts = effortShares(land.map((b) => ({ hours: sums.get(b.code)?.hours ?? 0, euro: purse === 'all' ? (euro.get(b.code) ?? 0) : null, signals: signals.of(b.code) })))
  return land.map((b, i): AreaRow => {
    const sum = sums.get(b.code)
    const effort = efforts[i]!
    const unknown = here.filter((a) => a.meanHours === null && a.reach.perBuurt.has(b.code)).length
    const base = { code: b.code, name: b.name, werkgebied: b.werkgebied, water: false, inhabitants: b.inhabitants }
    if (!visible)
      return { ...base, class: 'withheld', hours: null, organisations: null, effectiveProviders: null, needHours: null, surplusHours: null, doubleHours: null, shortHours: null, pairs: null, unknownHours: null, signals: null, told: 'withheld', euro: null, hoursShare: null, euroShare: null, signalShare: null, hoursPerSignal: null, euroPerSignal: null }
    return {
      ...base, class: classOf(sum, unknown),
      hours: sum?.hours ?? 0, organisations: sum?.organisations ?? 0, effectiveProviders: sum?.effectiveProviders ?? null, needHours: sum?.needHours ?? 0, surplusHours: sum?.surplusHours ?? 0, doubleHours: sum?.doubleHours ?? 0, shortHours: sum?.shortHours ?? 0,
      pairs: listed.filter((codes) => codes.includes(b.code)).length, unknownHours: unknown, signals: signals.of(b.code), told: signals.told(b.werkgebiedId), euro: purse === 'all' ? (euro.get(b.code) ?? 0) : null,
      hoursShare: effort.hours, euroShare: effort.euro, signalShare: effort.signals, hoursPerSignal: effort.hoursPerSignal, euroPerSignal: effort.euroPerSignal,
    }
  })
}

/** Less than this is rounding, not hours. */
const nothing = 0.05

function classOf(sum: { hours: number; effectiveProviders: number | null; doubleHours: number } | undefined, unknown: number): ClassId {
  if (!sum || sum.hours < nothing) return unknown > 0 ? 'unknown' : 'none'
  if (sum.doubleHours >= muchHours) return 'much'
  if (sum.doubleHours >= littleHours) return 'little'
  return (sum.effectiveProviders ?? 0) >= severalFrom ? 'shared' : 'one'
}

/** Organisations over the whole gemeente: how alike they spread their hours, and the hours that both give where there is more than needed. */
function organisationPairs(cells: readonly OverlapCell[], ground: OverlapGround, listed: readonly PairRow[], own: number | null): OrganisationPair[] {
  const profiles = new Map<number, Map<string, number>>()
  const surplus = new Map<string, number>()
  cells.forEach((c) => {
    const key = `${c.buurt}|${c.theme}|${c.serviceType}|${c.group}`
    surplus.set(key, c.surplusHours)
    for (const p of c.providers) {
      const profile = profiles.get(p.organisation) ?? new Map<string, number>()
      profiles.set(p.organisation, profile.set(key, (profile.get(key) ?? 0) + p.hours))
    }
  })
  const names = new Map([...ground.activities.values()].map((a) => [a.organisation, a.organisationName]))
  const ids = [...profiles.keys()].sort((a, b) => a - b)
  return ids
    .flatMap((first, i) => ids.slice(i + 1).map((second): OrganisationPair => {
      const [a, b] = [profiles.get(first)!, profiles.get(second)!]
      const both = listed.filter((r) => [r.firstOrganisation, r.secondOrganisation].includes(first) && [r.firstOrganisation, r.secondOrganisation].includes(second))
      return { first, firstName: names.get(first)!, second, secondName: names.get(second)!, likeness: morisitaHorn(a, b) ?? 0, sharedSurplusHours: sharedSurplusHours(a, b, surplus), candidates: both.length }
    }))
    .filter((p) => p.likeness > 0 && (own === null || p.first === own || p.second === own))
    .sort((a, b) => b.sharedSurplusHours - a.sharedSurplusHours || b.likeness - a.likeness || a.first - b.first || a.second - b.second)
}

/** Who gives how many hours in a buurt, and its largest cells. */
function buurtOf(code: string, cells: readonly OverlapCell[], running: readonly Placed[], ground: OverlapGround): BuurtDetail | null {
  if (!ground.buurten.some((b) => b.code === code)) return null
  const names = new Map([...ground.activities.values()].map((a) => [a.organisation, a.organisationName]))
  const labels = new Map(ground.themes.map((t) => [t.slug, t.label]))
  const own = cells.filter((c) => c.buurt === code && c.hours > 0)
  const hours = new Map<number, number>()
  for (const c of own) for (const p of c.providers) hours.set(p.organisation, (hours.get(p.organisation) ?? 0) + p.hours)
  const wide = new Set(running.filter((a) => a.serviceArea === 'gemeente').map((a) => a.organisation))
  return {
    code,
    providers: [...hours].map(([organisation, h]) => ({ organisation, name: names.get(organisation)!, hours: h, wide: wide.has(organisation) })).sort((a, b) => b.hours - a.hours || a.organisation - b.organisation),
    cells: own.sort((a, b) => b.doubleHours - a.doubleHours || b.hours - a.hours).slice(0, mostCells).map((c) => ({ theme: labels.get(c.theme) ?? c.theme, service: c.serviceType, group: c.group, hours: c.hours, needHours: c.needHours, effectiveProviders: c.effectiveProviders!, doubleHours: c.doubleHours })),
  }
}
