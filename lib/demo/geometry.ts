import type { Position, Ring } from './types'

/** Even-odd test; a point on the border may fall on either side. `ring` open or closed, metres. */
export function inRing(x: number, y: number, ring: readonly (readonly [number, number])[]): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!
    const b = ring[j]!
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

/** Metres from a point to a line (list of vertices). */
export function distanceToLine(x: number, y: number, line: readonly (readonly [number, number])[]): number {
  let best = Infinity
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i]!
    const [bx, by] = line[i + 1]!
    const dx = bx - ax
    const dy = by - ay
    const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)))
    best = Math.min(best, Math.hypot(x - ax - t * dx, y - ay - t * dy))
  }
  return best
}

/** True when the line comes nearer to the point than `limitM` metres; quick, because most segments are far away. */
export function comesNear(x: number, y: number, line: readonly (readonly [number, number])[], limitM: number): boolean {
  for (let i = 0; i + 1 < line.length; i++) {
    const a = line[i]!
    const b = line[i + 1]!
    if ((a[0] < b[0] ? a[0] : b[0]) - limitM > x || (a[0] > b[0] ? a[0] : b[0]) + limitM < x || (a[1] < b[1] ? a[1] : b[1]) - limitM > y || (a[1] > b[1] ? a[1] : b[1]) + limitM < y) continue
    const dx = b[0] - a[0]
    const dy = b[1] - a[1]
    const t = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)))
    const [px, py] = [x - a[0] - t * dx, y - a[1] - t * dy]
    if (px * px + py * py < limitM * limitM) return true
  }
  return false
}

/** Length in metres. */
export function lengthOf(line: readonly (readonly [number, number])[]): number {
  let sum = 0
  for (let i = 0; i + 1 < line.length; i++) sum += Math.hypot(line[i + 1]![0] - line[i]![0], line[i + 1]![1] - line[i]![1])
  return sum
}

/** The point at `along` metres from the start, with the unit direction there. */
export function pointAlong(line: readonly Position[], along: number): { x: number; y: number; ux: number; uy: number } {
  let left = along
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i]!
    const [bx, by] = line[i + 1]!
    const length = Math.hypot(bx - ax, by - ay)
    if (left <= length || i + 2 === line.length) {
      const t = length ? left / length : 0
      return { x: ax + (bx - ax) * t, y: ay + (by - ay) * t, ux: (bx - ax) / (length || 1), uy: (by - ay) / (length || 1) }
    }
    left -= length
  }
  throw new RangeError('a line needs two vertices')
}

/** The parts of a line where `allowed` holds; the ends are found to about 0.1 m. Vertices in between are kept. */
export function keepWhere(line: readonly Position[], allowed: (x: number, y: number) => boolean, step = 6): Position[][] {
  const out: Position[][] = []
  let run: Position[] | null = null
  let last: Position | null = null
  let lastOk = false
  for (let i = 0; i + 1 < line.length; i++) {
    const [ax, ay] = line[i]!
    const [bx, by] = line[i + 1]!
    const n = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / step))
    for (let k = i === 0 ? 0 : 1; k <= n; k++) {
      const p: Position = [ax + ((bx - ax) * k) / n, ay + ((by - ay) * k) / n]
      const ok = allowed(p[0], p[1])
      if (ok && !run) run = last ? [edge(last, p, allowed)] : [p]
      else if (!ok && run) {
        run.push(edge(p, last!, allowed))
        out.push(run)
        run = null
      } else if (ok && lastOk && run && k === n) run.push(p)
      last = p
      lastOk = ok
    }
  }
  if (run && last && run[run.length - 1] !== last) run.push(last)
  if (run) out.push(run)
  return out.filter((r) => r.length > 1)
}

function edge(outside: Position, inside: Position, allowed: (x: number, y: number) => boolean): Position {
  let [ox, oy] = outside
  let [ix, iy] = inside
  for (let i = 0; i < 6; i++) {
    const mx = (ox + ix) / 2
    const my = (oy + iy) / 2
    if (allowed(mx, my)) [ix, iy] = [mx, my]
    else [ox, oy] = [mx, my]
  }
  return [ix, iy]
}

/** Douglas-Peucker; `tolerance` in metres. */
export function simplify(line: readonly Position[], tolerance: number): Position[] {
  if (line.length < 3) return [...line]
  const first = line[0]!
  const last = line[line.length - 1]!
  let worst = 0
  let at = 0
  for (let i = 1; i < line.length - 1; i++) {
    const d = distanceToLine(line[i]![0], line[i]![1], [first, last])
    if (d > worst) [worst, at] = [d, i]
  }
  if (worst <= tolerance) return [first, last]
  return [...simplify(line.slice(0, at + 1), tolerance).slice(0, -1), ...simplify(line.slice(at), tolerance)]
}

/** Line moved sideways by `offset` metres (left is above zero), mitred. */
export function offsetLine(line: readonly Position[], offset: number): Position[] {
  return line.map((p, i) => {
    const a = line[Math.max(0, i - 1)]!
    const b = line[Math.min(line.length - 1, i + 1)]!
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1
    return [p[0] - ((b[1] - a[1]) / length) * offset, p[1] + ((b[0] - a[0]) / length) * offset]
  })
}

/** Closed ring from an open list of vertices. */
export function closeRing(points: readonly (readonly [number, number])[]): Ring {
  const ring = points.map(([x, y]): Position => [x, y])
  ring.push([ring[0]![0], ring[0]![1]])
  return ring
}

/** Box around rings: [minX, minY, maxX, maxY]. */
export function boxOf(points: readonly (readonly [number, number])[]): [number, number, number, number] {
  let box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)]
  return box
}
