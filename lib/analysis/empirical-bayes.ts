import { gammaAbove, gammaQuantile } from './gamma'

/** Reporters and people of one area; null when the reader may not know or nobody knows. */
export type Input = { n: number | null; inhabitants: number | null }
export type Smoothed = {
  /** estimated reporters per 1,000 people in the period */
  rate: number
  /** estimated rate / average rate, with the 95 % interval of it */
  ratio: number
  low: number
  high: number
  /** chance that the area lies above the average, 0..1; 0.5 when areas do not differ */
  pHigher: number
}
export type Answer = {
  /** null for an area without people or count, and for all when nobody reported */
  rows: (Smoothed | null)[]
  /** reporters per person over all; 0 when nobody reported */
  mean: number
  /** of the gamma distribution of rates between areas (rate per person: shape alpha, rate beta); null when areas do not differ */
  alpha: number | null
  beta: number | null
  /** whether areas differ more than chance explains; if not, every ratio is 1 */
  differs: boolean
}

/**
 * Estimates rates of small areas by drawing each towards the average, the more so the fewer people live there.
 *
 * Rates between areas are taken to follow a gamma distribution, whose mean and spread come from the data (method of moments); counts follow a Poisson
 * distribution around them. One area, or areas that differ no more than chance: all ratios are 1, without an interval. Give expected numbers as
 * `inhabitants` to smooth against those. It does not know where areas lie.
 * @throws {RangeError} when a number is negative or not finite
 * Source: Marshall 1991, doi:10.2307/2347593 (the global estimator)
 */
export function smoothedRates(input: readonly Input[]): Answer {
  const used = input.flatMap((row) => {
    check(row.n)
    check(row.inhabitants)
    return row.n !== null && row.inhabitants !== null && row.inhabitants > 0 ? [{ n: row.n, people: row.inhabitants }] : []
  })
  const reporters = used.reduce((sum, row) => sum + row.n, 0)
  const people = used.reduce((sum, row) => sum + row.people, 0)
  if (reporters === 0) return { rows: input.map(() => null), mean: 0, alpha: null, beta: null, differs: false }
  const mean = reporters / people
  const variance = used.reduce((sum, row) => sum + row.people * (row.n / row.people - mean) ** 2, 0) / people
  const between = variance - mean / (people / used.length)
  const differs = between > 0
  const alpha = differs ? mean ** 2 / between : null
  const beta = differs ? mean / between : null
  const rows = input.map(({ n, inhabitants }): Smoothed | null => {
    if (n === null || inhabitants === null || inhabitants === 0) return null
    if (alpha === null || beta === null) return { rate: mean * 1000, ratio: 1, low: 1, high: 1, pHigher: 0.5 }
    const shape = alpha + n
    const rate = beta + inhabitants
    return {
      rate: (shape / rate) * 1000,
      ratio: shape / rate / mean,
      low: gammaQuantile(0.025, shape, rate) / mean,
      high: gammaQuantile(0.975, shape, rate) / mean,
      pHigher: gammaAbove(shape, mean * rate),
    }
  })
  return { rows, mean, alpha, beta, differs }
}

function check(value: number | null): void {
  if (value !== null && !(Number.isFinite(value) && value >= 0)) throw new RangeError(`expected a number of 0 or more, got ${value}`)
}
