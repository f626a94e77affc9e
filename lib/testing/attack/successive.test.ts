import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leafFraction, roundedByFraction } from '@/lib/analysis/keyed-rounding'
import { seededRandom } from '@/lib/analysis/seeded-random'
import { renderers } from '@/lib/release/renderers'
import { openSolver } from '@/lib/solver/open-solver'
import { openPlaces } from './points'
import { together } from './successive'
import { attack, fewestCandidates, type Attack } from './suite'
import { modelOf, seededWorld, type World } from './world'

const key = new Uint8Array(32).fill(9)
const solver = openSolver()
afterAll(() => solver.close())

const sorted = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b)
const from = (low: number, high: number): number[] => Array.from({ length: high - low + 1 }, (_, i) => low + i)

/** The same town later: signals that came in late, and a few that were cancelled. */
function later(world: World, seed: number): World {
  const random = seededRandom(seed, 31)
  const change = (n: number): number => { const drawn = random(); return drawn < 0.4 ? n + 1 + Math.floor(3 * random()) : drawn < 0.45 ? Math.max(0, n - 1) : n }
  return { ...world, counts: new Map([...world.counts].map(([leaf, n]) => [leaf, change(n)])) }
}

describe('publications one after the other, for who kept them all', () => {
  const first = seededWorld({ buurten: 10, themes: 4, quarters: 2 }, 3)
  const worlds = [first, later(first, 1), later(later(first, 1), 2)]
  let found: Attack[]
  const model = modelOf(first, key)
  const base = (leaf: string) => fewestCandidates(model, leaf) as 5 | 10
  const figuresOf = (leaf: string): number[] => found.map((f) => f.claims.rounded.get(leaf)!)

  beforeAll(async () => {
    found = []
    for (const world of worlds) {
      const told = modelOf(world, key)
      found.push(await attack(renderers.flatMap((render) => render(told)), told, solver.solve, openPlaces(told)))
    }
  }, 120_000)

  it('each by itself gives nothing away, and many figures moved', () => {
    for (const one of found) expect(one.findings).toEqual([])
    const moved = [...first.counts.keys()].filter((leaf) => new Set(figuresOf(leaf)).size > 1)
    expect(moved.length).toBeGreaterThan(10)
  })

  it('together leave every count the same possibilities as its own publication does: five at least (ten of a delicate theme), and no leaf exact', () => {
    for (const leaf of first.counts.keys()) {
      const figures = figuresOf(leaf)
      const { counts } = together(figures, undefined, base(leaf))
      for (const [i, world] of worlds.entries()) {
        const { low, high } = found[i]!.byProgram!.get(leaf)!
        expect(sorted(counts[i]!), leaf).toEqual(from(low, high!))
        expect(counts[i]!.size).toBeGreaterThanOrEqual(base(leaf))
        expect(counts[i]!.has(world.counts.get(leaf)!)).toBe(true)
      }
    }
  })

  it('also for who knows that signals only came in, or that nothing changed', () => {
    const grows = (counts: readonly number[]): boolean => counts.every((n, i) => i === 0 || n >= counts[i - 1]!)
    for (const leaf of first.counts.keys()) {
      const figures = figuresOf(leaf)
      if (figures.every((p, i) => i === 0 || p >= figures[i - 1]!)) for (const set of together(figures, grows, base(leaf)).counts) expect(set.size, leaf).toBeGreaterThanOrEqual(base(leaf))
      for (const set of together([figures[0]!, figures[0]!], ([a, b]) => a === b, base(leaf)).counts) expect(set.size, leaf).toBeGreaterThanOrEqual(base(leaf))
    }
  })

  it('would be narrower with a key for each publication: that is why another key is refused', () => {
    const second = modelOf(first, new Uint8Array(32).fill(10))
    const figure = new Map(second.leaves.map((l) => [`${l.area}|${l.theme}|${l.period}`, l.p]))
    const narrow = [...first.counts.keys()].filter((leaf) => together([figuresOf(leaf)[0]!, figure.get(leaf)!], ([a, b]) => a === b, base(leaf), true).counts[0]!.size < base(leaf))
    expect(narrow.length).toBeGreaterThan(first.counts.size / 20)
  })
})

describe('what an earlier and a later figure prove together (docs/publication.md)', () => {
  it('the count changed by what the figure changed, give or take 4; of each count by itself no more than before', () => {
    for (const [p, q] of [[0, 0], [0, 5], [5, 0], [5, 5], [5, 10], [10, 5], [15, 30]] as const) {
      const { counts, changes } = together([p, q])
      expect(sorted(counts[0]!)).toEqual(from(Math.max(0, p - 4), p + 4))
      expect(sorted(counts[1]!)).toEqual(from(Math.max(0, q - 4), q + 4))
      expect(sorted(changes[0]!)).toEqual(from(q - p - 4, q - p + 4))
    }
  })

  it('who knows that exactly one signal came in, sees five counts when the figure moved, and eight (at 0 four) when it did not', () => {
    const oneMore = ([a, b]: readonly number[]): boolean => b === a! + 1
    expect(sorted(together([5, 10], oneMore).counts[0]!)).toEqual(from(5, 9))
    expect(sorted(together([0, 5], oneMore).counts[0]!)).toEqual(from(0, 4))
    expect(sorted(together([5, 5], oneMore).counts[0]!)).toEqual(from(1, 8))
    expect(sorted(together([0, 0], oneMore).counts[0]!)).toEqual(from(0, 3)) // fewer than five: who knows of signals, knows more
  })

  it('is what the scheme does: every pair of counts that fits, and no other, comes about with some key', () => {
    const seen = new Map<string, Set<string>>()
    for (let k = 0; k < 200; k++) {
      const u = leafFraction(Uint8Array.from({ length: 32 }, (_, i) => (k * 7 + i * 13 + ((k >> 3) ^ i)) % 256), { area: 'a', theme: 't', period: '2026Q1' })
      for (let x = 0; x < 20; x++)
        for (let y = 0; y < 20; y++) {
          const figures = `${roundedByFraction(x, u, 5)} ${roundedByFraction(y, u, 5)}`
          ;(seen.get(figures) ?? seen.set(figures, new Set()).get(figures)!).add(`${x} ${y}`)
        }
    }
    for (const [figures, pairs] of seen) {
      const [p, q] = figures.split(' ').map(Number) as [number, number]
      if (p > 10 || q > 10) continue
      const fits = new Set<string>()
      together([p, q], ([x, y]) => (fits.add(`${x} ${y}`), true))
      expect([...pairs].sort(), figures).toEqual([...fits].sort())
    }
  })
})
