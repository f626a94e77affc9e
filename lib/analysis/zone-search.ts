import { radiusOf, type Zones } from './scan-zones'

/** Zones with the share of everything that is expected in each of them. */
export type ZoneSet = {
  zones: Zones
  /** per location, 0..1, sum 1 */
  share: Float64Array
  /** per zone: of its members together */
  zoneShare: Float64Array
}

export type ZoneStrength = {
  /** how strong a zone with `c` of all `cases` and this share of what is expected is; falls as the share grows */
  llr(c: number, share: number): number
  cases: number
  /** a zone with fewer does not count */
  minCases: number
  /** the LLR is never more than so many times the chi-square distance of the zone */
  chiSquare: number
}

/** A zone around a centre and how strong it is. */
export type Around = { centre: number; zone: number; llr: number }
export type FoundZone = Around & { count: number; share: number }

/** @param weight what is expected per location, in any unit */
export function zoneShares(zones: Zones, weight: ArrayLike<number>): ZoneSet {
  let total = 0
  for (let i = 0; i < weight.length; i++) total += weight[i]!
  const share = Float64Array.from(weight, (w) => w / total)
  const zoneShare = new Float64Array(zones.member.length)
  for (let k = 0; k < zones.x.length; k++) {
    let sum = 0
    for (let z = zones.start[k]!; z < zones.start[k + 1]!; z++) zoneShare[z] = (sum += weight[zones.member[z]!]!) / total
  }
  return { zones, share, zoneShare }
}

/** So many sets of counts are searched at once: a zone is then read once for four replicates, which is what takes the time. */
export const atOnce = 4

/** Above this many cases a table per count would not fit the caches, nor in the end the memory. */
const tableLimit = 2 ** 20

/**
 * A search for the strongest zone in four sets of counts with the same total, made once and used for many. No logarithm per zone: of the zones with the same
 * count the one with the smallest share is the strongest, so the smallest share per count is kept, and the LLR is taken once per count that occurred.
 * @returns a function of the counts, per location those of the four sets beside each other, that writes the LLR of the strongest zone of each into `best`
 * Source: the idea is SaTScan's as well
 */
export function strongestOfFour(set: ZoneSet, strength: ZoneStrength): (counts: Int32Array, best: Float64Array) => void {
  const { cases } = strength
  if (cases > tableLimit) return (counts, best) => best.forEach((_, r) => (best[r] = strongestByBound(set, strength, counts, r)))
  const size = cases + 1
  const smallest = new Float64Array(atOnce * size).fill(Infinity)
  const most = new Int32Array(atOnce)
  const { start, member } = set.zones
  const { zoneShare } = set
  const centres = start.length - 1
  return (counts, best) => {
    most.fill(0)
    for (let k = 0; k < centres; k++) {
      let c0 = 0
      let c1 = size
      let c2 = 2 * size
      let c3 = 3 * size
      const end = start[k + 1]!
      for (let z = start[k]!; z < end; z++) {
        const share = zoneShare[z]!
        const at = member[z]! * atOnce
        c0 += counts[at]!
        c1 += counts[at + 1]!
        c2 += counts[at + 2]!
        c3 += counts[at + 3]!
        if (share < smallest[c0]!) smallest[c0] = share
        if (share < smallest[c1]!) smallest[c1] = share
        if (share < smallest[c2]!) smallest[c2] = share
        if (share < smallest[c3]!) smallest[c3] = share
      }
      if (c0 > most[0]!) most[0] = c0
      if (c1 - size > most[1]!) most[1] = c1 - size
      if (c2 - 2 * size > most[2]!) most[2] = c2 - 2 * size
      if (c3 - 3 * size > most[3]!) most[3] = c3 - 3 * size
    }
    for (let r = 0; r < atOnce; r++) best[r] = strongestCount(smallest.subarray(r * size, (r + 1) * size), most[r]!, strength)
  }
}

