import 'server-only'
import type { MapBuurt, MapCell } from '@/lib/analysis/coverage-map'
import { faultOf } from '@/lib/analysis/placement-problem'
import { problemOf } from '@/lib/analysis/placement-answer'
import { supplyCounts } from '@/lib/analysis/supply-counts'
import { findBoundarySet, findInhabitantsYear, gemeenteOfView, listBuurten, type BoundarySet, type BuurtRow } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import type { NeedTheme } from '@/lib/db/coverage/need'
import type { SupplyRow } from '@/lib/db/coverage/supply'
import { listVenues, pointsInRd, serviceTypes } from '@/lib/db/placement'
import type { Reader } from '@/lib/domain/identity'
import { dateInAmsterdam } from '@/lib/domain/period'
import type { PlacementCandidate, PlacementInput, PlacementQuestion, PlacementRefusal, PlacementSupply } from '@/lib/domain/placement'

/** What coverage says of every land buurt for one theme on a day. Pages and routes hand it over, because no view imports another. */
export type AskCoverage = (tx: Tx, set: BoundarySet, buurten: readonly BuurtRow[], on: string, theme: string) => Promise<{ themes: NeedTheme[]; buurten: (BuurtRow & MapBuurt)[]; cells: MapCell[][]; supply: SupplyRow[] }>
export type InputProblem = { problem: 'no_boundaries' | 'unknown_theme' | 'own_outside'; name?: string }

const weeksAYear = 52

/** Everything that an answer to the question follows from, as it is now. On a day after today the places are those of that day; need and supply are those of today. */
export async function inputOf(tx: Tx, question: PlacementQuestion, now: Date, reader: Reader, askCoverage: AskCoverage): Promise<PlacementInput | InputProblem> {
  const { gemeente } = await gemeenteOfView(tx, question, reader.home)
  const today = dateInAmsterdam(now)
  const on = question.on ?? today
  const known = on < today ? on : today
  const set = gemeente && (await findBoundarySet(tx, gemeente.code, Number(on.slice(0, 4))))
  if (!gemeente || !set) return { problem: 'no_boundaries' }
  const figures = await findInhabitantsYear(tx, gemeente.code, Number(on.slice(0, 4)))
  const land = (await listBuurten(tx, set, figures?.year ?? null)).filter((b) => !b.water)
  const facts = await askCoverage(tx, set, land, known, question.theme)
  const theme = facts.themes[0]
  if (!theme) return { problem: 'unknown_theme' }

  const types = await serviceTypes(tx, gemeente.code, theme.slug)
  const own = await pointsInRd(tx, set, question.own)
  const outside = question.own.find((_, i) => !own[i]!.inside)
  if (outside) return { problem: 'own_outside', name: outside.name }
  const asked = new Set([...question.must, ...question.never])
  const venues = (await listVenues(tx, gemeente.code, on))
    .filter((v) => asked.has(`v${v.id}`) || ((question.kinds.length === 0 || question.kinds.includes(v.kind)) && (question.planned || v.opens === null)))
    .map(({ id, ...v }): PlacementCandidate => ({ id: `v${id}`, ...v }))
  return {
    gemeente: { code: gemeente.code, name: gemeente.name, fictional: gemeente.fictional },
    boundaryYear: set.year,
    theme: { slug: theme.slug, label: theme.label, reachM: theme.reachM },
    on,
    reachM: question.reachM ?? theme.reachM,
    buurten: facts.buurten.map((b, i) => ({ code: b.code, name: b.name, inhabitants: b.inhabitants, class: facts.cells[0]![i]!.class, need: facts.cells[0]![i]!.need, x: [...b.homes.x], y: [...b.homes.y] })),
    candidates: [...venues, ...question.own.map(({ id, name, lon, lat }, i): PlacementCandidate => ({ id, name, kind: 'own', x: own[i]!.x, y: own[i]!.y, lon, lat, opens: null }))],
    supply: facts.supply.flatMap((a) => suppliesOf(a, types.get(a.id) ?? '', theme, known, facts.buurten)),
  }
}

/** Why a question with this input has no answer; null when it has one. */
export const refusalOf = (input: PlacementInput, question: PlacementQuestion): PlacementRefusal | null =>
  // the number of places is not brought down for musts: five musts for three places is a question that contradicts itself
  faultOf({ ...problemOf(input, question), places: question.places })

/** An activity that is held on the day, with whether it counts; hours that it gives to this theme. */
function suppliesOf(a: SupplyRow, serviceType: string, theme: NeedTheme, on: string, buurten: readonly BuurtRow[]): PlacementSupply[] {
  const { counts, running } = supplyCounts({ ...a, venueFrom: a.venue?.from ?? null, venueTo: a.venue?.to ?? null }, theme, on)
  if (!running) return []
  const codes = a.serviceArea === 'gemeente' ? buurten.map((b) => b.code) : a.serviceArea === 'werkgebied' ? buurten.filter((b) => b.werkgebiedId === a.werkgebied).map((b) => b.code) : a.buurten
  return [{
    id: a.id, name: a.name, organisation: a.organisation.name, serviceType, counts,
    hoursPerWeek: a.hoursEach === null ? null : (a.hoursEach * a.timesPerYear) / weeksAYear / Math.max(1, a.themes.length),
    place: a.serviceArea === null && a.venue ? { at: 'point', x: a.venue.x, y: a.venue.y } : { at: 'buurten', codes: [...codes] },
  }]
}
