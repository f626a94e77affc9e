import type { Geography } from './areas'
import { boxOf, closeRing, offsetLine, simplify } from './geometry'
import { planBuildings, planGreen, planPiers } from './plan-nature'
import { planLines, type LineKind, type PlanLine, type XY } from './plan-lines'
import { shapeLine, toRd } from './shape'
import type { Barrier, Street } from './streets'
import type { BackdropFeature, BackdropKind, Position, Ring } from './types'

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
export function makeBackdrop(geography: Geography, streets: readonly Street[]): BackdropFeature[] {
  const out: BackdropFeature[] = []
  const [minX, minY, maxX, maxY] = boxOf(geography.gemeente.geometry.coordinates.flat(2))
  const area = (kind: BackdropKind, ring: Ring, name?: string) => out.push({ kind, ...(name ? { name } : {}), geometry: { type: 'Polygon', coordinates: [ring] } })
  const lineOf = (name: string) => rd(planLines.find((l) => l.name === name)!)
  const around = [minX - 4000, minY - 3000, maxX + 5000, maxY + 3000] as const
  area('sea', closeRing([[around[0], around[1]], [around[2], around[1]], [around[2], around[3]], [around[0], around[3]]]), 'Noordzee')
  area('lake', geography.water.ring, geography.water.name)
  area('land', neighbour(lineOf('Gemeentegrens')), 'Buurgemeente')
  out.push({ kind: 'land', name: geography.gemeente.name, geometry: geography.gemeente.geometry })

  for (const b of geography.buurten) {
    const type = b.plan.type
    area(type === 'dunes' ? 'dunes' : type === 'polder' ? 'farmland' : type === 'business' || type === 'harbour' ? 'business' : 'builtup', b.ring, b.plan.name)
  }
  const coast = lineOf('Zeekust')
  area('beach', closeRing([...coast, ...simplify(offsetLine(coast, -115), 6).reverse()].map(whole)), 'Strand')
  for (const g of makeGreen()) area(g.kind, g.ring, g.name)

  for (const b of geography.buurten.filter((x) => x.plan.type === 'polder')) {
    const ditches = fieldDitches(b.ring, b.plan.name)
    if (ditches.length) out.push({ kind: 'ditch', widthM: 3, geometry: { type: 'MultiLineString', coordinates: ditches } })
  }
  for (const code of new Set(streets.map((s) => s.buurtCode))) {
    const coordinates = streets.filter((s) => s.buurtCode === code).map((s) => s.line)
    out.push({ kind: 'street', widthM: 6, geometry: { type: 'MultiLineString', coordinates } })
  }
  const order: LineKind[] = ['ditch', 'dike', 'path', 'road', 'canal', 'railway', 'main_road']
  for (const kind of order)
    for (const l of planLines.filter((x) => x.kind === kind)) {
      const small = l.name === 'Oudegracht' || l.name === 'Westersingel'
      out.push({ kind: kind as BackdropKind, name: l.name, widthM: small ? 16 : widths[kind], geometry: { type: 'LineString', coordinates: rd(l) } })
    }
  for (const p of planPiers) out.push({ kind: 'pier', name: p.name, widthM: p.name.startsWith('Steiger') ? 4 : 12, geometry: { type: 'LineString', coordinates: p.points.map(toRd) } })
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
  return closeRing([...shore.slice(0, -1).map(toRd), ...south])
}

/** Long parallel ditches through a polder, a piece short of its borders. */
function fieldDitches(_ring: Ring, _name: string): Position[][] {
  return []
}
