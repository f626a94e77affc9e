import { afterAll, describe, expect, it } from 'vitest'
import { criteria, type Criterion } from '@/lib/domain/focus-criteria'
import { rotationQuestion, type RotationInput, type RotationQuestion } from '@/lib/domain/rotation'
import { openSolver } from '@/lib/solver/open-solver'
import { answerRotation } from './rotation-answer'
import { changedByHand, needsReason } from './rotation-hand'
import { problemOf, worthIn } from './rotation-question'
import { whyRotation } from './rotation-why'
import { worthOf } from './rotation-problem'

const solver = openSolver()
afterAll(() => solver.close())

const values = (given: Partial<Record<Criterion, number | [number, number]>>) => Object.fromEntries(criteria.map((c) => [c, [given[c] ?? 0].flat().length === 2 ? given[c] : [given[c] ?? 0, given[c] ?? 0]])) as Record<Criterion, [number, number]>
const code = (i: number): string => `BU0000000${i}`
const buurt = (i: number, need: number | [number, number], more: Partial<RotationInput['buurten'][number]> = {}): RotationInput['buurten'][number] => ({ code: code(i), name: `Buurt ${i}`, wijk: `wijk ${i}`, werkgebied: 'west', inhabitants: 1000, values: values({ need }), past: [], ...more })
const input = (more: Partial<RotationInput> = {}): RotationInput => ({
  gemeente: { code: 'GM0000', name: 'Proefstad', fictional: true }, boundaryYear: 2026, on: '2026-11-26', from: 2027, fixed: [], left: [],
  buurten: [buurt(1, 0.8), buurt(2, 0.6), buurt(3, 0.4), buurt(4, 0.2)], ...more,
})
const ask = (more: object = {}): RotationQuestion => rotationQuestion.parse({ years: 2, most: [1], fair: false, weights: { need: 100 }, perManager: null, ...more })
const planned = async (i: RotationInput, q: RotationQuestion) => ({ i, q, result: await answerRotation(i, q, solver.solve) })
const told = (starts: readonly { code: string; year: number }[]): string => starts.map((s) => `${s.code.at(-1)} ${s.year}`).join(', ')

describe('a question', { timeout: 60_000 }, () => {
  it('the worth of a buurt is the weighted mean of what is known; what is not known counts in the middle', () => {
    expect(worthIn(buurt(1, 0.8), ask().weights)).toBeCloseTo(80, 12)
    expect(worthIn({ values: values({ need: 0.8, gap: 0.2 }) }, ask({ weights: { need: 30, gap: 10 } }).weights)).toBeCloseTo(65, 12)
    expect(worthIn(buurt(1, [0, 1]), ask().weights)).toBeCloseTo(50, 12)
  })
  it('the last number of starts a year holds for the years after it', () => expect(problemOf(input(), ask({ years: 4, most: [3, 2] })).most).toEqual([3, 2, 2, 2]))
  it('a buurt that every weighing puts in front is wanted within four years', async () => {
    const { result } = await planned(input(), ask({ fair: true, years: 6 }))
    expect(result.fair).toEqual([{ code: code(1), by: 2030 }])
  })
  it('the same question gives the same answer', async () => {
    const [a, b] = [await planned(input(), ask({ years: 3 })), await planned(input(), ask({ years: 3 }))]
    expect(a.result).toEqual(b.result)
    expect(told(a.result.starts)).toBe('1 2027, 2 2028, 3 2029')
  })
})

describe('by hand', { timeout: 60_000 }, () => {
  it('the cost of a change is what the schedule is worth less; rules that it breaks are named', async () => {
    const { i, q, result } = await planned(input(), ask())
    expect(result.worth).toBeCloseTo(80 + 0.9 * 60, 9)
    const moved = changedByHand(i, q, result, [{ code: code(1), year: 2028 }])
    expect(moved.worth).toBeCloseTo(0.9 * 140, 9)
    expect(moved.hand).toMatchObject({ computed: result.starts, computedWorth: result.worth, broken: [{ rule: 'most', year: 2028, is: 2, limit: 1 }] })
    const swapped = changedByHand(i, q, result, [{ code: code(1), year: null }, { code: code(3), year: 2027 }])
    expect(told(swapped.starts)).toBe('3 2027, 2 2028')
    expect(swapped.hand!.broken).toEqual([])
    expect((swapped.hand!.computedWorth - swapped.worth) / swapped.hand!.computedWorth).toBeCloseTo(40 / 134, 9)
  })
  it('back to what was computed is no change; what is decided, unknown or outside the years stays', async () => {
    const { i, q, result } = await planned(input({ fixed: [{ code: code(4), year: 2027 }] }), ask())
    expect(told(result.starts)).toBe('4 2027, 1 2028')
    expect(changedByHand(i, q, result, [{ code: code(1), year: null }, { code: code(1), year: 2028 }])).toMatchObject({ hand: null, starts: result.starts })
    for (const change of [{ code: code(4), year: null }, { code: 'BU99999999', year: 2027 }, { code: code(2), year: 2031 }]) expect(changedByHand(i, q, result, [change]).hand).toBeNull()
  })
  it('a start within four years of another needs a reason, after exactly four not; the reason is kept with it', async () => {
    const { i, q, result } = await planned(input({ buurten: [buurt(1, 0.8, { past: [2024] }), buurt(2, 0.6, { past: [2023] }), buurt(3, 0.4)] }), ask())
    const changed = changedByHand(i, q, result, [{ code: code(1), year: 2027, reason: 'nodig' }, { code: code(2), year: 2027 }])
    expect(told(needsReason(i, changed.starts, 4))).toBe('1 2027')
    expect(changed.starts.find((s) => s.code === code(1))).toEqual({ code: code(1), year: 2027, fixed: false, reason: 'nodig' })
    expect(changed.hand!.broken.map((b) => b.rule)).toContain('rest')
  })
})

