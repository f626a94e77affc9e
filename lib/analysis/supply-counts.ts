import type { WhyNot } from '@/lib/domain/coverage'
import { addDays } from '@/lib/domain/period'
import { freshness, lastFreshDay } from './ladder'

/** An activity that serves the theme. Dates yyyy-mm-dd, intervals [from, to). */
export type SupplyFacts = {
  professional: boolean
  /** how often it is held in a normal year */
  timesPerYear: number
  from: string
  to: string | null
  /** when its venue is in use; nulls without a venue or a limit */
  venueFrom: string | null
  venueTo: string | null
  /** last day that delivered or seen hours were reported for, not after the date and not after its end; null when never */
  lastConfirmed: string | null
  /** last "klopt nog" */
  confirmedOn: string | null
}
export type SupplyRule = { /** at least once per so many weeks; 4 weeks is a month */ minFrequencyWeeks: number }

export type SupplyVerdict = {
  counts: boolean
  /** all reasons why not, empty when it counts; reach is the matter of the buurt and not in it */
  why: WhyNot[]
  /** it is held on the date: begun, not ended, its venue in use */
  running: boolean
  /** somebody stands for it: hours in the last six months, or "klopt nog" */
  known: boolean
  /** when it does not count on the date: the first day of the last time that it stopped counting; null when it never counted */
  stopped: string | null
}

/** How often a year "once per so many weeks" is: 4 weeks is once a month, 12 times; 1 week allows for four weeks of holiday. */
export const timesWanted = ({ minFrequencyWeeks }: SupplyRule): number => 48 / minFrequencyWeeks

/**
 * Whether an activity counts as supply on a date, apart from where it is: run by a professional, its interval holds the date, held at least as often as the theme asks, and
 * delivered or seen in the last six months. It says that something is there, not that it is enough or that it helps.
 */
export function supplyCounts(a: SupplyFacts, rule: SupplyRule, on: string): SupplyVerdict {
  const why: WhyNot[] = []
  if (a.from > on) why.push('not_begun')
  if (a.to !== null && a.to <= on) why.push('ended')
  else if ((a.venueTo !== null && a.venueTo <= on) || (a.venueFrom !== null && a.venueFrom > on)) why.push('venue_closed')
  const running = why.length === 0
  if (!a.professional) why.push('not_professional')
  if (a.timesPerYear < timesWanted(rule)) why.push('too_rare')
  const fresh = freshness(a.lastConfirmed, on)
  if (fresh !== 'fresh') why.push(fresh === 'never' ? 'never_delivered' : 'stale')
  return { counts: why.length === 0, why, running, known: fresh === 'fresh' || freshness(a.confirmedOn, on) === 'fresh', stopped: why.length === 0 ? null : stoppedCounting(a, rule, on) }
}

/** The day on which it counted no more: the earliest of its end, that of its venue, and the day after the last report went stale. */
function stoppedCounting(a: SupplyFacts, rule: SupplyRule, on: string): string | null {
  if (!a.professional || a.timesPerYear < timesWanted(rule) || a.lastConfirmed === null) return null
  const start = [a.from, a.venueFrom ?? a.from].sort().at(-1)!
  const end = [a.to, a.venueTo, addDays(lastFreshDay(a.lastConfirmed), 1)].filter((d) => d !== null).sort()[0]!
  return end > start && end <= on ? end : null
}
