import type { DataGeometry } from './dataset'
import { boxAround } from './extent'

/**
 * A shape as GeoPackage wants it: a header with the CRS (28992) and, of what is no point, the box around it; then WKB, little endian
 * (OGC 12-128r17, 2.1.3 and 2.1.4).
 */
export function gpkgGeometry(geometry: DataGeometry): Uint8Array {
  const box = geometry.type === 'Point' ? null : boxAround(geometry)
  const header = Buffer.alloc(8)
  header.write('GP', 0, 'latin1')
  // Version 0; then flags: bit 0 little endian, bits 1-3 the kind of box (1: min and max of x, then of y).
  header[3] = box ? 0b0011 : 0b0001
  header.writeInt32LE(28992, 4)
  return new Uint8Array(Buffer.concat([header, ...(box ? [doubles([box[0], box[2], box[1], box[3]])] : []), ...wkb(geometry)]))
}

function wkb(geometry: DataGeometry): Buffer[] {
  if (geometry.type === 'Point') return [start(1), doubles(geometry.coordinates)]
  const { coordinates } = geometry
  return [start(6), count(coordinates.length), ...coordinates.flatMap((polygon) => [start(3), count(polygon.length), ...polygon.flatMap((ring) => [count(ring.length), doubles(ring.flat())])])]
}

/** Byte order (1: little endian) and the kind of shape: 1 point, 3 polygon, 6 several polygons. */
const start = (kind: number): Buffer => Buffer.concat([Buffer.from([1]), count(kind)])

function count(n: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(n)
  return bytes
}

function doubles(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 * numbers.length)
  numbers.forEach((n, i) => bytes.writeDoubleLE(n, 8 * i))
  return bytes
}
