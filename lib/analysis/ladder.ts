import { addDays, addMonths } from '@/lib/domain/period'
import type { stages } from '@/lib/domain/registers/deliveries'

type Stage = keyof typeof stages
/** Codes of the buurten where something is; more than one: hours are apportioned by inhabitants. Empty: in no buurt of these boundaries. */
export type Where = readonly string[]

/** A line of an agreement. `confirmedOn` is the day of the last "klopt nog". */
export type LadderLine = { id: number; theme: string; where: Where; hours: number; confirmedOn: string | null }
/** Hours over a period [from, to) at one stage, of a line, of an activity, or of both. */
export type LadderReport = { line: number | null; activity: { id: number; where: Where; themes: readonly string[] } | null; from: string; to: string; hours: number; stage: Stage }

/** Hours; each rung holds the ones above it: seen <= delivered <= planned. `agreed` comes from the agreement alone. */
export type Rungs = { agreed: number; planned: number; delivered: number; seen: number }
export type Freshness = 'fresh' | 'stale' | 'never'
export type Told = Rungs & { /** delivered / agreed, can be above 1; null when nothing was agreed */ share: number | null; lastConfirmed: string | null; freshness: Freshness }
type LadderCell = Told & { buurt: string; theme: string; /** part of it was apportioned by inhabitants */ apportioned: boolean }
export type Ladder = { lines: (Told & { id: number })[]; cells: LadderCell[]; /** hours that lie in no buurt of these boundaries */ elsewhere: Rungs; /** hours of activities without a line; part of the cells and of elsewhere */ withoutLine: Rungs }

/** A confirmation is fresh on the day itself and for six calendar months after it. */
const freshMonths = 6

/**
 * What was agreed, planned, delivered and seen, per line and per buurt x theme, on a date. It speaks of hours, not of what they did.
 *
 * - The hours of a line count where the line is; hours that were reported for an activity count where the activity is. A place of several buurten is
 *   apportioned by inhabitants; without known inhabitants in equal parts. An activity without a line counts for the themes of its service, in equal parts.
 * - Two reports of the same thing over periods that overlap tell of the same hours: what a higher rung covers is taken off the lower one. So delivered is
 *   the least number of hours that makes all reports true.
 * - Delivered and seen count when their period has begun on that date; planned counts always; a report at stage `agreed` adds nothing to the agreement.
 * - Last confirmed: the last of "klopt nog" and of the days over which delivered or seen hours were reported, not after the date.
 */
export function ladder(lines: readonly LadderLine[], reports: readonly LadderReport[], inhabitants: ReadonlyMap<string, number | null>, on: string): Ladder {
  const byLine = new Map(lines.map((l) => [l.id, { line: l, told: empty(), confirmed: notAfter(l.confirmedOn, on) }]))
  const cells = new Map<string, { buurt: string; theme: string; told: Rungs; confirmed: string | null; apportioned: boolean }>()
  const elsewhere = empty()
  const withoutLine = empty()

  const put = (where: Where, themes: readonly string[], amount: Rungs, confirmed: string | null) => {
    const parts = apportion(where, inhabitants)
    if (parts.length === 0 || themes.length === 0) return add(elsewhere, amount, 1)
    for (const { code, share } of parts)
      for (const theme of themes) {
        const key = `${code} ${theme}`
        const cell = cells.get(key) ?? { buurt: code, theme, told: empty(), confirmed: null, apportioned: false }
        cells.set(key, cell)
        add(cell.told, amount, share / themes.length)
        cell.confirmed = later(cell.confirmed, confirmed)
        cell.apportioned ||= parts.length > 1
      }
  }

  for (const { line } of byLine.values()) put(line.where, [line.theme], { ...empty(), agreed: line.hours }, notAfter(line.confirmedOn, on))
  for (const [key, group] of grouped(reports.filter((r) => r.stage === 'planned' || ((r.stage === 'delivered' || r.stage === 'seen') && r.from <= on)))) {
    const line = key.line === null ? undefined : byLine.get(key.line)
    if (key.line !== null && !line) continue // of a line that was not asked for
    for (const report of onlyHighest(group)) {
      const confirmed = report.stage === 'planned' ? null : notAfter(addDays(report.to, -1), on, true)
      const amount = rungsOf(report)
      if (line) {
        add(line.told, amount, 1)
        line.confirmed = later(line.confirmed, confirmed)
      } else add(withoutLine, amount, 1)
      put(report.activity?.where ?? line!.line.where, line ? [line.line.theme] : report.activity!.themes, amount, confirmed)
    }
  }

  const finish = (told: Rungs, confirmed: string | null): Told => ({ ...told, share: told.agreed > 0 ? told.delivered / told.agreed : null, lastConfirmed: confirmed, freshness: freshness(confirmed, on) })
  return {
    lines: [...byLine.values()].map(({ line, told, confirmed }) => ({ id: line.id, ...finish({ ...told, agreed: line.hours }, confirmed) })),
    cells: [...cells.values()].map(({ buurt, theme, told, confirmed, apportioned }) => ({ buurt, theme, ...finish(told, confirmed), apportioned })).sort((a, b) => (a.buurt + a.theme < b.buurt + b.theme ? -1 : 1)),
    elsewhere,
    withoutLine,
  }
}

