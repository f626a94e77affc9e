export type Xy = readonly [number, number]
/** Closed: the last point is the first. */
export type Ring = readonly Xy[]

/** Square units, above 0 when the ring runs against the clock (Gauss's area formula). Counted from the first point, so that far from 0 it loses nothing. */
export function areaOf(ring: Ring): number {
  const [x0, y0] = ring[0]!
  let twice = 0
  for (let i = 1; i < ring.length; i++) twice += (ring[i - 1]![0] - x0) * (ring[i]![1] - y0) - (ring[i]![0] - x0) * (ring[i - 1]![1] - y0)
  return twice / 2
}

/** Whether a point lies in a polygon (outer ring, then holes), by the number of edges to the right of it. */
export function holdsPoint(polygon: readonly Ring[], [x, y]: Xy): boolean {
  let inside = false
  for (const ring of polygon) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1]!
      const [bx, by] = ring[i]!
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
    }
  }
  return inside
}
