import type { PlanLine, XY } from './plan-lines'
import { makeRandom } from './random'

const originX = 93_500
const originY = 537_000
const tilt = (-7 * Math.PI) / 180

/** Local drawing-board metres to RD (EPSG:28992) whole metres: turned a little and moved into the open North Sea. */
export function toRd([x, y]: XY): [number, number] {
  const c = Math.cos(tilt)
  const s = Math.sin(tilt)
  return [Math.round(originX + x * c - y * s), Math.round(originY + x * s + y * c)]
}

/** Gives a drawn line its character (see Shape); keeps every drawn point. Input and output in local metres. */
export function shapeLine(line: PlanLine): XY[] {
  const random = makeRandom(1, `line ${line.name}`)
  switch (line.shape) {
    case 'straight':
      return [...line.points]
    case 'natural':
      return segments(line.points, (a, b) => midpoints(a, b, line.kind === 'coast' ? 0.05 : line.kind === 'dike' ? 0.022 : 0.09, random.normal))
    case 'smooth':
      return catmullRom(line.points)
    case 'street':
      return segments(line.points, (a, b) => bends(a, b, 150, 5, random.normal))
    case 'ditch':
      return segments(line.points, (a, b) => jogs(a, b, random))
  }
}

function segments(points: readonly XY[], between: (a: XY, b: XY) => XY[]): XY[] {
  const out: XY[] = []
  for (let i = 0; i + 1 < points.length; i++) out.push(points[i]!, ...between(points[i]!, points[i + 1]!))
  out.push(points[points.length - 1]!)
  return out
}

/** Midpoint displacement until pieces are about 45 m. */
function midpoints(a: XY, b: XY, roughness: number, normal: () => number): XY[] {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length = Math.hypot(dx, dy)
  if (length < 55) return []
  const off = Math.max(-2, Math.min(2, normal())) * roughness * Math.min(length, 600)
  const mid: XY = [(a[0] + b[0]) / 2 - (dy / length) * off, (a[1] + b[1]) / 2 + (dx / length) * off]
  return [...midpoints(a, mid, roughness, normal), mid, ...midpoints(mid, b, roughness, normal)]
}

function bends(a: XY, b: XY, every: number, size: number, normal: () => number): XY[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1])
  const n = Math.floor(length / every)
  return Array.from({ length: n }, (_, i): XY => {
    const t = (i + 1) / (n + 1)
    const off = normal() * size
    return [a[0] + (b[0] - a[0]) * t - ((b[1] - a[1]) / length) * off, a[1] + (b[1] - a[1]) * t + ((b[0] - a[0]) / length) * off]
  })
}

/** Along a ditch, now and then a step aside at a right angle, as parcels do. */
function jogs(a: XY, b: XY, random: { between(from: number, to: number): number }): XY[] {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1])
  const ux = (b[0] - a[0]) / length
  const uy = (b[1] - a[1]) / length
  const at = (along: number, aside: number): XY => [a[0] + ux * along - uy * aside, a[1] + uy * along + ux * aside]
  const n = Math.floor(length / 420)
  const out: XY[] = []
  let aside = 0
  for (let i = 1; i <= n; i++) {
    const along = (length * i) / (n + 1) + random.between(-60, 60)
    const next = i === n ? 0 : random.between(-70, 70)
    out.push(at(along, aside), at(along, next))
    aside = next
  }
  return out
}

/** Catmull-Rom through the points, a vertex about every 60 m. A closed line stays closed. */
function catmullRom(points: readonly XY[]): XY[] {
  const n = points.length
  const first = points[0]!
  const last = points[n - 1]!
  const closed = first[0] === last[0] && first[1] === last[1]
  const get = (i: number): XY => {
    if (closed) return points[(i + (n - 1)) % (n - 1)]!
    if (i < 0) return [2 * first[0] - points[1]![0], 2 * first[1] - points[1]![1]]
    if (i >= n) return [2 * last[0] - points[n - 2]![0], 2 * last[1] - points[n - 2]![1]]
    return points[i]!
  }
  const out: XY[] = []
  for (let i = 0; i + 1 < n; i++) {
    const [p0, p1, p2, p3] = [get(i - 1), get(i), get(i + 1), get(i + 2)]
    const steps = Math.max(1, Math.round(Math.hypot(p2[0] - p1[0], p2[1] - p1[1]) / 60))
    for (let k = 0; k < steps; k++) {
      const t = k / steps
      const f = (a: number, b: number, c: number, d: number) =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - 3 * c + d - a) * t * t * t)
      out.push([f(p0[0], p1[0], p2[0], p3[0]), f(p0[1], p1[1], p2[1], p3[1])])
    }
  }
  out.push(last)
  return out
}
