import type { ProblemInput, ThemeCounts } from '@/lib/analysis/problem-clusters'
import type { DemoGemeente, DemoSignal } from '@/lib/demo'
import { recentDays } from '@/lib/domain/cluster'
import { addDays, addMonths, daysBetween, wholeMonths, type Period } from '@/lib/domain/period'

/** After so many days of silence the same reporter counts again. */
const episodeDays = 90
/** A pile: so many signals on one exact point, and so large a share of all signals with a point. */
const pile = { signals: 20, share: 0.005 }

type Episode = { theme: string; area: number; dates: string[] }

/**
 * What a calculation reads about the invented gemeente, counted in memory by the rules that the database follows: reporters once per theme, buurt and episode
 * of 90 days; signals without a reporter at most once per cell of 100 m (or buurt), theme and ISO week; no cancelled signals, duplicates or chances, and
 * none on a point where signals without a place pile up.
 */
export function demoProblem(demo: DemoGemeente, question: { theme: string | null; period: Period }): ProblemInput {
  const land = demo.areas.filter((a) => a.level === 'buurt' && !a.water)
  const place = new Map(land.map((a, i) => [a.code, i]))
  const visitsIn = (period: Period) => land.map((a) => demo.visits.filter((v) => v.buurtCode === a.code && holds(period, v.date)).length)
  const usable = withoutPiles(demo.signals).filter((s) => s.kind === 'knelpunt' && s.status !== 'cancelled' && s.duplicateOf === null && place.has(s.buurtCode))
  const episodes = episodesOf(usable, place)
  const lastDay = addDays(demo.asOf, 1)
  const to = question.period.to < lastDay ? question.period.to : lastDay
  const recentLength = Math.min(recentDays, daysBetween(question.period.from, question.period.to))
  const recent = { from: addDays(to, -recentLength), to }
  const count = (list: readonly Episode[], period: Period) => {
    const out = land.map(() => 0)
    for (const e of list) if (e.dates.some((date) => holds(period, date))) out[e.area]!++
    return out
  }
  const sourcesOf = (list: readonly DemoSignal[], period: Period) => {
    const out = land.map(() => new Set<number>())
    for (const s of list) if (holds(period, s.observedOn)) out[place.get(s.buurtCode)!]!.add(demo.sources.findIndex((x) => x.slug === s.source))
    return out.map((set) => [...set].sort((a, b) => a - b))
  }
  const messages = (list: readonly DemoSignal[], period: Period) => {
    const out = land.map(() => 0)
    for (const s of list) if (holds(period, s.observedOn)) out[place.get(s.buurtCode)!]!++
    return out
  }
  // nobody reports every day: data that begin within a week reach back to it
  const known = (period: Period) => period.from >= addDays(demo.since, -6)
  const months = wholeMonths(question.period)
  const shift = (date: string, k: number) => (months === null ? addDays(date, -k * daysBetween(question.period.from, question.period.to)) : addMonths(date, -k * months))
  const before = (k: number): Period => ({ from: shift(question.period.from, k), to: shift(question.period.to, k) })
  const earlier = [1, 2, 3].map(before).filter(known)
  const recentBefore = (k: number): Period => ({ from: addDays(recent.from, -k * recentLength), to: addDays(recent.to, -k * recentLength) })
  const quarter = (k: number): Period => ({ from: addMonths(question.period.to, -3 * k - 3), to: addMonths(question.period.to, -3 * k) })
  const nWeeks = Math.min(104, Math.floor(daysBetween(demo.since, recent.to) / 7))

  const themeCounts = (theme: string): ThemeCounts => {
    const signals = usable.filter((s) => s.theme === theme)
    const own = episodes.filter((e) => e.theme === theme)
    const weeks = Array.from({ length: nWeeks }, () => land.map(() => 0))
    for (const e of own) {
      const week = nWeeks - Math.ceil(daysBetween(e.dates[0]!, recent.to) / 7)
      if (week >= 0 && week < nWeeks) weeks[week]![e.area]!++
    }
    return {
      theme, atRisk: land.map((a) => a.inhabitants), weeks,
      now: count(own, question.period), recent: count(own, recent),
      earlier: earlier.map((p) => count(own, p)),
      recentEarlier: [1, 2, 3].map(recentBefore).filter(known).map((p) => count(own, p)),
      quarters: Array.from({ length: 16 }, (_, k) => quarter(15 - k)).filter(known).map((p) => count(own, p)),
      signals: messages(signals, question.period), recentSignals: messages(signals, recent),
      sources: sourcesOf(signals, question.period), recentSources: sourcesOf(signals, recent),
      unkeyedShare: signals.filter((s) => s.reporter === null).length / Math.max(1, signals.length),
    }
  }
  return {
    areas: land.map((a, i) => ({ id: i + 1, ...middle(demo, a.code), inhabitants: a.inhabitants, neighbours: touching(land, i) })),
    period: question.period, recent,
    themes: demo.themes.filter((t) => question.theme === null || t.slug === question.theme).map((t) => themeCounts(t.slug)),
    everything: count(episodes, question.period), recentEverything: count(episodes, recent), earlierEverything: earlier.map((p) => count(episodes, p)),
    visits: visitsIn(question.period), recentVisits: visitsIn(recent), earlierVisits: earlier.map(visitsIn),
  }
}

