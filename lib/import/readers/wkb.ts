import type { SourceGeometry } from '@/lib/domain/source-record'

/** Geometry bytes that cannot be used; `message` is Dutch. `unsupported` for curves, `invalid` for broken bytes. */
export class WkbError extends Error {
  constructor(
    readonly code: 'geometry_invalid' | 'geometry_unsupported',
    message: string,
  ) {
    super(message)
  }
}

const names = ['', 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon', 'GeometryCollection']
const maxNesting = 8

/**
 * A geometry from a GeoPackage column: header "GP", flags, srs id, optional envelope, then WKB.
 * Source: OGC 12-128r18 (GeoPackage 1.3) clause 2.1.3. Plain WKB without the header is read too.
 * @returns null for an empty geometry
 * @throws {WkbError}
 */
export function decodeGeoPackageGeometry(bytes: Uint8Array): SourceGeometry | null {
  if (bytes[0] !== 0x47 || bytes[1] !== 0x50) return decodeWkb(bytes)
  const flags = bytes[3] ?? 0
  if (flags & 0x20) throw new WkbError('geometry_unsupported', 'Deze soort geometrie (uitgebreide GeoPackage-geometrie) wordt niet gelezen.')
  const envelope = [0, 32, 48, 48, 64][(flags >> 1) & 7]
  if (envelope === undefined) throw broken()
  if (flags & 0x10) return null
  return decodeWkb(bytes.subarray(8 + envelope))
}

/** WKB (ISO and extended) to GeoJSON form. Z and M are dropped; empty gives null; curves are refused. */
export function decodeWkb(bytes: Uint8Array): SourceGeometry | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  let little = true
  let dimensions = 2

  const need = (count: number) => {
    if (count < 0 || at + count > view.byteLength) throw broken()
  }
  const uint = () => {
    need(4)
    at += 4
    return view.getUint32(at - 4, little)
  }
  const count = (size: number) => {
    const n = uint()
    need(n * size) // a count larger than the bytes that are left is broken, not a reason to allocate
    return n
  }
  const position = (): [number, number] => {
    need(dimensions * 8)
    const xy: [number, number] = [view.getFloat64(at, little), view.getFloat64(at + 8, little)]
    at += dimensions * 8
    return xy
  }
  const list = <T>(size: number, read: () => T): T[] => {
    const n = count(size)
    const found: T[] = []
    for (let i = 0; i < n; i++) found.push(read())
    return found
  }
  const line = () => list(dimensions * 8, position)
  const polygon = () => list(4, line)

  function header(): number {
    need(5)
    little = view.getUint8(at) === 1
    at += 1
    const raw = uint()
    let type = raw & 0x0fffffff
    dimensions = 2 + (raw & 0x80000000 ? 1 : 0) + (raw & 0x40000000 ? 1 : 0)
    if (raw & 0x20000000) at += 4
    if (type >= 1000 && type < 4000) {
      dimensions += type >= 3000 ? 2 : 1
      type %= 1000
    }
    return type
  }

  function geometry(level: number): SourceGeometry | null {
    if (level > maxNesting) throw broken()
    const type = header()
    const name = names[type]
    if (!name) throw new WkbError('geometry_unsupported', `Geometrie van soort ${type} (bijvoorbeeld een boog of oppervlak met bogen) wordt niet gelezen; zet die eerst om naar rechte lijnen.`)
    if (type === 1) {
      const xy = position()
      return Number.isNaN(xy[0]) ? null : { type: name, coordinates: xy }
    }
    if (type === 2) return some(name, line())
    if (type === 3) return some(name, polygon().filter((ring) => ring.length > 0))
    const parts = list(5, () => geometry(level + 1)).filter((part) => part !== null)
    if (type === 7) return parts.length === 0 ? null : { type: name, coordinates: null, geometries: parts }
    return some(name, parts.map((part) => part.coordinates))
  }

  return geometry(0)
}

const some = (type: string, coordinates: unknown[]): SourceGeometry | null => (coordinates.length === 0 ? null : { type, coordinates })
const broken = () => new WkbError('geometry_invalid', 'De geometrie is beschadigd of onvolledig.')
