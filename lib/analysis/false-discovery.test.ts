import fc from 'fast-check'
import { expect, it } from 'vitest'
import fixture from '@/lib/testing/fixtures/false-discovery.json'
import { falseDiscovery } from './false-discovery'

it('equals p.adjust of R', () => {
  const rows = fixture.rows as [number, number][]
  falseDiscovery(rows.map(([p]) => p)).forEach((value, i) => expect(Math.abs(value - rows[i]![1])).toBeLessThan(1e-12))
})

it('the order does not matter, nothing becomes smaller, the steps of the rule hold', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (ps) => {
      const out = falseDiscovery(ps)
      expect(falseDiscovery([...ps].reverse()).reverse()).toEqual(out)
      out.forEach((q, i) => expect(q).toBeGreaterThanOrEqual(ps[i]!))
      // the rule itself: the largest k with p(k) <= k q / n
      const sorted = [...ps].sort((a, b) => a - b)
      const k = sorted.reduce((best, p, i) => (p <= ((i + 1) * 0.05) / ps.length + 1e-15 ? i + 1 : best), 0)
      expect(out.filter((q) => q <= 0.05 + 1e-15)).toHaveLength(ps.filter((p) => k > 0 && p <= sorted[k - 1]!).length)
    }),
    { seed: 3, numRuns: 300 },
  )
  expect(() => falseDiscovery([1.2])).toThrow(RangeError)
})
