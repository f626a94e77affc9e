import { isFault, placeOf, type Place } from './coordinates'
import type { RecordReader } from './values'

const names = { lon: ['lon', 'lng', 'long', 'longitude'], lat: ['lat', 'latitude'], x: ['x'], y: ['y'] }

/** The point in its own CRS; null without one; `fault` when it was rejected. */
export function placeOfRecord(read: RecordReader, geometry: { type: string; coordinates: unknown } | null, srid: number | null, swapAxes: boolean): Place | 'fault' | null {
  let pair: { first: number; second: number; srid: number | null; column: string } | null = null
  if (geometry !== null) {
    const [first, second] = geometry.type === 'Point' ? (geometry.coordinates as number[]) : []
    if (!Number.isFinite(first) || !Number.isFinite(second)) {
      read.reject('geometrie', 'coordinate_invalid', `Verwacht: een punt met twee getallen, en dit is ${geometry.type}.`)
      return 'fault'
    }
    pair = { first: first!, second: second!, srid, column: 'geometrie' }
  } else {
    const before = read.rejects.length
    const lon = read.number(names.lon)
    const lat = read.number(names.lat)
    const x = read.number(names.x)
    const y = read.number(names.y)
    if (read.rejects.length > before) return 'fault'
    if (lon !== null && lat !== null) pair = { first: lon, second: lat, srid: 4326, column: 'lon' }
    else if (x !== null && y !== null) pair = { first: x, second: y, srid: 28992, column: 'x' }
    else if (lon !== null || lat !== null || x !== null || y !== null) {
      read.reject('lon', 'coordinate_invalid', 'Van de plek is maar een van de twee getallen ingevuld. Verwacht: lon en lat, of x en y.')
      return 'fault'
    }
  }
  if (pair === null) return null
  const place = placeOf(pair.first, pair.second, pair.srid, swapAxes)
  if (!isFault(place)) return place
  read.reject(pair.column, place.code, place.message)
  return 'fault'
}
