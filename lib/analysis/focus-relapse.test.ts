import { expect, it } from 'vitest'
import { focusRelapse } from './focus-relapse'

const course = (...values: (number | null)[]) => values.map((value, i) => ({ year: 2020 + i, value }))
const above = { value: 10, direction: 'from' } as const

it('told when a figure is past its threshold again', () => {
  expect(focusRelapse(course(9, 12, 11, 9, 8, 10), 2022, above)).toEqual({ under: 2024, again: 2025 })
  expect(focusRelapse(course(9, 12, 11, 9, 8, 10).reverse(), 2022, above)).toEqual({ under: 2024, again: 2025 })
  expect(focusRelapse(course(5, 5, 15, 4), 2021, { value: 5, direction: 'to' })).toEqual({ under: 2022, again: 2023 })
  expect(focusRelapse(course(null, 12, null, 9, null, 14, null), 2022, above)).toEqual({ under: 2023, again: 2025 })
})

it('not told otherwise', () => {
  expect(focusRelapse(course(9, 12, 11, 11, 12, 13), 2022, above)).toBeNull() // never came under
  expect(focusRelapse(course(9, 9, 9, 8, 12), 2022, above)).toBeNull() // was good before the start
  expect(focusRelapse(course(9, 12, 11, 9, 12, 9.9), 2022, above)).toBeNull() // is good now
  expect(focusRelapse(course(null, null, 9, 12), 2022, above)).toBeNull() // nothing known before
  expect(focusRelapse([], 2022, above)).toBeNull()
})
