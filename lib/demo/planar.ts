/** A vertex as whole metres; `key` makes it comparable. */
type Point = readonly [number, number]
const key = (p: Point) => `${p[0]},${p[1]}`

/** A half-edge: from vertex `from` to vertex `to`; the face lies on its left. */
export type HalfEdge = { from: Point; to: Point; face: number }

/** Faces of a set of lines: rings counter-clockwise, whole metres, and every half-edge with the face on its left (-1 = outside). */
export type Faces = { rings: Point[][]; halfEdges: HalfEdge[] }

/**
 * Cut lines at every crossing, drop loose ends and walk the faces.
 *
 * Vertices are snapped to whole metres and cut again until nothing crosses, so neighbours share exactly the same vertices.
 * Expects one connected network (a face with an island in it is not supported).
 */
export function makeFaces(lines: readonly (readonly Point[])[]): Faces {
  return walk(prune(node(lines)))
}

/**
 * Rings around all faces that satisfy `inside`, from the shared edges alone; outer rings counter-clockwise, holes clockwise.
 */
export function dissolve(halfEdges: readonly HalfEdge[], inside: (face: number) => boolean): Point[][] {
  const twinFace = new Map<string, number>()
  for (const e of halfEdges) twinFace.set(`${key(e.to)} ${key(e.from)}`, e.face)
  const border = halfEdges.filter((e) => inside(e.face) && !inside(twinFace.get(`${key(e.from)} ${key(e.to)}`) ?? -1))
  const from = new Map<string, HalfEdge[]>()
  for (const e of border) from.set(key(e.from), [...(from.get(key(e.from)) ?? []), e])
  const used = new Set<HalfEdge>()
  const rings: Point[][] = []
  for (const start of border) {
    if (used.has(start)) continue
    const ring: Point[] = []
    for (let e = start; !used.has(e); ) {
      used.add(e)
      ring.push(e.from)
      const options = (from.get(key(e.to)) ?? []).filter((o) => !used.has(o))
      if (options.length === 0) break
      // where two corners touch: take the sharpest left turn, so that rings stay simple
      e = options.reduce((best, o) => (turn(e, o) > turn(e, best) ? o : best))
    }
    rings.push(ring)
  }
  return rings
}

/** Signed area of a ring in square metres; above zero is counter-clockwise. */
export function ringArea(ring: readonly Point[]): number {
  const [ox, oy] = ring[0]!
  let sum = 0
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i]!
    const b = ring[(i + 1) % ring.length]!
    sum += (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy)
  }
  return sum / 2
}

const turn = (a: HalfEdge, b: HalfEdge) => {
  const angle = Math.atan2(b.to[1] - b.from[1], b.to[0] - b.from[0]) - Math.atan2(a.to[1] - a.from[1], a.to[0] - a.from[0])
  return Math.atan2(Math.sin(angle), Math.cos(angle))
}

type Segment = readonly [Point, Point]

function node(lines: readonly (readonly Point[])[]): Segment[] {
  let current = unique(lines.flatMap((line) => line.slice(1).map((p, i): Segment => [line[i]!, p])))
  for (let round = 0; round < 8; round++) {
    const cuts = current.map((): Point[] => [])
    let any = false
    const order = current.map((_, i) => i).sort((i, j) => minX(current[i]!) - minX(current[j]!))
    for (let a = 0; a < order.length; a++) {
      const s = current[order[a]!]!
      const right = Math.max(s[0][0], s[1][0])
      for (let b = a + 1; b < order.length && minX(current[order[b]!]!) <= right; b++) {
        const t = current[order[b]!]!
        if (Math.max(s[0][1], s[1][1]) < Math.min(t[0][1], t[1][1]) || Math.max(t[0][1], t[1][1]) < Math.min(s[0][1], s[1][1])) continue
        for (const p of meets(s, t)) {
          if (!isEnd(p, s)) any = cuts[order[a]!]!.push(p) > 0
          if (!isEnd(p, t)) any = cuts[order[b]!]!.push(p) > 0
        }
      }
    }
    if (!any) return current
    current = unique(current.flatMap((s, i) => split(s, cuts[i]!)))
  }
  throw new Error('lines keep crossing after eight rounds of snapping')
}

const minX = (s: Segment) => Math.min(s[0][0], s[1][0])
const same = (a: Point, b: Point) => a[0] === b[0] && a[1] === b[1]
const isEnd = (p: Point, s: Segment) => same(p, s[0]) || same(p, s[1])

function meets(s: Segment, t: Segment): Point[] {
  const [[ax, ay], [bx, by]] = s
  const [[cx, cy], [dx, dy]] = t
  const touching = [...[...t].filter((p) => distance(p, s) < 0.6), ...[...s].filter((p) => distance(p, t) < 0.6)]
  if (touching.length) return touching
  const det = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
  if (det === 0) return []
  const u = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / det
  const v = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / det
  return u > 0 && u < 1 && v > 0 && v < 1 ? [[Math.round(ax + u * (bx - ax)), Math.round(ay + u * (by - ay))]] : []
}

function distance(p: Point, [a, b]: Segment): number {
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const t = Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)
}

function split([a, b]: Segment, cuts: Point[]): Segment[] {
  const along = (p: Point) => (p[0] - a[0]) * (b[0] - a[0]) + (p[1] - a[1]) * (b[1] - a[1])
  const all = [a, ...cuts.sort((p, q) => along(p) - along(q)), b]
  return all.slice(1).map((p, i): Segment => [all[i]!, p])
}

function unique(segments: readonly Segment[]): Segment[] {
  const seen = new Map<string, Segment>()
  for (const [a, b] of segments) {
    if (same(a, b)) continue
    const forward = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1])
    seen.set(forward ? `${key(a)} ${key(b)}` : `${key(b)} ${key(a)}`, [a, b])
  }
  return [...seen.values()]
}

function prune(segments: readonly Segment[]): Segment[] {
  let left = [...segments]
  for (;;) {
    const degree = new Map<string, number>()
    for (const s of left) for (const p of s) degree.set(key(p), (degree.get(key(p)) ?? 0) + 1)
    const kept = left.filter((s) => s.every((p) => degree.get(key(p))! > 1))
    if (kept.length === left.length) return kept
    left = kept
  }
}

function walk(segments: readonly Segment[]): Faces {
  const halfEdges: HalfEdge[] = segments.flatMap(([a, b]) => [{ from: a, to: b, face: -2 }, { from: b, to: a, face: -2 }])
  const angle = (e: HalfEdge) => Math.atan2(e.to[1] - e.from[1], e.to[0] - e.from[0])
  const around = new Map<string, HalfEdge[]>()
  for (const e of halfEdges) around.set(key(e.from), [...(around.get(key(e.from)) ?? []), e])
  for (const list of around.values()) list.sort((a, b) => angle(a) - angle(b))
  const rings: Point[][] = []
  for (const start of halfEdges) {
    if (start.face !== -2) continue
    const ring: HalfEdge[] = []
    for (let e = start; e.face === -2; ) {
      e.face = -3
      ring.push(e)
      const list = around.get(key(e.to))!
      const back = list.findIndex((o) => same(o.to, e.from))
      e = list[(back - 1 + list.length) % list.length]!
    }
    const points = ring.map((e) => e.from)
    const face = ringArea(points) > 0 ? rings.push(points) - 1 : -1
    for (const e of ring) e.face = face
  }
  return { rings, halfEdges }
}
