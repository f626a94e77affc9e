import { expect, test } from 'vitest'
import type { UserScope } from '@/lib/domain/user'
import { scopeText } from './scope-text'

const scope = (rest: Partial<UserScope>): UserScope => ({ id: 1, werkgebied: 1, name: 'Noord', gemeente: 'GM9990', from: '2025-01-01', to: null, kind: 'responsible', byRule: false, ...rest })

test.each([
  [scope({}), 'Noord, sinds 1 jan 2025'],
  [scope({ from: '2027-05-01' }), 'Noord, vanaf 1 mei 2027'],
  [scope({ from: '2026-11-24' }), 'Noord, sinds 24 nov 2026'],
  [scope({ to: '2026-12-01', kind: 'replacement' }), 'Noord, 1 jan 2025 tot 1 dec 2026 (vervanging)'],
  [scope({ to: '2026-11-25' }), 'Noord, 1 jan 2025 tot 25 nov 2026'],
  [scope({ to: '2026-11-24' }), null], // the first day without it
])('a werkgebied in words, on 24 november 2026', (given, text) => {
  expect(scopeText(given, '2026-11-24')).toBe(text)
})
