/** Sums around the gamma distribution: relative error about 1e-13 for shapes up to 1e5. Source: DLMF 5.11, 8.7, 8.9 (https://dlmf.nist.gov). */

/** Coefficients of Lanczos' approximation with g = 7 and nine terms (Godfrey 2001). */
const lanczos = [0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7]

/**
 * Logarithm of the gamma function.
 * @throws {RangeError} when x is not above 0
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`log gamma: expected a number above 0, got ${x}`)
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  let sum = lanczos[0]!
  for (let i = 1; i < lanczos.length; i++) sum += lanczos[i]! / (x - 1 + i)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/**
 * Share of a gamma distribution (given shape, rate 1) that lies below x: the regularised incomplete gamma function P(shape, x).
 * Series below shape + 1, continued fraction above.
 * @throws {RangeError} when shape is not above 0 or x is below 0
 */
export function gammaBelow(shape: number, x: number): number {
  return x < shape + 1 ? series(shape, x) : 1 - fraction(shape, x)
}

/** The other side: Q(shape, x) = 1 - P(shape, x), also exact where it is tiny. */
export function gammaAbove(shape: number, x: number): number {
  return x < shape + 1 ? 1 - series(shape, x) : fraction(shape, x)
}

/**
 * The value below which a share p of a gamma distribution lies.
 *
 * Newton's steps on a logarithmic scale, kept between two bounds that are halved when a step leaves them; stops at 1e-13 of the value. p = 0 gives 0, p = 1 infinity.
 * @param rate one over the scale, default 1
 * @throws {RangeError} when p lies outside 0..1, or shape or rate is not above 0
 */
export function gammaQuantile(p: number, shape: number, rate = 1): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`share: expected 0 to 1, got ${p}`)
  if (!(rate > 0)) throw new RangeError(`rate: expected a number above 0, got ${rate}`)
  check(shape, 0)
  if (p === 0) return 0
  if (p === 1) return Infinity
  let low = 0
  let high = shape + 1
  while (gammaBelow(shape, high) < p) {
    low = high
    high *= 2
  }
  let x = Math.min(high, Math.max(low, firstGuess(p, shape)))
  for (let i = 0; i < 200; i++) {
    const error = gammaBelow(shape, x) - p
    if (error > 0) high = x
    else low = x
    // density times x: the slope of the share against log x
    const slope = Math.exp(shape * Math.log(x) - x - logGamma(shape))
    let next = x * Math.exp(-error / slope)
    if (!(next > low && next < high)) next = low === 0 ? high / 16 : (low + high) / 2
    if (Math.abs(next - x) <= 1e-13 * x) return next / rate
    x = next
  }
  return x / rate
}

/** Chance that a standard normal value lies above z. */
export function normalAbove(z: number): number {
  if (z < 0) return 1 - normalAbove(-z)
  return z === 0 ? 0.5 : 0.5 * gammaAbove(0.5, (z * z) / 2)
}

/** Wilson and Hilferty 1931: a cube of a normal value, good enough to start from. */
function firstGuess(p: number, shape: number): number {
  const tail = Math.sqrt(-2 * Math.log(Math.min(p, 1 - p)))
  const z = (p < 0.5 ? -1 : 1) * (tail - (2.515517 + 0.802853 * tail + 0.010328 * tail * tail) / (1 + 1.432788 * tail + 0.189269 * tail * tail + 0.001308 * tail ** 3))
  const cube = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))
  return cube > 0.05 ? shape * cube ** 3 : Math.exp((Math.log(p) + logGamma(shape + 1)) / shape)
}

function series(shape: number, x: number): number {
  check(shape, x)
  if (x === 0) return 0
  let term = 1 / shape
  let sum = term
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= x / (shape + k)
    sum += term
  }
  return Math.min(1, sum * front(shape, x))
}

/** Modified Lentz's method on DLMF 8.9.2. */
function fraction(shape: number, x: number): number {
  check(shape, x)
  if (x === Infinity) return 0
  let b = x + 1 - shape
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let k = 1; k < 1e6; k++) {
    const a = -k * (k - shape)
    b += 2
    d = 1 / (a * d + b)
    c = b + a / c
    h *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return h * front(shape, x)
}

function front(shape: number, x: number): number {
  return Math.exp(shape * Math.log(x) - x - logGamma(shape))
}

function check(shape: number, x: number): void {
  if (!(shape > 0)) throw new RangeError(`shape: expected a number above 0, got ${shape}`)
  if (!(x >= 0)) throw new RangeError(`x: expected 0 or more, got ${x}`)
}
