import fc from 'fast-check'
import { expect, it } from 'vitest'
import { focusResult, leastTrials, type Course } from './focus-result'
import { seededRandom } from './seeded-random'

const flat = (code: string, ...values: (number | null)[]): Course => ({ code, years: values.map((value, i) => ({ year: 2020 + i, value, border: 'a' })) })
const years = { start: 2022, aftercare: 2024 }

it('known answer by hand', () => {
  // the others go up by 1 during and 2 after; half of them 1 more and half of them 1 less than that
  const others = Array.from({ length: 20 }, (_, i) => flat(`o${i}`, 10, 10, ...(i % 2 ? [12, 12, 13] : [10, 10, 11])))
  const like = (code: string) => (code === 'x' ? ['o0', 'o1', 'o2', 'o3', 'x', 'elsewhere'] : ['o0', 'o1', 'o2', 'o3'].filter((c) => c !== code).concat(['x']))
  const result = focusResult('x', [flat('x', 10, 14, 16, 18, 20), ...others], like, years)
  expect(result.own).toEqual({ before: 12, during: 17, after: 20 })
  expect(result.comparable).toEqual({ before: 10, during: 11, after: 12 })
  // x: 5 - 1 = 4. The others: o4... are 1 from the mean; o0 and o2 are 0 - 4/3, o1 and o3 2 - 2/3: of 20 trials the largest is 4/3, at rank ceil(0.95 x 21) = 20
  expect(result.during!.difference).toBeCloseTo(4, 12)
  expect(result.during!.low).toBeCloseTo(4 - 4 / 3, 12)
  expect(result.during!.high).toBeCloseTo(4 + 4 / 3, 12)
  expect(result.after!.difference).toBeCloseTo(6, 12)
  expect(result.breaks).toEqual([])
})

it('too little is said to be too little', () => {
  const others = (n: number) => Array.from({ length: n }, (_, i) => flat(`o${i}`, 1, 2, 3, 4, 5))
  const codes = others(25).map(({ code }) => code)
  const of = (n: number, own: Course, like = codes, end: number | null = 2024) => focusResult('x', [own, ...others(n)], () => like, { start: 2022, aftercare: end })
  expect(of(leastTrials, flat('x', 1, 2, 3, 4, 5)).during).toEqual({ difference: 0, low: 0, high: 0 })
  expect(of(leastTrials - 1, flat('x', 1, 2, 3, 4, 5)).during).toBeNull() // one trial too few
  expect(of(25, flat('x', 1, 2, 3, 4, 5), ['o1', 'o2']).during).toBeNull() // compared with two only
  expect(of(25, flat('x', null, null, 3, 4, 5)).during).toBeNull() // nothing before
  expect(of(25, flat('x', 1, 2, null, null, 5)).during).toBeNull() // nothing during, but after
  expect(of(25, flat('x', 1, 2, null, null, 5)).after).not.toBeNull()
  expect(of(25, flat('x', 1, 2, 3, 4, 5), codes, null).after).toBeNull() // has not ended: 2024 is still during
  expect(of(25, flat('x', 1, 2, 3, 4, 8), codes, null).own.during).toBe(5)
  expect(() => focusResult('y', others(2), () => [], years)).toThrow(RangeError)
  expect(() => focusResult('o1', others(2), () => [], { start: 2022, aftercare: 2022 })).toThrow(RangeError)
})

it('figures across a change of the border are not compared', () => {
  const others = Array.from({ length: 25 }, (_, i) => flat(`o${i}`, 1, 1, 1, 1, 1))
  const like = () => others.map(({ code }) => code)
  const own: Course = { code: 'x', years: ['a', 'b', 'b', 'b', 'c'].map((border, i) => ({ year: 2020 + i, value: [90, 1, 3, 3, 70][i]!, border })) }
  const result = focusResult('x', [own, ...others], like, years)
  expect(result.breaks).toEqual([2021, 2024])
  expect(result.own).toEqual({ before: 1, during: 3, after: null })
  expect(result.during!.difference).toBe(2)
  expect(result.after).toBeNull()
})

it('the order of years and buurten, and one shift of everything in a year, do not matter', () => {
  const figure = fc.integer({ min: -50, max: 50 })
  fc.assert(
    fc.property(fc.array(fc.tuple(figure, figure, figure, figure, figure), { minLength: 21, maxLength: 30 }), fc.tuple(figure, figure), (rows, [during, after]) => {
      const courses = rows.map((row, i) => flat(`o${i}`, ...row))
      const like = (code: string) => courses.map((c) => c.code).filter((c) => c !== code).slice(0, 6)
      const once = focusResult('o3', courses, like, years)
      expect(focusResult('o3', courses.map((c) => ({ ...c, years: [...c.years].reverse() })).reverse(), like, years).during).toEqual(once.during)
      const moved = rows.map(([a, b, c, d, e], i) => flat(`o${i}`, a, b, c + during, d + during, e + after))
      const again = focusResult('o3', moved, like, years)
      for (const stage of ['during', 'after'] as const) for (const end of ['difference', 'low', 'high'] as const) expect(again[stage]![end]).toBeCloseTo(once[stage]![end], 9)
    }),
    { seed: 7, numRuns: 100 },
  )
})

/** 45 buurten with levels and a common course of their own, and chance of about 1 a year; `shift` is what the focus buurt gets from the start on. */
function world(seed: number, shift: number): { during: { difference: number; low: number; high: number } } {
  const random = seededRandom(seed)
  const chance = () => random() + random() + random() + random() - 2
  const common = Array.from({ length: 5 }, () => 4 * chance())
  const levels = Array.from({ length: 45 }, () => 20 * random())
  const courses = levels.map((level, i) => flat(`b${i}`, ...common.map((c, t) => level + c + chance() + (i === 0 && t >= 2 ? shift : 0))))
  const byLevel = levels.map((_, i) => i).sort((a, b) => levels[a]! - levels[b]!)
  const places = new Map(byLevel.map((i, place) => [`b${i}`, place]))
  const like = (code: string) => [-3, -2, -1, 1, 2, 3].flatMap((step) => byLevel[places.get(code)! + step] ?? []).map((i) => `b${i}`)
  return { during: focusResult('b0', courses, like, years).during! }
}

it('without an effect the interval holds 0 in about 95 %; a planted shift is found and held', () => {
  const worlds = 400
  const seen = (shift: number) => Array.from({ length: worlds }, (_, seed) => world(seed, shift).during)
  const holds = (of: ReturnType<typeof seen>, value: number) => of.filter(({ low, high }) => low <= value && high >= value).length / worlds
  const nothing = seen(0)
  const planted = seen(3)
  expect(holds(nothing, 0)).toBeGreaterThan(0.92)
  expect(holds(nothing, 0)).toBeLessThan(0.98)
  expect(holds(planted, 3)).toBeGreaterThan(0.92)
  expect(holds(planted, 0)).toBeLessThan(0.05)
  expect(Math.abs(planted.reduce((sum, { difference }) => sum + difference, 0) / worlds - 3)).toBeLessThan(0.1)
})
