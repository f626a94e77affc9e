import { toMultiPolygon, type Buurt, type Geography } from './areas'
import { boxOf, closeRing, comesNear, distanceToLine, inRing, keepWhere, lengthOf, offsetLine, simplify } from './geometry'
import { dissolve } from './planar'
import type { BuurtType } from './plan-buurten'
import { makeBlocks } from './blocks'
import { planBuildings, planGreen, planPiers } from './plan-nature'
import { planLines, type LineKind, type PlanLine, type XY } from './plan-lines'
import { makeRandom } from './random'
import { shapeLine, toRd } from './shape'
import type { Barrier, Street } from './streets'
import type { BackdropFeature, BackdropKind, DemoAddress, Position, Ring } from './types'

const widths: Partial<Record<LineKind, number>> = { canal: 38, railway: 9, main_road: 16, road: 10, path: 3, ditch: 6, dike: 14, quay: 4 }
const keepAway: Partial<Record<LineKind, number>> = { canal: 30, railway: 26, coast: 150, dike: 55, quay: 14 }

/** Where streets may not come: water's edge, canal, railway, dike. RD metres. */
export function makeBarriers(): Barrier[] {
  return planLines.flatMap((l) => {
    const distanceM = l.name === 'Oudegracht' || l.name === 'Westersingel' ? 17 : keepAway[l.kind]
    return distanceM ? [{ line: rd(l), distanceM }] : []
  })
}

/** Parks, woods and ponds as closed RD rings with their kind. */
export function makeGreen(): { kind: 'park' | 'wood' | 'pond'; name?: string; ring: Ring }[] {
  return planGreen.map((g) => {
    const points: XY[] = [...g.points, g.points[0]!]
    const shaped = shapeLine({ kind: 'path', name: 'green', shape: g.straight ? 'straight' : 'smooth', points })
    return { kind: g.kind, name: g.name, ring: closeRing(shaped.slice(0, -1).map(toRd)) }
  })
}

/** The map behind the figures, in painting order: water, land, use of the land, lines, buildings. RD whole metres. */
export function makeBackdrop(geography: Geography, streets: readonly Street[], addresses: readonly DemoAddress[]): BackdropFeature[] {
  const out: BackdropFeature[] = []
  const [minX, minY, maxX, maxY] = boxOf(geography.gemeente.geometry.coordinates.flat(2))
  const area = (kind: BackdropKind, ring: Ring, name?: string) => out.push({ kind, ...(name ? { name } : {}), geometry: { type: 'Polygon', coordinates: [ring] } })
  const lineOf = (name: string) => rd(planLines.find((l) => l.name === name)!)
  const around = [minX - 4000, minY - 3000, maxX + 5000, maxY + 3000] as const
  area('sea', closeRing([[around[0], around[1]], [around[2], around[1]], [around[2], around[3]], [around[0], around[3]]]), 'Noordzee')
  area('lake', geography.water.ring, geography.water.name)
  area('land', neighbour(lineOf('Gemeentegrens')), 'Buurgemeente')
  out.push({ kind: 'land', name: geography.gemeente.name, geometry: geography.gemeente.geometry })

  for (const kind of ['farmland', 'dunes', 'business', 'builtup'] as const) {
    const faces = new Set(geography.buurten.flatMap((b) => (useOf(b.plan.type) === kind ? [b.face] : [])))
    out.push({ kind, geometry: toMultiPolygon(dissolve(geography.faces.halfEdges, (f) => faces.has(f)).map(closeRing)) })
  }
  const coast = lineOf('Zeekust')
  area('beach', closeRing([...coast, ...offsetLine(simplify(coast, 30), -115).reverse()].map(whole)), 'Strand')
  for (const g of makeGreen()) area(g.kind, g.ring, g.name)

  const green = makeGreen().map((g) => g.ring)
  for (const b of geography.buurten.filter((x) => x.plan.type === 'polder'))
    out.push({ kind: 'ditch', widthM: 3, geometry: { type: 'MultiLineString', coordinates: fieldDitches(b, green) } })
  for (const code of new Set(streets.map((s) => s.buurtCode))) {
    const coordinates = streets.filter((s) => s.buurtCode === code).map((s) => s.line)
    out.push({ kind: 'street', widthM: 6, geometry: { type: 'MultiLineString', coordinates } })
  }
  const order: LineKind[] = ['ditch', 'dike', 'path', 'road', 'canal', 'railway', 'main_road']
  for (const kind of order)
    for (const l of planLines.filter((x) => x.kind === kind)) {
      const small = l.name === 'Oudegracht' || l.name === 'Westersingel'
      out.push({ kind: kind as BackdropKind, name: l.name, widthM: small ? 16 : widths[kind], geometry: { type: 'LineString', coordinates: l.backdropOnly ? simplify(rd(l), 1) : simplify(trim(rd(l), geography), 0.7) } })
    }
  for (const p of planPiers) out.push({ kind: 'pier', name: p.name, widthM: p.name.startsWith('Steiger') ? 4 : 12, geometry: { type: 'LineString', coordinates: p.points.map(toRd) } })
  out.push({ kind: 'building', geometry: { type: 'MultiPolygon', coordinates: makeBlocks(geography, streets, addresses).map((ring) => [ring]) } })
  for (const b of planBuildings) area('building', rectangle(b.at, b.size, b.angle), b.name)
  return out
}

