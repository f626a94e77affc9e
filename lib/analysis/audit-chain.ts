import { createHash } from 'node:crypto'

/** One line as it was hashed; see `audit_hash` in drizzle/0008. */
export type ChainLine = { seq: number; at: string; actor: string; role: string; action: string; objectType: string; objectId: string; result: string; origin: string; detail: string; prevHash: string; hash: string }
export type ChainState = { seq: number; hash: string }
/** What is wrong with the first bad line, and its number. */
export type ChainFault = { seq: number; fault: 'missing' | 'changed' | 'not linked' }

/**
 * Follows the chain over the next lines, in order of their numbers. A line that was changed has another hash than it says; one that was taken out,
 * put in or moved leaves a gap in the numbers or does not hold the hash of the line before it. A tail that was cut off shows only beside a head that
 * was kept elsewhere (the program's log): see `compareHeads`.
 */
export function followChain(state: ChainState, lines: readonly ChainLine[]): { state: ChainState; fault: ChainFault | null } {
  for (const line of lines) {
    if (line.seq !== state.seq + 1) return { state, fault: { seq: state.seq + 1, fault: 'missing' } }
    if (line.prevHash !== state.hash) return { state, fault: { seq: line.seq, fault: 'not linked' } }
    if (lineHash(line) !== line.hash) return { state, fault: { seq: line.seq, fault: 'changed' } }
    state = { seq: line.seq, hash: line.hash }
  }
  return { state, fault: null }
}

/** SHA-256 over every field behind its length in bytes. */
export function lineHash(line: ChainLine): string {
  const hash = createHash('sha256')
  for (const field of [line.prevHash, String(line.seq), line.at, line.actor, line.role, line.action, line.objectType, line.objectId, line.result, line.origin, line.detail])
    hash.update(`${Buffer.byteLength(field)}:${field}`)
  return hash.digest('hex')
}
