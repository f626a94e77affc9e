import { afterAll, describe, expect, it } from 'vitest'
import { openSolver } from '@/lib/solver/open-solver'
import { bestByTrying, randomRotation } from '@/lib/testing/rotation-instances'
import reference from '@/lib/testing/fixtures/rotation.json'
import { checkRotation } from './rotation-check'
import { planRotation } from './rotation'
import { faultOf, worthOf, type RotationProblem } from './rotation-problem'

const solver = openSolver()
afterAll(() => solver.close())
const plan = (p: RotationProblem) => planRotation(p, solver.solve)

const buurt = (code: string, worth: number, more: Partial<RotationProblem['buurten'][number]> = {}): RotationProblem['buurten'][number] => ({ code, worth, group: null, manager: null, load: [1, 1], past: [], ...more })
const base: RotationProblem = {
  firstYear: 2027, numYears: 2, discount: 0.5, buurten: [buurt('A', 40), buurt('B', 20), buurt('C', 10)], restYears: 6, most: [1, 1], least: [0, 0], perGroup: null, eachGroup: false, managerMost: null,
  fixed: [], must: [], never: [], together: [], apart: [], fair: [],
}
const starts = async (p: Partial<RotationProblem>): Promise<string> => (await plan({ ...base, ...p }))!.starts.map((s) => `${s.code}${s.year - 2026}`).join(' ')
const bent = async (p: Partial<RotationProblem>): Promise<string[]> => (await plan({ ...base, ...p }))!.bent.map((b) => b.rule)

describe('rules, worked out by hand', { timeout: 60_000 }, () => {
  it('what is worth most goes first', async () => {
    expect(await plan(base)).toMatchObject({ starts: [{ code: 'A', year: 2027 }, { code: 'B', year: 2028 }], worth: 50, proven: true, gap: 0, bent: [] })
  })
  it.each<[string, Partial<RotationProblem>, string]>([
    ['a buurt rests', { buurten: [buurt('A', 40, { past: [2022] }), buurt('B', 20), buurt('C', 10)] }, 'B1 A2'],
    ['again within the years when its rest is short', { restYears: 1, buurten: [buurt('A', 90), buurt('B', 20)] }, 'A1 A2'],
    ['what is decided stays', { fixed: [{ code: 'C', year: 2027 }] }, 'C1 A2'],
    ['what must be there by a year', { must: [{ code: 'C', by: 2027 }] }, 'C1 A2'],
    ['what may not start in a year, or at all', { never: [{ code: 'A', year: 2027 }, { code: 'B', year: null }] }, 'C1 A2'],
    ['together', { most: [2, 0], together: [['A', 'C']] }, 'A1 C1'],
    ['apart', { most: [2, 0], apart: [['A', 'B']] }, 'A1 C1'],
    ['one per group and year', { most: [2, 0], perGroup: 1, buurten: [buurt('A', 40, { group: 'w' }), buurt('B', 20, { group: 'w' }), buurt('C', 10)] }, 'A1 C1'],
    ['every group once', { eachGroup: true, most: [1, 0], buurten: [buurt('A', 40), buurt('B', 20), buurt('C', 10, { group: 'w' })] }, 'C1'],
    ['a manager has time for one: the execution of the first year fills the second', { managerMost: 1, buurten: [buurt('A', 40, { manager: 'm' }), buurt('B', 20, { manager: 'm' }), buurt('C', 10)] }, 'A1 C2'],
    ['the execution of last year counts in the first', { managerMost: 1, buurten: [buurt('A', 40, { manager: 'm' }), buurt('B', 20, { manager: 'm', past: [2026] }), buurt('C', 10)] }, 'C1 A2'],
    ['a wish weighs twice its worth', { fair: [{ code: 'B', by: 2027 }] }, 'B1 A2'],
  ])('%s', async (_, p, expected) => expect(await starts(p)).toBe(expected))
  it('of the same worth the first codes go first, in whatever order they are given', async () => {
    const buurten = ['D', 'B', 'A', 'C'].map((code) => buurt(code, 10))
    expect(await starts({ buurten })).toBe('A1 B2')
    expect(await starts({ buurten: [...buurten].reverse() })).toBe('A1 B2')
  })
  it('a buurt that is demanded stays in, also when another is worth the same', async () => {
    const found = await planRotation({ ...base, numYears: 1, most: [1], least: [0], buurten: [buurt('A', 10), buurt('B', 10)] }, solver.solve, { demand: 'B' })
    expect(found!.starts).toEqual([{ code: 'B', year: 2027 }])
  })
  it.each<[string, Partial<RotationProblem>, string[]]>([
    ['a must in a year that is full: never the limit of the year', { must: [{ code: 'A', by: 2027 }, { code: 'B', by: 2027 }] }, ['must']],
    ['every group, before the limit of the year', { eachGroup: true, most: [1, 0], buurten: [buurt('A', 40, { group: 'v' }), buurt('B', 20, { group: 'w' })] }, ['each_group']],
    ['at least so many, before the time of a manager', { managerMost: 1, least: [1, 1], buurten: [buurt('A', 40, { manager: 'm' }), buurt('B', 20, { manager: 'm' })] }, ['least']],
    ['a must that rests', { must: [{ code: 'A', by: 2027 }], buurten: [buurt('A', 40, { past: [2024] }), buurt('B', 20)] }, ['must']],
  ])('no way to keep all: %s', async (_, p, expected) => expect(await bent(p)).toEqual(expected))
  it('decided starts above the limit bend nothing', async () => expect(await bent({ fixed: [{ code: 'B', year: 2027 }, { code: 'C', year: 2027 }] })).toEqual([]))
  it.each<[string, Partial<RotationProblem>]>([
    ['unknown_buurt', { must: [{ code: 'X', by: 2027 }] }], ['least_above_most', { least: [2, 0] }], ['must_and_never', { must: [{ code: 'A', by: 2027 }], never: [{ code: 'A', year: 2027 }] }], ['fixed_and_never', { fixed: [{ code: 'A', year: 2027 }], never: [{ code: 'A', year: null }] }],
    ['outside_years', { must: [{ code: 'A', by: 2030 }] }], ['bad_number', { restYears: 0 }], ['no_buurten', { buurten: [] }], ['twice', { buurten: [buurt('A', 1), buurt('A', 2)] }], ['pair_of_one', { apart: [['A', 'A']] }], ['no_years', { numYears: 0, most: [], least: [] }],
  ])('%s is refused', async (fault, p) => {
    expect(faultOf({ ...base, ...p })).toBe(fault)
    await expect(plan({ ...base, ...p })).rejects.toThrow(fault)
  })
})

