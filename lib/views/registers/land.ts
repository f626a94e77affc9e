import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { boundsOf } from '@/lib/ui/map/outline'

/** west, south, east, north of the land of buurten; null while they are not there. */
export function landOf(areas: FeatureCollection | undefined): [number, number, number, number] | null {
  return areas ? boundsOf(areas.features.filter((f) => f.properties?.water !== true) as Feature<Polygon | MultiPolygon>[]) : null
}

/** west, south, east, north around points, with some room (about 300 m); null when there are none. */
export function around({ features }: FeatureCollection): [number, number, number, number] | null {
  const at = features.flatMap((f) => (f.geometry.type === 'Point' ? [f.geometry.coordinates as [number, number]] : []))
  if (at.length === 0) return null
  const [lons, lats] = [at.map(([lon]) => lon), at.map(([, lat]) => lat)]
  return [least(lons) - 0.004, least(lats) - 0.003, most(lons) + 0.004, most(lats) + 0.003]
}

// Not Math.min(...list): a list of tens of thousands does not fit in the arguments of a call.
const least = (list: readonly number[]): number => list.reduce((a, b) => (a < b ? a : b))
const most = (list: readonly number[]): number => list.reduce((a, b) => (a > b ? a : b))
