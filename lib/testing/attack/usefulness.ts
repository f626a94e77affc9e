import type { PublicLeaf } from '@/lib/domain/public-model'
import { baseIn, leafKey, type World } from './world'

export type Usefulness = {
  /** Spearman between true and published totals of areas */
  rankCorrelation: number
  /** mean over wijken and years of the relative error of the total, 0..1 */
  wijkYearError: number
  /** mean of published minus true, signals per leaf */
  bias: number
  /** the largest difference in a leaf, in fives and in tens, signals */
  mostAway: { 5: number; 10: number }
}

/** How far what is published is from the true counts. */
export function keptUseful(world: World, leaves: readonly PublicLeaf[]): Usefulness {
  const wijkOf = new Map([...world.areas, ...world.wijken].map((a) => [a.code, a.wijk]))
  const [areas, wijken] = [new Map<string, [number, number]>(), new Map<string, [number, number]>()]
  const differences: number[] = []
  const mostAway = { 5: 0, 10: 0 }
  for (const leaf of leaves) {
    const count = world.counts.get(leafKey(leaf))!
    differences.push(leaf.p - count)
    const base = baseIn(world, leafKey(leaf))
    mostAway[base] = Math.max(mostAway[base], Math.abs(leaf.p - count))
    for (const [sums, name] of [...(base === 5 ? [[areas, leaf.area] as const] : []), [wijken, `${wijkOf.get(leaf.area)} ${leaf.period.slice(0, 4)}`]] as const) {
      const [told, real] = sums.get(name) ?? [0, 0]
      sums.set(name, [told + leaf.p, real + count])
    }
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const totals = [...areas.values()]
  return {
    rankCorrelation: correlation(ranks(totals.map(([told]) => told)), ranks(totals.map(([, real]) => real))),
    wijkYearError: mean([...wijken.values()].filter(([, real]) => real > 0).map(([told, real]) => Math.abs(told - real) / real)),
    bias: mean(differences),
    mostAway,
  }
}

/** Equal values share the mean of their ranks. */
function ranks(values: readonly number[]): number[] {
  return values.map((value) => values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2)
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [ma, mb] = [mean(a), mean(b)]
  const sum = (of: (i: number) => number): number => a.reduce((total, _, i) => total + of(i), 0)
  return sum((i) => (a[i]! - ma) * (b[i]! - mb)) / Math.sqrt(sum((i) => (a[i]! - ma) ** 2) * sum((i) => (b[i]! - mb) ** 2))
}