describe('against others', () => {
  it('all schedules of small problems tried: as good, and none exactly when none is there', async () => {
    const seen = { kept: 0, bent: 0 }
    for (let seed = 1; seed <= 120; seed++) {
      const p = randomRotation(seed, { buurten: 5, years: 3, tight: true })
      const [found, tried] = [(await plan(p))!, bestByTrying(p)]
      if (tried) expect(found, `seed ${seed}`).toMatchObject({ bent: [], proven: true })
      else expect(found.bent.length, `seed ${seed}`).toBeGreaterThan(0)
      if (tried) expect(found.worth, `seed ${seed}`).toBeCloseTo(tried.worth, 6)
      seen[tried ? 'kept' : 'bent']++
    }
    expect(Math.min(seen.kept, seen.bent)).toBeGreaterThan(20)
  }, 120_000)

  it.each(reference.cases)('$name: the worth that HiGHS, CBC and GLPK found', async ({ worth, problem }) => {
    const found = (await planRotation(problem as unknown as RotationProblem, solver.solve, { timeLimitS: 200 }))!
    expect(Math.abs(found.worth - worth)).toBeLessThan(1e-6)
    expect(found).toMatchObject({ proven: true, bent: [] })
  }, 240_000)
})

describe('1,000 problems of chance', () => {
  it('keep every rule that can be kept, by a checker that knows nothing of the model; what is never bent is never broken', async () => {
    const hard = ['rest', 'never', 'fixed']
    let kept = 0
    for (let seed = 1001; seed <= 2000; seed++) {
      const p = randomRotation(seed, { buurten: 10, years: 4 })
      const found = (await plan(p))!
      const broken = checkRotation(p, found.starts)
      expect(broken.filter((b) => hard.includes(b.rule)), `seed ${seed}`).toEqual([])
      expect(broken, `seed ${seed}`).toEqual(found.bent)
      expect(found.worth, `seed ${seed}`).toBe(worthOf(p, found.starts))
      if (broken.length === 0) kept++
    }
    expect(kept).toBeGreaterThan(700)
  }, 300_000)

  it('more room is never worse, a demanded buurt never better', async () => {
    for (let seed = 3001; seed <= 3060; seed++) {
      const p = randomRotation(seed, { buurten: 8, years: 4 })
      const found = (await plan(p))!
      if (found.bent.length > 0) continue
      const wider = (await plan({ ...p, most: p.most.map((n) => n + 1) }))!
      expect(wider.worth, `seed ${seed}`).toBeGreaterThanOrEqual(found.worth - 1e-6)
      const demanded = await planRotation(p, solver.solve, { demand: p.buurten[0]!.code })
      if (demanded && demanded.bent.length === 0) expect(demanded.worth, `seed ${seed}`).toBeLessThanOrEqual(found.worth + 1e-6)
    }
  }, 120_000)
})
