import { expect, test } from 'vitest'
import { reviewDue } from './review'

test.each([
  ['planner', '2025-11-24', '2026-11-24'],
  ['admin', '2025-11-24', '2026-02-24'],
  ['admin', '2025-11-30', '2026-02-28'],
  ['admin', '2027-11-30', '2028-02-29'],
  ['wijkmanager', '2024-02-29', '2025-02-28'],
  ['admin', '2025-10-01', '2026-01-01'],
] as const)('rights of a %s, looked at on %s, are due on %s', (role, last, due) => {
  expect(reviewDue(role, last)).toBe(due)
})
