import { afterAll, describe, expect, it } from 'vitest'
import type { LinearProgram } from '@/lib/analysis/linear-program'
import { makeRandom } from '@/lib/demo/random'
import { openSolver, SolverCancelled, SolverError, type Progress } from './open-solver'

const solver = openSolver()
afterAll(() => solver.close())

/** A knapsack that takes a while: nearly equal values and weights. */
function hard(n: number): LinearProgram {
  const random = makeRandom(7, 'knapsack').next
  const items = Array.from({ length: n }, (_, i) => ({ name: `i${i}`, size: 1000 + Math.floor(random() * 1000) }))
  const rows = Array.from({ length: 12 }, () => ({ terms: items.map(({ name }) => [100 + Math.floor(random() * 900), name] as const), sense: '<=' as const, value: n * 137 }))
  return { direction: 'maximize', objective: items.map(({ name, size }) => [size, name]), rows, variables: new Map(items.map(({ name }) => [name, { kind: 'binary' }])) }
}

describe('HiGHS in its thread', { timeout: 60_000 }, () => {
  it('solves whole numbers: a hand-worked knapsack', async () => {
    const program: LinearProgram = {
      direction: 'maximize',
      objective: [[6, 'big one'], [5, 'e5'], [4, 'free']],
      rows: [{ terms: [[5, 'big one'], [4, 'e5'], [3, 'free']], sense: '<=', value: 7 }],
      variables: new Map([['big one', { kind: 'binary' }], ['e5', { kind: 'binary' }], ['free', { kind: 'binary' }], ['unused', { kind: 'integer', lower: 3, upper: 3 }]]),
    }
    const solved = await solver.solve(program)
    expect(solved.status).toBe('optimal')
    expect(solved.objective).toBeCloseTo(9, 6)
    expect(solved.bound).toBeCloseTo(9, 6)
    expect(Object.fromEntries([...solved.values!].map(([name, value]) => [name, Math.round(value)]))).toEqual({ 'big one': 0, e5: 1, free: 1, unused: 3 })
  })

  it('solves without whole numbers too', async () => {
    const solved = await solver.solve({ direction: 'minimize', objective: [[1, 'x'], [2, 'y']], rows: [{ terms: [[1, 'x'], [1, 'y']], sense: '>=', value: 1.5 }], variables: new Map([['x', { kind: 'continuous', upper: 1 }], ['y', { kind: 'continuous' }]]) })
    expect(solved).toMatchObject({ status: 'optimal', objective: 2, bound: 2 })
  })

  it('says when nothing can be, and when nothing holds it back', async () => {
    const variables: LinearProgram['variables'] = new Map([['x', { kind: 'integer' }]])
    expect(await solver.solve({ direction: 'maximize', objective: [[1, 'x']], rows: [{ terms: [[1, 'x']], sense: '<=', value: -1 }], variables })).toMatchObject({ status: 'infeasible', values: null, objective: null })
    expect((await solver.solve({ direction: 'maximize', objective: [[1, 'x']], rows: [], variables: new Map([['x', { kind: 'continuous' }]]) })).status).toBe('unbounded')
    expect(await solver.solve({ direction: 'maximize', objective: [], rows: [{ terms: [], sense: '>=', value: 1 }], variables })).toMatchObject({ status: 'infeasible' })
  })

  it('answers with the best it has when the time is up, with a bound that is not passed, and tells how far it is', async () => {
    const told: Progress[] = []
    const own = openSolver({ onProgress: (progress) => told.push(progress) })
    try {
      const solved = await own.solve(hard(120), { timeLimitS: 2 })
      expect(solved.status).toBe('limit')
      expect(solved.objective!).toBeLessThan(solved.bound!)
      expect(told.length).toBeGreaterThan(0)
      // the thread goes on with the next
      expect(await own.solve({ direction: 'maximize', objective: [[1, 'x']], rows: [], variables: new Map([['x', { kind: 'binary' }]]) })).toMatchObject({ objective: 1 })
    } finally {
      await own.close()
    }
  })

  it('stops at once when it is cancelled, also what waits behind it', async () => {
    const abort = new AbortController()
    const own = openSolver({ signal: abort.signal, onProgress: () => abort.abort() })
    const [first, second] = await Promise.allSettled([own.solve(hard(120), { timeLimitS: 60 }), own.solve(hard(10))])
    for (const ended of [first, second]) expect(ended).toMatchObject({ status: 'rejected', reason: expect.any(SolverCancelled) })
  })

  it('does not know the ended thread of before: the next program gets a new one', async () => {
    const own = openSolver()
    await own.close()
    expect(await own.solve({ direction: 'maximize', objective: [[2, 'x']], rows: [], variables: new Map([['x', { kind: 'binary' }]]) })).toMatchObject({ objective: 2 })
    await own.close()
  })

  it('refuses a program that is not right before a thread sees it', async () => {
    await expect(solver.solve({ direction: 'maximize', objective: [[NaN, 'x']], rows: [], variables: new Map([['x', { kind: 'binary' }]]) })).rejects.toThrow(RangeError)
    expect(new SolverError('x')).toBeInstanceOf(Error)
  })
})
