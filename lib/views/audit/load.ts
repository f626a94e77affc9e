import 'server-only'
import { followChain, type ChainFault, type ChainState } from '@/lib/analysis/audit-chain'
import { auditHead, auditLines } from '@/lib/db/audit'
import type { Tx } from '@/lib/db/client'

export type ChainReport = { lines: number; head: ChainState; fault: ChainFault | null }

const batch = 5_000

/**
 * Follows the whole audit log from its first line, a few thousand lines at a time.
 * @param known a head that was kept elsewhere (the program's log): without it nobody can see that the end was cut off
 */
export async function checkAudit(tx: Tx, known?: ChainState): Promise<ChainReport> {
  const head = await auditHead(tx)
  let state: ChainState = { seq: 0, hash: '' }
  let knownSeen = known === undefined || known.seq === 0
  for (;;) {
    const lines = await auditLines(tx, state.seq, batch)
    // a line with a lower number that stands behind would be skipped by "seq > last"; numbers are a key, so it cannot
    const followed = followChain(state, lines)
    if (followed.fault) return { lines: followed.state.seq, head, fault: followed.fault }
    const at = lines.find((l) => l.seq === known?.seq)
    if (at && at.hash !== known!.hash) return { lines: followed.state.seq, head, fault: { seq: at.seq, fault: 'changed' } }
    knownSeen ||= at !== undefined
    state = followed.state
    if (lines.length < batch) break
  }
  // The head row tells of lines that are no longer there, unless it was turned back with them; the kept head tells it always.
  if (state.seq !== head.seq || state.hash !== head.hash || !knownSeen) return { lines: state.seq, head, fault: { seq: state.seq + 1, fault: 'missing' } }
  return { lines: state.seq, head, fault: null }
}
