import { expect, it } from 'vitest'
import { weekSince } from './since'

const everywhere = Array.from({ length: 40 }, () => 20)

it('knows when it began: one in five weeks, then one each week', () => {
  const place = Array.from({ length: 40 }, (_, week) => (week < 28 ? Number(week % 5 === 0) : 1))
  expect(weekSince(place, everywhere, 0.01)).toBe(28)
})

it('cannot tell when it was always so, never so, or with few reporters', () => {
  expect(weekSince(everywhere.map(() => 2), everywhere, 0.02)).toBeNull()
  expect(weekSince(everywhere.map(() => 1), everywhere, 0.05)).toBeNull()
  expect(weekSince(everywhere.map((_, week) => Number(week >= 36)), everywhere, 0.001)).toBeNull() // four reporters
  expect(weekSince([], [], 0.1)).toBeNull()
})

it('more everywhere is no beginning', () => {
  const more = everywhere.map((n, week) => (week < 30 ? n : 3 * n))
  expect(weekSince(more.map((n) => n / 20), more, 0.05)).toBeNull()
  expect(weekSince(everywhere.map((_, week) => (week < 30 ? 1 : 3)), everywhere, 0.05)).toBe(30)
})