const whole = (p: readonly [number, number]): Position => [Math.round(p[0]), Math.round(p[1])]
const rd = (l: PlanLine): Position[] => shapeLine(l).map(toRd)

function rectangle([x, y]: XY, [w, h]: XY, angle: number): Ring {
  const c = Math.cos((angle * Math.PI) / 180)
  const s = Math.sin((angle * Math.PI) / 180)
  return closeRing([[-w, -h], [w, -h], [w, h], [-w, h]].map(([u, v]) => toRd([x + (u! * c - v! * s) / 2, y + (u! * s + v! * c) / 2])))
}

/** Land of the neighbour south of the border, so that the gemeente is not an island. */
function neighbour(border: Position[]): Ring {
  const south = border.slice(border.findIndex((p) => p[0] === toRd([8850, 120])[0]))
  const shore: XY[] = [[700, 0], [560, -900], [520, -1900], [380, -3200], [9200, -3200], [9150, -1500], [8980, -600], [8850, 120]]
  return closeRing([...shore.slice(1, -1).map(toRd), ...south])
}

/** Long parallel ditches through a polder with a collecting ditch across, a piece short of the borders. */
function fieldDitches(b: Buurt, green: readonly Ring[]): Position[][] {
  const random = makeRandom(1, `ditches ${b.code}`)
  const [minX, minY, maxX, maxY] = boxOf(b.ring)
  const [mx, my] = [(minX + maxX) / 2, (minY + maxY) / 2]
  const reach = Math.hypot(maxX - minX, maxY - minY) / 2
  const turn = ((b.plan.angle - 7) * Math.PI) / 180
  const at = (u: number, v: number): Position => [mx + u * Math.cos(turn) - v * Math.sin(turn), my + u * Math.sin(turn) + v * Math.cos(turn)]
  const allowed = (x: number, y: number) => inRing(x, y, b.ring) && !comesNear(x, y, b.ring, 25) && !green.some((g) => inRing(x, y, g))
  const lines: Position[][] = []
  const cross = random.between(-0.2, 0.2) * reach
  for (let v = -reach; v < reach; v += random.between(150, 300)) lines.push([at(-reach, v), at(cross, v)], [at(cross, v + random.between(-90, 90)), at(reach, v)])
  lines.push([at(cross, -reach), at(cross, reach)])
  return lines.flatMap((line) => keepWhere(line, allowed, 20)).map((line) => simplify(line, 1).map(whole)).filter((line) => lengthOf(line) > 60)
}

function useOf(type: BuurtType): 'farmland' | 'dunes' | 'business' | 'builtup' {
  return type === 'dunes' ? 'dunes' : type === 'polder' ? 'farmland' : type === 'business' || type === 'harbour' ? 'business' : 'builtup'
}

/** Without the overshoot of a border line: from its first to its last point on the network. */
function trim(line: Position[], geography: Geography): Position[] {
  const [minX, minY, maxX, maxY] = boxOf(line)
  const near = geography.faces.halfEdges.map((e) => e.from).filter(([x, y]) => x >= minX && x <= maxX && y >= minY && y <= maxY)
  const head = (part: Position[]): Position[] => {
    for (let i = 0; i + 1 < part.length; i++) {
      const [a, b] = [part[i]!, part[i + 1]!]
      const on = near.filter(([x, y]) => distanceToLine(x, y, [a, b]) < 0.8)
      const start = on.sort((p, q) => Math.hypot(p[0] - a[0], p[1] - a[1]) - Math.hypot(q[0] - a[0], q[1] - a[1]))[0]
      if (start) return [[start[0], start[1]], ...part.slice(i + 1)]
    }
    return part
  }
  return head(head(line).reverse()).reverse()
}
