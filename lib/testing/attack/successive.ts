import { roundedByFraction } from '@/lib/analysis/keyed-rounding'
import type { RoundingBase } from '@/lib/domain/public-model'

/** What somebody who knows the scheme, and keeps every publication, can say of one leaf: its possible counts in each, and by how much they can differ from one to the next. */
export type Together = { counts: ReadonlySet<number>[]; changes: ReadonlySet<number>[] }

/**
 * Everything that the figures of one leaf in successive publications leave possible, tried one by one. The leaf has one fraction, which nobody outside knows; the fractions of other leaves
 * tell nothing of it, so leaves need not be looked at together.
 * @param figures of the leaf, in the order of the publications
 * @param known what the attacker knows of the counts besides; nothing
 * @param base of the figures: 5, or 10 of a delicate theme
 * @param otherKeys each publication was rounded with a key of its own, which is refused in reality
 */
export function together(figures: readonly number[], known: (counts: readonly number[]) => boolean = () => true, base: RoundingBase = 5, otherKeys = false): Together {
  // All fractions that round differently: within one of these ranges every fraction does the same.
  const fractions = Array.from({ length: base }, (_, k) => (k + 0.5) / base)
  const counts = figures.map(() => new Set<number>())
  const changes = figures.slice(1).map(() => new Set<number>())
  const drawn: readonly (readonly number[])[] = otherKeys ? figures.reduce<number[][]>((all, _) => all.flatMap((us) => fractions.map((u) => [...us, u])), [[]]) : fractions.map((u) => figures.map(() => u))
  for (const us of drawn) {
    let paths: number[][] = [[]]
    for (const [i, p] of figures.entries()) {
      const fit = Array.from({ length: 2 * base + 1 }, (_, at) => p - base + at).filter((n) => n >= 0 && roundedByFraction(n, us[i]!, base) === p)
      paths = paths.flatMap((path) => fit.map((n) => [...path, n]))
    }
    for (const path of paths) {
      if (!known(path)) continue
      for (const [i, n] of path.entries()) counts[i]!.add(n)
      for (const [i, set] of changes.entries()) set.add(path[i + 1]! - path[i]!)
    }
  }
  return { counts, changes }
}
