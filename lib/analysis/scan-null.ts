import { drawGamma } from './draws'
import { shareOut, shareOutOnce } from './draw-shares'
import type { Random } from './seeded-random'

/** Makes counts per place as they come when there is no cluster, into `out` (overwritten). */
export type NullDraw = (random: Random, out: Int32Array) => void

/** Above this, reporters hang together so much that chance must be allowed to make clumps. */
const dispersionLimit = 1.5

/**
 * Every one of `cases` reporters comes from a place with a chance in proportion to what is expected there; with a dispersion above 1.5 the chances
 * themselves vary first (Dirichlet), just so much that counts vary `dispersion` times as much as by chance.
 *
 * A dispersion of more than 95 % of the cases is taken as 95 %: above it nothing would be left to share out.
 * @param expected per place, in any unit
 * @throws {RangeError} when nothing is expected anywhere
 * Source: Mosimann 1962, doi:10.1093/biomet/49.1-2.65
 */
export function poissonNull(expected: ArrayLike<number>, cases: number, dispersion: number | null = null): NullDraw {
  if (dispersion === null || dispersion <= dispersionLimit || cases < 2) {
    const share = shareOut(expected)
    return (random, out) => share(cases, random, out)
  }
  const phi = Math.min(dispersion, 0.95 * cases)
  const precision = phi <= 1 ? cases : (cases - phi) / (phi - 1)
  let total = 0
  for (let i = 0; i < expected.length; i++) total += expected[i]!
  const weights = new Float64Array(expected.length)
  const plain = shareOut(expected)
  return (random, out) => {
    let sum = 0
    for (let i = 0; i < weights.length; i++) sum += weights[i] = expected[i]! > 0 ? drawGamma((precision * expected[i]!) / total, random) : 0
    // Every draw underflowed: all that is known is that one place has everything.
    if (!(sum > 0)) {
      plain(1, random, out)
      for (let i = 0; i < out.length; i++) out[i] = out[i]! * cases
    } else shareOutOnce(weights)(cases, random, out)
  }
}

/**
 * Which of all reporters reported this theme is drawn without putting back, so that no place gets more than its own `people`.
 * @param people reporters per place, whole numbers
 * @throws {RangeError} when there are more cases than people
 */
export function bernoulliNull(people: Int32Array, cases: number): NullDraw {
  const all = people.reduce((sum, n) => sum + n, 0)
  if (cases > all) throw new RangeError(`expected at most ${all} cases, got ${cases}`)
  const draws = Math.min(cases, all - cases) // the others are drawn when they are fewer
  const take = takeFrom(people)
  return (random, out) => {
    out.fill(0)
    take.draw(draws, random, (place) => (out[place] = out[place]! + 1))
    take.restore()
    if (draws < cases) for (let i = 0; i < people.length; i++) out[i] = people[i]! - out[i]!
  }
}

/** An urn that holds the number of every place as often as it has `counts`; what is drawn is out of it until `restore`. */
export function takeFrom(counts: ArrayLike<number>): { draw(n: number, random: Random, taken: (place: number) => void): void; restore(): void } {
  let size = 0
  for (let i = 0; i < counts.length; i++) size += counts[i]!
  const urn = new Int32Array(size)
  for (let i = 0, at = 0; i < counts.length; i++) urn.fill(i, at, (at += counts[i]!))
  const swaps = new Int32Array(size)
  let taken = 0
  return {
    draw: (n, random, tell) => {
      for (let k = 0; k < n; k++, taken++) {
        const at = taken + Math.floor(random() * (size - taken))
        const place = urn[at]!
        urn[at] = urn[taken]!
        urn[taken] = place
        swaps[taken] = at
        tell(place)
      }
    },
    // Backwards, so that every draw starts from the same urn and a replicate does not depend on those before it.
    restore: () => {
      while (taken > 0) {
        const at = swaps[--taken]!
        const place = urn[taken]!
        urn[taken] = urn[at]!
        urn[at] = place
      }
    },
  }
}
