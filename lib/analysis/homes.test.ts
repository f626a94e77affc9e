import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beyond, boxOfHomes, halfDistance, reachesHalf, type Homes } from './homes'

/** Four homes in a row, 100 m apart, from (0, 0). */
const row: Homes = { x: [0, 100, 200, 300], y: [0, 0, 0, 0] }

describe('where people live', () => {
  it('half of the homes: of four the second nearest, of five the third', () => {
    expect(halfDistance(row, 0, 0)).toBe(100)
    expect(halfDistance({ x: [...row.x, 400], y: [...row.y, 0] }, 0, 0)).toBe(200)
    expect(halfDistance({ x: [30], y: [40] }, 0, 0)).toBe(50)
  })
  it('nobody lives there: no distance, and nothing is reached', () => {
    expect(halfDistance({ x: [], y: [] }, 0, 0)).toBeNull()
    expect(reachesHalf({ x: [], y: [] }, 0, 0, 1e9)).toBe(false)
  })
  it('exactly at the reach is reached', () => expect([99.9, 100, 100.1].map((reach) => reachesHalf(row, 0, 0, reach))).toEqual([false, true, true]))
})

const homes = fc.array(fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.integer({ min: -3000, max: 3000 })), { minLength: 1, maxLength: 40 }).map((p): Homes => ({ x: p.map(([x]) => x), y: p.map(([, y]) => y) }))
const at = fc.integer({ min: -4000, max: 4000 })

describe('relations', () => {
  it('the quick way says what the sorted distances say, and more reach never reaches less', () => {
    fc.assert(fc.property(homes, at, at, fc.integer({ min: 0, max: 6000 }), (h, x, y, reach) => {
      expect(reachesHalf(h, x, y, reach)).toBe(halfDistance(h, x, y)! <= reach)
      if (reachesHalf(h, x, y, reach)) expect(reachesHalf(h, x, y, reach + 1)).toBe(true)
    }))
  })
  it('what is beyond the box reaches no home at all', () => {
    fc.assert(fc.property(homes, at, at, fc.integer({ min: 0, max: 6000 }), (h, x, y, reach) => {
      if (beyond(boxOfHomes(h), x, y, reach)) expect(h.x.every((hx, i) => Math.hypot(hx - x, h.y[i]! - y) > reach)).toBe(true)
    }))
  })
})
