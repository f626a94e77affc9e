import { afterAll, describe, expect, it } from 'vitest'
import { openSolver } from '@/lib/solver/open-solver'
import { bestOfAll, randomTown, townOf, weightReached } from '@/lib/testing/placement-town'
import { placeDesks } from './placement'
import { alternativesTo } from './placement-alternatives'
import { curveOf } from './placement-curve'
import type { PlacementProblem } from './placement-problem'
import { robustnessOf } from './placement-robustness'

const solver = openSolver()
afterAll(() => solver.close())

/** A reaches 100, B 98, C 97, D 96 (each their own people); E the same as A. */
const ties = (over: Partial<PlacementProblem> = {}): PlacementProblem =>
  townOf([100, 98, 97, 96].map((people, i) => ({ x: i * 5000, y: 0, people })), [0, 1, 2, 3, 0].map((i) => ({ x: i * 5000, y: 0 })), over)

describe('nearly as good', { timeout: 60_000 }, () => {
  it('lists what reaches at least 97 %, ties first, and stops below', async () => {
    const best = await placeDesks(ties(), solver.solve)
    expect(best.placed).toEqual(['A'])
    expect((await alternativesTo(ties(), best, solver.solve)).map((a) => [a.placed.join(), a.weight])).toEqual([['E', 100], ['B', 98], ['C', 97]])
    expect((await alternativesTo(ties(), best, solver.solve, { max: 1 })).length).toBe(1)
    expect((await alternativesTo(ties(), best, solver.solve, { least: 0.5 })).map((a) => a.placed.join())).toEqual(['E', 'B', 'C', 'D'])
  })
  it('lists nothing where nothing can be chosen', async () => {
    const alone = ties({ never: ['B', 'C', 'D', 'E'] })
    expect(await alternativesTo(alone, await placeDesks(alone, solver.solve), solver.solve)).toEqual([])
    const must = ties({ must: ['A'] })
    expect(await alternativesTo(must, await placeDesks(must, solver.solve), solver.solve)).toEqual([])
    const covered = ties()
    const nobody = { ...covered, demand: covered.demand.map((d) => ({ ...d, coveredAnyway: true })) }
    expect(await alternativesTo(nobody, await placeDesks(nobody, solver.solve), solver.solve)).toEqual([])
  })
  it('oracle: the next best of every choice, seeded', async () => {
    for (const seed of [201, 202, 203, 204]) {
      const town = randomTown(seed, 25, 8, 2)
      const best = await placeDesks(town, solver.solve)
      const found = await alternativesTo(town, best, solver.solve, { least: 0.8 })
      const without = bestOfAll(town, (chosen) => (best.placed.every((id) => chosen.includes(town.candidates.indexOf(id))) ? -1 : weightReached(town, chosen)))
      if (without.best >= 0.8 * best.weight) expect(found[0]!.weight).toBe(without.best)
      else expect(found).toEqual([])
      const sets = [best, ...found].map((p) => [...p.placed].sort().join())
      expect(new Set(sets).size).toBe(sets.length)
      for (const [i, p] of found.entries()) expect(p.weight).toBeLessThanOrEqual(found[i - 1]?.weight ?? best.weight)
    }
  })
})

describe('what one more place brings', { timeout: 60_000 }, () => {
  it('ends where more places reach no more', async () => {
    expect((await curveOf(ties(), solver.solve)).map((p) => [p.places, p.weight])).toEqual([[1, 100], [2, 198], [3, 295], [4, 391]])
    expect((await curveOf(ties({ must: ['D', 'B'], places: 2 }), solver.solve)).map((p) => [p.places, p.weight])).toEqual([[2, 194], [3, 294], [4, 391]])
    expect((await curveOf(ties(), solver.solve, { upTo: 2 })).length).toBe(2)
  })
  it('never falls, seeded', async () => {
    for (const seed of [211, 212, 213]) {
      const weights = (await curveOf(randomTown(seed, 60, 20, 3), solver.solve)).map((p) => p.weight)
      expect([...weights].sort((a, b) => a - b)).toEqual(weights)
    }
  })
})

describe('what depends on the assumptions', { timeout: 60_000 }, () => {
  // A reaches 30 within 450 m and 60 more only at 550; B reaches 50 at once
  const town = townOf([{ x: 0, y: 0, people: 30 }, { x: 550, y: 0, people: 60 }, { x: 9000, y: 0, people: 50 }], [{ x: 0, y: 0 }, { x: 9000, y: 0 }], { reachM: 500 })
  it('says in which variants a place leaves', async () => {
    const choice = await placeDesks(town, solver.solve)
    expect(choice.placed).toEqual(['B'])
    const variants = [{ label: 'wider', reachM: 600 }, { label: 'nearer', reachM: 400 }, { label: 'all equal', weights: [1, 1, 1] }, { label: 'other', weights: [5, 1, 1] }]
    const robust = await robustnessOf(town, choice, variants, solver.solve)
    expect(robust.stays).toEqual([{ id: 'B', share: 0.5, leavesIn: ['wider', 'other'] }])
    // `all equal` is a tie between A and B: the place has not left
    expect(robust.variants.map((v) => [v.label, v.placed.join(), v.weight, v.chosenWeight])).toEqual([['wider', 'A', 90, 50], ['nearer', 'B', 50, 50], ['all equal', 'B', 1, 1], ['other', 'A', 5, 1]])
  })
  it('keeps everything when nothing varies, seeded', async () => {
    for (const seed of [221, 222]) {
      const town = randomTown(seed, 30, 12, 3)
      const choice = await placeDesks(town, solver.solve)
      const { stays } = await robustnessOf(town, choice, [{ label: 'same' }], solver.solve)
      expect(stays.map((s) => s.share)).toEqual(choice.placed.map(() => 1))
    }
    expect((await robustnessOf(town, await placeDesks(town, solver.solve), [], solver.solve)).stays).toEqual([{ id: 'B', share: 1, leavesIn: [] }])
  })
})
