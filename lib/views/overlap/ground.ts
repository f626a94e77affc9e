import 'server-only'
import { hoursPerMonth, meanHours, overFrom } from '@/lib/analysis/activity-hours'
import { activityEuro, type ActivityEuro } from '@/lib/analysis/activity-euro'
import { hoursConfirmed } from '@/lib/analysis/ladder'
import type { Ground, Offer } from '@/lib/analysis/overlap-pairs'
import { buurtenOf, placeOfActivity } from '@/lib/analysis/places'
import { homesOf, reachOf, type Home, type Reach, type Served, type Shared } from '@/lib/analysis/shared-reach'
import { findInhabitantsYear, listBuurten, type BoundarySet, type BuurtRow } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listHomes } from '@/lib/db/homes'
import { listPots, listReportedHours } from '@/lib/db/overlap/money'
import { listOffers, subsidisedOrganisations, type OfferRow } from '@/lib/db/overlap/offers'
import { listThemeReach, type ThemeReach } from '@/lib/db/overlap/signals'
import { dataChangedAt } from '@/lib/db/signal-counts'

/** An activity with what follows from it: when it is over, its hours, whom it reaches. */
export type Placed = OfferRow & { offer: Offer; meanHours: number | null; reach: Reach }
export type OverlapGround = Ground & {
  buurten: BuurtRow[]
  themes: ThemeReach[]
  /** inhabitants of buurten on land */
  inhabitants: Map<string, number>
  inhabitantsKnown: boolean
  /** all that ran in the year or runs later, by number */
  activities: Map<number, Placed>
  euro: Map<number, ActivityEuro>
  euroLeft: number
}

/** Metres of reach for who serves no theme. */
const usualReachM = 800

/** All that pairs, cells and euro are worked out from, on a day. `also`: activities that are asked for by number, whenever they run. */
export async function overlapGround(tx: Tx, set: BoundarySet, on: string, also: readonly number[]): Promise<OverlapGround> {
  const year = Number(on.slice(0, 4))
  const figures = await findInhabitantsYear(tx, set.gemeente, year)
  const buurten = await listBuurten(tx, set, figures?.year ?? null)
  const land = new Map(buurten.filter((b) => !b.water).map((b) => [b.code, b.inhabitants]))
  const { homes, known, reach, shared } = await livingIn(tx, set, figures?.year ?? null, land)
  const themes = await listThemeReach(tx)
  const reachM = new Map(themes.map((t) => [t.slug, t.reachM]))

  const activities = new Map((await listOffers(tx, set, `${year}-01-01`, also)).map((row): [number, Placed] => {
    const served = servedBy(row, buurten, reachM)
    const place = 'buurten' in served ? `b ${[...served.buurten].sort().join()}` : `v ${served.x} ${served.y} ${served.reachM}`
    const found = reach.get(place) ?? reachOf(served, homes)
    reach.set(place, found)
    const months = hoursPerMonth(row)
    const offer: Offer = { id: row.id, organisation: row.organisation, serviceType: row.serviceType, targetGroups: row.targetGroups, cooperationWith: row.cooperationWith, from: row.from, until: overFrom(row), place, months }
    return [row.id, { ...row, offer, meanHours: months && meanHours(months), reach: found }]
  }))

  const reports = new Map<number, Parameters<typeof hoursConfirmed>[0][number][]>()
  for (const r of await listReportedHours(tx, set.gemeente, year, on)) reports.set(r.activity, [...(reports.get(r.activity) ?? []), { ...r, line: null, activity: null }])
  const ran = [...activities.values()].filter((a) => a.from <= `${year}-12-31` && (a.to === null || a.to > `${year}-01-01`))
  const { perActivity, left } = activityEuro(
    await listPots(tx, set.gemeente, year),
    ran.map((a) => ({ id: a.id, organisation: a.organisation, service: a.service, themes: a.themes, hours: hoursConfirmed(reports.get(a.id) ?? []), inhabitants: a.reach.inhabitants })),
  )
  return {
    buurten, themes, inhabitants: new Map([...land].map(([code, n]) => [code, n ?? 0])), inhabitantsKnown: known, activities, homes, reach, shared,
    subsidised: await subsidisedOrganisations(tx, set.gemeente, year), euro: perActivity, euroLeft: left,
  }
}

/**
 * Where people live, whom each place reaches and what two of them share follow from boundaries, streets, inhabitants and reach, and from nothing that depends on who asks. They are most of
 * the work, so they are kept for the last few boundary sets until data changes.
 */
type Kept = { asOf: string; figureYear: number | null; homes: Home[]; known: boolean; reach: Map<string, Reach>; shared: Map<string, Shared> }
const kept = new Map<number, Kept>()
const [mostSets, mostPlaces] = [8, 5_000]

async function livingIn(tx: Tx, set: BoundarySet, figureYear: number | null, inhabitants: ReadonlyMap<string, number | null>): Promise<Kept> {
  const asOf = await dataChangedAt(tx)
  const before = kept.get(set.id)
  if (before && before.asOf === asOf && before.figureYear === figureYear && before.reach.size < mostPlaces) return before
  const spots = (await listHomes(tx, set)).flatMap(({ code, x, y }) => x.map((_, i) => ({ buurt: code, x: x[i]!, y: y[i]! })))
  const made = { asOf, figureYear, ...homesOf(spots, inhabitants), reach: new Map<string, Reach>(), shared: new Map<string, Shared>() }
  if (kept.size >= mostSets) kept.clear()
  kept.set(set.id, made)
  return made
}

/** A venue within the widest reach of the themes that it serves; else the buurten that it names. */
function servedBy(row: OfferRow, buurten: readonly BuurtRow[], reachM: ReadonlyMap<string, number>): Served {
  if (row.x === null || row.y === null) return { buurten: buurtenOf(placeOfActivity(row), buurten) }
  const reaches = row.themes.flatMap((t) => reachM.get(t) ?? [])
  return { x: row.x, y: row.y, reachM: reaches.length > 0 ? Math.max(...reaches) : usualReachM }
}
