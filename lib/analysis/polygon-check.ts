import Flatbush from 'flatbush'

export type Problem = { code: 'not_polygon' | 'coordinate_invalid' | 'ring_open' | 'ring_too_short' | 'degenerate' | 'self_crossing'; message: string }

/** Positions of one ring: [x, y, ...] in any planar unit. */
type Ring = readonly (readonly number[])[]

/**
 * Says why a GeoJSON Polygon or MultiPolygon cannot be a boundary; null when its rings are sound.
 *
 * Checked per ring: finite numbers, closed, at least 4 positions, an area, and no edge that crosses or touches another edge of
 * the ring. It stops at the first fault, so that a hostile ring (thousands of crossing edges) costs milliseconds; how rings lie
 * in each other is left to PostGIS, which is fast once the rings are simple. Nothing is ever repaired. Messages are Dutch.
 */
export function checkPolygon(type: string, coordinates: unknown): Problem | null {
  const polygons = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : null
  if (!Array.isArray(polygons)) return { code: 'not_polygon', message: `Verwacht een vlak (Polygon of MultiPolygon), en dit is ${type}.` }
  if (polygons.length === 0) return { code: 'not_polygon', message: 'Dit vlak is leeg.' }
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return { code: 'not_polygon', message: 'Dit vlak is leeg.' }
    for (const ring of polygon) {
      const problem = checkRing(ring)
      if (problem) return problem
    }
  }
  return null
}

function checkRing(ring: unknown): Problem | null {
  if (!Array.isArray(ring)) return { code: 'coordinate_invalid', message: 'Een rand is geen lijst van punten.' }
  for (const position of ring) {
    if (!Array.isArray(position) || !Number.isFinite(position[0]) || !Number.isFinite(position[1]))
      return { code: 'coordinate_invalid', message: `Een punt van de rand is geen paar getallen: ${String(position).slice(0, 60)}. Verwacht: twee eindige getallen.` }
  }
  const points = ring as Ring
  if (points.length < 4) return { code: 'ring_too_short', message: `Een rand heeft minstens 4 punten nodig, en deze heeft er ${points.length}.` }
  const first = points[0]!
  const last = points.at(-1)!
  if (first[0] !== last[0] || first[1] !== last[1]) return { code: 'ring_open', message: 'Een rand is niet gesloten: het laatste punt is niet het eerste.' }
  const crossing = findCrossing(points)
  if (crossing) return { code: 'self_crossing', message: `De rand kruist of raakt zichzelf bij ${crossing[0]}, ${crossing[1]}.` }
  if (ringArea(points) === 0) return { code: 'degenerate', message: 'Dit vlak heeft geen oppervlakte.' }
  return null
}

function ringArea(points: Ring): number {
  const [x0, y0] = points[0] as [number, number]
  let twice = 0
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1] as [number, number]
    const [bx, by] = points[i] as [number, number]
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return Math.abs(twice) / 2
}

/** A place where two edges that are not neighbours meet, or where an edge folds back over the one before it; null when none do. */
function findCrossing(points: Ring): readonly number[] | null {
  const edges: [number, number, number, number][] = []
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = points[i - 1] as [number, number]
    const [bx, by] = points[i] as [number, number]
    if (ax !== bx || ay !== by) edges.push([ax, ay, bx, by]) // a repeated point is no edge
  }
  if (edges.length < 3) return points[0]!
  const index = new Flatbush(edges.length)
  for (const [ax, ay, bx, by] of edges) index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  index.finish()
  for (const [i, edge] of edges.entries()) {
    const [ax, ay, bx, by] = edge
    const near = index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), (j) => j > i)
    for (const j of near) {
      const other = edges[j]!
      const follows = j === i + 1
      const closes = i === 0 && j === edges.length - 1
      if (follows ? foldsBack(edge, other) : closes ? foldsBack(other, edge) : meets(edge, other)) return [other[0], other[1]]
    }
  }
  return null
}

type Edge = readonly [number, number, number, number]

const side = (ax: number, ay: number, bx: number, by: number, px: number, py: number): number => Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))

function meets([ax, ay, bx, by]: Edge, [cx, cy, dx, dy]: Edge): boolean {
  const c = side(ax, ay, bx, by, cx, cy)
  const d = side(ax, ay, bx, by, dx, dy)
  const a = side(cx, cy, dx, dy, ax, ay)
  const b = side(cx, cy, dx, dy, bx, by)
  if (c !== d && a !== b) return true
  // all on one line: the boxes overlap (that is how the pair was found), so the edges do
  return c === 0 && d === 0 && a === 0 && b === 0
}

/** Whether the second edge, which starts where the first ends, runs back over it. */
function foldsBack([ax, ay, bx, by]: Edge, [, , dx, dy]: Edge): boolean {
  return side(ax, ay, bx, by, dx, dy) === 0 && (bx - ax) * (dx - bx) + (by - ay) * (dy - by) < 0
}
