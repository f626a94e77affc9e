import 'server-only'
import { findDecision, type DecisionRow } from '@/lib/db/focus/decisions'
import type { Tx } from '@/lib/db/client'
import type { Decision, Snapshot } from '@/lib/domain/focus-decision'

/** A decision as it was frozen: nothing of it is worked out again. `intact` is false when the content has another hash than it had, or says something else than the decision. */
export async function loadDecision(tx: Tx, id: number): Promise<Decision | null> {
  const row = await findDecision(tx, id)
  if (!row) return null
  const { frozen, again: _again, sha256Now: _now, proposed: _proposed, ...item } = row
  const snapshot = JSON.parse(frozen) as Snapshot
  return { ...item, intact: isIntact(row, snapshot), snapshot }
}

function isIntact(row: DecisionRow, { decision, seen }: Snapshot): boolean {
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
  return row.sha256 === row.sha256Now && same(decision.chosen, row.chosen) && same(decision.proposed, row.proposed) && decision.deviationReason === row.deviationReason && decision.publicText === row.publicText
    && decision.decidedOn === row.decidedOn && decision.replaces === row.replaces && seen.year === row.year && seen.gemeente.code === row.gemeente
}