describe('why', { timeout: 60_000 }, () => {
  it('of a buurt that is in: what is lost without it, and who comes instead', async () => {
    const { i, q, result } = await planned(input(), ask())
    const why = await whyRotation(i, q, result, code(1), solver.solve)
    if (why.kind !== 'in') throw new Error(why.kind)
    expect(why.loss).toBeCloseTo((134 - (60 + 0.9 * 40)) / 134, 6)
    expect([told(why.out), told(why.into)]).toEqual(['1 2027, 2 2028', '2 2027, 3 2028'])
  })
  it('of a buurt that is not in: the best year for it, what it costs, how much heavier it should be, and the rules in the way', async () => {
    const { i, q, result } = await planned(input(), ask())
    const why = await whyRotation(i, q, result, code(3), solver.solve)
    if (why.kind !== 'out') throw new Error(why.kind)
    expect(why).toMatchObject({ year: 2028, bent: [] })
    expect(why.loss).toBeCloseTo((0.9 * 20) / 134, 6)
    expect(why.more).toBeCloseTo(20 / 40, 6)
    expect(why.inTheWay).toEqual([2027, 2028].map((year) => ({ year, broken: [{ rule: 'most', year, is: 2, limit: 1 }] })))
    // With what `more` says it is in.
    const heavier = { ...i, buurten: i.buurten.map((b) => (b.code === code(3) ? buurt(3, 0.4 * (1 + why.more! + 0.01)) : b)) }
    expect(told((await answerRotation(heavier, q, solver.solve)).starts)).toContain('3 2028')
  })
  it('of a buurt that is decided, that is not in the question, and that cannot start', async () => {
    const { i, q, result } = await planned(input({ fixed: [{ code: code(4), year: 2027 }], buurten: [buurt(1, 0.8, { past: [2026] }), buurt(2, 0.6), buurt(4, 0.1)] }), ask())
    expect(await whyRotation(i, q, result, code(4), solver.solve)).toEqual({ kind: 'fixed' })
    expect(await whyRotation(i, q, result, 'BU99999999', solver.solve)).toEqual({ kind: 'left' })
    expect(await whyRotation(i, q, result, code(1), solver.solve)).toMatchObject({ kind: 'out', year: null, loss: null, inTheWay: [{ year: 2027, broken: [{ rule: 'rest', is: 1, limit: 6 }, { rule: 'most' }] }, { year: 2028 }] })
  })
})

describe('other weighings', { timeout: 60_000 }, () => {
  it('what every weighing prefers is always first; a close pair changes; shares add up to the starts of a year', async () => {
    const i = input({ buurten: [buurt(1, 1, { values: values({ need: 1, gap: 1 }) }), buurt(2, 0, { values: values({ need: 0.5, gap: 0.1 }) }), buurt(3, 0, { values: values({ need: 0.1, gap: 0.5 }) })] })
    const { result, q } = await planned(i, ask({ years: 1, most: [2], draws: 50, weights: { need: 50, gap: 50 } }))
    const share = (n: number) => result.robust!.buurten.find((b) => b.code === code(n))!.first
    expect(result.robust!.draws).toBe(50)
    expect(share(1)).toBe(1)
    expect(share(2)).toBeGreaterThan(0.2)
    expect(share(3)).toBeGreaterThan(0.2)
    expect(share(1) + share(2) + share(3)).toBeCloseTo(2, 12)
    expect(worthOf(problemOf(i, q), result.starts)).toBe(result.worth)
  })
})
