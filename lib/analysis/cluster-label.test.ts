import { expect, it } from 'vitest'
import { changeSince, clusterLabel, samePlace } from './cluster-label'

const count = (observed: number, expected: number, found = true) => ({ observed, expected, found })

it('new, growing, persistent and fading by what was there before', () => {
  expect(clusterLabel(count(20, 8), [])).toBe('new')
  expect(clusterLabel(count(20, 8), [count(8, 8, false)])).toBe('new')
  expect(clusterLabel(count(40, 8), [count(20, 8)])).toBe('growing')
  expect(clusterLabel(count(25, 8), [count(22, 8)])).toBe('persistent')
  expect(clusterLabel(count(20, 8), [count(45, 8)])).toBe('fading')
})

it('what only just missed once is not new', () => {
  expect(clusterLabel(count(20, 8), [count(17, 8, false), count(22, 8)])).toBe('persistent')
  expect(clusterLabel(count(30, 8), [count(9, 8, false), count(22, 8)])).toBe('new')
})

it('a rise of the whole gemeente is no growth', () => {
  expect(clusterLabel(count(40, 16), [count(20, 8)])).toBe('persistent')
  expect(changeSince(count(40, 16), count(20, 8))).toBe('same')
  expect(changeSince(count(0, 0), count(0, 0))).toBe('same')
  expect(changeSince(count(0, 8), count(20, 8))).toBe('fewer')
})

it('the same place', () => {
  expect(samePlace([1, 2, 3], [3, 4])).toBe(true) // a quarter of four, and half of the second
  expect(samePlace([1, 2, 3], [3, 4, 5, 6])).toBe(false)
  expect(samePlace([1], [1, 2, 3, 4, 5, 6])).toBe(true)
  expect(samePlace([1], [2])).toBe(false)
})
