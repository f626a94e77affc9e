import { describe, expect, it } from 'vitest'
import { seededRandom } from '@/lib/analysis/seeded-random'
import type { PublicRings } from '@/lib/domain/public-model'
import { dissolve } from './dissolve'
import { areaOf, holdsPoint } from './rings'

const cell = (x: number, y: number): PublicRings => [[[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]]]
const area = (shape: PublicRings): number => shape.flat().reduce((sum, ring) => sum + areaOf(ring), 0)

describe('neighbours as one shape', () => {
  it('what they share falls away', () => {
    const [polygon] = dissolve([cell(0, 0), cell(1, 0)])
    expect(polygon).toHaveLength(1)
    expect(new Set(polygon![0]!.map(String))).toEqual(new Set(['0,0', '1,0', '2,0', '2,1', '1,1', '0,1']))
  })
  it('what runs the other way round is turned first', () => {
    const turned = cell(1, 0).map((p) => p.map((r) => [...r].reverse()))
    expect(dissolve([cell(0, 0), turned])).toHaveLength(1)
    expect(area(dissolve([cell(0, 0), turned]))).toBe(2)
  })
  it('around a hole, and an island in it', () => {
    const around = [0, 1, 2, 3, 4].flatMap((x) => [0, 1, 2, 3, 4].filter((y) => Math.max(Math.abs(x - 2), Math.abs(y - 2)) === 2).map((y) => cell(x, y)))
    const shape = dissolve([...around, cell(2, 2)])
    expect(shape.map((p) => p.length).sort()).toEqual([1, 2])
    expect(area(shape)).toBe(17)
  })
  it('cells that meet in a corner stay two rings', () => {
    expect(dissolve([cell(0, 0), cell(1, 1)]).map((p) => p[0]!.length)).toEqual([5, 5])
  })
  it('nothing shared, or one alone: as they were', () => {
    expect(dissolve([cell(0, 0)])).toEqual(cell(0, 0))
    expect(area(dissolve([cell(0, 0), cell(5, 5)]))).toBe(2)
    expect(dissolve([])).toEqual([])
  })

  it('of 200 drawn sets of cells: each cell is inside exactly when it was drawn, areas add up, and no edge is walked twice', () => {
    const random = seededRandom(8)
    for (let n = 0; n < 200; n++) {
      const drawn = Array.from({ length: 36 }, (_, i) => ({ x: i % 6, y: Math.floor(i / 6), on: random() < 0.6 }))
      const shape = dissolve(drawn.filter((c) => c.on).map((c) => cell(c.x, c.y)))
      expect(area(shape)).toBe(drawn.filter((c) => c.on).length)
      for (const { x, y, on } of drawn) expect(shape.filter((p) => holdsPoint(p, [x + 0.5, y + 0.5])).length, `draw ${n}, cell ${x},${y}`).toBe(on ? 1 : 0)
      const edges = shape.flat().flatMap((ring) => ring.slice(1).map((p, i) => [String(ring[i]), String(p)].sort().join(' ')))
      expect(new Set(edges).size).toBe(edges.length)
      for (const [outer, ...holes] of shape) {
        expect(areaOf(outer!)).toBeGreaterThan(0)
        for (const hole of holes) expect(areaOf(hole)).toBeLessThan(0)
      }
    }
  })
})
