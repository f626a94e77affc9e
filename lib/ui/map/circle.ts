import type { Position } from 'geojson'

/** Metres in a degree of latitude; good to 0.6 %, which no eye sees in a circle of some hundred metres. */
const metresPerDegree = 111_320

/** A closed ring of 48 sides around a place, in degrees. */
export function circleAround({ lon, lat, radiusM }: { lon: number; lat: number; radiusM: number }): Position[] {
  const high = radiusM / metresPerDegree
  const wide = high / Math.cos((lat * Math.PI) / 180)
  const ring = Array.from({ length: 48 }, (_, i): Position => [lon + wide * Math.cos((i * Math.PI) / 24), lat + high * Math.sin((i * Math.PI) / 24)])
  return [...ring, ring[0]!]
}