/** Whether a confirmation of that day still counts on a date. */
export function freshness(confirmedOn: string | null, on: string): Freshness {
  if (confirmedOn === null) return 'never'
  return on <= lastFreshDay(confirmedOn) ? 'fresh' : 'stale'
}

/** The last day on which a confirmation of that day counts: the same day six calendar months on (as `+ interval '6 months'` in SQL has it). */
export function lastFreshDay(confirmedOn: string): string {
  const month = addMonths(confirmedOn, freshMonths)
  const last = addDays(addMonths(month, 1), -1)
  const sameDay = month.slice(0, 8) + confirmedOn.slice(8)
  return sameDay < last ? sameDay : last
}

/** Whole calendar months from a day to a later day: 15 January to 14 March is 1, to 15 March 2; to the last day of a short month counts as full. */
export function monthsBetween(from: string, to: string): number {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  const lastOfMonth = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0)).getUTCDate()
  return Math.max(0, Number(to.slice(8)) >= Math.min(Number(from.slice(8)), lastOfMonth) ? months : months - 1)
}

/** Shares (together 1) of a place over its buurten, by inhabitants; in equal parts when nobody is known to live there. */
export function apportion(where: Where, inhabitants: ReadonlyMap<string, number | null>): { code: string; share: number }[] {
  const known = [...new Set(where)].filter((code) => inhabitants.has(code))
  const total = known.reduce((sum, code) => sum + (inhabitants.get(code) ?? 0), 0)
  return known.map((code) => ({ code, share: total > 0 ? (inhabitants.get(code) ?? 0) / total : 1 / known.length })).filter((part) => part.share > 0)
}

/**
 * Reports of one line together; those of an activity without a line too. Somebody who saw an activity need not know the line: it goes to the line that
 * other reports name for that activity, when that is one line.
 */
function grouped(reports: readonly LadderReport[]): Map<{ line: number | null }, LadderReport[]> {
  const linesOf = new Map<number, Set<number>>()
  for (const r of reports) if (r.activity && r.line !== null) linesOf.set(r.activity.id, (linesOf.get(r.activity.id) ?? new Set()).add(r.line))
  const groups = new Map<string, { key: { line: number | null }; reports: LadderReport[] }>()
  for (const r of reports) {
    const named = r.activity && linesOf.get(r.activity.id)
    const line = r.line ?? (named?.size === 1 ? [...named][0]! : null)
    const name = line === null ? `a${r.activity!.id}` : `l${line}`
    const group = groups.get(name) ?? { key: { line }, reports: [] }
    groups.set(name, group)
    group.reports.push(r)
  }
  return new Map([...groups.values()].map((g) => [g.key, g.reports]))
}

/** Delivered hours of one thing: what was told twice, as delivered and as seen over the same days, counts once. */
export const hoursConfirmed = (reports: readonly LadderReport[]): number => onlyHighest(reports).reduce((sum, r) => sum + rungsOf(r).delivered, 0)

/** The reports with only the hours that no higher rung covers. */
function onlyHighest(reports: readonly LadderReport[]): LadderReport[] {
  const at = (stage: Stage) => reports.filter((r) => r.stage === stage)
  const delivered = [...takeOff(at('delivered'), at('seen')), ...at('seen')]
  return [...takeOff(at('planned'), delivered), ...delivered]
}

/**
 * `lower` without the hours that reports of `higher` over an overlapping period cover, as many as can be. Walking by the end of the period and giving to
 * the one that ends first takes the most off: whoever ends later overlaps all that is still to come of it, and more (a test compares with a maximum flow).
 */
function takeOff(lower: readonly LadderReport[], higher: readonly LadderReport[]): LadderReport[] {
  const byEnd = (a: LadderReport, b: LadderReport): number => order(a.to, b.to) || order(a.from, b.from) || a.hours - b.hours || (a.activity?.id ?? 0) - (b.activity?.id ?? 0)
  const left = new Map([...lower, ...higher].map((r) => [r, r.hours]))
  const low = [...lower].sort(byEnd)
  const high = [...higher].sort(byEnd)
  const isLow = new Set(low)
  for (const first of [...low, ...high].sort(byEnd))
    for (const other of isLow.has(first) ? high : low) {
      if (left.get(first) === 0) break
      if (other.from >= first.to || first.from >= other.to) continue
      const hours = Math.min(left.get(first)!, left.get(other)!)
      left.set(first, left.get(first)! - hours)
      left.set(other, left.get(other)! - hours)
    }
  return low.map((r) => ({ ...r, hours: left.get(r)! }))
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const empty = (): Rungs => ({ agreed: 0, planned: 0, delivered: 0, seen: 0 })
const rungsOf = ({ stage, hours }: LadderReport): Rungs => ({ agreed: 0, planned: hours, delivered: stage === 'planned' ? 0 : hours, seen: stage === 'seen' ? hours : 0 })
const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)
/** A day that is not after `on`; with `cut` a later one becomes `on`. */
const notAfter = (day: string | null, on: string, cut = false): string | null => (day === null || day <= on ? day : cut ? on : null)

function add(to: Rungs, amount: Rungs, share: number): void {
  for (const rung of ['agreed', 'planned', 'delivered', 'seen'] as const) to[rung] += amount[rung] * share
}
