import type { PublicModel, PublicPoint } from '@/lib/domain/public-model'
import { toCrs84 } from '@/lib/release/open-data/crs'
import { middleOf } from '@/lib/release/pages/middle'
import type { TextPoint } from './passages'

/** Degrees are written with seven decimals at most; a metre is about a hundred-thousandth of a degree. */
const [metre, degree] = [1, 1.5e-5] as const

/** Points that stand in a publication and belong to nothing that is public: `open` are all places that may be told, in RD. */
export function strangePoints(points: readonly TextPoint[], open: readonly PublicPoint[]): TextPoint[] {
  const places = open.map(({ x, y }) => ({ rd: [x, y] as const, degrees: toCrs84([x, y]) }))
  const near = ([x, y]: readonly [number, number], p: TextPoint, most: number): boolean => Math.abs(x - p.x) <= most && Math.abs(y - p.y) <= most
  return points.filter((p) => !places.some(({ rd, degrees }) => near(rd, p, metre) || near(degrees, p, degree)))
}

/** All places that may be told: of records that are public by choice, and the middles of buurten, which follow from their shapes. */
export function openPlaces({ venues, initiatives, focus, streets, buurten }: PublicModel): PublicPoint[] {
  return [...[...venues, ...initiatives, ...focus.flatMap((f) => f.measures), ...streets].flatMap((record) => record.point ?? []), ...buurten.flatMap((b) => middleOf(b.geometry) ?? [])]
}
