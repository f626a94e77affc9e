import type { PublicPoint } from '@/lib/domain/public-model'
import { toCrs84 } from '@/lib/release/open-data/crs'
import type { TextPoint } from './passages'

/** Degrees are written with seven decimals at most; a metre is about a hundred-thousandth of a degree. */
const [metre, degree] = [1, 1.5e-5] as const

/** Points that stand in a publication and belong to nothing that is public: `open` are all places that may be told, in RD. */
export function strangePoints(points: readonly TextPoint[], open: readonly PublicPoint[]): TextPoint[] {
  const places = open.map(({ x, y }) => ({ rd: [x, y] as const, degrees: toCrs84([x, y]) }))
  const near = ([x, y]: readonly [number, number], p: TextPoint, most: number): boolean => Math.abs(x - p.x) <= most && Math.abs(y - p.y) <= most
  return points.filter((p) => !places.some(({ rd, degrees }) => near(rd, p, metre) || near(degrees, p, degree)))
}
