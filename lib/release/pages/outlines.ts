import type { PublicBuurt } from '@/lib/domain/public-model'

/** Pixels of a drawing; `y` goes down. */
export type Frame = { width: number; height: number; /** RD metres to whole pixels, and back */ toPixel: (x: number, y: number) => [number, number]; toMetres: (x: number, y: number) => [number, number] }

/** A drawing `width` pixels wide that shows all of the shapes, with a margin around them; its height follows from the shapes, between a half and 1.25 times the width. */
export function frameOf(shapes: readonly Pick<PublicBuurt, 'geometry'>[], width: number, margin: number): Frame {
  const points = shapes.flatMap((s) => s.geometry.flat(2))
  const edge = (axis: 0 | 1, pick: (a: number, b: number) => number): number => points.reduce((found, p) => pick(found, p[axis]), points[0]?.[axis] ?? 0)
  const [west, east, south, north] = [edge(0, Math.min), edge(0, Math.max), edge(1, Math.min), edge(1, Math.max)]
  const room = width - 2 * margin
  const height = Math.round(Math.min(1.25, Math.max(0.5, (north - south) / Math.max(1, east - west))) * room) + 2 * margin
  const scale = Math.min(room / Math.max(1, east - west), (height - 2 * margin) / Math.max(1, north - south))
  const left = (width - (east - west) * scale) / 2
  const top = (height - (north - south) * scale) / 2
  return { width, height, toPixel: (x, y) => [Math.round(left + (x - west) * scale), Math.round(top + (north - y) * scale)], toMetres: (x, y) => [west + (x - left) / scale, north - (y - top) / scale] }
}

export type Point = readonly [number, number]
const key = (p: Point): string => `${p[0]},${p[1]}`

/** Outlines of areas as SVG path data, in whole pixels; an area of which nothing is left gets ''. */
export function outlines(shapes: readonly Pick<PublicBuurt, 'geometry'>[], frame: Frame, tolerancePx = 1): string[] {
  return simplified(shapes, frame, tolerancePx).map((polygons) => polygons.flat().map((ring) => pathOf(ring)).join(''))
}

/**
 * Areas in whole pixels, simplified so that neighbours still share their border: the same stretch between two places where three borders meet is simplified
 * in the same direction for both. Rings are open (the first point does not come back); a part that is smaller than a pixel disappears.
 */
export function simplified(shapes: readonly Pick<PublicBuurt, 'geometry'>[], frame: Frame, tolerancePx: number): Point[][][][] {
  const drawn = shapes.map((s) => s.geometry.map((polygon) => polygon.map((ring) => snapped(ring, frame)).filter((ring) => ring.length >= 3)))
  const neighbours = new Map<string, Set<string>>()
  for (const ring of drawn.flat(2)) {
    ring.forEach((p, i) => {
      const around = neighbours.get(key(p)) ?? new Set()
      neighbours.set(key(p), around.add(key(ring[(i + 1) % ring.length]!)).add(key(ring.at(i - 1)!)))
    })
  }
  const meets = (p: Point): boolean => neighbours.get(key(p))!.size !== 2
  return drawn.map((polygons) => polygons.map((rings) => rings.map((ring) => simplifyRing(ring, meets, tolerancePx)).filter((ring) => ring.length >= 3)).filter((rings) => rings.length > 0))
}

/** A line of the backdrop as path data; '' when nothing of it is left. */
export function linePath(points: readonly Point[], frame: Frame, tolerancePx = 1.5): string {
  const line = withoutRepeats(points.map(([x, y]) => frame.toPixel(x, y)))
  return line.length < 2 ? '' : pathOf(simplifyLine(line, tolerancePx), false)
}

const withoutRepeats = (points: readonly Point[]): Point[] => points.filter((p, i) => i === 0 || key(p) !== key(points[i - 1]!))

/** Open ring in pixels, no point twice in a row. */
function snapped(ring: readonly Point[], frame: Frame): Point[] {
  const points = withoutRepeats(ring.map(([x, y]) => frame.toPixel(x, y)))
  return points.length > 1 && key(points[0]!) === key(points.at(-1)!) ? points.slice(0, -1) : points
}

function simplifyRing(ring: readonly Point[], meets: (p: Point) => boolean, tolerancePx: number): Point[] {
  const first = ring.findIndex(meets)
  // An island: its least point and the one farthest from it are kept, whichever point the ring begins with.
  const least = ring.reduce((best, p, i) => (p[0] < ring[best]![0] || (p[0] === ring[best]![0] && p[1] < ring[best]![1]) ? i : best), 0)
  const turned = (start: number): Point[] => [...ring.slice(start), ...ring.slice(0, start)]
  const points = turned(first < 0 ? least : first)
  const far = first < 0 ? key(farthest(points)) : ''
  const isNode = first < 0 ? (p: Point): boolean => key(p) === far : meets
  const out: Point[] = []
  let arc: Point[] = [points[0]!]
  for (const p of [...points.slice(1), points[0]!]) {
    arc.push(p)
    if (!isNode(p) && p !== points[0]) continue
    out.push(...simplifyArc(arc, tolerancePx).slice(0, -1))
    arc = [p]
  }
  return out
}

const farthest = (points: readonly Point[]): Point => points.reduce((far, p) => (Math.hypot(p[0] - points[0]![0], p[1] - points[0]![1]) > Math.hypot(far[0] - points[0]![0], far[1] - points[0]![1]) ? p : far), points[0]!)

/** The same points for both sides of a border: always simplified from the lesser end to the greater. */
function simplifyArc(arc: readonly Point[], tolerancePx: number): Point[] {
  const back = key(arc[0]!) > key(arc.at(-1)!)
  const line = simplifyLine(back ? [...arc].reverse() : arc, tolerancePx)
  return back ? line.reverse() : line
}

/** Douglas and Peucker 1973, doi:10.3138/FM57-6770-U75U-7727. */
function simplifyLine(line: readonly Point[], tolerancePx: number): Point[] {
  const [a, b] = [line[0]!, line.at(-1)!]
  let [worst, at] = [0, 0]
  for (let i = 1; i < line.length - 1; i++) {
    const d = distanceToSegment(line[i]!, a, b)
    if (d > worst) [worst, at] = [d, i]
  }
  if (worst <= tolerancePx) return [a, b]
  return [...simplifyLine(line.slice(0, at + 1), tolerancePx).slice(0, -1), ...simplifyLine(line.slice(at), tolerancePx)]
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2
  const t = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared))
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))
}

/** Steps instead of places: half the bytes. */
function pathOf(points: readonly Point[], closed = true): string {
  const step = (p: Point, i: number): string => {
    const [x, y] = i === 0 ? p : [p[0] - points[i - 1]![0], p[1] - points[i - 1]![1]]
    return `${x}${y < 0 ? '' : ' '}${y}`
  }
  return `M${step(points[0]!, 0)}l${points.slice(1).map((p, i) => step(p, i + 1)).join(' ')}${closed ? 'z' : ''}`
}
