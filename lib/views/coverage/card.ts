import 'server-only'
import { cellKey, placesIn } from '@/lib/analysis/coverage-map'
import { minutesOnFoot } from '@/lib/analysis/floating-catchment'
import { halfDistance } from '@/lib/analysis/homes'
import { scheduleInWords } from '@/lib/analysis/schedule'
import { supplyCounts, timesWanted } from '@/lib/analysis/supply-counts'
import type { BoundarySet } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { askable, type SupplyRow } from '@/lib/db/coverage/supply'
import { listRequests } from '@/lib/db/coverage/requests'
import { ownBuurten } from '@/lib/db/presence'
import { roundedPerBuurt } from '@/lib/db/signal-counts'
import { seesExactly, type Reader } from '@/lib/domain/identity'
import { addDays } from '@/lib/domain/period'
import { activityOf, placeOf, placeOfLine, type Facts } from './cells'
import type { Card, Reason, Supply } from './definition'

/** An activity that ended longer ago is not named any more, unless its end began the gap. */
const namedDays = 365

/** The evidence of one buurt and the one theme of `facts`: why there is need or not, what supply is there and why it counts or not, whom we asked. */
export async function cardOf(tx: Tx, set: BoundarySet, facts: Facts, code: string, reader: Reader, today: string): Promise<Card | null> {
  const theme = facts.themes[0]
  const at = facts.buurten.findIndex((b) => b.code === code)
  const buurt = facts.buurten[at]
  if (!theme || !buurt) return null
  const cell = facts.cells[0]![at]!
  const serves = placesIn([buurt])
  const judged = facts.supply.map((a) => ({ a, near: serves(placeOf(a), theme.reachM).length > 0, verdict: supplyCounts(activityOf(a), theme, facts.on), distanceM: a.venue && halfDistance(buurt.homes, a.venue.x, a.venue.y) }))
  const told = ({ a, near, verdict, distanceM }: (typeof judged)[number]): Supply => ({
    id: a.id, name: a.name, organisation: a.organisation.name, where: a.venue?.name ?? null, schedule: scheduleInWords(a.schedule, a.startTime), timesPerYear: a.timesPerYear, timesWanted: timesWanted(theme), from: a.from, to: a.to,
    counts: near && verdict.counts, why: near ? verdict.why : ['out_of_reach', ...verdict.why], lastConfirmed: a.lastConfirmed, endReason: a.endReason, distanceM, began: cell.ended.includes(a.id),
  })
  const recent = (a: SupplyRow): boolean => a.to === null || a.to > addDays(facts.on, -namedDays) || cell.ended.includes(a.id)
  const nearest = judged.filter((j) => !j.near && j.verdict.counts && j.distanceM !== null).sort((x, y) => x.distanceM! - y.distanceM!)[0]
  const mayAsk = reader.role === 'planner' || reader.role === 'adviser' || (reader.role === 'wijkmanager' && (await ownBuurten(tx)).has(code))
  return {
    theme: { slug: theme.slug, label: theme.label, sensitive: theme.sensitive },
    class: cell.class, need: cell.need, since: cell.since, sinceBy: cell.sinceBy,
    reasons: await reasonsOf(tx, set, facts, buurt, reader),
    supply: judged.filter((j) => j.near && recent(j.a)).map(told).sort((x, y) => rank(x) - rank(y) || x.name.localeCompare(y.name, 'nl')),
    nearest: nearest ? { ...told(nearest), minutes: minutesOnFoot(nearest.distanceM!) } : null,
    agreed: facts.lines.filter((l) => serves(placeOfLine(l), theme.reachM).length > 0).map((l) => ({ id: l.line, organisation: facts.supply.find((s) => s.organisation.id === l.organisation)?.organisation.name ?? null, level: l.level })),
    requests: await listRequests(tx, set.gemeente, today, { theme: theme.slug, buurt: code }),
    ask: mayAsk ? await askable(tx, set.gemeente, theme.slug) : null,
    reachM: theme.reachM,
  }
}

/** What counts first, then what runs, then what is to come, then what was. */
const rank = (s: Supply): number => (s.counts ? 0 : s.began ? 1 : s.why.includes('ended') ? 4 : s.why.includes('not_begun') ? 3 : 2)

async function reasonsOf(tx: Tx, set: BoundarySet, facts: Facts, buurt: Facts['buurten'][number], reader: Reader): Promise<Reason[]> {
  const theme = facts.themes[0]!
  const key = cellKey(theme.slug, buurt.code)
  const own = buurt.werkgebiedId !== null && reader.werkgebieden.includes(buurt.werkgebiedId)
  const exact = seesExactly(reader, theme, own)
  const counted = facts.signals.get(key)
  const period = { from: addDays(facts.on, 1 - theme.windowWeeks * 7), to: addDays(facts.on, 1) }
  // An organisation gets reasons without numbers; the others what they may see of the counts of the map of signals.
  const rounded = exact || reader.role === 'organisation' ? null : ((await roundedPerBuurt(tx, set, period, theme.slug)).get(buurt.id) ?? 0)
  const finding = facts.findings.get(key)
  return [
    {
      kind: 'signals', fires: counted?.enough ?? false, told: exact ? 'exact' : 'rounded', n: exact ? (counted?.n ?? 0) : rounded, sources: exact ? (counted?.sources ?? 0) : null,
      minSignals: theme.minSignals, minSources: theme.minSources, weeks: theme.windowWeeks, single: theme.sensitive ? reader.role === 'adviser' && reader.team === 'zorg' : reader.role === 'wijkmanager' && own,
    },
    ...(finding ? [{ kind: 'cluster' as const, fires: true as const, finding: finding.id, since: finding.since, label: finding.label }] : []),
    ...(facts.figures.get(key) ?? []).map((f) => ({ kind: 'figure' as const, fires: f.passes, label: f.label, value: f.value, limit: f.limit, unit: f.unit, year: f.year, direction: f.direction })),
  ]
}
