import { describe, expect, it } from 'vitest'
import columbus from '@/lib/testing/fixtures/local-columbus.json'
import sids from '@/lib/testing/fixtures/local-nc-sids.json'
import { localGi, withNearest } from './local-gi'
import { seededRandom } from './seeded-random'

type Row = [value: number, neighbours: number[], moran: number, expected: number, variance: number, z: number, p: number, quadrant: string, star: number, conditional: number, atLeast: number]
const rows = columbus.rows as unknown as Row[]
const values = rows.map((row) => row[0])
const neighbours = rows.map((row) => row[1])

describe('reference: crime in Columbus', () => {
  const found = localGi(values, neighbours, seededRandom(1), { replicates: 19_999, stopAt: Infinity })
  it('G* and the exact conditional moments to 1e-9', () => {
    expect(rows).toHaveLength(49)
    rows.forEach((row, i) => {
      expect(found[i]!.star).toBeCloseTo(row[8], 9)
      expect(found[i]!.z).toBeCloseTo(row[9], 9)
    })
  })
  it('permutations without replacement agree with R within four standard errors of both', () => {
    rows.forEach((row, i) => {
      const wanted = (1 + row[10]) / 20_000
      expect(Math.abs(found[i]!.p - wanted)).toBeLessThan(4 * Math.sqrt((2 * wanted * (1 - wanted)) / 20_000) + 2 / 20_000)
    })
  })
})

it('reference: rates of North Carolina, G* of spdep to 1e-9', () => {
  const cases = sids.rows as unknown as [number, number, number[], number, number, number, number, number][]
  const found = localGi(cases.map(([n, births]) => (n / births) * 1000), cases.map((row) => row[2]), seededRandom(1), { replicates: 99 })
  cases.forEach((row, i) => {
    if (row[2].length === 0) expect(found[i]).toBeNull()
    else expect(found[i]!.star).toBeCloseTo(row[7], 9)
  })
  expect(cases.filter((row) => row[2].length > 0).length).toBeGreaterThan(95)
})

describe('relations and border cases', () => {
  const line = Array.from({ length: 12 }, (_, i) => [i - 1, i + 1].filter((j) => j >= 0 && j < 12))
  it('p equals the share over all ways to draw the neighbours (slow oracle)', () => {
    const x = [9, 8, 7, 1, 0, 2, 3, 1, 5, 0, 1, 2]
    const found = localGi(x, line, seededRandom(3), { replicates: 99_999, stopAt: Infinity })
    x.forEach((_, i) => {
      const others = x.filter((_, j) => j !== i)
      const sum = line[i]!.reduce((total, j) => total + x[j]!, 0)
      let [ways, high] = [0, 0]
      if (line[i]!.length === 1) for (const a of others) [ways, high] = [ways + 1, high + Number(a >= sum)]
      else for (let a = 0; a < others.length; a++) for (let b = a + 1; b < others.length; b++) [ways, high] = [ways + 1, high + Number(others[a]! + others[b]! >= sum)]
      expect(Math.abs(found[i]!.p - high / ways)).toBeLessThan(0.008)
    })
  })
  it('stopping when it is clear changes no answer below 5 %, and others little', () => {
    const all = localGi(values, neighbours, seededRandom(5), { stopAt: Infinity })
    localGi(values, neighbours, seededRandom(5)).forEach((row, i) => {
      if (all[i]!.p <= 0.05) expect(row!.p).toBe(all[i]!.p)
      else expect(Math.abs(row!.p / all[i]!.p - 1)).toBeLessThan(0.2)
    })
  })
  it('areas without a value do not count, and the same seed gives the same answer', () => {
    const x = [5, null, 3, 8, 1, 2, 9, 4, null, 6, 7, 1]
    const out = localGi(x, line, seededRandom(7))
    expect(out[1]).toBeNull()
    expect(out).toEqual(localGi(x, line, seededRandom(7)))
    const dense = localGi([5, 3, 8, 1, 2], [[], [2], [1, 3], [2, 4], [3]], seededRandom(7))
    expect(dense[0]).toBeNull()
    expect(dense[1]!.star).toBeCloseTo(localGi([5, 3, 8, 1, 2, null], [[5], [2, 5], [1, 3], [2, 4], [3], [0, 1]], seededRandom(9))[1]!.star, 12)
  })
  it('equal values are nowhere hot', () => {
    expect(localGi([2, 2, 2, 2], [[1], [0, 2], [1, 3], [2]], seededRandom(1))).toEqual([0, 1, 2, 3].map(() => ({ star: 0, z: 0, p: 1 })))
  })
  it('from 200 areas on p comes from z', () => {
    const many = Array.from({ length: 240 }, (_, i) => (i * 7919) % 101)
    const ring = many.map((_, i) => [(i + 239) % 240, (i + 1) % 240])
    const [first] = localGi(many, ring, () => { throw new Error('nothing is drawn') })
    expect(first!.p).toBeGreaterThan(0)
    expect(first!.p).toBeLessThan(1)
  })
})

it('an island gets its three nearest within 10 km, or none; empty areas are no neighbours', () => {
  const at = (x: number, neighbours: number[]) => ({ x, y: 0, neighbours })
  const areas = [at(0, [1, 4]), at(1000, [0]), at(3000, []), at(50_000, []), at(500, [0])]
  expect(withNearest(areas, [true, true, true, true, false])).toEqual([[1], [0], [1, 0], [], []])
})
