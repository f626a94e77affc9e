import { afterAll, describe, expect, it } from 'vitest'
import { placementQuestion, type PlacementInput, type PlacementProgress } from '@/lib/domain/placement'
import { openSolver } from '@/lib/solver/open-solver'
import { answerPlacement, problemOf } from './placement-answer'
import { demandOf, weightsOf } from './placement-demand'
import { overlapOf } from './placement-overlap'
import { faultOf } from './placement-problem'

const solver = openSolver()
afterAll(() => solver.close())

const homes = (x: number, y = 0) => ({ x: [x - 50, x, x, x + 50], y: [y, y, y + 10, y] })
const buurt = (code: string, x: number, inhabitants: number | null, over: Partial<PlacementInput['buurten'][number]> = {}) => ({ code, name: `Buurt ${code}`, inhabitants, class: 'gap' as const, need: true, ...homes(x), ...over })
const place = (id: string, x: number, over: Partial<PlacementInput['candidates'][number]> = {}) => ({ id, name: `Plek ${id}`, kind: 'buurthuis', x, y: 0, lon: 5, lat: 53, opens: null, ...over })

/**
 * Buurten on a line, 1 km apart: A (100 people, gap), B (300, thin), C (200, gap), D (400, covered by a desk in D), E (50, no need), F (70, unknown), G (80, gap, 9 km away).
 * Places: v1 at A, v2 halfway between A and B, v3 at C. Reach 600 m: v2 reaches A and B.
 */
const input = (over: Partial<PlacementInput> = {}): PlacementInput => ({
  gemeente: { code: 'GM9990', name: 'Proefstad', fictional: true }, boundaryYear: 2026, theme: { slug: 'eenzaamheid', label: 'Eenzaamheid', reachM: 600 }, on: '2026-11-24', reachM: 600,
  buurten: [buurt('A', 0, 100), buurt('B', 1000, 300, { class: 'thin' }), buurt('C', 2000, 200), buurt('D', 3000, 400, { class: 'covered' }), buurt('E', 4000, 50, { class: 'none', need: false }), buurt('F', 5000, 70, { class: 'unknown' }), buurt('G', 14_000, 80)],
  candidates: [place('v1', 0), place('v2', 500), place('v3', 2000)],
  supply: [{ id: 7, name: 'Inloop', organisation: 'Welzijn', serviceType: 'inloop', counts: true, hoursPerWeek: 2, place: { at: 'point', x: 3000, y: 0 } }],
  ...over,
})
const ask = (over: object = {}) => placementQuestion.parse({ theme: 'eenzaamheid', ...over })
const answer = (i: PlacementInput, q = ask()) => answerPlacement(i, q, solver.solve)

