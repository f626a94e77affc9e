import { polygon, featureCollection, union } from '@turf/turf'
import { describe, expect, it } from 'vitest'
import { makeGeography } from './areas'
import { inRing } from './geometry'
import { demoBase } from './index'
import { planWijken } from './plan-buurten'
import { dissolve, makeFaces, ringArea } from './planar'
import { toRd } from './shape'
import type { MultiPolygon, Position, Ring } from './types'

const geography = makeGeography()
const all = [...geography.buurten, ...geography.wijken, geography.gemeente, geography.water]
const rings = (g: MultiPolygon) => g.coordinates.flat()
const edges = (ring: Ring) => ring.slice(1).map((p, i) => `${ring[i]} ${p}`)
const areaOf = (g: MultiPolygon) => rings(g).reduce((sum, r) => sum + ringArea(r.slice(0, -1)), 0)

describe('makeFaces', () => {
  it('cuts a square with a cross into four and drops loose ends', () => {
    const faces = makeFaces([[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]], [[5, -3], [5, 13]], [[-2, 4], [12, 4]], [[7, 7], [8, 8]]])
    expect(faces.rings.map(ringArea).sort((a, b) => a - b)).toEqual([20, 20, 30, 30])
    const [outer] = dissolve(faces.halfEdges, (f) => f >= 0)
    expect(ringArea(outer!)).toBe(100)
  })
})

describe('the areas of the demo gemeente', () => {
  it('are about 65 buurten, 8 wijken, 4 werkgebieden and one water area, with codes as CBS gives', () => {
    expect(Math.abs(geography.buurten.length - 65)).toBeLessThanOrEqual(3)
    expect(geography.wijken).toHaveLength(8)
    expect(geography.werkgebieden).toHaveLength(4)
    expect(geography.werkgebieden.flatMap((w) => w.buurtCodes).sort()).toEqual(geography.buurten.map((b) => b.code).sort())
    for (const b of geography.buurten) {
      expect(b.code).toMatch(/^BU9001\d{4}$/)
      expect(b.wijkCode).toBe(`WK${b.code.slice(2, 8)}`)
    }
    expect(new Set(geography.buurten.map((b) => b.plan.name)).size).toBe(geography.buurten.length)
  })

  it('lie in open sea, on whole metres', () => {
    for (const [x, y] of rings(geography.gemeente.geometry).flat()) {
      expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true)
      expect(x > 93_000 && x < 107_000 && y > 535_000 && y < 552_000).toBe(true)
    }
  })

  it('have closed, simple rings: outer counter-clockwise, holes clockwise', () => {
    for (const area of all)
      for (const part of area.geometry.coordinates)
        part.forEach((ring, i) => {
          expect(ring[0]).toEqual(ring[ring.length - 1])
          const open = ring.slice(0, -1)
          expect(new Set(open.map(String)).size).toBe(open.length)
          expect(Math.sign(ringArea(open))).toBe(i === 0 ? 1 : -1)
          expect(crossings(ring)).toBe(0)
        })
  })

  it('share every inner edge with exactly one neighbour, in the other direction', () => {
    const count = new Map<string, number>()
    for (const b of [...geography.buurten, geography.water]) for (const e of edges(b.geometry.coordinates[0]![0]!)) count.set(e, (count.get(e) ?? 0) + 1)
    expect(Math.max(...count.values())).toBe(1)
    const land = new Set(geography.buurten.flatMap((b) => edges(b.ring)))
    const loose = [...land].filter((e) => !land.has(e.split(' ').reverse().join(' '))).sort()
    expect(loose).toEqual(rings(geography.gemeente.geometry).flatMap(edges).sort())
  })

  it('add up exactly: buurten to wijk, wijken to gemeente', () => {
    for (const w of geography.wijken) {
      const members = geography.buurten.filter((b) => b.wijkCode === w.code)
      expect(areaOf(w.geometry)).toBe(members.reduce((sum, b) => sum + b.areaM2, 0))
    }
    expect(areaOf(geography.gemeente.geometry)).toBe(geography.wijken.reduce((sum, w) => sum + w.areaM2, 0))
  })

  it('have no gap and no overlap according to an independent union', () => {
    const joined = union(featureCollection(geography.buurten.map((b) => polygon([b.ring]))))!
    const parts = joined.geometry.type === 'Polygon' ? [joined.geometry.coordinates] : joined.geometry.coordinates
    const area = parts.flat().reduce((sum, r) => sum + ringArea((r as Position[]).slice(0, -1)), 0)
    expect(area).toBeCloseTo(geography.gemeente.areaM2, 0)
    expect(parts).toHaveLength(1)
  })

  it('hold the seed of the plan, and only their own', () => {
    const seeds = planWijken.flatMap((w) => w.buurten.map((b) => toRd(b.seed)))
    geography.buurten.forEach((b, i) => expect(seeds.flatMap(([x, y], j) => (inRing(x, y, b.ring) ? [j] : []))).toEqual([i]))
  })
})

describe('the backdrop', () => {
  it('has only simple polygons', { timeout: 60_000 }, () => {
    for (const f of demoBase({ asOf: '2026-11-01' }).backdrop) {
      const parts = f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.type === 'MultiPolygon' ? f.geometry.coordinates : []
      for (const ring of parts.flat()) expect(`${f.kind} ${f.name} ${crossings(ring)}`).toBe(`${f.kind} ${f.name} 0`)
    }
  })
})

/** Pairs of edges of one ring that meet anywhere but in a shared vertex. */
function crossings(ring: Ring): number {
  const side = (a: Position, b: Position, c: Position) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
  let found = 0
  for (let i = 0; i + 1 < ring.length; i++)
    for (let j = i + 2; j + 1 < ring.length; j++) {
      if (i === 0 && j + 2 === ring.length) continue
      const [a, b, c, d] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!]
      const straight = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)].every((s) => s === 0)
      if (straight && (Math.max(a[0], b[0]) < Math.min(c[0], d[0]) || Math.max(c[0], d[0]) < Math.min(a[0], b[0]) || Math.max(a[1], b[1]) < Math.min(c[1], d[1]) || Math.max(c[1], d[1]) < Math.min(a[1], b[1]))) continue
      if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0) found++
    }
  return found
}