function episodesOf(signals: readonly DemoSignal[], place: ReadonlyMap<string, number>): Episode[] {
  const out: Episode[] = []
  const open = new Map<string, Episode>()
  for (const s of [...signals].sort((a, b) => (a.observedOn < b.observedOn ? -1 : 1))) {
    const area = place.get(s.buurtCode)!
    const where = s.point ? s.point.map((c) => Math.floor(c / 100)).join(' ') : s.buurtCode
    const key = s.reporter === null ? `${s.theme} ${where} week ${Math.floor((Date.parse(s.observedOn) / 86_400_000 + 3) / 7)}` : `${s.theme} ${area} ${s.reporter}`
    const current = open.get(key)
    if (current && (s.reporter === null || daysBetween(current.dates.at(-1)!, s.observedOn) <= episodeDays)) {
      current.dates.push(s.observedOn)
      continue
    }
    const episode = { theme: s.theme, area, dates: [s.observedOn] }
    open.set(key, episode)
    out.push(episode)
  }
  return out
}

function withoutPiles(signals: readonly DemoSignal[]): DemoSignal[] {
  const points = new Map<string, number>()
  for (const s of signals) if (s.point) points.set(s.point.join(' '), (points.get(s.point.join(' ')) ?? 0) + 1)
  const withPoint = [...points.values()].reduce((a, b) => a + b, 0)
  return signals.filter((s) => {
    const n = s.point ? points.get(s.point.join(' '))! : 0
    return n < pile.signals || n < pile.share * withPoint
  })
}

function touching(land: readonly DemoGemeente['areas'][number][], i: number): number[] {
  const corners = (k: number) => new Set(land[k]!.geometry.coordinates.flat(2).map((p) => p.join(' ')))
  const own = corners(i)
  return land.flatMap((_, j) => (j !== i && [...corners(j)].some((corner) => own.has(corner)) ? [j] : []))
}

function middle(demo: DemoGemeente, code: string): { x: number; y: number } {
  const own = demo.addresses.filter((a) => a.buurtCode === code)
  if (own.length > 0) return { x: own.reduce((sum, a) => sum + a.x, 0) / own.length, y: own.reduce((sum, a) => sum + a.y, 0) / own.length }
  const ring = demo.areas.find((a) => a.code === code)!.geometry.coordinates[0]![0]!
  return { x: ring.reduce((sum, p) => sum + p[0], 0) / ring.length, y: ring.reduce((sum, p) => sum + p[1], 0) / ring.length }
}

const holds = (period: Period, date: string) => date >= period.from && date < period.to
