import { apart, better, strongestCount, type Around, type ZoneSet, type ZoneStrength } from './zone-search'

/** What is searched: zones x windows of slices. */
export type Slices = {
  set: ZoneSet
  /** how many slices */
  n: number
  /** longest window, in slices */
  maxWindow: number
  /** only windows that end with the last slice */
  prospective: boolean
  /** per location and slice (`location * n + slice`) its share of everything that is expected */
  share: Float64Array
}

export type FoundWindow = Around & { from: number; to: number; count: number; share: number }

/** A search for the strongest zone and window, made once for many counts per location and slice with the same total (see `strongestOfFour`). */
export function strongestWindow({ set, n, maxWindow, prospective, share }: Slices, strength: ZoneStrength): (counts: Int32Array) => number {
  const { start, member } = set.zones
  const places = set.share.length
  const smallest = new Float64Array(strength.cases + 1).fill(Infinity)
  const parts = upTo(share, places, n, new Float64Array(places * (n + 1)))
  const sums = new Int32Array(places * (n + 1))
  const [count, part] = [new Int32Array(n + 1), new Float64Array(n + 1)]
  return (counts) => {
    upTo(counts, places, n, sums)
    let most = 0
    for (let k = 0; k < places; k++) {
      count.fill(0)
      part.fill(0)
      for (let z = start[k]!; z < start[k + 1]!; z++) {
        const at = member[z]! * (n + 1)
        for (let t = 0; t <= n; t++) {
          count[t] = count[t]! + sums[at + t]!
          part[t] = part[t]! + parts[at + t]!
        }
        for (let to = prospective ? n : 1; to <= n; to++)
          for (let from = Math.max(0, to - maxWindow); from < to; from++) {
            const c = count[to]! - count[from]!
            const expected = part[to]! - part[from]!
            if (expected < smallest[c]!) {
              smallest[c] = expected
              if (c > most) most = c
            }
          }
      }
    }
    return strongestCount(smallest, most, strength)
  }
}

/** The strongest zone and window, then the strongest that shares no location with it, and so on. */
export function windowsApart(slices: Slices, counts: Int32Array, { llr, cases, minCases, chiSquare }: ZoneStrength, most: number): FoundWindow[] {
  const { set, n, maxWindow, prospective, share } = slices
  const { start, member } = set.zones
  const places = set.share.length
  const sums = upTo(counts, places, n, new Int32Array(places * (n + 1)))
  const parts = upTo(share, places, n, new Float64Array(places * (n + 1)))
  return apart(set, (centre, taken) => {
    const [count, part] = [new Int32Array(n + 1), new Float64Array(n + 1)]
    let best: FoundWindow | null = null
    for (let zone = start[centre]!; zone < start[centre + 1]! && taken[member[zone]!] === 0; zone++) {
      const at = member[zone]! * (n + 1)
      for (let t = 0; t <= n; t++) {
        count[t] = count[t]! + sums[at + t]!
        part[t] = part[t]! + parts[at + t]!
      }
      if (set.share[member[zone]!] === 0) continue
      for (let to = prospective ? n : 1; to <= n; to++)
        for (let from = Math.max(0, to - maxWindow); from < to; from++) {
          const c = count[to]! - count[from]!
          const expected = part[to]! - part[from]!
          const above = c - expected * cases
          if (c < minCases || above <= 0 || above * above * chiSquare < ((best?.llr ?? 0) - 1e-9) * expected * cases * (1 - expected)) continue
          const found: FoundWindow = { centre, zone, llr: llr(c, expected), from, to, count: c, share: expected }
          if (found.llr > 1e-9 && (best === null || betterWindow(set, found, best))) best = found
        }
    }
    return best
  }, most)
}

/** As zones; of the same zone the shorter window, then the earlier. */
function betterWindow(set: ZoneSet, a: FoundWindow, b: FoundWindow): boolean {
  if (a.zone !== b.zone || a.centre !== b.centre || Math.abs(a.llr - b.llr) >= 1e-9) return better(set, a, b)
  const [longA, longB] = [a.to - a.from, b.to - b.from]
  return longA !== longB ? longA < longB : a.from < b.from
}

/** Per location the sums of its slices before 0, 1, ... n. */
function upTo<T extends Int32Array | Float64Array>(values: Int32Array | Float64Array, places: number, n: number, into: T): T {
  for (let place = 0; place < places; place++) {
    let sum = 0
    for (let t = 0; t < n; t++) into[place * (n + 1) + t + 1] = sum += values[place * n + t]!
  }
  return into
}
