import { poissonNull } from '@/lib/analysis/scan-null'
import { seededRandom } from '@/lib/analysis/seeded-random'
import type { ScannedTown } from './scan-town'

export type ScanDone = { llr: number; members: number[]; maxima: number[] }

/**
 * The same scan as a colleague would write it from the article: every centre sorts the others by distance, every zone is a list that is added up again in
 * every replicate, with the logarithms of its LLR. Only the counts by chance are drawn by the same function, so that every replicate can be compared.
 */
export function scanByHand({ areas, counts, window }: ScannedTown, seed: number, replicates: number): ScanDone {
  const inhabited = areas.map((_, i) => i).filter((i) => areas[i]!.people > 0)
  const people = inhabited.map((i) => areas[i]!.people)
  const total = people.reduce((a, b) => a + b, 0)
  const observed = inhabited.map((i) => counts[i]!)
  const cases = observed.reduce((a, b) => a + b, 0)
  const zones = inhabited.map((centre) => {
    const from = areas[centre]!
    const near = inhabited.map((i, k) => ({ k, distance: Math.hypot(areas[i]!.x - from.x, areas[i]!.y - from.y) })).filter((n) => n.distance <= window.maxRadiusM)
    near.sort((a, b) => a.distance - b.distance || a.k - b.k)
    let inside = 0
    const stop = near.findIndex(({ k }) => (inside += people[k]!) > total * window.maxFrac)
    return near.slice(0, stop < 0 ? near.length : stop).map((n) => n.k)
  })
  const strongest = (of: ArrayLike<number>): { llr: number; centre: number; size: number } => {
    let best = { llr: 0, centre: -1, size: 0 }
    zones.forEach((members, centre) => {
      let c = 0
      let expected = 0
      for (let size = 1; size <= members.length; size++) {
        c += of[members[size - 1]!]!
        expected += (people[members[size - 1]!]! / total) * cases
        if (c < 2 || c <= expected) continue
        const llr = c * Math.log(c / expected) + (c === cases ? 0 : (cases - c) * Math.log((cases - c) / (cases - expected)))
        if (llr > best.llr + 1e-9) best = { llr, centre, size }
      }
    })
    return best
  }
  const found = strongest(observed)
  const draw = poissonNull(people, cases)
  const drawn = new Int32Array(people.length)
  const maxima: number[] = []
  for (let r = 0; r < replicates; r++) {
    draw(seededRandom(seed, 1, r), drawn)
    maxima.push(strongest(drawn).llr)
  }
  return { llr: found.llr, members: zones[found.centre]!.slice(0, found.size).map((k) => inhabited[k]!).sort((a, b) => a - b), maxima }
}