describe('"Waar spreekuur?", a hand-worked town', { timeout: 60_000 }, () => {
  it('knows who needs a desk', () => {
    const { demand } = demandOf(input(), ['gap', 'thin'], 'people')
    expect(demand.map((d) => [d.buurt, d.people, d.nearestDeskM])).toEqual([['A', 100, expect.closeTo(3000, 0)], ['B', 300, expect.closeTo(2000, 0)], ['C', 200, expect.closeTo(1000, 0)], ['D', 400, 10], ['G', 80, expect.closeTo(11_000, 0)]])
    expect(demandOf(input(), ['gap'], 'people').demand.map((d) => d.buurt)).toEqual(['A', 'C', 'D', 'G'])
    expect(demandOf(input(), ['unknown'], 'people').demand.map((d) => d.buurt)).toEqual(['D', 'F'])
  })
  it('chooses, explains and says what stays open', async () => {
    const one = await answer(input())
    expect(one.places).toMatchObject([{ id: 'v2', adds: { people: 400, weight: 400 }, closes: ['A', 'B'], within: 400, overlaps: [], stays: expect.any(Number) }])
    expect(one).toMatchObject({ people: 400, proven: true, gap: 0, closed: ['A', 'B'], open: ['C'], unreachable: ['G'], asked: { people: 680, weight: 680, buurten: 4 }, notices: [] })
    expect(one.curve.map((c) => [c.places, c.people])).toEqual([[1, 400], [2, 600]])
    const three = await answer(input(), ask({ places: 3 }))
    expect(three.places.map((p) => [p.id, p.adds.people])).toEqual([['v2', 400], ['v3', 200]])
    expect(three.notices).toEqual([{ kind: 'enough_places', asked: 3, used: 2 }])
    expect((await answer(input(), ask({ places: 9 }))).notices).toEqual([{ kind: 'fewer_places', asked: 9, used: 3 }, { kind: 'enough_places', asked: 3, used: 2 }])
  })
  it('a hub against no hub', async () => {
    const withHub = input({ candidates: [...input().candidates, place('v9', 1500, { kind: 'hub', opens: '2027-01-01' })] })
    expect((await answer(withHub)).places.map((p) => p.id)).toEqual(['v9']) // reaches B and C: 500
    expect(await answer(withHub, ask({ never: ['v9'] }))).toMatchObject({ people: 400, closed: ['A', 'B'] })
    expect(await answer(withHub, ask({ places: 2, must: ['v9'] }))).toMatchObject({ people: 600, closed: ['A', 'B', 'C'] })
  })
  it('weighs by people, by buurt, and by what is short', async () => {
    expect(weightsOf(input(), 'buurten').get('A')).toBe(1)
    // all supply is in D: the mean is above 0, and who has nothing in reach is wholly short
    const short = weightsOf(input(), 'shortage')
    expect([short.get('A'), short.get('B'), short.get('D')]).toEqual([100, 300, 0])
    expect([...weightsOf(input({ supply: [] }), 'shortage').values()]).toEqual([100, 300, 200, 400, 50, 70, 80])
    const far = input({ candidates: [place('v3', 2000), place('v1', 0)], buurten: [buurt('A', 0, 10), buurt('B', 300, 10), buurt('C', 2000, 500)] })
    expect((await answer(far)).places[0]!.id).toBe('v3')
    const byBuurt = await answer(far, ask({ weight: 'buurten' }))
    expect(byBuurt.places[0]).toMatchObject({ id: 'v1', closes: ['A', 'B'], stays: 0.75 }) // C has the desk of D within a walk: it is not short
    expect(byBuurt.variants.find((v) => v.variant === 'weight-people')).toMatchObject({ places: ['v3'], share: 20 / 500 })
  })
  it('goes by squares where a buurt is wide', () => {
    const wide = buurt('W', 0, 400, { x: [0, 100, 4000, 4100], y: [0, 0, 0, 0] })
    const { demand, shares } = demandOf(input({ buurten: [wide], supply: [] }), ['gap'], 'people')
    expect(demand.map((d) => [d.id, d.people])).toEqual([['W 0', 200], ['W 1', 200]])
    expect(shares).toEqual([0.5, 0.5])
    // covered as a whole is covered in each square
    expect(demandOf(input({ buurten: [wide], supply: [{ ...input().supply[0]!, place: { at: 'point', x: 50, y: 0 } }] }), ['gap'], 'people').demand.map((d) => d.nearestDeskM)).toEqual([50, 50])
  })
  it('shortest way', async () => {
    const found = await answer(input({ supply: [], candidates: [place('v1', 0), place('v3', 2000)], buurten: [buurt('A', 0, 100), buurt('B', 1000, 100), buurt('C', 2000, 300)] }), ask({ goal: 'distance' }))
    expect(found.places.map((p) => p.id)).toEqual(['v3'])
    expect(found.distance.before).toBeNull()
    expect(found.distance.after).toBeCloseTo((100 * 2000 + 100 * 1000 + 300 * 5) / 500, -1)
    expect(found).toMatchObject({ proven: true, gap: 0, curve: [], alternatives: [], variants: [] })
    const both = await answer(input(), ask({ goal: 'distance', places: 3 }))
    expect(both.places.map((p) => p.id).sort()).toEqual(['v1', 'v2', 'v3'])
  })
  it('clear about nothing to win and unknown numbers', async () => {
    const covered = input({ buurten: [buurt('D', 3000, 400, { class: 'covered' })] })
    expect(await answer(covered)).toMatchObject({ places: [], people: 0, closed: [], notices: [{ kind: 'nothing_open' }], alternatives: [], curve: [] })
    const away = input({ buurten: [buurt('G', 14_000, 80), buurt('H', 15_000, null)] })
    expect(await answer(away)).toMatchObject({ places: [], unreachable: ['G', 'H'], notices: [{ kind: 'nothing_reached' }, { kind: 'unknown_inhabitants', codes: ['H'] }] })
    expect(await answer(input({ supply: [], buurten: [] }))).toMatchObject({ places: [], asked: { people: 0, buurten: 0 }, distance: { before: null, after: null } })
  })
  it('refuses what cannot be', () => {
    expect(faultOf(problemOf(input({ candidates: [] }), ask()))).toBe('no_candidates')
    expect(faultOf(problemOf(input({ reachM: 0 }), ask()))).toBe('no_reach')
    expect(faultOf(problemOf(input(), ask({ must: ['v1'], never: ['v1'] })))).toBe('must_and_never')
  })
  it('tells how far it is', async () => {
    const told: PlacementProgress[] = []
    await answerPlacement(input(), ask(), solver.solve, (p) => told.push(p))
    expect([...new Set(told.map((p) => p.step))]).toEqual(['choosing', 'alternatives', 'curve', 'variants'])
    for (const p of told) expect(p.done).toBeLessThan(p.of)
  })
  it('the same input gives the same answer', async () => expect(await answer(input(), ask({ places: 2 }))).toEqual(await answer(input(), ask({ places: 2 }))))
})

describe('overlap that a place would create', () => {
  const { buurten } = input()
  const at = (x: number) => [{ ...input().supply[0]!, place: { at: 'point' as const, x, y: 0 } }]
  it('counts people of the smaller one; exactly a quarter counts', () => {
    // v2 at 500 reaches A and B (400 people); an inloop at B reaches B (300) within 600 m
    expect(overlapOf({ x: 500, y: 0 }, 600, buurten, at(1000))).toEqual({ within: 400, overlaps: [{ activity: 7, share: 1, people: 300 }] })
    expect(overlapOf({ x: 0, y: 0 }, 600, buurten, at(1000))).toEqual({ within: 100, overlaps: [] })
    // for buurten A (100) and D (400): 100 of the 400 that the place reaches in A and B
    const area = (codes: string[]) => [{ ...input().supply[0]!, place: { at: 'buurten' as const, codes } }]
    expect(overlapOf({ x: 500, y: 0 }, 600, buurten, area(['A', 'D'])).overlaps).toEqual([{ activity: 7, share: 0.25, people: 100 }])
    expect(overlapOf({ x: 500, y: 0 }, 600, [buurt('A', 0, 99), ...buurten.slice(1)], area(['A', 'D'])).overlaps).toEqual([])
    expect(overlapOf({ x: 50_000, y: 0 }, 600, buurten, at(1000))).toEqual({ within: 0, overlaps: [] })
  })
})
