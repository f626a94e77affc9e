/** Signals and inhabitants of one buurt in one period. */
export type Input = {
  n: number | null /* signals, >= 0; null when the reader may not know */
  inhabitants: number | null /* null when unknown */
  rounded?: boolean /* n was rounded at random to fives: 0 then means few or none */
  /** what is likely behind n (empirical-bayes.ts): per 1,000 inhabitants, and the chance 0..1 that it lies above the average; absent: n is taken as it is */
  estimate?: { rate: number; pHigher: number } | null
}
export type Answer = {
  /** signals per 1,000 inhabitants in the period; null when there are too few inhabitants or their number is unknown */
  rate: number | null
  class: 'rate-1' | 'rate-2' | 'rate-3' | 'rate-4' | 'rate-5' | 'average' | 'no-signals' | 'few' | 'withheld' | 'too-few' | 'no-denominator'
}

/** Below this number of inhabitants one signal more or less changes a rate by 20 per 1,000 or more: no rate is given. */
export const minInhabitants = 50
/** From this certainty on a buurt is said to differ from the average: its 95 % interval lies clear of it. */
const clearlyDifferent = 0.95

/**
 * Says per buurt how many signals there are for every 1,000 inhabitants, and in which of five classes that falls. With an estimate the class is that of
 * the estimate, and a buurt that is not clearly above or below the average is `average`: few people make wild rates, and those must not colour a map.
 *
 * The class limits are rounded (1, 2 or 5 times a power of ten, or steps between where those do not separate) and near the
 * 20th, 40th, 60th and 80th percentile of the rates above 0, so that they can be read aloud. A rate equal to a limit is in
 * the lower class. A count that the reader may not know has no rate; a rounded count of 0 is "few or none". A buurt without signals is its own class, whatever its size; it knows nothing about effort (see visits).
 * @throws {RangeError} when a count is negative or not finite
 */
export function signalRates(rows: readonly Input[]): { answers: Answer[]; breaks: readonly number[] | null } {
  const rates = rows.map(rateOf)
  const classed = rows.map((row, i) => (rates[i] === null ? null : (row.estimate?.rate ?? rates[i]!)))
  const positive = classed.filter((r): r is number => r !== null && r > 0).sort((a, b) => a - b)
  const breaks = positive.length === 0 ? null : roundedBreaks(positive)
  const answers = rows.map((row, i): Answer => {
    const rate = rates[i] ?? null
    if (row.n === null) return { rate: null, class: 'withheld' }
    if (row.n === 0) return row.rounded ? { rate: null, class: 'few' } : { rate, class: 'no-signals' }
    if (row.inhabitants === null) return { rate, class: 'no-denominator' }
    if (rate === null || breaks === null) return { rate, class: 'too-few' }
    if (row.estimate && row.estimate.pHigher < clearlyDifferent && row.estimate.pHigher > 1 - clearlyDifferent) return { rate, class: 'average' }
    const above = breaks.filter((limit) => classed[i]! > limit).length
    return { rate, class: `rate-${(above + 1) as 1 | 2 | 3 | 4 | 5}` }
  })
  return { answers, breaks }
}

/**
 * Signals per 1,000 inhabitants over several buurten together, under the same rule as for one. Buurten whose inhabitants are
 * unknown count neither above nor below the line; null when too few people remain to divide by, or when one of the counts is withheld.
 */
export function rateTogether(rows: readonly Input[]): number | null {
  if (rows.some((row) => row.n === null)) return null
  const known = rows.filter((row) => row.inhabitants !== null)
  return rateOf({ n: known.reduce((sum, row) => sum + row.n!, 0), inhabitants: known.reduce((sum, row) => sum + row.inhabitants!, 0) })
}

function rateOf({ n, inhabitants }: Input): number | null {
  if (n === null) return null
  if (!Number.isFinite(n) || n < 0) throw new RangeError(`signals: expected a count of 0 or more, got ${n}`)
  if (inhabitants !== null && (!Number.isFinite(inhabitants) || inhabitants < 0)) throw new RangeError(`inhabitants: expected 0 or more, got ${inhabitants}`)
  return inhabitants === null || inhabitants < minInhabitants ? null : (n / inhabitants) * 1000
}

/** Four strictly increasing limits near the quintiles of `sorted` (ascending, all above 0). */
function roundedBreaks(sorted: readonly number[]): number[] {
  const breaks: number[] = []
  for (const share of [0.2, 0.4, 0.6, 0.8]) {
    const exact = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
    let limit = roundTo(exact, [1, 2, 5])
    const last = breaks.at(-1)
    if (last !== undefined && limit <= last) limit = roundTo(exact, [1, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9])
    if (last !== undefined && limit <= last) limit = nextAbove(last)
    breaks.push(limit)
  }
  return breaks
}

function roundTo(value: number, steps: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const options = [...steps, 10].map((step) => tidy(step * power))
  return options.reduce((best, option) => (Math.abs(option - value) < Math.abs(best - value) ? option : best))
}

function nextAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return tidy((Math.floor(tidy(value / power)) + 1) * power)
}

/** Removes binary noise such as 0.30000000000000004. */
function tidy(value: number): number {
  return Number(value.toPrecision(6))
}
