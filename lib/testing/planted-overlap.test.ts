import { describe, expect, it } from 'vitest'
import { hoursPerMonth, overFrom } from '@/lib/analysis/activity-hours'
import { judgePair, overlapPairs, type Ground, type Offer } from '@/lib/analysis/overlap-pairs'
import { homesOf, reachOf, type Reach } from '@/lib/analysis/shared-reach'
import { standingOf } from '@/lib/analysis/verdict'
import { makeDemo } from '@/lib/demo/index'
import { makeSupply } from '@/lib/demo/supply'
import { pairKey } from '@/lib/domain/overlap'

/** The planted pairs of the demo gemeente, found by the code of the map: the same answers as `lib/demo/supply.test.ts` works out from the rows. */
const asOf = '2026-11-01'
const demo = makeDemo({ asOf })
const supply = makeSupply(demo)
const services = new Map(supply.services.map((s) => [s.sourceId, s]))
const venues = new Map(supply.venues.map((v) => [v.sourceId, v]))
const number = new Map(supply.organisations.map((o, i) => [o.sourceId, i + 1]))
const ids = new Map(supply.activities.map((a, i) => [a.sourceId, i + 1]))
const living = new Map<string, number>()
for (const a of demo.addresses) living.set(a.buurtCode, (living.get(a.buurtCode) ?? 0) + 1)
const { homes } = homesOf(demo.addresses.filter((_, i) => i % 5 === 0).map((a) => ({ buurt: a.buurtCode, x: a.x, y: a.y })), living)

const reach = new Map<string, Reach>()
const offers = supply.activities.map((a): Offer => {
  const service = services.get(a.service)!
  const venue = a.venue === null ? null : venues.get(a.venue)!
  const reachM = Math.max(...service.themes.map((t) => demo.themes.find((x) => x.slug === t)!.reachM))
  const place = venue ? `${venue.sourceId} ${reachM}` : a.buurten.join()
  if (!reach.has(place)) reach.set(place, reachOf(venue ? { x: venue.point[0], y: venue.point[1], reachM } : { buurten: a.buurten }, homes))
  return {
    id: ids.get(a.sourceId)!, organisation: number.get(service.organisation)!, serviceType: service.serviceType, targetGroups: a.targetGroups, cooperationWith: a.cooperationWith.map((o) => number.get(o)!),
    from: a.from, until: overFrom(a), place, months: hoursPerMonth(a),
  }
})
const ground: Ground = { homes, reach, subsidised: new Set(supply.agreements.filter((g) => g.year === 2026 && g.subsidyEur > 0).map((g) => number.get(g.organisation)!)) }
const of = (sourceId: string): Offer => offers[ids.get(sourceId)! - 1]!
const truths = supply.planted.filter((p) => p.kind === 'overlap')
const missing: Record<string, string[]> = { 'miss-cooperation': ['cooperation'], 'miss-seven-weeks': ['weeks'], 'miss-group': ['groups'], 'miss-subsidy': ['subsidy'] }

describe('planted pairs', () => {
  it.each(truths.map((t) => [t.id, t] as const))('%s', (id, t) => {
    const pair = judgePair(of(t.pair[0]), of(t.pair[1]), ground)
    expect(pair.candidate).toBe(t.candidate)
    expect(Object.entries(pair.rules).flatMap(([rule, holds]) => (holds ? [] : [rule]))).toEqual(missing[id] ?? [])
    expect(pair.shared.share).toBe(1)
    if (id === 'miss-seven-weeks') expect(pair.weeks).toBe(7)
    if (id === 'overlap-inloop') expect(pair.hoursPerMonth).toBeCloseTo(13, 9) // each 52 x 3 hours a year
  })
  it('are in the list of the whole gemeente, and those that miss are not', () => {
    const found = new Map(overlapPairs(offers, ground, asOf).map((p) => [pairKey(p.first, p.second), p.candidate]))
    for (const t of truths) expect(found.get(pairKey(ids.get(t.pair[0])!, ids.get(t.pair[1])!)) ?? false, t.id).toBe(t.candidate)
    expect(found.get(pairKey(ids.get('A-P08')!, ids.get('A-P09')!)), 'apart, as cooperation').toBe(false)
  })
  it('stand where docs/demo.md says: every state of a verdict occurs', () => {
    const states = Object.fromEntries(supply.verdicts.map((v) => {
      const [first, second] = v.pair.map((s) => of(s).organisation) as [number, number]
      const judged = { id: 1, verdict: v.verdict, on: v.at, expires: v.expires, firstVersion: 1, secondVersion: 1, firstOrganisation: first, secondOrganisation: second }
      const { state, unsettled } = standingOf([judged], { firstVersion: 1, secondVersion: v.changedSince ? 2 : 1, firstOrganisation: first, secondOrganisation: second }, asOf)
      return [truths.find((t) => t.pair[0] === v.pair[0])!.id, [state, unsettled]]
    }))
    expect(states).toEqual({
      'judged-double': ['double', null], 'judged-complementary': ['complementary', null], 'judged-wanted': ['wanted', null], 'verdict-expired': ['candidate', 'expired'], 'verdict-changed': ['candidate', 'changed'],
    })
  })
})
