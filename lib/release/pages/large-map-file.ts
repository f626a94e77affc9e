import type { PublicFile } from '@/lib/domain/public-model'
import { toCrs84 } from '../open-data/crs'
import { linesOf, lookOf, railKinds } from './area-map'
import { assetAddress } from './assets'
import type { Book } from './book'
import { frameOf, simplified, type Point } from './outlines'
import { words } from './words'

/** Steps of about a metre or two in a gemeente 20 km wide: finer than the map can be zoomed. */
const width = 10_000

/** What the large map draws, in degrees (CRS84): buurten with what is said of them, lines for orientation, venues. Its address follows from what is in it. */
export function largeMapFile(book: Book): PublicFile {
  const frame = frameOf(book.buurten, width, 0)
  const degrees = (x: number, y: number): [number, number] => { const [lon, lat] = toCrs84([x, y]); return [round(lon), round(lat)] }
  const ring = (points: readonly Point[]): [number, number][] => [...points, points[0]!].map((p) => degrees(...frame.toMetres(...p)))
  const shapes = simplified(book.buurten, frame, 3)
  const areas = book.buurten.flatMap((b, i) => {
    const middle = book.middle(b.code)
    if (shapes[i]!.length === 0 || !middle) return []
    const { phase, focus } = book.standing(b.code)
    const isWater = b.inhabitants === null && b.area === null && focus === null
    const label = phase !== 'none' && focus ? `${b.name}\n${focus.cohortYear}` : b.name
    return [{ type: 'Feature', properties: { name: b.name, line: words.phase[phase], href: `/buurten/${b.code}`, phase: lookOf(phase), label, water: isWater, middle: degrees(middle.x, middle.y) }, geometry: { type: 'MultiPolygon', coordinates: shapes[i]!.map((rings) => rings.map(ring)) } }]
  })
  const lines = book.model.backdrop.filter((f) => railKinds.has(f.kind)).flatMap((f) => linesOf(f.geometry).map((line) => ({ type: 'Feature', properties: { kind: f.kind }, geometry: { type: 'LineString', coordinates: line.map(([x, y]) => degrees(x, y)) } })))
  const places = book.model.venues.map((v) => ({ type: 'Feature', properties: { name: v.name, line: v.address ?? '', href: '/spreekuren' }, geometry: { type: 'Point', coordinates: degrees(v.point.x, v.point.y) } }))
  const corners = areas.flatMap((a) => a.geometry.coordinates.flat(2))
  const bounds = [Math.min(...corners.map((c) => c[0])), Math.min(...corners.map((c) => c[1])), Math.max(...corners.map((c) => c[0])), Math.max(...corners.map((c) => c[1]))]
  const body = JSON.stringify({ bounds, areas, lines, places })
  return { address: assetAddress(body, 'json'), type: 'application/json; charset=utf-8', body }
}

/** Five decimals of a degree are about a metre. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5
