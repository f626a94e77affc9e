import { expect, it } from 'vitest'
import columbus from '@/lib/testing/fixtures/local-columbus.json'
import sids from '@/lib/testing/fixtures/local-nc-sids.json'
import { localMoran } from './local-moran'

it('reference: Columbus, value, moments, z, p and quadrant of spdep to 1e-12', () => {
  type Row = [value: number, neighbours: number[], moran: number, expected: number, variance: number, z: number, p: number, quadrant: string]
  const rows = columbus.rows as unknown as Row[]
  const found = localMoran(rows.map((row) => row[0]), rows.map((row) => row[1]))
  rows.forEach(([, , moran, expected, variance, z, p, quadrant], i) => {
    const row = found[i]!
    expect([row.moran - moran, row.expected - expected, row.variance - variance, row.z - z, row.p - p].every((gap) => Math.abs(gap) < 1e-12)).toBe(true)
    expect(row.quadrant).toBe(quadrant.toLowerCase())
  })
})

it('reference: North Carolina; a county without neighbours has no answer', () => {
  const rows = sids.rows as unknown as [number, number, number[], number, number, number, number][]
  const found = localMoran(rows.map(([n, births]) => (n / births) * 1000), rows.map((row) => row[2]))
  rows.forEach((row, i) => {
    if (row[2].length === 0) expect(found[i]).toBeNull()
    else expect(Math.abs(found[i]!.moran - row[4]) + Math.abs(found[i]!.expected - row[5]) + Math.abs(found[i]!.variance - row[6])).toBeLessThan(1e-11)
  })
})

it('equal or missing values have no answer', () => {
  expect(localMoran([1, 1, 1], [[1], [0, 2], [1]])).toEqual([null, null, null])
  expect(localMoran([1, null, 5, 2], [[1], [0], [3], [2]]).map((row) => row === null)).toEqual([true, true, false, false])
})
