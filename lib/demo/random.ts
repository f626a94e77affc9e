/** A seeded stream of numbers; the same seed gives the same stream on every machine. */
export type Random = {
  /** uniform in [0, 1) */
  next(): number
  /** whole number in [0, n) */
  int(n: number): number
  /** uniform in [from, to) */
  between(from: number, to: number): number
  /** mean 0, standard deviation 1 */
  normal(): number
  /** Poisson count with the given mean (>= 0) */
  poisson(mean: number): number
  pick<T>(items: readonly T[]): T
}

/** Hash a text to an unsigned 32-bit number (FNV-1a with a final mix). */
function hashText(text: string): number {
  let h = 2166136261
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
  h = Math.imul(h ^ (h >>> 16), 2246822507)
  h = Math.imul(h ^ (h >>> 13), 3266489909)
  return (h ^ (h >>> 16)) >>> 0
}

/** Seeded generator (mulberry32). `name` makes an independent stream per purpose, so that one part never shifts another. */
export function makeRandom(seed: number, name: string): Random {
  let state = hashText(`${seed}/${name}`)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    int: (n) => Math.floor(next() * n),
    between: (from, to) => from + next() * (to - from),
    normal,
    poisson(mean) {
      if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
      const limit = Math.exp(-mean)
      let k = 0
      for (let p = next(); p > limit; p *= next()) k++
      return k
    },
    pick: (items) => {
      const item = items[Math.floor(next() * items.length)]
      if (item === undefined) throw new RangeError('pick from an empty list')
      return item
    },
  }
}

/**
 * Alias table (Walker 1977, Vose 1991): draw an index with chance proportional to its weight in constant time.
 * @throws {RangeError} when no weight is above zero
 */
export function makeSampler(weights: ArrayLike<number>): (random: Random) => number {
  const n = weights.length
  let total = 0
  for (let i = 0; i < n; i++) total += weights[i]!
  if (!(total > 0)) throw new RangeError('every weight is zero')
  const chance = new Float64Array(n)
  const alias = new Int32Array(n)
  const scaled = Float64Array.from({ length: n }, (_, i) => (weights[i]! * n) / total)
  const small: number[] = []
  const large: number[] = []
  for (let i = 0; i < n; i++) (scaled[i]! < 1 ? small : large).push(i)
  while (small.length && large.length) {
    const s = small.pop()!
    const l = large[large.length - 1]!
    chance[s] = scaled[s]!
    alias[s] = l
    scaled[l]! -= 1 - scaled[s]!
    if (scaled[l]! < 1) small.push(large.pop()!)
  }
  for (const i of [...small, ...large]) {
    chance[i] = weights[i]! > 0 ? 1 : 0
    alias[i] = i
  }
  return (random) => {
    const i = Math.floor(random.next() * n)
    return random.next() < chance[i]! ? i : alias[i]!
  }
}

/** Smooth value noise in the plane, -1..1, period of the lattice 1; the same name and place give the same value. */
export function smoothNoise(name: string, x: number, y: number): number {
  const salt = hashText(name)
  const corner = (i: number, j: number) => {
    let h = (salt ^ Math.imul(i, 374761393) ^ Math.imul(j, 668265263)) | 0
    h = Math.imul(h ^ (h >>> 13), 1274126177)
    return ((h ^ (h >>> 16)) >>> 0) / 2147483648 - 1
  }
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const fade = (t: number) => t * t * (3 - 2 * t)
  const [fx, fy] = [fade(x - ix), fade(y - iy)]
  const low = corner(ix, iy) * (1 - fx) + corner(ix + 1, iy) * fx
  const high = corner(ix, iy + 1) * (1 - fx) + corner(ix + 1, iy + 1) * fx
  return low * (1 - fy) + high * fy
}
