import type { PublicPoint, PublicRings } from '@/lib/domain/public-model'

/**
 * The middle of an area, RD metres: the centre of mass of its largest part, or, where that lies outside (a bend, a ring), the point of a grid of 20 by 20
 * over that part which lies deepest inside. Null for an area without a shape. Distances on public pages are measured from here, in a straight line.
 */
export function middleOf(rings: PublicRings): PublicPoint | null {
  const largest = [...rings].sort((a, b) => Math.abs(twiceArea(b[0]!)) - Math.abs(twiceArea(a[0]!)))[0]
  if (!largest?.[0]) return null
  const centre = centreOf(largest[0])
  if (centre && isInside(largest, centre)) return centre
  const [xs, ys] = [largest[0].map((p) => p[0]), largest[0].map((p) => p[1])]
  const [west, south, east, north] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  const grid = Array.from({ length: 400 }, (_, i) => ({ x: west + (((i % 20) + 0.5) / 20) * (east - west), y: south + ((Math.floor(i / 20) + 0.5) / 20) * (north - south) }))
  const inside = grid.filter((p) => isInside(largest, p))
  const depth = (p: PublicPoint): number => Math.min(...largest.flatMap((ring) => ring.slice(1).map((b, i) => toSegment(p, ring[i]!, b))))
  return inside.reduce<{ p: PublicPoint | null; deep: number }>((best, p) => { const deep = depth(p); return deep > best.deep ? { p, deep } : best }, { p: centre, deep: 0 }).p
}

/** A straight line over the ground, metres. */
export const straightLine = (a: PublicPoint, b: PublicPoint): number => Math.hypot(a.x - b.x, a.y - b.y)

type Ring = PublicRings[number][number]

const cross = (ring: Ring, i: number): number => { const [[ax, ay], [bx, by], [ox, oy]] = [ring[i]!, ring[(i + 1) % ring.length]!, ring[0]!]; return (ax - ox) * (by - oy) - (bx - ox) * (ay - oy) }
const twiceArea = (ring: Ring): number => ring.reduce((sum, _, i) => sum + cross(ring, i), 0)

function centreOf(ring: Ring): PublicPoint | null {
  const area = twiceArea(ring)
  if (area === 0) return ring[0] ? { x: ring[0][0], y: ring[0][1] } : null
  const along = (axis: 0 | 1): number => ring[0]![axis] + ring.reduce((sum, p, i) => sum + (p[axis] + ring[(i + 1) % ring.length]![axis] - 2 * ring[0]![axis]) * cross(ring, i), 0) / (3 * area)
  return { x: along(0), y: along(1) }
}

function isInside(rings: PublicRings[number], { x, y }: PublicPoint): boolean {
  let inside = false
  for (const ring of rings) for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[ax, ay], [bx, by]] = [ring[i]!, ring[j]!]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

function toSegment({ x, y }: PublicPoint, [ax, ay]: Ring[number], [bx, by]: Ring[number]): number {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2
  const t = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared))
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
}
