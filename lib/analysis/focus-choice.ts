import { criteria, type BuurtCriteria, type Criterion, type FigureSeries, type Limit, type Thresholds } from '@/lib/domain/focus-criteria'
import { rankAcceptability } from './rank-acceptability'
import { candidatesOf, flipsOf, passes, type Choice, type Choosable, type Flip } from './threshold-flip'

export type ChoiceFacts = { year: number; buurten: readonly BuurtCriteria[]; figures: readonly FigureSeries[]; /** codes of buurten that are in focus still */ running: readonly string[] }
export type Preference = {
  /** points per criterion; what is not named weighs nothing */
  weights: Readonly<Record<Criterion, number>>
  /** every weighing as likely as another: the points only say what is first when one weighing has to be taken */
  noPreference: boolean
  top: number
  thresholds: Thresholds
}
/** `not_applicable`: too few inhabitants; `running`: in focus still when the year begins; `below`: passes too few thresholds. */
type Standing = 'candidate' | 'below' | 'running' | 'not_applicable'
export type BuurtChoice = {
  code: string
  standing: Standing
  /** thresholds that it passes, with what was measured and when */
  passed: { limit: Limit; value: number; asOf: string }[]
  /** thresholds of which nothing is known of it */
  unknown: number
  /** share of the reasonable weighings in which it is among the first `top`, 0..1; null for who is no candidate */
  share: number | null
  flip: Flip | null
}

/** How close weighings stay to the points (see rank-acceptability), and how many are tried. */
const kappa = 20
export const draws = 10_000

/** Criteria of which something is known of at least one buurt; one that nobody knows anything of would only blur the others, so it is left out and said. */
export const usedCriteria = (buurten: readonly BuurtCriteria[]): Criterion[] => criteria.filter((c) => buurten.some((b) => b.values[c].scaled !== null))

/**
 * Of every buurt whether it is a candidate for the focus of a year, in how many reasonable weighings it is among the first few candidates, and the smallest change of one weight or one threshold that turns it round.
 *
 * A buurt with too few inhabitants, or in focus still, does not take part. Where one weighing has to be taken (what would turn it round), what is not known counts for half of what it may be. The same input gives the
 * same answer.
 */
export function focusChoice(facts: ChoiceFacts, { weights, noPreference, top, thresholds }: Preference): BuurtChoice[] {
  const used = usedCriteria(facts.buurten)
  const standingOf = (b: BuurtCriteria): Standing => (!b.applicable ? 'not_applicable' : facts.running.includes(b.code) ? 'running' : 'candidate')
  const able = facts.buurten.filter((b) => standingOf(b) === 'candidate')
  const found = new Map(facts.buurten.map((b) => [b.code, thresholds.limits.map((limit) => measuredOf(limit, b, facts))]))
  const buurten = able.map((b): Choosable => ({ id: b.code, values: used.map((c) => middle(b, c)), measured: found.get(b.code)!.map((m) => m?.value ?? null) }))
  const points = used.map((c) => weights[c])
  const none = !points.some((p) => p > 0)
  const choice: Choice = { buurten, weights: none ? used.map(() => 1) : points, limits: thresholds.limits, atLeast: thresholds.atLeast, top }
  const passing = candidatesOf(choice)
  const candidates = able.filter((_, i) => passing[i])
  const alternatives = candidates.map((b) => ({ id: b.code, low: used.map((c) => b.values[c].low ?? b.values[c].scaled!), high: used.map((c) => b.values[c].high ?? b.values[c].scaled!) }))
  const shares = new Map(rankAcceptability({ alternatives, weights: noPreference || none ? null : points, kappa, draws, seed: facts.year, top }).map((a) => [a.id, a.top]))
  const flips = new Map(flipsOf(choice).map((f) => [f.id, withNames(f, used)]))
  return facts.buurten.map((b) => {
    const measured = found.get(b.code)!
    const standing = standingOf(b)
    return {
      code: b.code,
      standing: standing === 'candidate' && !shares.has(b.code) ? 'below' : standing,
      passed: measured.flatMap((m, i) => (m && passes(m.value, thresholds.limits[i]!) ? [{ limit: thresholds.limits[i]!, ...m }] : [])),
      unknown: measured.filter((m) => m === null).length,
      share: shares.get(b.code) ?? null,
      flip: flips.get(b.code) ?? null,
    }
  })
}

/** Places in the list of used criteria become places in the list of all. */
const withNames = (flip: Flip, used: readonly Criterion[]): Flip => ({ ...flip, weight: flip.weight && { ...flip.weight, criterion: criteria.indexOf(used[flip.weight.criterion]!) } })

const middle = (b: BuurtCriteria, c: Criterion): number => {
  const { low, high, scaled } = b.values[c]
  return low === undefined ? scaled! : (low + high!) / 2
}

/** What a threshold is held against: a criterion in its own unit, or the newest figure before the year. */
function measuredOf({ key }: Limit, b: BuurtCriteria, { figures, year }: ChoiceFacts): { value: number; asOf: string } | null {
  if ((criteria as readonly string[]).includes(key)) {
    const { value, asOf } = b.values[key as Criterion]
    return value === null ? null : { value, asOf }
  }
  const newest = (figures.find((f) => f.indicator === key)?.values[b.code] ?? []).filter((v) => v.year < year).sort((x, y) => y.year - x.year)[0]
  return newest ? { value: newest.value, asOf: String(newest.year) } : null
}

/** Who becomes a candidate, and who is no candidate any more, when thresholds change: codes. */
export function thresholdChange(facts: ChoiceFacts, before: Thresholds, after: Thresholds): { joins: string[]; leaves: string[] } {
  const passing = (t: Thresholds): Set<string> => {
    const able = facts.buurten.filter((b) => b.applicable && !facts.running.includes(b.code))
    const is = candidatesOf({ buurten: able.map((b) => ({ id: b.code, values: [], measured: t.limits.map((l) => measuredOf(l, b, facts)?.value ?? null) })), ...t })
    return new Set(able.filter((_, i) => is[i]).map((b) => b.code))
  }
  const [was, now] = [passing(before), passing(after)]
  return { joins: [...now].filter((c) => !was.has(c)), leaves: [...was].filter((c) => !now.has(c)) }
}
