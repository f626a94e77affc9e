import { expect, it } from 'vitest'
import type { BuurtCourse } from '@/lib/db/focus/result'
import { figureOf, focusYears, matchingOf, mostComparable, relapseOf, stageOf } from './figures'

const figure = { indicator: 'a', label: 'A', unit: 'percentage', direction: 'higher_is_worse', source: 'Proef' } as const
const course = (code: string, values: (number | null)[], borders = 'aaaaa'): BuurtCourse => ({ ...figure, code, years: values.map((value, i) => ({ year: 2021 + i, value, border: borders[i]! })) })
const years = { start: 2023, aftercare: 2025 }
const limit = { key: 'a', direction: 'from', value: 15 } as const

it('a focus is of whole years, and lasts at least one', () => {
  expect(focusYears({ planFrom: '2023-01-01', aftercareFrom: '2025-01-01' })).toEqual(years)
  expect(focusYears({ planFrom: '2023-09-01', aftercareFrom: '2023-12-01' })).toEqual({ start: 2023, aftercare: 2024 })
  expect(focusYears({ planFrom: '2023-01-01', aftercareFrom: null })).toEqual({ start: 2023, aftercare: null })
  expect(focusYears({ planFrom: null, aftercareFrom: null })).toBeNull()
  expect([2022, 2023, 2024, 2025].map((y) => stageOf(y, years))).toEqual(['before', 'during', 'during', 'after'])
  expect(stageOf(2030, { start: 2023, aftercare: null })).toBe('during')
})

it('buurten like it are chosen by the newest figures of before the start; what is not in the pool never is', () => {
  const courses = [course('x', [1, 10, 99]), course('near', [50, 11, 0]), course('far', [1, 30, 99]), course('focus', [1, 10, 99])]
  const matching = matchingOf(courses, ['x', 'near', 'far'], new Set(['near', 'far']), 2023)
  expect(matching.by.map(({ indicator, year }) => [indicator, year])).toEqual([['a', 2022]])
  expect(matching.like('x').map((c) => c.code)).toEqual(['near', 'far'])
  expect(matchingOf(courses, ['x', 'near', 'far'], new Set(['near']), 2021).by).toEqual([]) // nothing known before
  const many = Array.from({ length: 12 }, (_, i) => course(`o${i}`, [1, i]))
  expect(matchingOf([course('x', [1, 3]), ...many], ['x', ...many.map((c) => c.code)], new Set(many.map((c) => c.code)), 2023).like('x')).toHaveLength(mostComparable)
})

it('years on another border are shown and not compared, nor do they make a relapse', () => {
  const own = course('x', [20, 20, 12, 12, 30], 'aaaab')
  const others = Array.from({ length: 20 }, (_, i) => course(`o${i}`, [10, 10, 11, 11, 12]))
  const pool = new Set(others.map((o) => o.code))
  const of = (rows: BuurtCourse[]) => figureOf('x', rows, pool, matchingOf(rows, ['x', ...pool], pool, years.start), years, limit)
  const moved = of([own, ...others])
  expect(moved.breaks).toEqual([2025])
  expect(moved.after).toBeNull()
  expect(moved.during).toEqual({ difference: -9, low: -9, high: -9 })
  expect(moved.years.map((y) => [y.year, y.stage, y.own, y.others, y.compared])).toEqual([[2021, 'before', 20, 10, true], [2022, 'before', 20, 10, true], [2023, 'during', 12, 11, true], [2024, 'during', 12, 11, true], [2025, 'after', 30, 12, false]])
  expect(moved.relapse).toBeNull()
  expect(of([course('x', [20, 20, 12, 12, 30]), ...others])).toMatchObject({ breaks: [], after: { difference: 8 }, relapse: { under: 2024, again: 2025, value: 30 } })
})

it('a figure that the buurt never had is unknown, not 0', () => {
  const others = Array.from({ length: 20 }, (_, i) => course(`o${i}`, [1, 1, 1, 1, 1.25]))
  const pool = new Set(others.map((o) => o.code))
  expect(figureOf('x', others, pool, matchingOf(others, ['x', ...pool], pool, years.start), years, limit)).toMatchObject({ own: { before: null, during: null, after: null }, during: null, after: null, relapse: null, digits: 2 })
  expect(relapseOf(undefined, years, limit)).toBeNull()
})
