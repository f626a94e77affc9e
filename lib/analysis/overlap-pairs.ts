import { daysBetween } from '@/lib/domain/period'
import type { PairRule } from '@/lib/domain/overlap'
import { sharedReach, type Home, type Reach, type Shared } from './shared-reach'

/** An activity as the rules of overlap look at it. */
export type Offer = {
  id: number
  organisation: number
  /** the word that organisations share when they do the same */
  serviceType: string
  /** for whom; empty or `iedereen` is for everybody */
  targetGroups: readonly string[]
  /** organisations with which it is done together */
  cooperationWith: readonly number[]
  /** [from, until), `until` null when it has no end (see activity-hours.ts) */
  from: string
  until: string | null
  /** the same key for activities with the same reach, so that a reach is compared once */
  place: string
  /** hours in each month of a year; null when not known */
  months: readonly number[] | null
}

export type Pair = {
  first: number
  second: number
  /** which rules hold, with cooperation as `not marked as cooperation` */
  rules: Record<PairRule, boolean>
  candidate: boolean
  /** target groups that both serve; `iedereen` when one of them serves everybody */
  groups: string[]
  /** the days on which both run, [from, to); null when there are none */
  together: { from: string; to: string | null } | null
  /** weeks of it; null when it has no end */
  weeks: number | null
  shared: Shared
  /** overlapping hours a month; null when the hours of one of them are not known */
  hoursPerMonth: number | null
}

const minWeeks = 8
const minShare = 0.25

export type Ground = { homes: readonly Home[]; /** per place */ reach: ReadonlyMap<string, Reach>; /** organisations that get subsidy in the year */ subsidised: ReadonlySet<number>; /** what was compared before, for the same homes and reach; more is added */ shared?: Map<string, Shared> }

/**
 * Pairs of activities that may be double, each with every rule and its number, on a date: two different organisations, at least one of them
 * subsidised; the same service; a target group in common; at least 25 % of the inhabitants that the smaller one reaches in common; at least 8 weeks on which
 * both run, and not over on the date; not marked as cooperation. Exactly 25 % and exactly 8 weeks count.
 *
 * Also given back: pairs that only the mark of cooperation keeps out (`candidate` false), to be listed apart. The lower id is `first`. In order of ids.
 */
export function overlapPairs(offers: readonly Offer[], ground: Ground, on: string): Pair[] {
  const byService = new Map<string, Offer[]>()
  for (const o of offers) if (o.until === null || o.until > on) byService.set(o.serviceType, [...(byService.get(o.serviceType) ?? []), o])
  const known = ground.shared ?? new Map<string, Shared>()
  const share = (a: Offer, b: Offer): Shared => {
    const key = a.place < b.place ? `${a.place} ${b.place}` : `${b.place} ${a.place}`
    const found = known.get(key) ?? sharedReach(ground.reach.get(a.place)!, ground.reach.get(b.place)!, ground.homes)
    known.set(key, found)
    return found
  }
  const pairs: Pair[] = []
  for (const same of byService.values())
    for (let i = 0; i < same.length; i++)
      for (let j = i + 1; j < same.length; j++) {
        const [a, b] = [same[i]!, same[j]!]
        // What is cheap to see first: most pairs end here.
        if (a.organisation === b.organisation || !(ground.subsidised.has(a.organisation) || ground.subsidised.has(b.organisation)) || groupsInCommon(a, b).length === 0 || !longEnough(togetherOf(a, b))) continue
        const pair = judgePair(a, b, ground, share(a, b))
        if (Object.entries(pair.rules).every(([rule, holds]) => holds || rule === 'cooperation')) pairs.push(pair)
      }
  return pairs.sort((a, b) => a.first - b.first || a.second - b.second)
}

/** One pair with every rule, also when it is no candidate. */
export function judgePair(one: Offer, other: Offer, ground: Ground, shared = sharedReach(ground.reach.get(one.place)!, ground.reach.get(other.place)!, ground.homes)): Pair {
  const [a, b] = one.id < other.id ? [one, other] : [other, one]
  const groups = groupsInCommon(a, b)
  const together = togetherOf(a, b)
  const rules: Record<PairRule, boolean> = {
    organisations: a.organisation !== b.organisation,
    subsidy: ground.subsidised.has(a.organisation) || ground.subsidised.has(b.organisation),
    service: a.serviceType === b.serviceType,
    groups: groups.length > 0,
    share: shared.share !== null && shared.share >= minShare - 1e-9,
    weeks: longEnough(together),
    cooperation: !a.cooperationWith.includes(b.organisation) && !b.cooperationWith.includes(a.organisation),
  }
  return {
    first: a.id, second: b.id, rules, candidate: Object.values(rules).every(Boolean), groups, together,
    weeks: together && (together.to === null ? null : daysBetween(together.from, together.to) / 7),
    shared, hoursPerMonth: sharedHours(a, b, ground.reach.get(a.place)!, ground.reach.get(b.place)!, shared),
  }
}

/**
 * Overlapping hours a month: for everybody whom both reach, the smaller of the hours per inhabitant that the two give, month by month; the mean over a year. Two
 * that are held in different seasons overlap in none. Never more than the smaller of the two gives.
 */
function sharedHours(a: Offer, b: Offer, ofA: Reach, ofB: Reach, shared: Shared): number | null {
  if (a.months === null || b.months === null) return null
  if (shared.inhabitants === 0) return 0
  return a.months.reduce((sum, hours, m) => sum + Math.min(hours / ofA.inhabitants, b.months![m]! / ofB.inhabitants) * shared.inhabitants, 0) / 12
}

function groupsInCommon(a: Offer, b: Offer): string[] {
  const everybody = (o: Offer): boolean => o.targetGroups.length === 0 || o.targetGroups.includes('iedereen')
  if (everybody(a) && everybody(b)) return ['iedereen']
  if (everybody(a) || everybody(b)) return [...(everybody(a) ? b : a).targetGroups].sort()
  return a.targetGroups.filter((g) => b.targetGroups.includes(g)).sort()
}

function togetherOf(a: Offer, b: Offer): { from: string; to: string | null } | null {
  const from = a.from > b.from ? a.from : b.from
  const to = [a.until, b.until].filter((d) => d !== null).sort()[0] ?? null
  return to === null || from < to ? { from, to } : null
}

const longEnough = (together: { from: string; to: string | null } | null): boolean => together !== null && (together.to === null || daysBetween(together.from, together.to) >= minWeeks * 7)
