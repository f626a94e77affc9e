import type { Geography } from './areas'
import { closeRing, comesNear, inRing, lengthOf, pointAlong } from './geometry'
import type { BuurtType } from './plan-buurten'
import { makeRandom, type Random } from './random'
import type { Street } from './streets'
import type { DemoAddress, Ring } from './types'

/** Flats and halls beside the streets: width and depth in metres, and how far from the street. */
const slabs: Partial<Record<BuurtType, { width: number; depth: number; away: number; chance: number }>> = {
  highrise: { width: 78, depth: 13, away: 26, chance: 0.75 },
  business: { width: 80, depth: 52, away: 46, chance: 0.85 },
  harbour: { width: 70, depth: 42, away: 40, chance: 0.7 },
  newbuild: { width: 44, depth: 12, away: 18, chance: 0.35 },
}

/** Large buildings of flats and business parks, and farms in the polder, as closed RD rings. */
export function makeBlocks(geography: Geography, streets: readonly Street[], addresses: readonly DemoAddress[]): Ring[] {
  return geography.buurten.flatMap((b) => {
    const random = makeRandom(1, `blocks ${b.code}`)
    const fits = (ring: Ring) => ring.every(([x, y]) => inRing(x, y, b.ring) && !comesNear(x, y, b.ring, 7))
    if (b.plan.type === 'polder') return addresses.filter((a, i) => a.buurtCode === b.code && i % 2 === 0).map((a) => farm(a, random)).filter((ring, i, all) => fits(ring) && all.slice(0, i).every((other) => apart(ring, other)))
    const slab = slabs[b.plan.type]
    if (!slab) return []
    const own = streets.filter((s) => s.buurtCode === b.code)
    return own
      .filter((s) => lengthOf(s.line) > slab.width * 0.8 && random.next() < slab.chance)
      .map((s) => {
        const p = pointAlong(s.line, lengthOf(s.line) * random.between(0.35, 0.65))
        const side = random.next() < 0.5 ? 1 : -1
        return rectangle(p.x - p.uy * slab.away * side, p.y + p.ux * slab.away * side, slab.width * random.between(0.7, 1.1), slab.depth * random.between(0.9, 1.1), p.ux, p.uy)
      })
      .filter((ring, i, all) => fits(ring) && own.every((s) => ring.every(([x, y]) => !comesNear(x, y, s.line, 8))) && all.slice(0, i).every((other) => apart(ring, other)))
  })
}

/** True when the middles lie further apart than half their joint length. */
function apart(a: Ring, b: Ring): boolean {
  const middle = (r: Ring) => [(r[0]![0] + r[2]![0]) / 2, (r[0]![1] + r[2]![1]) / 2] as const
  const reach = (r: Ring) => Math.hypot(r[2]![0] - r[0]![0], r[2]![1] - r[0]![1]) / 2
  const [m, n] = [middle(a), middle(b)]
  return Math.hypot(m[0] - n[0], m[1] - n[1]) > reach(a) + reach(b)
}

function farm(a: DemoAddress, random: Random): Ring {
  const angle = random.between(-0.3, 0.3)
  return rectangle(a.x + random.between(-16, 16), a.y + random.between(16, 40) * (random.next() < 0.5 ? -1 : 1), random.between(24, 48), random.between(14, 24), Math.cos(angle), Math.sin(angle))
}

function rectangle(x: number, y: number, width: number, depth: number, ux: number, uy: number): Ring {
  const corner = (u: number, v: number): [number, number] => [Math.round(x + (u * width * ux - v * depth * uy) / 2), Math.round(y + (u * width * uy + v * depth * ux) / 2)]
  return closeRing([corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1)])
}
