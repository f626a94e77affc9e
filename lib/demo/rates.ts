import type { Buurt } from './areas'
import { toDay, firstDay, weekday, yearShare } from './dates'
import type { Profile } from './profile'
import { demoSources, demoThemes, seasonOf, themeHabits, weekdayHabits } from './themes'

/** presence below this: nobody comes, so nobody hears anything */
export const quietPresence = 0.05

/** How much of what happens is heard: more where professionals come, almost nothing where nobody comes. 1 at average presence. */
function observation(presence: number): number {
  return presence <= quietPresence ? 0.035 : 0.35 + 0.65 * presence ** 0.8
}

/** Relative weight of signals per theme (rows, order of demoThemes) and buurt: people x need x observation. */
export function themeByBuurt(buurten: readonly Buurt[], profiles: readonly Profile[]): number[][] {
  const mean = (f: (p: Profile) => number) => profiles.reduce((s, p) => s + f(p) * p.inhabitants, 0) / profiles.reduce((s, p) => s + p.inhabitants, 0)
  const m = { lonely: mean((p) => p.lonely), debts: mean((p) => p.debts), young: mean((p) => p.young), single: mean((p) => p.single), low: mean((p) => p.lowIncome), old: mean((p) => p.old) }
  const need: ((p: Profile, b: Buurt) => number)[] = [
    (p) => (p.lonely / m.lonely) ** 1.6,
    (p) => (p.debts / m.debts) ** 1.1,
    (p, b) => (p.young / m.young) ** 0.6 * (b.plan.type === 'centre' ? 1.9 : b.plan.type === 'highrise' ? 1.4 : 1),
    (p) => (p.single / m.single) ** 0.9 * (p.lowIncome / m.low) ** 0.5,
    (p, b) => (p.young / m.young) ** 0.5 * (b.plan.type === 'suburb' ? 1.2 : 1),
    (p, b) => (p.lowIncome / m.low) ** 0.3 * (b.plan.type === 'centre' || b.plan.type === 'oldtown' ? 1.4 : 1),
    (p) => (p.lowIncome / m.low) ** 0.5 * (p.young / m.young) ** 0.4,
    (p) => (p.old / m.old) ** 0.5 * (p.lowIncome / m.low) ** 0.3,
    (p) => (p.lowIncome / m.low) ** 1,
    (p) => (p.lonely / m.lonely) ** 1,
  ]
  return themeHabits.map((habit, t) =>
    buurten.map((b, i) => {
      const p = profiles[i]!
      return (p.inhabitants + habit.place) * (p.inhabitants ? need[t]!(p, b) : 1) * observation(b.plan.presence)
    }),
  )
}

/**
 * Relative weight per day and (theme, source), index `theme * sources + source`: share of the theme, its season, the weekday of
 * the source and a slow rise in reporting (8 % a year). Days run from the first day to `asOf`, both included.
 */
export function dayWeights(asOf: string): { first: number; days: Float64Array[]; perTheme: Float64Array[] } {
  const first = firstDay(asOf)
  const last = toDay(asOf)
  const nS = demoSources.length
  const perTheme = demoThemes.map(() => new Float64Array(last - first + 1))
  const days = Array.from({ length: last - first + 1 }, (_, d) => {
    const week = weekday(first + d)
    const trend = 1 + (0.08 * (d - (last - first) / 2)) / 365
    const row = new Float64Array(demoThemes.length * nS)
    themeHabits.forEach((habit, t) => {
      const all = habit.sources.reduce((a, b) => a + b, 0)
      const season = habit.share * seasonOf(habit, yearShare(first + d)) * trend
      habit.sources.forEach((share, s) => {
        const weights = weekdayHabits[s]!
        const w = (season * (share / all) * weights[week]! * 7) / weights.reduce((a, b) => a + b, 0)
        row[t * nS + s] = w
        perTheme[t]![d]! += w
      })
    })
    return row
  })
  return { first, days, perTheme }
}
