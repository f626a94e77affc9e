import { expect, it } from 'vitest'
import { poissonAtLeast } from './poisson-interval'
import { recentBuurten } from './recent-buurten'

/** 65 buurten with 91 reporters together, spread evenly (1.4 each), and one with `n` of them. */
const town = (n: number) => {
  const rest = 91 - n
  return Array.from({ length: 65 }, (_, i) => ({ reporters: i === 0 ? n : Math.floor(rest / 64) + (i <= rest % 64 ? 1 : 0), people: 500 }))
}

it('W3: seven reporters against 1.4 expected in one of 65 buurten is found', () => {
  const [first, ...others] = recentBuurten(town(7))
  expect(first!.expected).toBeCloseTo(1.4, 10)
  expect(first!.found).toBe(true)
  expect(first!.p).toBeLessThan(0.05)
  expect(first!.p / (65 * poissonAtLeast(7, 1.4))).toBeGreaterThan(0.8)
  expect(others.every((row) => !row!.found)).toBe(true)
})

it('six are not, nor four where next to nobody was expected, nor many people with many reporters', () => {
  expect(recentBuurten(town(6))[0]!.found).toBe(false)
  const few = recentBuurten([{ reporters: 4, people: 1 }, { reporters: 96, people: 100_000 }])
  expect(few[0]!.p).toBeLessThan(1e-6)
  expect(few[0]!.found).toBe(false)
  expect(recentBuurten([{ reporters: 50, people: 5000 }, { reporters: 50, people: 5000 }]).map((row) => row!.found)).toEqual([false, false])
})

it('areas without people take no part, wherever they stand', () => {
  const rows = [...town(7), { reporters: 30, people: 0 }, { reporters: 3, people: null }]
  expect(recentBuurten(rows).slice(0, 65)).toEqual(recentBuurten(town(7)))
  expect(recentBuurten(rows).slice(65)).toEqual([null, null])
  expect(recentBuurten([])).toEqual([])
  expect(recentBuurten([{ reporters: 0, people: 10 }])).toEqual([{ expected: 0, p: 1, found: false }])
})
