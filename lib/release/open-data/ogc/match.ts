import type { Crs } from '../crs'
import type { Collection, DataFeature } from '../dataset'
import { boxAround, positionsOf, type Box } from '../extent'
import { geometryIn, type Geometry } from '../geojson'
import { holdsPoint, type Ring, type Xy } from '../rings'
import type { Days, Query } from './query'

/** The features that a question is about, in their own order; what has no place is in every box, and what has no time in every period (17-069r4, requirements 24 C and 26 C). */
export function matching({ features, time }: Collection, { bbox, days }: Query): readonly DataFeature[] {
  return features.filter((f) => (!bbox || liesIn(f, bbox.box, bbox.crs)) && (!days || time === null || isDuring(f, time, days)))
}

/** Our time is half-open, [from, to); what is asked has both ends in it. */
function isDuring({ properties }: DataFeature, time: NonNullable<Collection['time']>, days: Days): boolean {
  const from = properties[time.from] as string | null
  if (time.to === null) return from === null || ((days.from === null || from >= days.from) && (days.to === null || from <= days.to))
  const to = properties[time.to] as string | null
  return (days.to === null || from === null || from <= days.to) && (days.from === null || to === null || to > days.from)
}

function liesIn({ geometry }: DataFeature, box: Box, crs: Crs): boolean {
  if (geometry === null) return true
  const shape = geometryIn(crs, geometry)
  const [west, south, east, north] = box
  return west <= east ? meets(shape, box) : meets(shape, [west, south, 180, north]) || meets(shape, [-180, south, east, north])
}

/** Whether a shape and a box have a point in common; borders count. */
function meets(shape: Geometry, box: Box): boolean {
  const around = boxAround(shape)
  if (!around || around[0] > box[2] || around[2] < box[0] || around[1] > box[3] || around[3] < box[1]) return false
  if (positionsOf(shape).some((p) => isIn(p, box))) return true
  if (shape.type === 'Point') return false
  const polygons = shape.coordinates as (readonly Ring[])[]
  return polygons.some((polygon) => polygon.some((ring) => ring.some((p, i) => i > 0 && crosses(ring[i - 1]!, p, box))) || holdsPoint(polygon, [box[0], box[1]]))
}

const isIn = ([x, y]: Xy, [west, south, east, north]: Box): boolean => x >= west && x <= east && y >= south && y <= north

/** Whether a line between two points outside a box goes through it: what is left of it after cutting at the four sides (Liang and Barsky 1984). */
function crosses(a: Xy, b: Xy, [west, south, east, north]: Box): boolean {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  let [start, end] = [0, 1]
  for (const [step, room] of [[-dx, a[0] - west], [dx, east - a[0]], [-dy, a[1] - south], [dy, north - a[1]]] as const) {
    if (step === 0 && room < 0) return false
    if (step < 0) start = Math.max(start, room / step)
    if (step > 0) end = Math.min(end, room / step)
  }
  return start <= end
}
