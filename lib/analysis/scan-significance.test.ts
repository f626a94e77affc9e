import { describe, expect, it } from 'vitest'
import { criticalLlr, leastP, recurrenceInterval, significance, stopAfter } from './scan-significance'
import { seededRandom } from './seeded-random'

const hundred = Array.from({ length: 99 }, (_, i) => (i * 37) % 99) // 0..98, each once

describe('significance', () => {
  it('counts itself among the maps by chance', () => {
    expect(significance(200, hundred, { cases: 20 })).toEqual({ pMonteCarlo: 0.01, pGumbel: null, p: 0.01, replicatesDone: 99 })
    expect(significance(94, hundred, { cases: 20 }).p).toBe(0.06) // 94 to 98, and itself
    expect(significance(0, hundred, { cases: 20 }).p).toBe(1)
  })

  it('says h / r where counting stopped at h', () => {
    const stopped = [1, 5, 2, 6, 7]
    expect(significance(5, stopped, { cases: 20, stopAt: 3 }).p).toBe(3 / 5)
    expect(significance(5, stopped, { cases: 20, stopAt: 4 }).p).toBe(4 / 6) // it did not get so far
    expect(significance(5, [7, 6, 5, 1], { cases: 20, stopAt: 3 }).p).toBe(4 / 5) // it went on
    expect([stopAfter(999), stopAfter(199), stopAfter(9999)]).toEqual([50, 10, 500])
  })

  it('takes the Gumbel distribution far out: the same as the true chance where the maxima are Gumbel, within what 999 of them can tell', () => {
    const random = seededRandom(4)
    const maxima = Array.from({ length: 999 }, () => 5 - 1.2 * Math.log(-Math.log(random())))
    for (const p of [0.02, 0.001, 1e-5]) {
      const llr = 5 - 1.2 * Math.log(-Math.log1p(-p))
      const found = significance(llr, maxima, { cases: 30 }).pGumbel! / p
      expect(found).toBeGreaterThan(1 / 2)
      expect(found).toBeLessThan(2)
    }
    const strong = significance(25, maxima, { cases: 30 })
    expect(strong).toMatchObject({ pMonteCarlo: 0.001, pGumbel: leastP, p: leastP })
    expect(significance(25, maxima, { cases: 29 })).toMatchObject({ pGumbel: null, p: 0.001 })
    // with ten or more as strong, the counted one is told
    const tenth = [...maxima].sort((a, b) => b - a)[9]!
    expect(significance(tenth, maxima, { cases: 30 })).toMatchObject({ pMonteCarlo: 0.011, p: 0.011 })
    expect(significance(tenth + 1e-6, maxima, { cases: 30 }).p).not.toBe(0.01)
  })

  it('fits the Gumbel distribution by mean and spread, worked by hand', () => {
    // 1 to 5: mean 3, standard deviation 1.5811, so beta 1.2328 and mu 2.2884; for 6: exp((2.2884 - 6) / 1.2328) = 0.04926, and 1 - exp(-0.04926)
    expect(significance(6, [4, 1, 3, 5, 2], { cases: 30 }).p).toBeCloseTo(0.04807, 4)
  })

  it('knows no Gumbel distribution of maxima that do not differ, or of none', () => {
    expect(significance(9, [3, 3, 3], { cases: 100 }).pGumbel).toBeNull()
    expect(significance(9, [], { cases: 100 })).toEqual({ pMonteCarlo: 1, pGumbel: null, p: 1, replicatesDone: 0 })
  })
})

describe('criticalLlr', () => {
  it('is what must be exceeded for a counted chance of at most 5 %', () => {
    const critical = criticalLlr(hundred)
    expect(critical).toBe(94)
    expect(significance(critical, hundred, { cases: 20 }).p).toBe(0.06)
    expect(significance(critical + 0.5, hundred, { cases: 20 }).p).toBe(0.05)
    expect(criticalLlr(hundred, 0.01)).toBe(98)
    expect(criticalLlr(hundred.slice(0, 18))).toBe(Infinity)
  })
})

it('a chance of 1 in 1,040 a week is once in twenty years', () => {
  expect(recurrenceInterval(1 / 1040) / 52).toBeCloseTo(20, 9)
})
