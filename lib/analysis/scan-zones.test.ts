import { describe, expect, it } from 'vitest'
import { scatteredAreas } from '@/lib/testing/scattered-areas'
import { areasOf, radiusOf, scanZones, type ZoneArea, type Zones } from './scan-zones'

/** The zones as lists of locations, per centre. */
const lists = (zones: Zones): number[][] => [...zones.x].flatMap((_, k) => Array.from({ length: zones.start[k + 1]! - zones.start[k]! }, (_, i) => [...zones.member.subarray(zones.start[k]!, zones.start[k]! + i + 1)]))
const at = (x: number, y: number, weight: number): ZoneArea => ({ x, y, weight })

/** Per centre its largest zone in the order in which it grew: the others are its beginnings. */
const largest = (zones: Zones): string[] => [...zones.x].map((_, k) => zones.member.subarray(zones.start[k]!, zones.start[k + 1]!).join())

/** The same the slow way: every centre sorts all others. */
function slowly(areas: readonly ZoneArea[], maxFrac: number, maxRadiusM: number): string[] {
  const limit = areas.reduce((sum, a) => sum + a.weight, 0) * maxFrac
  return areas.map((centre) => {
    const distances = areas.map((a) => Math.hypot(a.x - centre.x, a.y - centre.y))
    const order = areas.map((_, i) => i).sort((a, b) => distances[a]! - distances[b]! || a - b)
    let sum = 0
    const stop = order.findIndex((i) => distances[i]! > maxRadiusM || (sum += areas[i]!.weight) > limit)
    return order.slice(0, stop < 0 ? order.length : stop).join()
  })
}

describe('scanZones', { timeout: 60_000 }, () => {
  it('adds by distance until the window is full, worked by hand', () => {
    // on a line at 0, 10, 30 and 60 m, with 10, 20, 30 and 40 people; half of them is 50
    const zones = scanZones([at(0, 0, 10), at(10, 0, 20), at(30, 0, 30), at(60, 0, 40)], { maxFrac: 0.5 })
    expect(lists(zones)).toEqual([[0], [0, 1], [1], [1, 0], [2], [2, 1], [3]])
    expect(radiusOf(zones, 2, 5)).toBe(20)
    expect(zones.tooLarge).toEqual([])
  })

  it('takes the lower index first at the same distance, each as a step of its own', () => {
    const zones = scanZones([at(0, 10, 1), at(10, 0, 1), at(0, 0, 1), at(-10, 0, 1), at(0, -10, 1)], { maxFrac: 1 })
    expect([...zones.member.subarray(zones.start[2]!, zones.start[3])]).toEqual([2, 0, 1, 3, 4])
  })

  it('makes one location of areas with the same coordinates, and leaves out areas without people', () => {
    const zones = scanZones([at(5, 5, 3), at(9, 9, 0), at(5, 5, 4), at(50, 5, 13), at(1, 1, NaN)], { maxFrac: 0.5 })
    expect(areasOf(zones)).toEqual([[0, 2], [3]])
    expect([...zones.locationOf]).toEqual([0, -1, 0, 1, -1])
    expect(lists(zones)).toEqual([[0]])
    expect(zones.tooLarge).toEqual([3])
  })

  it('keeps the radius, the limit included', () => {
    expect(lists(scanZones([at(0, 0, 1), at(300, 400, 1), at(301, 400, 1)], { maxFrac: 1, maxRadiusM: 500 }))[1]).toEqual([0, 1])
    expect(lists(scanZones([at(0, 0, 1), at(300, 400, 1), at(301, 400, 1)], { maxFrac: 1, maxRadiusM: 500 })).filter((l) => l[0] === 0)).toHaveLength(2)
  })

  it('has nothing for nobody, and one zone for one area whose window is everything', () => {
    expect(scanZones([], { maxFrac: 0.5 }).member).toHaveLength(0)
    expect(lists(scanZones([at(1, 1, 5)], { maxFrac: 1 }))).toEqual([[0]])
    expect(scanZones([at(1, 1, 5)], { maxFrac: 0.5 }).tooLarge).toEqual([0])
    expect(() => scanZones([at(NaN, 1, 5)], { maxFrac: 1 })).toThrow(RangeError)
    expect(() => scanZones([], { maxFrac: 0 })).toThrow(RangeError)
  })

  it.each([[0.25, Infinity], [1, 4000], [0.02, 2500], [1, Infinity]])('equals sorting everything for every centre (window %d, radius %d)', (maxFrac, maxRadiusM) => {
    const areas = scatteredAreas(350, 4).filter((a) => a.people > 0).map((a) => at(a.x, a.y, a.people))
    expect(new Set(areas.map((a) => `${a.x} ${a.y}`)).size).toBe(areas.length)
    expect(largest(scanZones(areas, { maxFrac, maxRadiusM }))).toEqual(slowly(areas, maxFrac, maxRadiusM))
  })

  it('does not depend on the unit of the weights or where the map begins', () => {
    const areas = scatteredAreas(120, 5).map((a) => at(a.x, a.y, a.people))
    const moved = areas.map((a) => at(a.x + 128_000, a.y + 512_000, a.weight * 8))
    expect(largest(scanZones(moved, { maxFrac: 0.25 }))).toEqual(largest(scanZones(areas, { maxFrac: 0.25 })))
  })
})
