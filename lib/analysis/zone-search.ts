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

export type FoundZone = { centre: number; zone: number; llr: number; count: number; share: number }

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

/**
 * A search for the strongest zone, made once for many sets of counts with the same total. No logarithm per zone: of the zones with the same count the one
 * with the smallest share is the strongest, so the smallest share per count is kept, and the LLR is taken once per count that occurred.
 * @returns the LLR of the strongest zone for the counts per location
 * Source: the idea is SaTScan's as well
 */
export function strongest({ zones: { start, member }, zoneShare }: ZoneSet, strength: ZoneStrength): (counts: Int32Array) => number {
  const smallest = new Float64Array(strength.cases + 1).fill(Infinity)
  const centres = start.length - 1
  return (counts) => {
    let most = 0
    for (let k = 0; k < centres; k++) {
      let c = 0
      const end = start[k + 1]!
      for (let z = start[k]!; z < end; z++) {
        c += counts[member[z]!]!
        if (zoneShare[z]! < smallest[c]!) smallest[c] = zoneShare[z]!
      }
      if (c > most) most = c
    }
    return strongestCount(smallest, most, strength)
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

/**
 * The strongest zone, then the strongest that shares no location with it, and so on, up to `most`. Zones that end with a location where nothing is expected
 * are passed over: without it they are the same.
 */
export function zonesApart(set: ZoneSet, counts: Int32Array, strength: ZoneStrength, most: number): FoundZone[] {
  const { start, member } = set.zones
  const taken = new Uint8Array(set.share.length)
  const own = Array.from(set.share, (_, centre) => bestOf(set, centre, counts, strength, taken))
  const found: FoundZone[] = []
  while (found.length < most) {
    const best = own.reduce<FoundZone | null>((a, b) => (b !== null && (a === null || better(set, b, a)) ? b : a), null)
    if (best === null) break
    found.push(best)
    for (let z = start[best.centre]!; z <= best.zone; z++) taken[member[z]!] = 1
    own.forEach((zone, centre) => {
      if (zone !== null && member.subarray(start[centre]!, zone.zone + 1).some((location) => taken[location] === 1)) own[centre] = bestOf(set, centre, counts, strength, taken)
    })
  }
  return found
}

/** The strongest zone around one centre without a taken location; null when none has more than expected. */
function bestOf(set: ZoneSet, centre: number, counts: Int32Array, { llr, cases, minCases }: ZoneStrength, taken: Uint8Array): FoundZone | null {
  const { start, member } = set.zones
  let best: FoundZone | null = null
  let count = 0
  for (let zone = start[centre]!; zone < start[centre + 1]!; zone++) {
    const location = member[zone]!
    if (taken[location] === 1) break
    count += counts[location]!
    const share = set.zoneShare[zone]!
    if (count < minCases || count <= share * cases || set.share[location] === 0) continue
    const candidate = { centre, zone, llr: llr(count, share), count, share }
    if (candidate.llr > 1e-9 && (best === null || better(set, candidate, best))) best = candidate
  }
  return best
}

/** Stronger; as strong: fewer locations where something is expected, then smaller, then the lower index. */
function better(set: ZoneSet, a: FoundZone, b: FoundZone): boolean {
  if (Math.abs(a.llr - b.llr) >= 1e-9) return a.llr > b.llr
  const [sizeA, sizeB] = [sizeOf(set, a), sizeOf(set, b)]
  if (sizeA !== sizeB) return sizeA < sizeB
  const [radiusA, radiusB] = [radiusOf(set.zones, a.centre, a.zone), radiusOf(set.zones, b.centre, b.zone)]
  return radiusA !== radiusB ? radiusA < radiusB : a.centre < b.centre
}

function sizeOf({ zones, share }: ZoneSet, { centre, zone }: FoundZone): number {
  let size = 0
  for (let z = zones.start[centre]!; z <= zone; z++) if (share[zones.member[z]!]! > 0) size++
  return size
}
