import type { Solve } from '@/lib/analysis/linear-program'
import type { PublicFile, PublicPoint } from '@/lib/domain/public-model'
import { claimsOf, type Claims, type Finding } from './claims'
import { differences } from './differencing'
import { Contradiction, leafBounds, type Bounds } from './leaf-bounds'
import { numbersIn } from './numbers'
import { oddOrders } from './orders'
import { readFiles } from './passages'
import { strangePoints } from './points'
import { vocabularyOf, type Known } from './vocabulary'
import { baseIn } from './world'

/** Fewer possible counts than this make a leaf unsafe: five, of a delicate theme ten. */
export const fewestCandidates = (known: Pick<Known, 'themes'>, leaf: string): number => baseIn(known, leaf)

export type Attack = {
  /** leaves that are published, and how many numbers were read about signals */
  leaves: number
  numbers: number
  /** per leaf what differencing and the linear programs leave possible; null when no counts fit all that is said */
  byDifference: ReadonlyMap<string, { low: number; high: number }>
  byProgram: ReadonlyMap<string, Bounds> | null
  claims: Claims
  findings: (Finding | { kind: 'exact leaf' | 'few candidates' | 'odd order' | 'strange point'; where: string; what: string })[]
}

/**
 * Everything that an outsider can do with the files of a publication: reads them all, tries every pair of numbers, asks a solver about every leaf, and looks
 * at orders and points.
 * @param open all places that may be told (RD); points are not looked at without it
 */
export async function attack(files: readonly PublicFile[], known: Known, solve: Solve, open: readonly PublicPoint[] | null = null): Promise<Attack> {
  const reading = readFiles(files)
  const vocabulary = vocabularyOf(known)
  const numbers = numbersIn(reading.passages, vocabulary)
  const claims = claimsOf(numbers, known)
  const byDifference = differences(claims.claims)
  const byProgram = await leafBounds(claims.claims, solve, { whole: claims.rounding }).catch((error: unknown) => {
    if (error instanceof Contradiction) return null
    throw error
  })
  const findings: Attack['findings'] = [...claims.findings]
  if (byProgram === null) findings.push({ kind: 'contradiction', where: 'all numbers together', what: 'no counts fit all that is said' })
  for (const [leaf, { low, high, ...texts }] of byDifference) if (Math.ceil(low) >= Math.floor(high)) findings.push({ kind: 'exact leaf', where: leaf, what: `${high}: ${'from' in texts ? `${texts.from} minus ${texts.minus}` : ''}` })
  for (const [leaf, { low, high }] of byProgram ?? []) if (high !== null && high - low + 1 < fewestCandidates(known, leaf)) findings.push({ kind: high === low ? 'exact leaf' : 'few candidates', where: leaf, what: `${low} to ${high}` })
  for (const { where, places } of oddOrders(reading.sequences, vocabulary)) findings.push({ kind: 'odd order', where, what: places.slice(0, 8).join(' ') })
  for (const { where, x, y } of open ? strangePoints(reading.points, open) : []) findings.push({ kind: 'strange point', where, what: `${x} ${y}` })
  return { leaves: new Set(claims.claims.flatMap((c) => c.leaves)).size, numbers: numbers.length, byDifference, byProgram, claims, findings }
}

/** Leaves of which the attack names the count, out of those that it should not. Only what is true counts as broken. */
export function broken({ byDifference, byProgram }: Attack, counts: ReadonlyMap<string, number>, hidden: (count: number) => boolean): { hidden: number; broken: number } {
  const secret = [...counts].filter(([, count]) => hidden(count))
  const names = ([leaf, count]: [string, number]): boolean => {
    const [pair, solved] = [byDifference.get(leaf), byProgram?.get(leaf)]
    return (pair !== undefined && Math.ceil(pair.low) === count && Math.floor(pair.high) === count) || (solved !== undefined && solved.low === count && solved.high === count)
  }
  return { hidden: secret.length, broken: secret.filter(names).length }
}

/** The positive control. @throws {Error} when the attacks do not break at least a tenth of what a naive publication hides: then they prove nothing */
export async function positiveControl(files: readonly PublicFile[], known: Known, counts: ReadonlyMap<string, number>, solve: Solve): Promise<{ hidden: number; broken: number }> {
  const result = broken(await attack(files, known, solve), counts, (count) => count > 0 && count < 5)
  if (result.hidden === 0 || result.broken < 0.1 * result.hidden) throw new Error(`void: the attacks break ${result.broken} of ${result.hidden} hidden cells of the naive publication, less than a tenth`)
  return result
}
