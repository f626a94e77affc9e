import { median, pairedRatio } from './statistics'

export type Unit = 's' | 'ms' | 'MB' | 'kB' | 'rows/s' | 'requests/s' | 'of 100' | '%' | 'times' | ''

/** One line of the table. Figures are per round: `median`, `min` and `max` over the rounds. */
export type Result = {
  /** `measurement.subject`, unique within a report */
  name: string
  what: string
  rounds: number
  median: number
  min: number
  max: number
  unit: Unit
  /** name of the line that it is compared with */
  ratioTo: string | null
  /** median over the rounds of this line divided by that line, in the same round */
  ratio: number | null
  /** what 8-performance asks, as text: `ratio <= 12` or `<= 400 MB` */
  goal: string | null
  met: boolean | null
}

/** The goal of a line: a most for its ratio, or a most or a least for its median in its own unit. */
export type Goal = { ratio: number } | { most: number } | { least: number }

/**
 * Makes a line from what was measured.
 * @param values one per round, in `unit`
 * @param options.to the line to compare with, and its values in the same rounds
 */
export function result(name: string, what: string, unit: Unit, values: readonly number[], options: { to?: { name: string; values: readonly number[] }; goal?: Goal } = {}): Result {
  const { to, goal } = options
  const middle = median(values)
  const ratio = to ? pairedRatio(values, to.values) : null
  if (goal && 'ratio' in goal && ratio === null) throw new RangeError(`${name}: a goal for the ratio without a line to compare with`)
  return {
    name, what, unit,
    rounds: values.length,
    median: tidy(middle),
    min: tidy(Math.min(...values)),
    max: tidy(Math.max(...values)),
    ratioTo: to?.name ?? null,
    ratio: ratio === null ? null : tidy(ratio),
    goal: goal ? ('ratio' in goal ? `ratio <= ${goal.ratio}` : `${'most' in goal ? `<= ${goal.most}` : `>= ${goal.least}`} ${unit}`.trim()) : null,
    met: goal ? ('ratio' in goal ? ratio! <= goal.ratio : 'most' in goal ? middle <= goal.most : middle >= goal.least) : null,
  }
}

/** Three digits say enough; the rest is noise. */
const tidy = (value: number): number => (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3)))
