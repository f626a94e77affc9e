import { expect, it } from 'vitest'
import { focusCounts } from './focus-counts'

const row = (year: number, count: number | null, inhabitants: number | null = 500) => ({ year, count, inhabitants })

it('known answer by hand', () => {
  const found = focusCounts([row(2020, 3), row(2021, 2), row(2022, null), row(2023, 0), row(2024, 9, null), row(2025, 4, 1000)], { start: 2022, aftercare: 2024 })
  // 5 in 1,000 years of people: 5 (exact interval of 5: 1.6235-11.6683); 0 in 500: at most 3.6889 x 2; 4 in 1,000: 1.0899-10.2416
  expect(found.before).toMatchObject({ count: 5, per1000: { value: 5, low: expect.closeTo(1.6235, 4), high: expect.closeTo(11.6683, 4) } })
  expect(found.during).toMatchObject({ count: 0, per1000: { value: 0, low: 0, high: expect.closeTo(7.3778, 3) } })
  expect(found.after).toMatchObject({ count: 4, per1000: { value: 4, low: expect.closeTo(1.0899, 4), high: expect.closeTo(10.2416, 4) } })
})

it('nothing known is not nothing counted', () => {
  expect(focusCounts([row(2020, null), row(2022, 1, 49), row(2023, 1, 50)], { start: 2022, aftercare: null })).toEqual({ before: null, during: expect.objectContaining({ count: 1 }), after: null })
  expect(focusCounts([row(2022, 1, 0)], { start: 2022, aftercare: null }).during).toBeNull()
})
