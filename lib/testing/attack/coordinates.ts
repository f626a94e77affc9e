import type { PublicPoint } from '@/lib/domain/public-model'
import { toCrs84 } from '@/lib/release/open-data/crs'

export type Place = { where: string; x: number; y: number }

/** So many metres from a signal is near it; what is written in whole metres or with five decimals of a degree is so far from what it was. */
const [nearM, roundedM] = [250, 1.5] as const

/** Two numbers after each other. */
const pair = /(?<![\d.])(\d{1,6}(?:\.\d+)?)[\s,;"'|]{1,3}(?=(\d{1,6}(?:\.\d+)?)(?![\d.]))/g
/** Metres per degree in the Netherlands, east and north: near enough for distances of hundreds of metres. */
const [east, north] = [67_800, 111_200] as const
const inMetres = (lon: number, lat: number): PublicPoint => ({ x: lon * east, y: lat * north })
const ofRd = ({ x, y }: PublicPoint): PublicPoint => inMetres(...toCrs84([x, y]))

/**
 * Every place in a text (RD, or degrees in either order) that is within 250 m of a signal and is none of the places that are public by themselves: venues, streets, corners of borders and water.
 * @param signals RD, metres
 * @param open RD, metres
 * @returns how many places were read, and those that nothing explains
 */
export function placesNearSignals(files: readonly { address: string; text: string }[], signals: readonly PublicPoint[], open: readonly PublicPoint[]): { seen: number; strange: Place[] } {
  const rd = { signals: grid(signals, nearM), open: grid(open, roundedM) }
  const degrees = { signals: grid(signals.map(ofRd), nearM), open: grid(open.map(ofRd), roundedM) }
  const strange: Place[] = []
  let seen = 0
  for (const { address, text } of files)
    for (const [, first, second] of text.matchAll(pair)) {
      const [a, b] = [Number(first), Number(second)]
      const read = a > 1_000 && a < 300_000 && b > 300_000 && b < 630_000 ? { on: rd, at: { x: a, y: b } } : a > 3 && a < 8 && b > 50 && b < 54 ? { on: degrees, at: inMetres(a, b) } : b > 3 && b < 8 && a > 50 && a < 54 ? { on: degrees, at: inMetres(b, a) } : null
      if (!read) continue
      seen++
      if (read.on.signals(read.at) && !read.on.open(read.at)) strange.push({ where: address, x: a, y: b })
    }
  return { seen, strange }
}

/** Whether one of some points lies within a distance. */
function grid(points: readonly PublicPoint[], within: number): (at: PublicPoint) => boolean {
  const cells = new Map<string, PublicPoint[]>()
  const cell = (n: number): number => Math.floor(n / within)
  for (const point of points) {
    const key = `${cell(point.x)} ${cell(point.y)}`
    const own = cells.get(key)
    if (own) own.push(point)
    else cells.set(key, [point])
  }
  return ({ x, y }) => [-1, 0, 1].some((dx) => [-1, 0, 1].some((dy) => cells.get(`${cell(x) + dx} ${cell(y) + dy}`)?.some((p) => Math.hypot(p.x - x, p.y - y) <= within)))
}
