import type { PublicRings } from '@/lib/domain/public-model'
import { areaOf, holdsPoint, type Ring, type Xy } from './rings'

/**
 * One shape of neighbours that share their borders point for point: what two of them share falls away, and what remains is joined into rings.
 *
 * Rings that touch in one point stay rings of their own. Where neighbours do not share points exactly nothing falls away there, and where the remainder
 * makes no closed rings the answer is the shapes side by side. Units do not matter; outer rings run against the clock, holes with it.
 */
export function dissolve(shapes: readonly PublicRings[]): PublicRings {
  const polygons = shapes.flat()
  if (polygons.length < 2) return polygons
  const rings = joined(remaining(polygons))
  if (rings === null) return polygons
  const outer = rings.filter((r) => areaOf(r) > 0)
  const holes = rings.filter((r) => areaOf(r) < 0)
  const out = outer.map((ring): Ring[] => [ring])
  for (const hole of holes) {
    const home = out.filter(([ring]) => holdsPoint([ring!], beside(hole))).sort((a, b) => areaOf(a[0]!) - areaOf(b[0]!))[0]
    if (!home) return polygons
    home.push(hole)
  }
  return out
}

const key = ([x, y]: Xy): string => `${x} ${y}`

/** Edges that no neighbour walks the other way, in the order of the shapes; outer rings made to run against the clock and holes with it. */
function remaining(polygons: readonly (readonly Ring[])[]): Map<string, [Xy, Xy]> {
  const edges = new Map<string, [Xy, Xy]>()
  for (const polygon of polygons) {
    polygon.forEach((ring, i) => {
      const along = areaOf(ring) > 0 === (i === 0) ? ring : [...ring].reverse()
      for (let at = 1; at < along.length; at++) {
        const [a, b] = [along[at - 1]!, along[at]!]
        if (key(a) === key(b)) continue
        if (!edges.delete(`${key(b)},${key(a)}`)) edges.set(`${key(a)},${key(b)}`, [a, b])
      }
    })
  }
  return edges
}

/** Closed rings of edges; null when one does not close. */
function joined(edges: Map<string, [Xy, Xy]>): Ring[] | null {
  const from = new Map<string, [Xy, Xy][]>()
  for (const edge of edges.values()) from.set(key(edge[0]), [...(from.get(key(edge[0])) ?? []), edge])
  const rings: Ring[] = []
  for (const first of edges.values()) {
    if (!from.get(key(first[0]))?.includes(first)) continue
    const path: Xy[] = [first[0]]
    const at = new Map<string, number>([[key(first[0]), 0]])
    let edge: [Xy, Xy] | undefined = first
    while (edge) {
      const [a, b]: [Xy, Xy] = edge
      from.set(key(a), from.get(key(a))!.filter((e) => e !== edge))
      const back = at.get(key(b))
      path.push(b)
      if (back === undefined) at.set(key(b), path.length - 1)
      else {
        // A loop closed here: it is a ring, and what came before it goes on from the same point.
        rings.push(path.slice(back))
        for (const p of path.slice(back + 1)) if (key(p) !== key(b)) at.delete(key(p))
        path.length = back + 1
        if (back === 0 && !from.get(key(b))?.length) break
      }
      edge = from.get(key(b))?.[0]
      if (!edge && path.length > 1) return null
    }
  }
  return rings
}

/** A point just inside a hole, beside its first edge. */
function beside(hole: Ring): Xy {
  const [a, b] = [hole[0]!, hole[1]!]
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const small = 1e-6
  return [(a[0] + b[0]) / 2 + dy * small, (a[1] + b[1]) / 2 - dx * small]
}
