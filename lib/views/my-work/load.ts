import 'server-only'
import { sortDesk, type Sorted } from '@/lib/analysis/desk'
import { presenceOf } from '@/lib/analysis/presence'
import { findBoundarySet, listBuurten, type BoundarySet } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { listClusters } from '@/lib/db/clusters/items'
import { searchedOnce } from '@/lib/db/clusters/runs'
import { endingActivities, newSignals, openInitiatives, silentLines, type DeskInitiative, type EndingActivity, type NewSignals, type SilentLine } from '@/lib/db/my-work'
import { listRequests } from '@/lib/db/coverage/requests'
import type { Me } from '@/lib/db/people'
import { listTargets, presencePerBuurt } from '@/lib/db/presence'
import { homeGemeente } from '@/lib/db/registers/list'
import type { ClusterItem } from '@/lib/domain/cluster-item'
import type { CoverageRequest } from '@/lib/domain/coverage'
import { addDays } from '@/lib/domain/period'

/** What is new, in days back; what ends soon, in days ahead; after how many days without a word a line is silent. */
const newWithinDays = 14
const endsWithinDays = 60
const silentAfterDays = 183

/** A buurt whose last visit is longer ago than its target. */
type MissedBuurt = { code: string; name: string; weeks: number; lastOn: string | null }

/** A focus buurt in aftercare with figures that are past their threshold again. */
type RelapsedBuurt = { code: string; name: string; year: number; labels: readonly string[] }
/** What the desk asks of another view; pages hand it over. */
export type AskRelapses = (tx: Tx, gemeente: string, today: string) => Promise<RelapsedBuurt[]>

export type MyWork = {
  gemeente: string
  today: string
  /** first day of what is called new */
  since: string
  /** followed and not gone: of a wijkmanager in the own wijk, of an adviser those of the own team or of oneself; null for a role that sees none */
  clusters: ClusterItem[] | null
  /** false: there is none yet, and not all were looked for */
  searched: boolean
  /** null for a role that does not see signals one by one */
  signals: NewSignals[] | null
  /** null for a role that sees no initiatives */
  initiatives: Sorted<DeskInitiative> | null
  ending: EndingActivity[]
  /** null for a role that sees no agreements */
  silent: SilentLine[] | null
  /** requests for deployment that wait for an answer: of an organisation its own, of a wijkmanager those about the own wijk; null for a role that sees none */
  requests?: { items: CoverageRequest[]; answers: boolean } | null
  /** null for a role that does not plan focus */
  relapsed?: RelapsedBuurt[] | null
  /** null for a role that keeps no presence */
  missed: MissedBuurt[] | null
}

/** The desk of who asks; null when there are no boundaries yet. */
export async function loadMyWork(tx: Tx, me: Me, today: string, chosen?: string, askRelapses?: AskRelapses): Promise<MyWork | null> {
  const gemeente = chosen ?? (await homeGemeente(tx, me))
  const set = gemeente && (await findBoundarySet(tx, gemeente, Number(today.slice(0, 4))))
  if (!set) return null
  const desk = { gemeente: set.gemeente, boundarySet: set.id, today, own: me.role === 'wijkmanager' }
  const since = addDays(today, -newWithinDays)
  const clusters = await ownClusters(tx, set, me)
  const single = me.role === 'wijkmanager' || (me.role === 'adviser' && me.team === 'zorg')
  return {
    gemeente: set.gemeente,
    today,
    since,
    clusters,
    searched: clusters?.length !== 0 || (await searchedOnce(tx, set.gemeente)),
    signals: single ? await newSignals(tx, desk, since) : null,
    initiatives: me.role === 'admin' ? null : sortDesk(await openInitiatives(tx, desk), today),
    ending: await endingActivities(tx, desk, addDays(today, endsWithinDays + 1)),
    silent: await silentLines(tx, desk, addDays(today, -silentAfterDays)),
    requests: me.role === 'admin' ? null : { items: await listRequests(tx, set.gemeente, today, { status: 'open', own: desk.own }), answers: me.role === 'organisation' },
    relapsed: me.role === 'planner' && askRelapses ? await askRelapses(tx, set.gemeente, today) : null,
    missed: me.role === 'wijkmanager' || me.role === 'planner' ? await missedBuurten(tx, set, me, today) : null,
  }
}

const urgency: Record<ClusterItem['state'], number> = { new: 0, growing: 1, persistent: 2, fading: 3, gone: 4 }

/** What is followed and still there, new ones first; within a state the least likely by chance first. */
async function ownClusters(tx: Tx, set: BoundarySet, me: Me): Promise<ClusterItem[] | null> {
  if (me.role === 'organisation' || me.role === 'admin') return null
  const { items } = await listClusters(tx, { gemeente: set.gemeente, state: 'open', werkgebieden: me.role === 'wijkmanager' ? me.werkgebieden : undefined, limit: 200 })
  const p = (c: ClusterItem): number => c.finding?.p ?? c.finding?.pBelow ?? 1
  return items.filter((c) => me.role !== 'adviser' || c.owner?.user === me.uid || (c.owner !== null && c.owner.team === me.team)).sort((a, b) => urgency[a.state] - urgency[b.state] || p(a) - p(b) || a.id - b.id)
}

/** Buurten, of a wijkmanager the own ones, that are over their target; without a target a buurt is never missed (N7). Longest ago first. */
async function missedBuurten(tx: Tx, set: BoundarySet, me: Me, today: string): Promise<MissedBuurt[]> {
  const targets = new Map((await listTargets(tx, set.gemeente)).map((t) => [t.code, t.weeks]))
  const seen = new Map((await presencePerBuurt(tx, set.gemeente, today, today, undefined)).map((p) => [p.code, p.lastVisit]))
  const buurten = (await listBuurten(tx, set, null)).filter((b) => !b.water && targets.has(b.code) && (me.role !== 'wijkmanager' || (b.werkgebiedId !== null && me.werkgebieden.includes(b.werkgebiedId))))
  const judged = presenceOf(buurten.map((b) => ({ lastVisit: seen.get(b.code) ?? null, targetWeeks: targets.get(b.code)! })), today)
  return buurten
    .filter((_, i) => judged[i]!.class === 'over')
    .map((b) => ({ code: b.code, name: b.name, weeks: targets.get(b.code)!, lastOn: seen.get(b.code) ?? null }))
    .sort((a, b) => (a.lastOn ?? '').localeCompare(b.lastOn ?? '') || a.name.localeCompare(b.name, 'nl'))
}
