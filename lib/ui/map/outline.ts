import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Point, Polygon, Position } from 'geojson'

/**
 * The border of each group of areas: the segments that occur once in it. Neighbours share their border point by point (as CBS
 * publishes them), so that a segment between two areas of a group occurs twice and drops out. Areas without a group are left out.
 */
export function groupOutlines(areas: readonly Feature<Polygon | MultiPolygon>[], groupOf: (area: Feature<Polygon | MultiPolygon>) => string | null): FeatureCollection<MultiLineString> {
  const groups = new Map<string, Feature<Polygon | MultiPolygon>[]>()
  for (const area of areas) {
    const group = groupOf(area)
    if (group !== null) groups.set(group, (groups.get(group) ?? []).concat(area))
  }
  return {
    type: 'FeatureCollection',
    features: [...groups].map(([group, members]) => ({
      type: 'Feature',
      properties: { group },
      geometry: { type: 'MultiLineString', coordinates: borderOf(members).map((piece) => piece.line) },
    })),
  }
}

/** What is outlined on the map as one thing: the areas of it, and how it is drawn. */
export type Outline = {
  id: string
  areas: readonly { code: string; part: 'core' | 'edge' }[]
  /** on the map, at the middle of its first area; seen from far only its first line, unless it is chosen */
  label: string
  look: 'strong' | 'fading'
  chosen: boolean
}
type Land = Feature<Polygon | MultiPolygon, { code: string; water: boolean; label: [number, number] }>

/**
 * The lines and labels of outlines. `core` is drawn as its own whole border; of the areas of the edge only what borders on nothing of the outline. Pieces
 * are joined to long lines, because a dashed line begins its dashes anew with every piece. Areas that are not there are left out.
 */
export function outlineFeatures(areas: readonly Land[], outlines: readonly Outline[]): { lines: FeatureCollection<MultiLineString>; labels: FeatureCollection<Point> } {
  const byCode = new Map(areas.filter((a) => !a.properties.water).map((a) => [a.properties.code, a]))
  const lines: Feature<MultiLineString>[] = []
  const labels: Feature<Point>[] = []
  for (const { id, label, look, chosen, areas: members } of outlines) {
    const found = members.flatMap(({ code, part }) => byCode.get(code) ? [{ area: byCode.get(code)!, part }] : [])
    if (found.length === 0) continue
    const core = found.filter((m) => m.part === 'core').map((m) => m.area)
    const edge = new Set(found.filter((m) => m.part === 'edge').map((m) => m.area.properties.code))
    const outer = borderOf(found.map((m) => m.area)).filter((piece) => edge.has(piece.of.properties.code))
    for (const [part, pieces] of [['core', borderOf(core)], ['edge', outer]] as const)
      if (pieces.length > 0) lines.push({ type: 'Feature', properties: { id, part, look, chosen }, geometry: { type: 'MultiLineString', coordinates: joined(pieces.map((p) => p.line)) } })
    labels.push({ type: 'Feature', properties: { id, label, short: chosen ? label : label.split('\n', 1)[0], look, chosen }, geometry: { type: 'Point', coordinates: (core[0] ?? found[0]!.area).properties.label } })
  }
  return { lines: { type: 'FeatureCollection', features: lines }, labels: { type: 'FeatureCollection', features: labels } }
}

type Piece<A> = { line: [Position, Position]; of: A }

/** The pieces of border that occur once: those between two of the areas drop out. */
function borderOf<A extends Feature<Polygon | MultiPolygon>>(areas: readonly A[]): Piece<A>[] {
  const seen = new Map<string, Piece<A>>()
  for (const area of areas) {
    const polygons = area.geometry.type === 'Polygon' ? [area.geometry.coordinates] : area.geometry.coordinates
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1]!, ring[i]!]
        const [from, to] = [`${a[0]},${a[1]}`, `${b[0]},${b[1]}`]
        const key = from < to ? `${from} ${to}` : `${to} ${from}`
        if (!seen.delete(key)) seen.set(key, { line: [a, b], of: area })
      }
    }
  }
  return [...seen.values()]
}

/** Pieces joined end to end, as far as they go. */
function joined(pieces: readonly [Position, Position][]): Position[][] {
  const from = new Map<string, number[]>()
  pieces.forEach((piece, i) => piece.forEach((end) => from.set(String(end), [...(from.get(String(end)) ?? []), i])))
  const used = new Set<number>()
  const grow = (line: Position[]): Position[] => {
    for (;;) {
      const end = line.at(-1)!
      const next = from.get(String(end))!.find((i) => !used.has(i))
      if (next === undefined) return line
      used.add(next)
      const [a, b] = pieces[next]!
      line.push(String(a) === String(end) ? b : a)
    }
  }
  const lines: Position[][] = []
  pieces.forEach((piece, i) => {
    if (used.has(i)) return
    used.add(i)
    lines.push(grow(grow([piece[0], piece[1]]).reverse()))
  })
  return lines
}

/** [west, south, east, north] of areas; null when there are none. */
export function boundsOf(areas: readonly Feature<Polygon | MultiPolygon>[]): [number, number, number, number] | null {
  let box: [number, number, number, number] | null = null
  for (const { geometry } of areas) {
    for (const ring of geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()) {
      for (const [lon, lat] of ring as [number, number][]) {
        box = box ? [Math.min(box[0], lon), Math.min(box[1], lat), Math.max(box[2], lon), Math.max(box[3], lat)] : [lon, lat, lon, lat]
      }
    }
  }
  return box
}
