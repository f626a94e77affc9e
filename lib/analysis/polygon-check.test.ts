import { describe, expect, it } from 'vitest'
import { checkPolygon } from './polygon-check'

const square = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
const code = (type: string, coordinates: unknown) => checkPolygon(type, coordinates)?.code ?? null

/** Seeded numbers in 0..1 (mulberry32). */
function seeded(seed: number) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

describe('known answers', () => {
  it('accepts sound shapes', () => {
    expect(code('Polygon', [square])).toBeNull()
    expect(code('MultiPolygon', [[square], [[[20, 0], [30, 0], [25, 9], [20, 0]]]])).toBeNull()
    expect(code('Polygon', [square, [[2, 2], [2, 4], [4, 4], [2, 2]]])).toBeNull()
    expect(code('Polygon', [[[0, 0], [5, 0], [5, 0], [10, 0], [10, 10], [0, 10], [0, 0]]])).toBeNull() // repeated and straight-on points
  })
  it('names each fault', () => {
    expect(code('Point', [1, 2])).toBe('not_polygon')
    expect(code('LineString', square)).toBe('not_polygon')
    expect(code('MultiPolygon', [])).toBe('not_polygon')
    expect(code('Polygon', [[[0, 0], [1, Number.NaN], [1, 1], [0, 0]]])).toBe('coordinate_invalid')
    expect(code('Polygon', [[[0, 0], [1, Infinity], [1, 1], [0, 0]]])).toBe('coordinate_invalid')
    expect(code('Polygon', [[[0, 0], ['1', 2], [1, 1], [0, 0]]])).toBe('coordinate_invalid')
    expect(code('Polygon', [[[0, 0], [1, 0], [0, 0]]])).toBe('ring_too_short')
    expect(code('Polygon', [square.slice(0, 4)])).toBe('ring_open')
    expect(code('Polygon', [[[0, 0], [5, 0], [10, 0], [0, 0]]])).toBe('self_crossing') // folded flat
    expect(code('Polygon', [[[1, 1], [1, 1], [1, 1], [1, 1]]])).toBe('self_crossing') // one point
    expect(code('Polygon', [[[0, 0], [10, 10], [10, 0], [0, 10], [0, 0]]])).toBe('self_crossing') // bow tie
    expect(code('Polygon', [[[0, 0], [10, 0], [10, 10], [5, 0], [0, 10], [0, 0]]])).toBe('self_crossing') // touches
    expect(code('Polygon', [[[0, 0], [10, 0], [10, 10], [10, 5], [10, 12], [0, 10], [0, 0]]])).toBe('self_crossing') // spike
  })
})

it('refuses a random ring of 2,000 points, and accepts a sound ring of 20,000', () => {
  const random = seeded(7)
  const wild = Array.from({ length: 2000 }, () => [random() * 1000, random() * 1000])
  expect(code('Polygon', [[...wild, wild[0]]])).toBe('self_crossing')
  const round = Array.from({ length: 20_000 }, (_, i) => {
    const angle = (i / 20_000) * 2 * Math.PI
    const radius = 1000 + random() * 0.01
    return [Math.cos(angle) * radius, Math.sin(angle) * radius]
  })
  expect(code('Polygon', [[...round, round[0]]])).toBeNull()
})

it('equals the slow obvious way on small random rings', () => {
  const random = seeded(11)
  for (let round = 0; round < 2000; round++) {
    const n = 3 + Math.floor(random() * 6)
    const ring = Array.from({ length: n }, () => [Math.floor(random() * 6), Math.floor(random() * 6)])
    ring.push(ring[0]!)
    expect(code('Polygon', [ring]) === null, JSON.stringify(ring)).toBe(isSimpleSlowly(ring))
  }
})

/** Every pair of edges, with exact arithmetic on small whole numbers: edges may share only the point where they follow each other. */
function isSimpleSlowly(ring: number[][]): boolean {
  const points = ring.filter((p, i) => i === 0 || p[0] !== ring[i - 1]![0] || p[1] !== ring[i - 1]![1])
  const edges = points.slice(1).map((p, i) => [points[i]!, p] as const)
  if (edges.length < 3) return false
  const cross = (o: number[], a: number[], b: number[]) => (a[0]! - o[0]!) * (b[1]! - o[1]!) - (a[1]! - o[1]!) * (b[0]! - o[0]!)
  const on = (a: number[], b: number[], p: number[]) =>
    cross(a, b, p) === 0 && Math.min(a[0]!, b[0]!) <= p[0]! && p[0]! <= Math.max(a[0]!, b[0]!) && Math.min(a[1]!, b[1]!) <= p[1]! && p[1]! <= Math.max(a[1]!, b[1]!)
  for (let i = 0; i < edges.length; i++)
    for (let j = i + 1; j < edges.length; j++) {
      const [a, b] = edges[i]!
      const [c, d] = edges[j]!
      const shared = j === i + 1 ? b : i === 0 && j === edges.length - 1 ? a : null
      if (shared) {
        const otherOf1 = shared === b ? a : b
        const otherOf2 = shared === b ? d : c
        if (on(a, b, otherOf2) || on(c, d, otherOf1)) return false
      } else if (
        on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b) ||
        (Math.sign(cross(a, b, c)) !== Math.sign(cross(a, b, d)) && Math.sign(cross(c, d, a)) !== Math.sign(cross(c, d, b)))
      )
        return false
    }
  return true
}
