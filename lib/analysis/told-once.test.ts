import { expect, it } from 'vitest'
import { ratioWithInterval } from './poisson-interval'
import type { RawFinding } from './problem-clusters'
import { toldOnce } from './told-once'

const finding = (kind: RawFinding['kind'], areas: number[], more: Partial<RawFinding> = {}): RawFinding => ({
  kind, areas, label: kind === 'presence' ? null : 'persistent', certainty: areas.map(() => 1), from: '2026-01-01', to: '2026-07-01', observed: 20, expected: 10, ratio: ratioWithInterval(20, 10),
  llr: 4, p: 0.01, onceInYears: null, since: null, signals: 25, visits: null, people: 1000, sources: 3, ...more,
})
const kinds = (list: readonly RawFinding[]) => toldOnce(list).map((f) => `${f.kind} ${f.areas}`)

it('a recent buurt or a rise inside an area becomes part of it, whatever the order', () => {
  const list = [finding('recent', [2]), finding('rise', [2, 3]), finding('area', [1, 2, 3]), finding('fading', [3, 9])]
  expect(kinds(list)).toEqual(['area 1,2,3'])
  expect(kinds([...list].reverse())).toEqual(['area 1,2,3'])
  expect(kinds([finding('recent', [2]), finding('presence', [2])])).toEqual(['presence 2'])
})

it('what lies for less than half in others is told', () => {
  expect(kinds([finding('area', [1, 2]), finding('rise', [2, 3, 4]), finding('fading', [5])])).toEqual(['area 1,2', 'rise 2,3,4', 'fading 5'])
})

it('of a recent buurt and a rise around it the larger is told; of equal ones the recent buurt', () => {
  expect(kinds([finding('recent', [1]), finding('rise', [1, 2])])).toEqual(['rise 1,2'])
  expect(kinds([finding('rise', [1]), finding('recent', [1])])).toEqual(['recent 1'])
  expect(kinds([finding('recent', [4], { p: 0.04 }), finding('recent', [9], { p: 0.001 })])).toEqual(['recent 9', 'recent 4'])
})

it('a new buurt in an old area is told when the area does not explain it', () => {
  const old = finding('area', [1, 2, 3], { observed: 30, expected: 20, ratio: ratioWithInterval(30, 20) })
  // 7 where 1.4 was expected: at one and a half times that it is still unlikely
  expect(kinds([old, finding('recent', [2], { label: 'new', observed: 7, expected: 1.4 })])).toEqual(['area 1,2,3', 'recent 2'])
  expect(kinds([old, finding('recent', [2], { label: 'new', observed: 5, expected: 1.4 })])).toEqual(['area 1,2,3'])
  expect(kinds([old, finding('recent', [2], { label: 'persistent', observed: 7, expected: 1.4 })])).toEqual(['area 1,2,3'])
  expect(kinds([{ ...old, label: 'new' }, finding('recent', [2], { label: 'new', observed: 7, expected: 1.4 })])).toEqual(['area 1,2,3'])
})
