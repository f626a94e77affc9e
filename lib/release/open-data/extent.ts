import { toCrs84 } from './crs'
import type { Collection, DataFeature, DataGeometry } from './dataset'

/** West, south, east, north. */
export type Box = [number, number, number, number]
type Shape = { type: DataGeometry['type']; coordinates: unknown }

/** All positions of a shape. */
export function positionsOf(geometry: Shape): (readonly [number, number])[] {
  return geometry.type === 'Point' ? [geometry.coordinates as [number, number]] : (geometry.coordinates as (readonly [number, number])[][][]).flat(2)
}

export function boxOf(positions: readonly (readonly [number, number])[]): Box | null {
  if (positions.length === 0) return null
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of positions) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  return box
}

/** Worked out once for each shape: an area has the same one in every period. */
const known = new WeakMap<Shape, Box | null>()

export function boxAround(shape: Shape): Box | null {
  const found = known.get(shape)
  if (found !== undefined) return found
  const box = boxOf(positionsOf(shape))
  known.set(shape, box)
  return box
}

/** What all features lie in, in metres of RD; null when none has a place. */
export function shapeExtent(features: readonly DataFeature[]): Box | null {
  const boxes = features.flatMap((f) => (f.geometry ? [boxAround(f.geometry)] : [])).filter((box) => box !== null)
  return boxOf(boxes.flatMap(([west, south, east, north]) => [[west, south], [east, north]] as const))
}

/** The same in degrees, longitude first; null when none has a place. */
export function extentInDegrees(features: readonly DataFeature[]): Box | null {
  const box = shapeExtent(features)
  return box && boxOf([[box[0], box[1]], [box[0], box[3]], [box[2], box[1]], [box[2], box[3]]].map(([x, y]) => toCrs84([x!, y!])))
}

/** The first day and the last of a collection; null at an end that is open. Null as a whole when nothing has a date. */
export function daysOf({ time, features }: Collection): [string | null, string | null] | null {
  if (!time) return null
  const dated = features.map((f) => ({ from: f.properties[time.from] as string | null, to: f.properties[time.to ?? time.from] as string | null })).filter(({ from, to }) => from !== null || to !== null)
  if (dated.length === 0) return null
  const [from, to] = [dated.map((d) => d.from), dated.map((d) => d.to)]
  return [from.includes(null) ? null : (from as string[]).sort()[0]!, to.includes(null) ? null : (to as string[]).sort().at(-1)!]
}
