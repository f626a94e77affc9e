import { expect, it } from 'vitest'
import { matchClusters, sharedShare } from './cluster-match'

it('knows the share in common', () => {
  expect(sharedShare([1, 2, 3], [2, 3, 4])).toBe(0.5)
  expect(sharedShare([1], [2])).toBe(0)
  expect(sharedShare([], [])).toBe(0)
  expect(sharedShare([1, 1], [1])).toBe(1)
})

it('gives the best pair first, one to one, nothing below 0.3', () => {
  const open = [{ id: 9, areas: [1, 2, 3, 4] }, { id: 5, areas: [10, 11] }, { id: 7, areas: [20] }]
  expect(matchClusters([{ areas: [1, 2] }, { areas: [1, 2, 3] }, { areas: [11, 12] }, { areas: [20, 21, 22, 23] }], open)).toEqual([null, 9, 5, null])
  expect(matchClusters([{ areas: [1, 2, 3] }], [])).toEqual([null])
})

it('equal shares: the older item, then the first finding', () => {
  expect(matchClusters([{ areas: [1, 2] }], [{ id: 8, areas: [1] }, { id: 3, areas: [2] }])).toEqual([3])
  expect(matchClusters([{ areas: [1] }, { areas: [2] }], [{ id: 8, areas: [1, 2] }])).toEqual([8, null])
})
