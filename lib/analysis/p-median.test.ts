import { afterAll, describe, expect, it } from 'vitest'
import { openSolver } from '@/lib/solver/open-solver'
import fixture from '@/lib/testing/fixtures/placement-60.json'
import { bestOfAll, randomTown, townOf } from '@/lib/testing/placement-town'
import { placeNearest } from './p-median'
import { distancesBetween, type PlacementProblem } from './placement-problem'

const solver = openSolver()
afterAll(() => solver.close())
const slowTotal = (p: PlacementProblem, chosen: readonly number[]): number =>
  p.demand.reduce((sum, d, i) => sum + (d.coveredAnyway ? 0 : d.weight * Math.min(d.nearestDeskM ?? Infinity, ...chosen.map((j) => p.distancesM[i * p.candidates.length + j]!))), 0)

describe('the shortest way to the nearest desk', { timeout: 120_000 }, () => {
  const town = townOf([{ x: 0, y: 0, people: 10 }, { x: 1000, y: 0, people: 10 }, { x: 3000, y: 0, people: 1 }], [{ x: 0, y: 0 }, { x: 1000, y: 0 }, { x: 3000, y: 0 }])
  it('hand-worked', async () => {
    // at B: 10 x 1,000 + 1 x 2,000; at A: 10 x 1,000 + 1 x 3,000
    expect(await placeNearest(town, solver.solve)).toEqual({ placed: ['B'], total: 12_000, meanM: 12_000 / 21, bound: 12_000, proven: true, gap: 0 })
    expect(await placeNearest({ ...town, places: 2 }, solver.solve)).toMatchObject({ placed: ['A', 'B'], total: 2000 })
    expect(await placeNearest({ ...town, places: 9 }, solver.solve)).toMatchObject({ placed: ['A', 'B', 'C'], total: 0, meanM: 0 })
    expect(await placeNearest({ ...town, must: ['C'], places: 2 }, solver.solve)).toMatchObject({ placed: ['A', 'C'], total: 10_000 })
    expect(await placeNearest({ ...town, never: ['B'] }, solver.solve)).toMatchObject({ placed: ['A'] })
  })
  it('desks that are there take part', async () => {
    const demand = town.demand.map((d, i) => ({ ...d, nearestDeskM: [0, 1000, 3000][i]! })) // one at A
    expect(await placeNearest({ ...town, demand }, solver.solve)).toMatchObject({ placed: ['B'], total: 2000 })
    expect(await placeNearest({ ...town, demand: demand.map((d) => ({ ...d, coveredAnyway: true })) }, solver.solve)).toMatchObject({ total: 0, meanM: null, proven: true })
  })
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('oracle: every choice tried, town %i', async (seed) => {
    const random = randomTown(300 + seed, 15, 7, 1 + (seed % 3))
    const problem = seed % 2 === 0 ? { ...random, must: ['A'] } : random
    const { best } = bestOfAll(problem, (chosen) => -slowTotal(problem, chosen))
    const found = await placeNearest(problem, solver.solve)
    expect(found.total).toBeCloseTo(-best, 6)
    expect(found).toMatchObject({ proven: true, gap: 0 })
  })
  it.each(fixture.medianOfWholeMetres)('reference: $places places, $total', async ({ places, total }) => {
    const spots = fixture.rows.map(([id, x, y, people, demand]) => ({ id: String(id), x: x!, y: y!, people: people!, weight: demand! }))
    const demand = spots.map(({ x: _x, y: _y, ...d }) => ({ ...d, buurt: d.id, coveredAnyway: false, nearestDeskM: null }))
    const problem = { demand, candidates: spots.map((s) => s.id), distancesM: distancesBetween(spots, spots).map(Math.round), reachM: fixture.reachM, places, must: [], never: [] }
    expect(await placeNearest(problem, solver.solve)).toMatchObject({ total, bound: total, proven: true })
  })
  it('gives a choice when the time is up', async () => {
    const found = await placeNearest(town, async () => ({ status: 'limit', values: null, objective: null, bound: 6000 }))
    expect(found).toEqual({ placed: ['B'], total: 12_000, meanM: 12_000 / 21, bound: 6000, proven: false, gap: 0.5 })
  })
})
