import 'server-only'
import { findBoundarySet } from '@/lib/db/areas'
import type { Tx } from '@/lib/db/client'
import { frozenShapes } from '@/lib/db/focus/decisions'
import { dataChangedAt } from '@/lib/db/signal-counts'
import { deviates, type ProposalItem, type Seen, type Snapshot } from '@/lib/domain/focus-decision'
import { publicText } from './words'

/** Everything that a decision freezes: what was seen on that day, the map, the proposal, and what was decided. */
export async function snapshotOf(tx: Tx, { seen, proposal, chosen, again, deviationReason, text, replaces, decidedOn }: { seen: Seen; proposal: ProposalItem; chosen: readonly string[]; again: Record<string, string>; deviationReason: string; text: string; replaces: number | null; decidedOn: string }): Promise<Snapshot> {
  const nameOf = (code: string): string => seen.buurten.find((b) => b.code === code)?.name ?? code
  const reason = deviates(chosen, proposal.codes) ? deviationReason.trim() || null : null
  const set = (await findBoundarySet(tx, seen.gemeente.code, seen.boundaryYear))!
  const sorted = [...chosen].sort()
  return {
    format: 'besluit 1', dataChangedAt: await dataChangedAt(tx), seen, shapes: await frozenShapes(tx, set),
    proposal: { id: proposal.id, version: proposal.version, text: proposal.text, submittedOn: proposal.submittedOn!, scenario: proposal.scenario },
    decision: {
      proposed: proposal.codes, chosen: sorted, again: Object.fromEntries(Object.entries(again).filter(([code]) => chosen.includes(code))), deviationReason: reason,
      publicText: publicText({ gemeente: seen.gemeente.name, year: seen.year, chosen: sorted.map(nameOf), proposed: proposal.codes.map(nameOf), deviationReason: reason, text, revised: replaces !== null }),
      decidedOn, replaces,
    },
  }
}
