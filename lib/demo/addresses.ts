import type { Buurt } from './areas'
import { boxOf, comesNear, inRing, keepWhere, lengthOf, offsetLine, pointAlong } from './geometry'
import { planLines } from './plan-lines'
import type { Profile } from './profile'
import { shapeLine, toRd } from './shape'
import { nearby, type Barrier, type Street } from './streets'
import type { DemoAddress, Position } from './types'

/** Households per point, so that 28,000 households give about 20,000 points. */
const householdsPerPoint = 1.4

/**
 * Points beside the streets of each buurt, on both sides, evenly spread; more where more households live, at least 12 per buurt.
 * A buurt without streets of its own (polder, dunes) gets them along the roads and paths that cross or border it.
 * Every point lies at least 4 m inside its buurt and away from water. RD metres with one decimal.
 */
export function makeAddresses(buurten: readonly Buurt[], profiles: readonly Profile[], streets: readonly Street[], barriers: readonly Barrier[]): DemoAddress[] {
  const ways = planLines.filter((l) => ['road', 'main_road', 'path'].includes(l.kind)).map((l) => ({ name: l.name, line: shapeLine(l).map(toRd) }))
  return buurten.flatMap((buurt, i) => {
    const own = streets.filter((s) => s.buurtCode === buurt.code)
    const used = own.length ? own : alongWays(buurt, ways, barriers)
    const wanted = Math.max(12, Math.round(profiles[i]!.households / householdsPerPoint))
    const sides = used.flatMap((s) => [1, -1].map((side) => ({ ...s, side, length: lengthOf(s.line) })))
    const spacing = sides.reduce((sum, s) => sum + s.length, 0) / wanted
    const out: DemoAddress[] = []
    let carry = spacing / 2
    for (const s of sides) {
      const middle = pointAlong(s.line, s.length / 2)
      const inside = (x: number, y: number, m: number) => inRing(x, y, buurt.ring) && !comesNear(x, y, buurt.ring, m)
      const streetFine = inside(round(middle.x), round(middle.y), 2)
      for (; carry < s.length; carry += spacing) {
        const p = pointAlong(s.line, carry)
        const aside = own.length ? 7.5 : 0
        const x = round(p.x - p.uy * aside * s.side)
        const y = round(p.y + p.ux * aside * s.side)
        const [ax, ay] = inside(x, y, 4) ? [x, y] : [round(p.x), round(p.y)]
        if (!inside(ax, ay, 2)) continue
        const streetPoint: Position = streetFine ? [round(middle.x), round(middle.y)] : [ax, ay]
        out.push({ x: ax, y: ay, buurtCode: buurt.code, street: s.name, streetPoint })
      }
      carry -= s.length
    }
    return out
  })
}

const round = (n: number) => Math.round(n * 10) / 10

function alongWays(buurt: Buurt, ways: readonly { name: string; line: Position[] }[], barriers: readonly Barrier[]): Street[] {
  const box = boxOf(buurt.ring)
  const near = barriers.flatMap((b) => nearby(b, box))
  const allowed = (x: number, y: number) =>
    inRing(x, y, buurt.ring) && !comesNear(x, y, buurt.ring, 8) && near.every((b) => !comesNear(x, y, b.line, Math.min(b.distanceM, 40)))
  return ways.flatMap((w) => [14, -14].flatMap((m) => keepWhere(offsetLine(w.line, m), allowed, 25)).map((line) => ({ name: w.name, buurtCode: buurt.code, line }))).filter((s) => lengthOf(s.line) > 30)
}
