import { crs84, rd, toCrs84, type Crs } from './crs'
import type { Collection, DataFeature, DataGeometry } from './dataset'

export type Geometry = { type: DataGeometry['type']; coordinates: unknown }
export type GeoJsonFeature = { type: 'Feature'; id: string; geometry: Geometry | null; properties: DataFeature['properties'] }

/** Shapes in degrees, worked out once: many features share one, and many questions ask for it. */
const inDegrees = new WeakMap<DataGeometry, Geometry>()

/** A shape in the system that is asked for: metres in RD, or degrees with longitude first. */
export function geometryIn(crs: Crs, geometry: DataGeometry): Geometry {
  if (crs === rd) return geometry
  const known = inDegrees.get(geometry)
  if (known) return known
  const coordinates = geometry.type === 'Point' ? toCrs84(geometry.coordinates) : geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(toCrs84)))
  const degrees = { type: geometry.type, coordinates }
  inDegrees.set(geometry, degrees)
  return degrees
}

export const featureIn = (crs: Crs, { id, geometry, properties }: DataFeature): GeoJsonFeature => ({ type: 'Feature', id, geometry: geometry && geometryIn(crs, geometry), properties })

/** A collection as GeoJSON (RFC 7946): degrees, longitude first. */
export const toGeoJson = ({ id, features }: Collection): string => JSON.stringify({ type: 'FeatureCollection', name: id, features: features.map((f) => featureIn(crs84, f)) })
