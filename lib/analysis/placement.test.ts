import { afterAll, describe, expect, it } from 'vitest'
import { openSolver } from '@/lib/solver/open-solver'
import fixture from '@/lib/testing/fixtures/placement-60.json'
import { bestOfAll, randomTown, townOf, weightReached } from '@/lib/testing/placement-town'
import type { Solve } from './linear-program'
import { placeDesks } from './placement'
import { distancesBetween, faultOf, reachedBy, type PlacementProblem } from './placement-problem'

const solver = openSolver()
afterAll(() => solver.close())
const place = (problem: PlacementProblem) => placeDesks(problem, solver.solve)

/**
 * Five spots on a line, 400 m apart, and three places: A at spot 0, B between spots 1 and 2, C at spot 4. Reach 400 m.
 * A reaches 0 and 1, B reaches 1 and 2, C reaches 3 (exactly at the limit) and 4.
 */
const line = (over: Partial<PlacementProblem> = {}): PlacementProblem =>
  townOf([10, 20, 30, 40, 5].map((people, i) => ({ x: i * 400, y: 0, people })), [{ x: 0, y: 0 }, { x: 600, y: 0 }, { x: 1600, y: 0 }], { reachM: 400, ...over })

describe('known answers: a hand-worked town', { timeout: 60_000 }, () => {
  it('takes the place with the most people, then what adds most', async () => {
    expect(await place(line())).toMatchObject({ placed: ['B'], weight: 50, people: 50, bound: 50, proven: true, gap: 0 })
    expect(await place(line({ places: 2 }))).toMatchObject({ placed: ['B', 'C'], weight: 95, adds: [{ weight: 50 }, { weight: 45 }] })
    expect(await place(line({ places: 3 }))).toMatchObject({ placed: ['B', 'C', 'A'], weight: 105, adds: [{ weight: 50 }, { weight: 45 }, { weight: 10 }] })
  })
  it('counts for nothing who is covered, and places nobody where nothing is won', async () => {
    const covered = line({ places: 3 })
    const demand = covered.demand.map((d, i) => (i === 2 ? { ...d, nearestDeskM: 400 } : i === 3 ? { ...d, coveredAnyway: true } : i === 0 ? { ...d, nearestDeskM: 401 } : d))
    expect(await place({ ...covered, demand })).toMatchObject({ placed: ['A', 'C'], weight: 35, proven: true })
    expect(await place({ ...covered, demand: demand.map((d) => ({ ...d, coveredAnyway: true })) })).toMatchObject({ placed: [], weight: 0, bound: 0, proven: true, gap: 0 })
    expect(await place({ ...covered, demand: [] })).toMatchObject({ placed: [], weight: 0 })
  })
  it('keeps to musts and nevers, and keeps a must that adds nothing', async () => {
    expect(await place(line({ must: ['A'] }))).toMatchObject({ placed: ['A'], weight: 30 })
    expect(await place(line({ never: ['B'], places: 2 }))).toMatchObject({ placed: ['C', 'A'], weight: 75 })
    const idle = line({ must: ['A'], places: 2 })
    expect(await place({ ...idle, demand: idle.demand.map((d, i) => (i < 2 ? { ...d, coveredAnyway: true } : d)) })).toMatchObject({ placed: ['C', 'A'], adds: [{ weight: 45 }, { weight: 0 }] })
  })
  it('places no more than there are', async () => {
    expect(await place(line({ places: 10 }))).toMatchObject({ placed: ['B', 'C', 'A'], weight: 105, proven: true })
    expect(await place(line({ places: 2, never: ['A', 'C'] }))).toMatchObject({ placed: ['B'], weight: 50 })
  })
  it('tells weight and people apart', async () => {
    const town = line()
    expect(await place({ ...town, demand: town.demand.map((d, i) => ({ ...d, weight: i === 0 ? 100 : 1 })) })).toMatchObject({ placed: ['A'], weight: 101, people: 30 })
  })
})

describe('questions without an answer', () => {
  it.each([
    ['no_reach', { reachM: 0 }], ['no_reach', { reachM: NaN }], ['no_places', { places: 0 }], ['no_places', { places: 1.5 }], ['no_candidates', { candidates: [] }], ['no_candidates', { never: ['A', 'B', 'C'] }],
    ['unknown_place', { must: ['Z'] }], ['must_and_never', { must: ['A'], never: ['A'] }], ['too_many_musts', { must: ['A', 'B'], places: 1 }], [null, {}], [null, { places: 10 }],
  ] as const)('%s', (fault, over) => expect(faultOf(line(over))).toBe(fault))
})

