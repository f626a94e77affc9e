import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson'

/**
 * The border of each group of areas: the segments that occur once in it. Neighbours share their border point by point (as CBS
 * publishes them), so that a segment between two areas of a group occurs twice and drops out. Areas without a group are left out.
 */
export function groupOutlines(areas: readonly Feature<Polygon | MultiPolygon>[], groupOf: (area: Feature<Polygon | MultiPolygon>) => string | null): FeatureCollection<MultiLineString> {
  const groups = new Map<string, Map<string, [Position, Position]>>()
  for (const area of areas) {
    const group = groupOf(area)
    if (group === null) continue
    const seen = groups.get(group) ?? new Map<string, [Position, Position]>()
    groups.set(group, seen)
    const polygons = area.geometry.type === 'Polygon' ? [area.geometry.coordinates] : area.geometry.coordinates
    for (const ring of polygons.flat()) {
      for (let i = 1; i < ring.length; i++) {
        const [a, b] = [ring[i - 1]!, ring[i]!]
        const [from, to] = [`${a[0]},${a[1]}`, `${b[0]},${b[1]}`]
        const key = from < to ? `${from} ${to}` : `${to} ${from}`
        if (!seen.delete(key)) seen.set(key, [a, b])
      }
    }
  }
  return {
    type: 'FeatureCollection',
    features: [...groups].map(([group, segments]) => ({
      type: 'Feature',
      properties: { group },
      geometry: { type: 'MultiLineString', coordinates: [...segments.values()] },
    })),
  }
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
