import { toCsv } from '@/lib/domain/csv'
import { toCrs84 } from './crs'
import type { Collection, DataFeature, Value } from './dataset'

/** Points in metres of RD and in degrees; shapes do not fit in a cell and are left out. */
const places = ['x_rd', 'y_rd', 'lengtegraad', 'breedtegraad'] as const

/** A collection as CSV (RFC 4180): the same properties in the same order as in GeoJSON; of points also where they are. */
export function toCsvFile({ properties, geometryType, features }: Collection): string {
  const names = properties.map((p) => p.name)
  const points = geometryType === 'Point'
  return toCsv([...names, ...(points ? places : [])], features.map((f) => [...names.map((name): Value => f.properties[name] ?? null), ...(points ? placeOf(f) : [])]))
}

function placeOf({ geometry }: DataFeature): (number | null)[] {
  return geometry?.type === 'Point' ? [...geometry.coordinates, ...toCrs84(geometry.coordinates)] : places.map(() => null)
}