/** The strongest of the counts whose smallest share is known, which are forgotten then. The chi-square distance, which takes no logarithm, passes over most. */
export function strongestCount(smallest: Float64Array, most: number, { llr, cases, minCases, chiSquare }: ZoneStrength): number {
  let best = 0
  for (let c = most; c >= 0; c--) {
    const share = smallest[c]!
    if (share === Infinity) continue
    smallest[c] = Infinity
    const above = c - share * cases
    if (c < minCases || above <= 0 || above * above * chiSquare <= best * share * cases * (1 - share)) continue
    best = Math.max(best, llr(c, share))
  }
  return best
}

/** The same without a table: the bound is asked for every zone. */
function strongestByBound({ zones: { start, member }, zoneShare }: ZoneSet, { llr, cases, minCases, chiSquare }: ZoneStrength, counts: Int32Array, set: number): number {
  let best = 0
  for (let k = 0; k + 1 < start.length; k++) {
    let c = 0
    for (let z = start[k]!; z < start[k + 1]!; z++) {
      c += counts[member[z]! * atOnce + set]!
      const share = zoneShare[z]!
      const above = c - share * cases
      if (above > 0 && c >= minCases && above * above * chiSquare > best * share * cases * (1 - share)) best = Math.max(best, llr(c, share))
    }
  }
  return best
}

/** The strongest zone, then the strongest that shares no location with it, and so on, up to `most`. @param least zones of no more than this LLR do not matter */
export function zonesApart(set: ZoneSet, counts: Int32Array, strength: ZoneStrength, most: number, least = 1e-9): FoundZone[] {
  return apart(set, (centre, taken) => strongestAround(set, centre, counts, strength, taken, least), most)
}

/** The same for anything that has a zone and a strength. @param around the strongest one around a centre without a taken location; null when there is none */
export function apart<T extends Around>(set: ZoneSet, around: (centre: number, taken: Uint8Array) => T | null, most: number): T[] {
  const { start, member } = set.zones
  const taken = new Uint8Array(set.share.length)
  const own = Array.from(set.share, (_, centre) => around(centre, taken))
  const found: T[] = []
  while (found.length < most) {
    const best = own.reduce<T | null>((a, b) => (b !== null && (a === null || better(set, b, a)) ? b : a), null)
    if (best === null) break
    found.push(best)
    for (let z = start[best.centre]!; z <= best.zone; z++) taken[member[z]!] = 1
    own.forEach((zone, centre) => {
      if (zone !== null && member.subarray(start[centre]!, zone.zone + 1).some((location) => taken[location] === 1)) own[centre] = around(centre, taken)
    })
  }
  return found
}

/** Zones that end with a location where nothing is expected are passed over: without it they are the same. */
function strongestAround(set: ZoneSet, centre: number, counts: Int32Array, { llr, cases, minCases, chiSquare }: ZoneStrength, taken: Uint8Array, least: number): FoundZone | null {
  const { start, member } = set.zones
  let best: FoundZone | null = null
  let count = 0
  for (let zone = start[centre]!; zone < start[centre + 1]!; zone++) {
    const location = member[zone]!
    if (taken[location] === 1) break
    count += counts[location]!
    const share = set.zoneShare[zone]!
    const above = count - share * cases
    if (count < minCases || above <= 0 || set.share[location] === 0 || above * above * chiSquare < ((best?.llr ?? least) - 1e-9) * share * cases * (1 - share)) continue
    const candidate = { centre, zone, llr: llr(count, share), count, share }
    if (candidate.llr > least && (best === null || better(set, candidate, best))) best = candidate
  }
  return best
}

/** Stronger; as strong: fewer locations where something is expected, then smaller, then the lower index. */
export function better(set: ZoneSet, a: Around, b: Around): boolean {
  if (Math.abs(a.llr - b.llr) >= 1e-9) return a.llr > b.llr
  const [sizeA, sizeB] = [sizeOf(set, a), sizeOf(set, b)]
  if (sizeA !== sizeB) return sizeA < sizeB
  const [radiusA, radiusB] = [radiusOf(set.zones, a.centre, a.zone), radiusOf(set.zones, b.centre, b.zone)]
  return radiusA !== radiusB ? radiusA < radiusB : a.centre < b.centre
}

function sizeOf({ zones, share }: ZoneSet, { centre, zone }: Around): number {
  let size = 0
  for (let z = zones.start[centre]!; z <= zone; z++) if (share[zones.member[z]!]! > 0) size++
  return size
}
