import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rateLimit } from './rate-limit.mjs'

describe('at most so many in a minute', () => {
  const minute = 60_000
  const pass = (limit: ReturnType<typeof rateLimit>, n: number, now: number) => Array.from({ length: n }, () => limit.take('a', now)).filter((wait) => wait === 0).length

  it('lets exactly the limit through at once, and others are not in the way', () => {
    const limit = rateLimit({ limit: 60, windowMs: minute })
    expect(pass(limit, 100, 1_000)).toBe(60)
    expect(limit.take('b', 1_000)).toBe(0)
  })
  it('gives no second helping at the edge of a window', () => {
    const limit = rateLimit({ limit: 60, windowMs: minute })
    expect(pass(limit, 100, minute - 1)).toBe(60)
    expect(pass(limit, 100, minute + 1)).toBe(0)
    expect(pass(limit, 100, 1.5 * minute)).toBe(30)
    expect(pass(limit, 100, 4 * minute)).toBe(60)
  })
  it('waiting as long as it says is enough, and not much more than needed', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 80 }), (most, gaps) => {
      const limit = rateLimit({ limit: most, windowMs: minute })
      let now = 0
      const passed: number[] = []
      for (const gap of gaps) {
        now += gap
        const wait = limit.take('a', now)
        if (wait === 0) passed.push(now)
        else {
          expect(wait).toBeLessThanOrEqual(120)
          now += wait * 1000
          expect(limit.take('a', now)).toBe(0)
          passed.push(now)
        }
      }
      // Two counters estimate; more than twice the limit in a minute can never be.
      for (const at of passed) expect(passed.filter((t) => t > at - minute && t <= at).length).toBeLessThanOrEqual(2 * most)
    }), { seed: 4, numRuns: 300 })
  })
  it('remembers no more keys than it may', () => {
    const limit = rateLimit({ limit: 1, windowMs: minute, maxKeys: 100 })
    for (let i = 0; i < 10_000; i++) limit.take(String(i), 1)
    expect(limit.size).toBe(100)
    expect(limit.take('9999', 1)).toBeGreaterThan(0)
    expect(limit.take('0', 1)).toBe(0)
  })
})
