import type { Buurt } from './areas'
import { boxOf, distanceToLine, inRing, keepWhere, lengthOf, simplify } from './geometry'
import type { BuurtType } from './plan-buurten'
import { makeRandom } from './random'
import type { Position, Ring } from './types'

/** across: metres between long streets; along: metres between cross streets; bend: sideways play of the grid in metres; dead: share of cross streets left out */
type Pattern = { across: number; along: number; bend: number; wave: number; dead: number }

const patterns: Partial<Record<BuurtType, Pattern>> = {
  oldtown: { across: 58, along: 95, bend: 16, wave: 190, dead: 0.25 },
  centre: { across: 75, along: 105, bend: 12, wave: 260, dead: 0.3 },
  prewar: { across: 62, along: 150, bend: 5, wave: 420, dead: 0.25 },
  postwar: { across: 78, along: 170, bend: 3, wave: 600, dead: 0.35 },
  highrise: { across: 110, along: 165, bend: 2, wave: 700, dead: 0.4 },
  suburb: { across: 84, along: 130, bend: 34, wave: 330, dead: 0.5 },
  newbuild: { across: 72, along: 120, bend: 9, wave: 380, dead: 0.35 },
  hamlet: { across: 120, along: 150, bend: 14, wave: 300, dead: 0.3 },
  harbour: { across: 190, along: 260, bend: 0, wave: 500, dead: 0.4 },
  business: { across: 190, along: 300, bend: 4, wave: 700, dead: 0.35 },
}

export type Street = { name: string; buurtCode: string; line: Position[] }
/** A line that streets keep away from (water, railway, dike), metres. */
export type Barrier = { line: Position[]; distanceM: number }

/** The streets inside one buurt: a bent grid in the direction of the plan, cut at the border, at parks and at barriers. RD whole metres. */
export function makeStreets(buurt: Buurt, parks: readonly Ring[], barriers: readonly Barrier[], names: () => string): Street[] {
  const pattern = patterns[buurt.plan.type]
  if (!pattern) return []
  const random = makeRandom(1, `streets ${buurt.code}`)
  const box = boxOf(buurt.ring)
  const near = (b: readonly (readonly [number, number])[], m: number) => {
    const o = boxOf(b)
    return o[0] - m < box[2] && o[2] + m > box[0] && o[1] - m < box[3] && o[3] + m > box[1]
  }
  const localParks = parks.filter((p) => near(p, 0))
  const localBarriers = barriers.filter((b) => near(b.line, b.distanceM))
  const allowed = (x: number, y: number) =>
    inRing(x, y, buurt.ring) && !localParks.some((p) => inRing(x, y, p)) && localBarriers.every((b) => distanceToLine(x, y, b.line) >= b.distanceM)

  // the grid is made around the middle of the buurt, turned by its angle (less the tilt of the plan), then bent
  const [mx, my] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  const turn = ((buurt.plan.angle - 7) * Math.PI) / 180
  const phase = random.between(0, 6.28)
  const bend = (u: number, v: number): Position => {
    const w = (2 * Math.PI) / pattern.wave
    const bu = u + pattern.bend * Math.sin(v * w * 0.8 + phase)
    const bv = v + pattern.bend * Math.sin(u * w + phase * 2) + pattern.bend * 0.4 * Math.sin(u * w * 2.3)
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
    .map((line) => simplify(line, 1.5).map(([x, y]): Position => [Math.round(x), Math.round(y)]))
    .filter((line) => lengthOf(line) > 38)
    .map((line) => ({ name: names(), buurtCode: buurt.code, line }))
}

function sample(from: number, to: number, at: (t: number) => Position): Position[] {
  const n = Math.max(1, Math.ceil((to - from) / 22))
  return Array.from({ length: n + 1 }, (_, i) => at(from + ((to - from) * i) / n))
}
