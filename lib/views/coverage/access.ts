import 'server-only'
import { floatingCatchment, minutesOnFoot, walkingWeight, type Link } from '@/lib/analysis/floating-catchment'
import { halfDistance } from '@/lib/analysis/homes'
import { supplyCounts } from '@/lib/analysis/supply-counts'
import { activityOf, type Facts } from './cells'
import type { AccessClass } from './definition'

export type AccessAnswer = {
  /** per buurt: hours a week per 1,000 inhabitants within reach on foot */
  perBuurt: { access: number; class: AccessClass; unsure: boolean }[]
  mean: number | null
  /** hours a week without a place, and hours that nobody has in reach */
  withoutPlace: number
  unreached: number
}

const weeksAYear = 52

/**
 * Hours a week within reach on foot, shared by all who can reach them, of the activities of the one theme of `facts` that a professional runs and that were delivered lately. An activity
 * about more themes gives each an equal part. Hours that nobody wrote down are not there.
 */
export function accessOf(facts: Facts): AccessAnswer {
  const theme = facts.themes[0]!
  const given = facts.supply.flatMap((a) => {
    const { why } = supplyCounts(activityOf(a), theme, facts.on)
    const hours = ((a.hoursEach ?? 0) * a.timesPerYear) / weeksAYear / a.themes.length
    return why.every((w) => w === 'too_rare') && hours > 0 ? [{ at: a.venue, hours }] : []
  })
  const placed = given.filter((g) => g.at !== null)
  const people = facts.buurten.map((b) => b.inhabitants ?? 0)
  const weights = new Map<number, number[]>()
  const links: Link[] = placed.flatMap((g, j) => {
    const known = weights.get(g.at!.id) ?? facts.buurten.map((b) => walkingWeight(minutesOnFoot(halfDistance(b.homes, g.at!.x, g.at!.y) ?? Infinity)))
    weights.set(g.at!.id, known)
    return known.flatMap((weight, i) => (weight > 0 ? [{ demand: i, supply: j, weight }] : []))
  })
  const hours = placed.map((g) => g.hours)
  const shared = floatingCatchment(people, hours, links)
  const competing = floatingCatchment(people, hours, links, true)
  const unreached = sum(shared.unreached.map((j) => hours[j]!))
  const mean = sum(people) > 0 ? ((sum(hours) - unreached) / sum(people)) * 1000 : null
  return {
    perBuurt: shared.access.map((a, i) => {
      const [one, other] = [classOf(a * 1000, mean), classOf(competing.access[i]! * 1000, mean)]
      return { access: a * 1000, class: one, unsure: one !== other }
    }),
    mean,
    withoutPlace: sum(given.filter((g) => g.at === null).map((g) => g.hours)),
    unreached,
  }
}

function classOf(access: number, mean: number | null): AccessClass {
  if (access <= 0 || !mean) return 'access-none'
  return access < mean / 2 ? 'access-low' : access < mean ? 'access-under' : access <= 2 * mean ? 'access-over' : 'access-high'
}

const sum = (list: readonly number[]): number => list.reduce((total, n) => total + n, 0)