describe('oracle: every choice tried', { timeout: 120_000 }, () => {
  it.each(Array.from({ length: 40 }, (_, seed) => [seed] as const))('town %i', async (seed) => {
    const town = { ...randomTown(seed, 8 + (seed % 20), 5 + (seed % 5), 1 + (seed % 4)), ...(seed % 3 === 0 ? { must: ['B'] } : {}), ...(seed % 4 === 0 ? { never: ['A'] } : {}) }
    const found = await place(town)
    const { best } = bestOfAll(town, (chosen) => weightReached(town, chosen))
    expect(found.weight).toBe(best)
    expect(found).toMatchObject({ proven: true, bound: best, gap: 0 })
    expect(weightReached(town, found.placed.map((id) => town.candidates.indexOf(id)))).toBe(best)
    expect(found.adds.reduce((sum, a) => sum + a.weight, 0)).toBe(best)
  })
})

describe('relations, seeded', { timeout: 120_000 }, () => {
  const towns = [101, 102, 103, 104, 105, 106].map((seed) => randomTown(seed, 40, 15, 3))
  it('more places never reach fewer, more reach never fewer, a constraint never more', async () => {
    for (const town of towns) {
      const now = (await place(town)).weight
      expect((await place({ ...town, places: 4 })).weight).toBeGreaterThanOrEqual(now)
      expect((await place({ ...town, must: ['C'] })).weight).toBeLessThanOrEqual(now)
      expect((await place({ ...town, never: ['C'] })).weight).toBeLessThanOrEqual(now)
      const wider = town.demand.map((d) => ({ ...d, nearestDeskM: null })) // more reach of desks that are there leaves less to win
      expect((await place({ ...town, demand: wider, reachM: town.reachM * 1.2 })).weight).toBeGreaterThanOrEqual((await place({ ...town, demand: wider })).weight)
    }
  })
  it('the order of rows and places does not matter', async () => {
    for (const town of towns) {
      const rows = town.demand.map((_, i) => i).reverse()
      const columns = town.candidates.map((_, j) => j).reverse()
      const turned = { ...town, demand: rows.map((i) => town.demand[i]!), candidates: columns.map((j) => town.candidates[j]!), distancesM: Float64Array.from(rows.flatMap((i) => columns.map((j) => town.distancesM[i * columns.length + j]!))) }
      const [a, b] = [await place(town), await place(turned)]
      expect(b).toEqual(a)
    }
  })
})

describe('reference: 58 places, published by enumeration and three solvers', { timeout: 120_000 }, () => {
  const spots = fixture.rows.map(([id, x, y, people, demand]) => ({ id: String(id), x: x!, y: y!, people: people!, weight: demand! }))
  const existing = spots.filter((s) => fixture.existing.includes(Number(s.id)))
  const problem: PlacementProblem = {
    demand: spots.map(({ x, y, ...d }) => ({ ...d, buurt: d.id, coveredAnyway: false, nearestDeskM: Math.min(...existing.map((e) => Math.hypot(e.x - x, e.y - y))) })),
    candidates: spots.map((s) => s.id),
    distancesM: distancesBetween(spots, spots),
    reachM: fixture.reachM,
    places: 1,
    must: [],
    never: fixture.existing.map(String),
  }
  it('starts from the same demand', () => {
    expect(problem.demand.reduce((sum, d) => sum + d.weight, 0)).toBe(fixture.reachable.total)
    expect(problem.demand.filter((d) => d.nearestDeskM! <= fixture.reachM).reduce((sum, d) => sum + d.weight, 0)).toBe(fixture.reachable.already)
  })
  it.each(fixture.coverage)('$places places reach $extra more', async ({ places, extra, best }) => {
    const found = await place({ ...problem, places })
    expect(found).toMatchObject({ weight: extra, bound: extra, proven: true })
    if (best) expect(best.map((ids) => ids.join())).toContain(found.placed.map(Number).sort((a, b) => a - b).join())
  })
})

describe('a solver that ran out of time', () => {
  const slow = (bound: number | null): Solve => async () => ({ status: 'limit', values: null, objective: null, bound })
  it('gives a choice all the same, and how far below the best it can be at most', async () => {
    const town = randomTown(5, 30, 12, 3)
    const found = await placeDesks(town, slow(null))
    expect(found.placed.length).toBe(3)
    expect(found.weight).toBe(reachedBy(town, found.placed).weight)
    expect(found.proven).toBe(false)
    const { best } = bestOfAll(town, (chosen) => weightReached(town, chosen))
    expect(found.weight).toBeGreaterThanOrEqual((1 - 1 / Math.E) * best)
    expect(found.bound).toBeGreaterThanOrEqual(best)
    expect(found.gap).toBeCloseTo((found.bound - found.weight) / found.bound, 12)
    expect((await placeDesks(town, slow(best))).bound).toBe(best)
  })
  it('refuses an answer that cannot be', async () => {
    await expect(placeDesks(randomTown(5, 30, 12, 3), async () => ({ status: 'infeasible', values: null, objective: null, bound: null }))).rejects.toThrow(RangeError)
    await expect(placeDesks(randomTown(5, 30, 12, 3), async (program) => ({ status: 'optimal', values: new Map([...program.variables.keys()].map((name) => [name, 0])), objective: 99, bound: 99 }))).rejects.toThrow(/proven/)
  })
})
