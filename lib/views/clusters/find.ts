import 'server-only'
import type { Tx } from '@/lib/db/client'
import { listFindings, reportersPerBuurt, themeFacts } from '@/lib/db/clusters/findings'
import { pilesOf } from '@/lib/db/clusters/piles'
import { findRun } from '@/lib/db/clusters/runs'
import type { SignalFilter } from '@/lib/db/signal-counts'
import type { Finding, RunQuestion, RunState, TrendLabel } from '@/lib/domain/cluster'
import type { Pile, ThemeFact } from './definition'

export type Found = { run: RunState | null; facts: ThemeFact[]; findings: Finding[]; /** by id of the area; only where the reader may see the numbers */ areas: Map<number, { reporters: number; trend: TrendLabel | null }>; piles: Pile[] }

/** What was calculated for a question, as far as the reader may know; without a calculation that is done only its state. */
export async function findingsOf(tx: Tx, question: RunQuestion, set: { id: number; gemeente: string; year: number }, filter: SignalFilter): Promise<Found> {
  const run = await findRun(tx, question)
  const piles = await pilesOf(tx, set, question.period, filter)
  if (run?.status !== 'done') return { run, facts: [], findings: [], areas: new Map(), piles }
  return { run, facts: await themeFacts(tx, run.id), findings: (await listFindings(tx, run.id)).sort(byStrength), areas: await reportersPerBuurt(tx, run.id), piles }
}

const order: Record<Finding['kind'], number> = { area: 0, recent: 0, rise: 0, fading: 1, presence: 2 }
/** Strongest first: least likely by chance, then how many times as much; what fades after that, `presence` last. */
function byStrength(a: Finding, b: Finding): number {
  const p = (f: Finding): number => f.p ?? f.pBelow ?? 1
  const times = (f: Finding): number => (f.expected > 0 ? f.observed / f.expected : Infinity)
  return order[a.kind] - order[b.kind] || p(a) - p(b) || times(b) - times(a) || a.id - b.id
}
