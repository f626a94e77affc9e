import { seededRandom } from '@/lib/analysis/seeded-random'
import type { Claim } from './claims'

/** What differencing proves of one leaf: both ends, and the two texts that it came from. */
export type Difference = { leaf: string; low: number; high: number; from: string; minus: string | null }

/**
 * Every pair of public numbers of which one is about all leaves of the other and one more: the difference is the count of that leaf. Each leaf gets the
 * narrowest interval of all such pairs and of what is said of it alone.
 *
 * Pairs are found by a sum (exclusive or) of random numbers of their leaves, so that all pairs are tried without making them one by one.
 */
export function differences(claims: readonly Claim[]): Map<string, Difference> {
  const random = seededRandom(5, 3)
  const words = new Map<string, bigint>()
  const word = (leaf: string): bigint => {
    const found = words.get(leaf) ?? BigInt(Math.floor(random() * 2 ** 52)) * 2n ** 52n + BigInt(Math.floor(random() * 2 ** 52))
    words.set(leaf, found)
    return found
  }
  const byLeaves = new Map<bigint, Claim[]>()
  const named = claims.map((claim) => ({ claim, sum: claim.leaves.reduce((sum, leaf) => sum ^ word(leaf), 0n) }))
  for (const { claim, sum } of named) byLeaves.set(sum, [...(byLeaves.get(sum) ?? []), claim])
  const tightest = new Map([...byLeaves].map(([sum, same]) => [sum, together(same)]))

  const found = new Map<string, Difference>()
  const narrow = (next: Difference): void => {
    const now = found.get(next.leaf)
    if (!now) found.set(next.leaf, { ...next, low: Math.max(0, next.low) })
    else if (next.low > now.low || next.high < now.high) found.set(next.leaf, { ...next, low: Math.max(now.low, next.low), high: Math.min(now.high, next.high) })
  }
  for (const [sum, claim] of tightest) {
    if (claim.leaves.length === 1) narrow({ leaf: claim.leaves[0]!, low: claim.low, high: claim.high, from: claim.text, minus: null })
    else for (const leaf of claim.leaves) {
      const rest = tightest.get(sum ^ word(leaf))
      if (rest) narrow({ leaf, low: claim.low - rest.high, high: claim.high - rest.low, from: `${claim.where}: ${claim.text}`, minus: `${rest.where}: ${rest.text}` })
    }
  }
  return found
}

/** What is said of the same leaves, more than once. */
function together(same: readonly Claim[]): Claim & { high: number } {
  return { ...same[0]!, low: Math.max(...same.map((c) => c.low)), high: Math.min(...same.map((c) => c.high ?? Infinity)) }
}
