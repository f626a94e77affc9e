import { focusChoice } from '@/lib/analysis/focus-choice'
import { drawGamma } from '@/lib/analysis/draws'
import { rankAcceptability, type Alternative, type Weighing } from '@/lib/analysis/rank-acceptability'
import { seededRandom } from '@/lib/analysis/seeded-random'
import { makeRandom } from '@/lib/demo/random'
import { criteria, type BuurtCriteria, type Criterion, type CriterionValue } from '@/lib/domain/focus-criteria'
import type { Measurement } from './context'
import { interleave, timed } from './interleave'
import { result, type Result } from './result'

/** A gemeente and the country: buurten, weighings, and how many are chosen. */
const sizes = [{ n: 65, draws: 10_000, top: 4 }, { n: 14_500, draws: 2_000, top: 1_000 }] as const
const weights = [30, 20, 20, 10, 10, 10]

/** How firm a choice of focus buurten is: the program against the straightforward way, which sorts all buurten in every weighing. Both must give the same shares within chance. */
export const measureFocus: Measurement = async ({ rounds, say }) => {
  const results: Result[] = []
  for (const { n, draws, top } of sizes) {
    const name = `focus.${n}x6x${draws}`
    const question: Weighing = { alternatives: townOf(n), weights, kappa: 20, draws, seed: 1, top }
    const shares: Record<string, number[]> = {}
    const found = await interleave(
      {
        sorted: () => timed(async () => void (shares.sorted = bySorting(question))),
        own: () => timed(async () => void (shares.own = rankAcceptability(question).map((a) => a.top))),
      },
      { rounds, warmUp: true, onRound: (round) => say(`${name}: round ${round}`) },
    )
    const off = Math.max(...shares.own!.map((s, i) => Math.abs(s - shares.sorted![i]!)))
    if (off > 5 * Math.sqrt(0.5 / draws)) throw new Error(`${name}: shares differ by ${off}`)
    results.push(
      result(`${name}.sorted`, `${draws} weighings of ${n} buurten on 6 criteria, all buurten sorted in each`, 'ms', found.sorted),
      result(`${name}.own`, `the same as the program does it: only the first ${top} are parted from the rest`, 'ms', found.own, { to: { name: `${name}.sorted`, values: found.sorted } }),
    )
  }
  const whole: number[] = []
  const facts = { year: 2027, figures: [], running: [], buurten: buurtenOf(65) }
  const thresholds = { limits: [{ key: 'gap', direction: 'from' as const, value: 1 }, { key: 'energy', direction: 'from' as const, value: 1 }], atLeast: 1 }
  const points = Object.fromEntries(criteria.map((c, i) => [c, weights[i]!])) as Record<Criterion, number>
  for (let round = 0; round <= rounds; round++) {
    const ms = await timed(async () => void focusChoice(facts, { weights: points, noPreference: false, top: 4, thresholds }))
    if (round > 0) whole.push(ms)
  }
  return [...results, result('focus.65.page', 'all that the page works out for 65 buurten: 10,000 weighings, and for each buurt the smallest change that turns it round', 'ms', whole)]
}

function townOf(n: number): Alternative[] {
  const random = makeRandom(1, `focus-${n}`)
  return Array.from({ length: n }, (_, i) => {
    const low = criteria.map(() => random.next())
    return { id: `BU${String(i).padStart(8, '0')}`, low, high: low }
  })
}

function buurtenOf(n: number): BuurtCriteria[] {
  return townOf(n).map((a) => ({
    code: a.id, name: a.id, wijk: null, werkgebied: null, inhabitants: 1000, applicable: true, reasons: [], lastFocusYear: null,
    values: Object.fromEntries(criteria.map((c, k): [Criterion, CriterionValue] => [c, { value: 3 * a.low[k]!, scaled: a.low[k]!, source: '', asOf: '' }])) as BuurtCriteria['values'],
  }))
}

/** The formula as it stands: weights, sums, sort. */
function bySorting({ alternatives, draws, seed, top }: Weighing): number[] {
  const random = seededRandom(seed, 3)
  const within = alternatives.map(() => 0)
  for (let d = 0; d < draws; d++) {
    const gammas = weights.map((w) => drawGamma((20 * w) / 100, random))
    const total = gammas.reduce((sum, g) => sum + g, 0)
    const sums = alternatives.map((a) => a.low.reduce((sum, v, c) => sum + (v * gammas[c]!) / total, 0))
    const order = sums.map((_, i) => i).sort((a, b) => sums[b]! - sums[a]!)
    for (const i of order.slice(0, top)) within[i]!++
  }
  return within.map((w) => w / draws)
}
