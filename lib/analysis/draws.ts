import type { Random } from './seeded-random'

/** Standard normal. Source: Box and Muller 1958 */
export function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/**
 * Gamma with scale 1; underflows to 0 for very small shapes, as it should.
 * @param shape > 0
 * Source: Marsaglia and Tsang 2000, doi:10.1145/358407.358414
 */
export function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * Math.exp(Math.log(1 - random()) / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = drawNormal(random)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

/**
 * How many of `n` tries succeed when each does with chance `p`: by inversion below ten expected, else by rejection.
 * Source: Kachitvichyanukul and Schmeiser 1988 (BINV); Hörmann 1993 (BTRS), doi:10.1080/00949659308811496
 */
export function drawBinomial(n: number, p: number, random: Random): number {
  if (n <= 0 || p <= 0) return 0
  if (p >= 1) return n
  if (p > 0.5) return n - drawBinomial(n, 1 - p, random)
  return n * p < 10 ? binomialByInversion(n, p / (1 - p), Math.log1p(-p), random) : binomialByRejection(n, p, random)
}

/** For few expected: adds up the chances of 0, 1, 2, ... until a uniform number is passed. @param logMiss ln(1 - p) @param odds p / (1 - p) */
export function binomialByInversion(n: number, odds: number, logMiss: number, random: Random): number {
  const none = Math.exp(n * logMiss)
  for (;;) {
    let u = random()
    let chance = none
    for (let x = 0; x <= n; x++) {
      if (u <= chance) return x
      u -= chance
      chance *= ((n - x) / (x + 1)) * odds
      if (chance < 1e-300 && x > n * odds) break // what is left of u is rounding
    }
  }
}

function binomialByRejection(n: number, p: number, random: Random): number {
  const sd = Math.sqrt(n * p * (1 - p))
  const b = 1.15 + 2.53 * sd
  const a = -0.0873 + 0.0248 * b + 0.01 * p
  const odds = p / (1 - p)
  const mode = Math.floor((n + 1) * p)
  for (;;) {
    const v = random()
    const u = random() - 0.5
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + n * p + 0.5)
    if (us >= 0.07 && v <= 0.92 - 4.2 / b) return k
    if (k < 0 || k > n) continue
    const bound =
      (mode + 0.5) * Math.log((mode + 1) / (odds * (n - mode + 1))) + (n + 1) * Math.log((n - mode + 1) / (n - k + 1)) +
      (k + 0.5) * Math.log((odds * (n - k + 1)) / (k + 1)) + stirling(mode) + stirling(n - mode) - stirling(k) - stirling(n - k)
    if (Math.log((v * (2.83 + 5.1 / b) * sd) / (a / (us * us) + b)) <= bound) return k
  }
}

/**
 * A count with mean `mean` (>= 0).
 * Source: Hörmann 1993 (PTRS), doi:10.1016/0167-6687(93)90997-4; below ten by multiplication (Knuth)
 */
export function drawPoisson(mean: number, random: Random): number {
  if (mean < 10) {
    const least = Math.exp(-mean)
    let count = 0
    for (let product = random(); product > least; product *= random()) count++
    return count
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean)
  const a = -0.059 + 0.02483 * b
  for (;;) {
    const u = random() - 0.5
    const v = random()
    const us = 0.5 - Math.abs(u)
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43)
    if (us >= 0.07 && v <= 0.9277 - 3.6224 / (b - 2)) return k
    if (k < 0 || (us < 0.013 && v > us)) continue
    if (Math.log((v * (1.1239 + 1.1328 / (b - 3.4))) / (a / (us * us) + b)) <= k * Math.log(mean) - mean - logFactorial(k)) return k
  }
}

const logFactorial = (k: number): number => (k + 0.5) * Math.log(k + 1) - (k + 1) + 0.5 * Math.log(2 * Math.PI) + stirling(k)

/** What Stirling's formula for ln k! lacks. */
function stirling(k: number): number {
  const small = stirlingBelowTen[k]
  if (small !== undefined) return small
  const square = (k + 1) ** 2
  return (1 / 12 - (1 / 360 - 1 / 1260 / square) / square) / (k + 1)
}
const stirlingBelowTen = [
  0.0810614667953272, 0.0413406959554092, 0.0276779256849983, 0.0207906721037650, 0.0166446911898211,
  0.0138761288230707, 0.0118967099458917, 0.0104112652619720, 0.00925546218271273, 0.00833056343336287,
]
