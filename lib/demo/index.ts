import { makeBase } from './base'
import { referenceSignals } from './planted'
import { generateSignals } from './signals'
import type { DemoGemeente, DemoBase, DemoOptions, DemoSignal } from './types'

export type * from './types'

/**
 * The invented gemeente with everything in memory; the same options always give the same data.
 * @param options.asOf last day of the three years of signals, `yyyy-mm-dd`
 * @param options.seed default 1
 * @param options.signals how many signals, default 20,000; for very many use `demoSignals`
 */
export function makeDemo(options: DemoOptions): DemoGemeente {
  const making = makeBase(options)
  return { ...making.base, signals: [...generateSignals(making, options.signals ?? referenceSignals)] }
}

/** Everything but the signals: areas, backdrop, figures, visits, planted truths. */
export function demoBase(options: DemoOptions): DemoBase {
  return makeBase(options).base
}

/** The same signals as `makeDemo`, one by one in order of date, for sets that are too large to hold. */
export function* demoSignals(options: DemoOptions): Generator<DemoSignal> {
  yield* generateSignals(makeBase(options), options.signals ?? referenceSignals)
}
