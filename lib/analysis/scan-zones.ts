/** A place that can be part of a zone. */
export type ZoneArea = {
  /** where its people live, RD metres */
  x: number
  y: number
  /** what the window counts: people, usually; 0 or less, or not finite: the area takes no part */
  weight: number
}

/**
 * All circles that a scan looks at, in flat arrays: centre `k` has the zones `start[k]` to `start[k + 1]` (exclusive), and zone `z` of it holds the
 * locations `member[start[k]]` to `member[z]`. A location is one or more areas with the same coordinates. Independent of any counts.
 */
export type Zones = {
  /** how many areas came in */
  areas: number
  /** per area its location; -1 when it takes no part */
  locationOf: Int32Array
  /** per location, RD metres */
  x: Float64Array
  y: Float64Array
  start: Int32Array
  member: Int32Array
  /** areas that take part and are in no zone, because they hold more than the window by themselves: nothing can be found there */
  tooLarge: number[]
}

/** A circle holds at most this share of the people of a gemeente: half, the usual limit, may return an area that nobody can work in. */
export const gemeenteWindow = 0.25

/**
 * The circles around every inhabited area: areas are added by distance (at the same distance the lower index first) while all of them together hold no more
 * than `maxFrac` of the total weight, and none lies further than `maxRadiusM`.
 *
 * Areas without weight are in no zone. Areas with the same coordinates are one. Distances that differ by less than 2^-36 of the extent are the same.
 * @throws {RangeError} when a coordinate of an area with weight is not finite, or maxFrac is not above 0
 * Source: Kulldorff 1997, doi:10.1080/03610929708831995
 */
export function scanZones(areas: readonly ZoneArea[], { maxFrac, maxRadiusM = Infinity }: { maxFrac: number; maxRadiusM?: number }): Zones {
  if (!(maxFrac > 0) || !(maxRadiusM >= 0)) throw new RangeError(`expected a window above 0, got ${maxFrac} and ${maxRadiusM} m`)
  const { locationOf, x, y, weight } = locate(areas)
  const n = x.length
  const limit = weight.reduce((sum, w) => sum + w, 0) * maxFrac * (1 + 1e-12)
  const near = nearestFirst(x, y, maxRadiusM)
  const start = new Int32Array(n + 1)
  let member = new Int32Array(Math.max(64, n * 16))
  let size = 0
  for (let centre = 0; centre < n; centre++) {
    let sum = 0
    near(centre, (location) => {
      sum += weight[location]!
      if (sum > limit) return false
      if (size === member.length) {
        const larger = new Int32Array(size * 2)
        larger.set(member)
        member = larger
      }
      member[size++] = location
      return true
    })
    start[centre + 1] = size
  }
  return { areas: areas.length, locationOf, x, y, start, member: member.slice(0, size), tooLarge: areas.flatMap((_, i) => (locationOf[i]! >= 0 && weight[locationOf[i]!]! > limit ? [i] : [])) }
}

/** Indexes of the areas of each location. */
export function areasOf(zones: Zones): number[][] {
  const found: number[][] = Array.from(zones.x, () => [])
  zones.locationOf.forEach((location, area) => location >= 0 && found[location]!.push(area))
  return found
}

/** Metres from the centre to the last member of zone `z`. */
export const radiusOf = ({ x, y, member }: Zones, centre: number, z: number): number => Math.hypot(x[member[z]!]! - x[centre]!, y[member[z]!]! - y[centre]!)

function locate(areas: readonly ZoneArea[]): { locationOf: Int32Array; x: Float64Array; y: Float64Array; weight: Float64Array } {
  const locationOf = new Int32Array(areas.length).fill(-1)
  const known = new Map<string, number>()
  const [x, y, weight]: [number[], number[], number[]] = [[], [], []]
  areas.forEach((area, i) => {
    if (!(area.weight > 0) || area.weight === Infinity) return
    if (!Number.isFinite(area.x) || !Number.isFinite(area.y)) throw new RangeError(`area ${i}: expected coordinates in metres, got ${area.x}, ${area.y}`)
    const key = `${area.x + 0} ${area.y + 0}`
    const location = known.get(key) ?? x.length
    if (location === x.length) {
      known.set(key, location)
      x.push(area.x)
      y.push(area.y)
      weight.push(0)
    }
    weight[location] = weight[location]! + area.weight
    locationOf[i] = location
  })
  return { locationOf, x: Float64Array.from(x), y: Float64Array.from(y), weight: Float64Array.from(weight) }
}

/**
 * Visits the locations around a centre by distance until `visit` says false. A square grid gives those within a radius, which doubles as long as more is asked;
 * distance and index are put into one number (36 and at most 16 bits), because arrays of plain numbers sort many times faster than pairs.
 */
function nearestFirst(x: Float64Array, y: Float64Array, maxRadiusM: number): (centre: number, visit: (location: number) => boolean) => void {
  const n = x.length
  const [left, low] = [least(x), least(y)]
  const extent = Math.max(-least(x.map((v) => -v)) - left, -least(y.map((v) => -v)) - low, 1e-9)
  const columns = Math.max(1, Math.min(1024, Math.ceil(Math.sqrt(n / 2))))
  const side = (extent / columns) * (1 + 1e-9)
  const cellOf = (value: number, from: number): number => Math.max(0, Math.min(columns - 1, Math.floor((value - from) / side)))
  const first = new Int32Array(columns * columns + 1)
  const cell = Int32Array.from(x, (_, i) => cellOf(y[i]!, low) * columns + cellOf(x[i]!, left))
  for (const c of cell) first[c + 1] = first[c + 1]! + 1
  for (let c = 0; c < columns * columns; c++) first[c + 1] = first[c + 1]! + first[c]!
  const inCells = new Int32Array(n)
  const filled = first.slice()
  cell.forEach((c, i) => (inCells[filled[c]!++] = i))

  const far = extent * Math.SQRT2 * (1 + 1e-9)
  const indexes = 2 ** Math.ceil(Math.log2(Math.max(2, n)))
  const steps = 2 ** Math.min(36, 52 - Math.log2(indexes)) / far
  const keys = new Float64Array(n)
  return (centre, visit) => {
    const [cx, cy] = [x[centre]!, y[centre]!]
    let seen = 0
    for (let radius = Math.min(maxRadiusM, side * 3); ; radius = Math.min(maxRadiusM, radius * 2)) {
      let found = 0
      const last = Math.floor(radius * steps)
      const [c0, c1] = [cellOf(cx - radius, left), cellOf(cx + radius, left)]
      for (let r = cellOf(cy - radius, low); r <= cellOf(cy + radius, low); r++)
        for (let at = first[r * columns + c0]!; at < first[r * columns + c1 + 1]!; at++) {
          const i = inCells[at]!
          const [dx, dy] = [x[i]! - cx, y[i]! - cy]
          const step = Math.floor(Math.sqrt(dx * dx + dy * dy) * steps)
          if (step <= last) keys[found++] = step * indexes + i
        }
      const sorted = keys.subarray(0, found).sort()
      for (; seen < found; seen++) if (!visit(sorted[seen]! % indexes)) return
      if (radius >= maxRadiusM || radius > far) return
    }
  }
}

const least = (values: Float64Array): number => values.reduce((a, b) => Math.min(a, b), Infinity)
