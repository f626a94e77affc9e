import type { Buurt } from './areas'
import { boxOf, comesNear, inRing, keepWhere, lengthOf, simplify } from './geometry'
import type { BuurtType } from './plan-buurten'
import { makeRandom, smoothNoise } from './random'
import type { Position, Ring } from './types'

/** across: metres between long streets; along: between cross streets; bend: sideways play of the grid in metres over a distance of `wave` metres; dead: share of cross streets left out */
type Pattern = { across: number; along: number; bend: number; wave: number; dead: number }

const patterns: Partial<Record<BuurtType, Pattern>> = {
  oldtown: { across: 60, along: 88, bend: 34, wave: 150, dead: 0.3 },
  centre: { across: 76, along: 105, bend: 26, wave: 210, dead: 0.3 },
  prewar: { across: 66, along: 150, bend: 12, wave: 330, dead: 0.28 },
  postwar: { across: 82, along: 180, bend: 12, wave: 480, dead: 0.35 },
  highrise: { across: 112, along: 165, bend: 8, wave: 500, dead: 0.4 },
  suburb: { across: 92, along: 125, bend: 85, wave: 300, dead: 0.48 },
  newbuild: { across: 76, along: 120, bend: 24, wave: 260, dead: 0.35 },
  hamlet: { across: 120, along: 150, bend: 30, wave: 220, dead: 0.3 },
  harbour: { across: 190, along: 260, bend: 0, wave: 500, dead: 0.4 },
  business: { across: 200, along: 300, bend: 16, wave: 600, dead: 0.35 },
}

export type Street = { name: string; buurtCode: string; line: Position[] }
/** A line that streets keep away from (water, railway, dike), metres. */
export type Barrier = { line: Position[]; distanceM: number }

const touches = (a: readonly number[], b: readonly number[], m: number) => a[0]! - m < b[2]! && a[2]! + m > b[0]! && a[1]! - m < b[3]! && a[3]! + m > b[1]!

/** The pieces of a barrier that matter within a box [minX, minY, maxX, maxY]. */
export function nearby(barrier: Barrier, box: readonly number[]): Barrier[] {
  return barrier.line.slice(1).flatMap((p, i) => (touches(boxOf([barrier.line[i]!, p]), box, barrier.distanceM) ? [{ line: [barrier.line[i]!, p], distanceM: barrier.distanceM }] : []))
}

/** The streets inside one buurt: a bent grid in the direction of the plan, cut at the border, at parks and at barriers. RD whole metres. */
export function makeStreets(buurt: Buurt, parks: readonly Ring[], barriers: readonly Barrier[], names: () => string): Street[] {
  const pattern = patterns[buurt.plan.type]
  if (!pattern) return []
  const random = makeRandom(1, `streets ${buurt.code}`)
  const box = boxOf(buurt.ring)
  const localParks = parks.filter((p) => touches(boxOf(p), box, 0))
  const localBarriers = barriers.flatMap((b) => nearby(b, box))
  const allowed = (x: number, y: number) =>
    inRing(x, y, buurt.ring) && !localParks.some((p) => inRing(x, y, p)) && localBarriers.every((b) => !comesNear(x, y, b.line, b.distanceM))

  // the grid is made around the middle of the buurt, turned by its angle (less the tilt of the plan), then bent
  const [mx, my] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  const turn = ((buurt.plan.angle - 7) * Math.PI) / 180
  const bend = (u: number, v: number): Position => {
    const bu = u + pattern.bend * smoothNoise(`${buurt.code} u`, u / pattern.wave, v / pattern.wave)
    const bv = v + pattern.bend * smoothNoise(`${buurt.code} v`, u / pattern.wave, v / pattern.wave)
    return [mx + bu * Math.cos(turn) - bv * Math.sin(turn), my + bu * Math.sin(turn) + bv * Math.cos(turn)]
  }
  const reach = Math.hypot(box[2] - box[0], box[3] - box[1]) / 2 + 60
  const rows: number[] = []
  for (let v = -reach; v < reach; v += pattern.across * random.between(0.85, 1.15)) rows.push(v)

  const raw: Position[][] = rows.map((v) => sample(-reach, reach, (u) => bend(u, v)))
  rows.slice(1).forEach((top, i) => {
    const bottom = rows[i]!
    for (let u = -reach + random.between(0, pattern.along); u < reach; u += pattern.along * random.between(0.7, 1.3)) {
      const at = u
      if (random.next() >= pattern.dead) raw.push(sample(bottom, top, (v) => bend(at, v)))
    }
  })
  return raw
    .flatMap((line) => keepWhere(line, allowed))
    .map((line) => simplify(line, 2.5).map(([x, y]): Position => [Math.round(x), Math.round(y)]))
    .filter((line) => lengthOf(line) > 38)
    .map((line) => ({ name: names(), buurtCode: buurt.code, line }))
}

function sample(from: number, to: number, at: (t: number) => Position): Position[] {
  const n = Math.max(1, Math.ceil((to - from) / 30))
  return Array.from({ length: n + 1 }, (_, i) => at(from + ((to - from) * i) / n))
}
