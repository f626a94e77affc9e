import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { boundsOf } from '@/lib/ui/map/outline'

/** west, south, east, north of the land of buurten; null while they are not there. */
export function landOf(areas: FeatureCollection | undefined): [number, number, number, number] | null {
  return areas ? boundsOf(areas.features.filter((f) => f.properties?.water !== true) as Feature<Polygon | MultiPolygon>[]) : null
}
