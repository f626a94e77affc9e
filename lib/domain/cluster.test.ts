import { expect, test } from 'vitest'
import { standardPeriod } from './cluster'

test('a theme is looked at over its window in whole months', () => {
  expect(standardPeriod(26, '2026-12-01')).toEqual({ from: '2026-06-01', to: '2026-12-01' })
  expect(standardPeriod(12, '2026-12-01')).toEqual({ from: '2026-09-01', to: '2026-12-01' })
  expect(standardPeriod(52, '2026-12-01')).toEqual({ from: '2025-12-01', to: '2026-12-01' })
  expect(standardPeriod(1, '2027-01-01')).toEqual({ from: '2026-12-01', to: '2027-01-01' })
  expect(standardPeriod(null, '2027-01-01')).toEqual({ from: '2026-10-01', to: '2027-01-01' })
})
