import { expect, it } from 'vitest'
import { signalsResult } from './counts'

const years = { start: 2024, aftercare: 2026 }
const people = [{ year: 2022, value: 1000 }, { year: 2024, value: 2000 }]
const month = (m: string, n: number) => ({ area: 1, month: `${m}-01`, n })

it('quarters and years count when all their months are known; exact and rounded counts add up', () => {
  const counts = [month('2023-02', 4), month('2023-02', 5), month('2023-12', 1), month('2024-06', 12), month('2025-11', 3), month('2025-12', 7)]
  const found = signalsResult(counts, { first: '2023-01-01', last: '2025-12-01' }, '2025-12-20', people, 'rounded', years)
  expect(found.quarters.map((q) => [q.quarter, q.n])).toEqual([['2023 K1', 9], ['2023 K2', 0], ['2023 K3', 0], ['2023 K4', 1], ['2024 K1', 0], ['2024 K2', 12], ['2024 K3', 0], ['2024 K4', 0], ['2025 K1', 0], ['2025 K2', 0], ['2025 K3', 0]])
  expect(found.years).toEqual([2023, 2024]) // December 2025 has not ended
  expect(found.stages.before).toMatchObject({ count: 10, per1000: { value: 10 } }) // 1,000 people: the newest figure of then
  expect(found.stages.during).toMatchObject({ count: 12, per1000: { value: 6 } })
  expect(found.stages.after).toBeNull()
})

it('without inhabitants nothing is told per 1,000, and without a whole year nothing at all', () => {
  const known = { first: '2023-01-01', last: '2023-12-01' }
  expect(signalsResult([month('2023-02', 4)], known, '2026-01-01', [], 'exact', years).stages.before).toBeNull()
  const part = signalsResult([month('2023-05', 4)], { first: '2023-02-01', last: '2023-12-01' }, '2026-01-01', people, 'exact', years)
  expect([part.years, part.quarters.map((q) => q.n)]).toEqual([[], [4, 0, 0]])
})
