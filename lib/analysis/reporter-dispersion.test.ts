import { expect, it } from 'vitest'
import { reporterDispersion } from './reporter-dispersion'
import { seededRandom } from './seeded-random'

it('known answer by hand', () => {
  // 0 2 4 6: mean 3, variance 20/3; 3 3 3 3: no spread; 1 0 0 0: too few
  expect(reporterDispersion([[0, 3, 1], [2, 3, 0], [4, 3, 0], [6, 3, 0]])).toBeCloseTo((20 / 9 + 0) / 2, 12)
  expect(reporterDispersion([[1], [2]])).toBeNull()
  expect(reporterDispersion([[40]])).toBeNull()
  expect(reporterDispersion([])).toBeNull()
})

it('is about 1 for people who report on their own, and the size of the group for groups', () => {
  const random = seededRandom(11)
  const weeks = (group: number) => Array.from({ length: 104 }, () => Array.from({ length: 30 }, () => Array.from({ length: 200 }, () => (random() < 0.004 ? group : 0)).reduce((a, b) => a + b, 0)))
  expect(Math.abs(reporterDispersion(weeks(1))! - 1)).toBeLessThan(0.1)
  expect(Math.abs(reporterDispersion(weeks(3))! - 3)).toBeLessThan(0.3)
})
