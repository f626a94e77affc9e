import { closeRing, inRing } from './geometry'
import { planWijken, planWerkgebieden, waterSeed, type PlanBuurt } from './plan-buurten'
import { planLines } from './plan-lines'
import { dissolve, makeFaces, ringArea, type Faces } from './planar'
import { shapeLine, toRd } from './shape'
import type { DemoWerkgebied, MultiPolygon, Ring } from './types'

export const gemeente = { code: 'GM9001', name: 'Wierhaven' } as const
const waterCode = 'BU90019997'

export type Buurt = { code: string; wijkCode: string; /** number of its face in Geography.faces */ face: number; plan: PlanBuurt; ring: Ring; areaM2: number; geometry: MultiPolygon }
export type Geography = {
  faces: Faces
  buurten: Buurt[]
  wijken: { code: string; name: string; areaM2: number; geometry: MultiPolygon }[]
  gemeente: { code: string; name: string; areaM2: number; geometry: MultiPolygon }
  water: { code: string; name: string; ring: Ring; areaM2: number; geometry: MultiPolygon }
  werkgebieden: DemoWerkgebied[]
}

/**
 * The areas of the invented gemeente: buurten are the faces of the drawn lines, wijken and gemeente the union of their buurten
 * along exactly the same vertices. Does not depend on the seed. RD whole metres.
 * @throws {Error} when a face of the drawing belongs to no buurt or to two
 */
export function makeGeography(): Geography {
  const faces = makeFaces(planLines.filter((l) => !l.backdropOnly).map((l) => shapeLine(l).map(toRd)))
  const faceOf = (seed: readonly [number, number]) => {
    const [x, y] = toRd(seed)
    const found = faces.rings.findIndex((ring) => inRing(x, y, ring))
    if (found < 0 || taken.has(found)) throw new Error(`the drawing has no face of its own at ${seed}`)
    taken.add(found)
    return found
  }
  const taken = new Set<number>()
  const wijkOf = new Map<number, string>()
  const two = (n: number) => String(n).padStart(2, '0')

  const buurten = planWijken.flatMap((wijk, w) =>
    wijk.buurten.map((plan, b): Buurt => {
      const face = faceOf(plan.seed)
      const wijkCode = `WK9001${two(w + 1)}`
      wijkOf.set(face, wijkCode)
      const ring = closeRing(faces.rings[face]!)
      return { code: `BU9001${two(w + 1)}${two(b + 1)}`, wijkCode, face, plan, ring, areaM2: ringArea(faces.rings[face]!), geometry: { type: 'MultiPolygon', coordinates: [[ring]] } }
    }),
  )
  const waterFace = faceOf(waterSeed)
  if (taken.size !== faces.rings.length) throw new Error('a face of the drawing has no name')

  const union = (inside: (face: number) => boolean) => {
    const rings = dissolve(faces.halfEdges, inside)
    return { areaM2: rings.reduce((sum, r) => sum + ringArea(r), 0), geometry: toMultiPolygon(rings.map(closeRing)) }
  }
  const waterRing = closeRing(faces.rings[waterFace]!)
  return {
    faces,
    buurten,
    wijken: planWijken.map((wijk, w) => {
      const code = `WK9001${two(w + 1)}`
      return { code, name: wijk.name, ...union((face) => wijkOf.get(face) === code) }
    }),
    gemeente: { ...gemeente, ...union((face) => wijkOf.has(face)) },
    water: { code: waterCode, name: 'De Wijde Kolk', ring: waterRing, areaM2: ringArea(faces.rings[waterFace]!), geometry: { type: 'MultiPolygon', coordinates: [[waterRing]] } },
    werkgebieden: planWerkgebieden.map((name, i) => ({
      slug: name.toLowerCase().replace(/[^a-z]+/g, '-'),
      name,
      buurtCodes: buurten.filter((b) => b.plan.werkgebied === i + 1).map((b) => b.code),
    })),
  }
}

/** Outer rings (counter-clockwise) with the holes (clockwise) that lie in them. */
export function toMultiPolygon(rings: readonly Ring[]): MultiPolygon {
  const outer = rings.filter((r) => ringArea(r.slice(0, -1)) > 0)
  const holes = rings.filter((r) => ringArea(r.slice(0, -1)) < 0)
  return {
    type: 'MultiPolygon',
    coordinates: outer.map((ring) => [ring, ...holes.filter((h) => h.some(([x, y]) => inRing(x, y, ring)) && Math.abs(ringArea(h.slice(0, -1))) < ringArea(ring.slice(0, -1)))]),
  }
}
