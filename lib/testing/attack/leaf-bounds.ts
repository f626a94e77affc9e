import type { LinearProgram, Row, Solve } from '@/lib/analysis/linear-program'
import type { Claim } from './claims'

/** The smallest and largest count that a leaf can have (whole numbers); `high` null when nothing limits it. */
export type Bounds = { low: number; high: number | null }
/** `whole`: counts are whole numbers in the program too, which is stronger and slower. `all`: no claim is left out, all leaves stay in one program. */
export type BoundsOptions = { whole?: boolean; all?: boolean; only?: readonly string[] }

export class Contradiction extends Error {}

/**
 * The smallest and largest true count of every leaf that all claims together leave possible, by linear programs over the counts.
 *
 * A claim that cannot be broken within the limits of its leaves takes nothing away and is left out, and a count that is known is filled in; leaves that
 * no claim joins then have nothing to do with each other, so one program may look for the end of one leaf of each group at a time. None of this changes
 * the answer (`all` does it without).
 * @throws {Contradiction} when no counts at all fit the claims
 */
export async function leafBounds(claims: readonly Claim[], solve: Solve, options: BoundsOptions = {}): Promise<Map<string, Bounds>> {
  const box = new Map<string, { low: number; high: number | null }>()
  const joint: Claim[] = []
  for (const claim of claims) {
    for (const leaf of claim.leaves) if (!box.has(leaf)) box.set(leaf, { low: 0, high: null })
    if (claim.leaves.length > 1) joint.push(claim)
    else if (claim.leaves.length === 1) {
      const own = box.get(claim.leaves[0]!)!
      own.low = Math.max(own.low, claim.low)
      if (claim.high !== null) own.high = Math.min(own.high ?? Infinity, claim.high)
    }
  }
  for (const [leaf, own] of box) if (own.high !== null && Math.ceil(own.low) > Math.floor(own.high)) throw new Contradiction(`nothing fits what is said of ${leaf}`)
  const fixed = new Map(options.all ? [] : [...box].flatMap(([leaf, own]) => (own.low === own.high ? [[leaf, own.low] as const] : [])))
  const open = [...box.keys()].filter((leaf) => !fixed.has(leaf))
  const binding = options.all ? joint : joint.filter((claim) => canBreak(claim, box)).map((claim) => without(claim, fixed))
  const groups = options.all ? [open] : grouped(open, binding)
  const wanted = new Set(options.only ?? box.keys())
  const queues = groups.map((group) => group.filter((leaf) => wanted.has(leaf)))
  const found = new Map<string, Bounds>([...fixed].filter(([leaf]) => wanted.has(leaf)).map(([leaf, count]) => [leaf, { low: count, high: count }]))
  for (let at = 0; at < Math.max(0, ...queues.map((queue) => queue.length)); at++) {
    const turn = queues.flatMap((queue) => queue[at] ?? [])
    const involved = new Set(groups.filter((_, g) => queues[g]![at] !== undefined).flat())
    const rows = binding.filter((claim) => involved.has(claim.leaves[0]!)).flatMap(rowsOf)
    const variables: LinearProgram['variables'] = new Map([...involved].map((leaf) => [leaf, { kind: options.whole ? 'integer' : 'continuous', lower: box.get(leaf)!.low, ...(box.get(leaf)!.high === null ? {} : { upper: box.get(leaf)!.high! }) }]))
    const ends = async (direction: LinearProgram['direction'], leaves: readonly string[]): Promise<ReadonlyMap<string, number> | null> => {
      if (leaves.length === 0) return new Map()
      const { status, values } = await solve({ direction, objective: leaves.map((leaf) => [1, leaf]), rows, variables }, { timeLimitS: 120 })
      if (status === 'infeasible') throw new Contradiction('no counts fit all that is said')
      if (status !== 'optimal' && status !== 'unbounded') throw new Error(`the solver stopped with "${status}"`)
      return values
    }
    const limited = turn.filter((leaf) => box.get(leaf)!.high !== null)
    const [lows, highs] = [await ends('minimize', turn), await ends('maximize', limited)]
    for (const leaf of turn) found.set(leaf, { low: Math.ceil(lows!.get(leaf)! - 1e-6), high: limited.includes(leaf) ? Math.floor(highs!.get(leaf)! + 1e-6) : await endOfOne(leaf, ends) })
  }
  return found
}

/** A leaf that has no limit of its own, by itself: there may be none at all. */
async function endOfOne(leaf: string, ends: (direction: 'maximize', leaves: readonly string[]) => Promise<ReadonlyMap<string, number> | null>): Promise<number | null> {
  const values = await ends('maximize', [leaf])
  return values ? Math.floor(values.get(leaf)! + 1e-6) : null
}

/** Whether some counts within the limits of the leaves break the claim. */
function canBreak({ leaves, low, high }: Claim, box: ReadonlyMap<string, { low: number; high: number | null }>): boolean {
  let [least, most] = [0, 0]
  for (const leaf of leaves) {
    const own = box.get(leaf)!
    least += own.low
    most += own.high ?? Infinity
  }
  return least < low || (high !== null && most > high)
}

function without(claim: Claim, fixed: ReadonlyMap<string, number>): Claim {
  const known = claim.leaves.reduce((sum, leaf) => sum + (fixed.get(leaf) ?? 0), 0)
  const leaves = claim.leaves.filter((leaf) => !fixed.has(leaf))
  if (leaves.length === 0) throw new Contradiction(`nothing fits "${claim.text}"`)
  return { ...claim, leaves, low: claim.low - known, high: claim.high === null ? null : claim.high - known }
}

const rowsOf = ({ leaves, low, high }: Claim): Row[] => {
  const terms = leaves.map((leaf) => [1, leaf] as const)
  if (low === high) return [{ terms, sense: '=', value: low }]
  return [...(low > 0 ? [{ terms, sense: '>=' as const, value: low }] : []), ...(high === null ? [] : [{ terms, sense: '<=' as const, value: high }])]
}

/** Leaves that claims join, directly or by others. */
function grouped(leaves: readonly string[], claims: readonly Claim[]): string[][] {
  const parent = new Map(leaves.map((leaf) => [leaf, leaf]))
  const top = (leaf: string): string => {
    let at = leaf
    while (parent.get(at) !== at) {
      parent.set(at, parent.get(parent.get(at)!)!)
      at = parent.get(at)!
    }
    return at
  }
  for (const claim of claims) for (const leaf of claim.leaves) parent.set(top(leaf), top(claim.leaves[0]!))
  const groups = new Map<string, string[]>()
  for (const leaf of leaves) groups.set(top(leaf), [...(groups.get(top(leaf)) ?? []), leaf])
  return [...groups.values()]
}
