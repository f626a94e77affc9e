/** Where people of a buurt live: points along its streets, each standing for as many of them. RD metres (EPSG:28992). */
export type Homes = { x: readonly number[]; y: readonly number[] }

/**
 * The distance within which at least half of the homes lie, in metres as the crow flies; null without homes. A venue reaches a buurt when this distance is at most
 * the reach of the theme (exactly at the reach is reached). What lies between, such as a canal or a railway, is not known here.
 */
export function halfDistance(homes: Homes, x: number, y: number): number | null {
  const n = homes.x.length
  if (n === 0) return null
  const squares = new Float64Array(n)
  for (let i = 0; i < n; i++) squares[i] = (homes.x[i]! - x) ** 2 + (homes.y[i]! - y) ** 2
  squares.sort()
  return Math.sqrt(squares[Math.ceil(n / 2) - 1]!)
}

/** Whether at least half of the homes lie within `reachM`: the same answer as `halfDistance`, without sorting. */
export function reachesHalf(homes: Homes, x: number, y: number, reachM: number): boolean {
  const n = homes.x.length
  if (n === 0) return false
  const limit = reachM ** 2
  let [within, outside] = [0, 0]
  for (let i = 0; i < n; i++) {
    if ((homes.x[i]! - x) ** 2 + (homes.y[i]! - y) ** 2 <= limit) {
      if (2 * ++within >= n) return true
    } else if (2 * ++outside > n) return false
  }
  return false
}

/** The smallest box around the homes: a venue further from it than its reach reaches none of them. */
export type HomeBox = { minX: number; minY: number; maxX: number; maxY: number }
export const boxOfHomes = ({ x, y }: Homes): HomeBox => ({ minX: smallest(x), minY: smallest(y), maxX: -smallest(x, -1), maxY: -smallest(y, -1) })

/** Whether a point lies so far from the box that nothing in it can be within `reachM`. */
export const beyond = (b: HomeBox, x: number, y: number, reachM: number): boolean =>
  Math.max(b.minX - x, 0, x - b.maxX) ** 2 + Math.max(b.minY - y, 0, y - b.maxY) ** 2 > reachM ** 2

function smallest(list: readonly number[], sign = 1): number {
  let found = Infinity
  for (const value of list) if (sign * value < found) found = sign * value
  return found
}
