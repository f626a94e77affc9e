import { expect, test } from 'vitest'
import { many } from './many'

test('one is one, and everything else is more, in Dutch notation', () => {
  const rows = (n: number | string) => many(n, 'rij', 'rijen')
  expect([rows(0), rows(1), rows(2), rows(20162), rows('1'), rows('1.000')]).toEqual(['0 rijen', '1 rij', '2 rijen', '20.162 rijen', '1 rij', '1.000 rijen'])
})
