import 'server-only'
import { hoursPerMonth, meanHours, overFrom } from '@/lib/analysis/activity-hours'
import { activityEuro, type ActivityEuro } from '@/lib/analysis/activity-euro'
import { hoursConfirmed } from '@/lib/analysis/ladder'
import type { Ground, Offer } from '@/lib/analysis/overlap-pairs'
import { buurtenOf, placeOfActivity } from '@/lib/analysis/places'
import { homesOf, reachOf, type Reach, type Served } from '@/lib/analysis/shared-reach'
import { findInhabitantsYear, listBuurten, type BoundarySet, type BuurtRow } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listPots, listReportedHours } from '@/lib/db/overlap/money'
import { listOffers, subsidisedOrganisations, type OfferRow } from '@/lib/db/overlap/offers'
import { listThemeReach, type ThemeReach } from '@/lib/db/overlap/signals'
import { listSpots, type Spot } from '@/lib/db/overlap/spots'
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
  const { homes, known } = homesOf(await spotsOf(tx, set), land)
  const themes = await listThemeReach(tx)
  const reachM = new Map(themes.map((t) => [t.slug, t.reachM]))

  const reach = new Map<string, Reach>()
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
    buurten, themes, inhabitants: new Map([...land].map(([code, n]) => [code, n ?? 0])), inhabitantsKnown: known, activities, homes, reach,
    subsidised: await subsidisedOrganisations(tx, set.gemeente, year), euro: perActivity, euroLeft: left,
  }
}

/** Spots change with boundaries and streets only, and finding them is most of the work of the database: kept for the last few boundary sets, until data changes. */
const kept = new Map<number, { asOf: string; spots: Spot[] }>()
const mostKept = 8
async function spotsOf(tx: Tx, set: BoundarySet): Promise<Spot[]> {
  const asOf = await dataChangedAt(tx)
  const known = kept.get(set.id)
  if (known?.asOf === asOf) return known.spots
  const spots = await listSpots(tx, set)
  if (kept.size >= mostKept) kept.clear()
  kept.set(set.id, { asOf, spots })
  return spots
}

/** A venue within the widest reach of the themes that it serves; else the buurten that it names. */
function servedBy(row: OfferRow, buurten: readonly BuurtRow[], reachM: ReadonlyMap<string, number>): Served {
  if (row.x === null || row.y === null) return { buurten: buurtenOf(placeOfActivity(row), buurten) }
  const reaches = row.themes.flatMap((t) => reachM.get(t) ?? [])
  return { x: row.x, y: row.y, reachM: reaches.length > 0 ? Math.max(...reaches) : usualReachM }
}
