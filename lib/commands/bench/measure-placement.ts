import loadHighs from 'highs'
import { writeLinearProgram, type LinearProgram } from '@/lib/analysis/linear-program'
import { placeDesks } from '@/lib/analysis/placement'
import { answerPlacement } from '@/lib/analysis/placement-answer'
import { distancesBetween, type PlacementProblem } from '@/lib/analysis/placement-problem'
import { makeRandom } from '@/lib/demo/random'
import { placementQuestion, type PlacementInput } from '@/lib/domain/placement'
import { openSolver } from '@/lib/solver/open-solver'
import type { Measurement } from './context'
import { interleave, timed } from './interleave'
import { result, type Result } from './result'

/** Buurten x places, how many desks, and the side of the square in metres: about ten places within reach of each buurt. */
const sizes = [{ spots: 65, places: 40, desks: 3, sideM: 3_000 }, { spots: 300, places: 300, desks: 5, sideM: 8_000 }, { spots: 1_000, places: 1_000, desks: 10, sideM: 14_000 }] as const
const reachM = 800

/**
 * "Waar spreekuur?": the best choice as the program finds it (thread, less in the model, text, solver, reading back) against one plain call of HiGHS with the
 * whole model as text, which is what the formula says. Both start from nothing and must reach as many people.
 */
export const measurePlacement: Measurement = async ({ rounds, say }) => {
  const results: Result[] = []
  for (const { spots, places, desks, sideM } of sizes) {
    const name = `${spots}x${places}`
    const problem = townOf(spots, places, desks, sideM)
    const text = writeLinearProgram(wholeModel(problem))
    const reached = { own: NaN, plain: NaN }
    const found = await interleave(
      {
        plain: () => timed(async () => void (reached.plain = (await loadHighs()).solve(text, { output_flag: false, mip_rel_gap: 0, time_limit: 120 }).ObjectiveValue)),
        own: () => timed(async () => {
          const solver = openSolver()
          const best = await placeDesks(problem, solver.solve, { timeLimitS: 120 })
          if (!best.proven) throw new Error(`placement ${name}: not proven within two minutes`)
          reached.own = best.weight
          await solver.close()
        }),
      },
      { rounds, warmUp: true, onRound: (round) => say(`placement ${name}: round ${round}`) },
    )
    if (Math.abs(reached.own - reached.plain) > 1e-6 * reached.plain) throw new Error(`placement ${name}: ${reached.own} against ${reached.plain}`)
    results.push(
      result(`placement.${name}.plain`, `one call of HiGHS with the whole model as LP text (${Math.round(text.length / 1000)} kB), ${desks} desks, loading it included`, 'ms', found.plain),
      result(`placement.${name}.own`, 'the same question as the program answers it: thread, reduced model, text, solver, checked against the input', 'ms', found.own, { to: { name: `placement.${name}.plain`, values: found.plain } }),
    )
  }
  const whole: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const solver = openSolver()
    const ms = await timed(() => answerPlacement(gemeente(), placementQuestion.parse({ theme: 'x', places: 3 }), solver.solve))
    await solver.close()
    if (round > 0) whole.push(ms)
  }
  return [...results, result('placement.65x40.answer', 'all that the page says for 65 buurten with 80 homes each and 40 places: choice, alternatives, curve, four variants, overlap', 'ms', whole)]
}

function townOf(numSpots: number, numPlaces: number, places: number, sideM: number): PlacementProblem {
  const random = makeRandom(1, `placement-${numSpots}`)
  const at = () => ({ x: random.int(sideM), y: random.int(sideM) })
  const spots = Array.from({ length: numSpots }, at)
  return {
    demand: spots.map((_, i) => ({ id: `b${i}`, buurt: `b${i}`, people: 200 + random.int(3000), weight: 200 + random.int(3000), coveredAnyway: false, nearestDeskM: null })),
    candidates: Array.from({ length: numPlaces }, (_, j) => `v${j}`), distancesM: distancesBetween(spots, Array.from({ length: numPlaces }, at)), reachM, places, must: [], never: [],
  }
}

/** The model as the formula has it: a row for every buurt, a variable for every place. */
function wholeModel({ demand, candidates, distancesM, places }: PlacementProblem): LinearProgram {
  const variables: LinearProgram['variables'] = new Map<string, { kind: 'binary' | 'continuous'; upper: number }>([...demand.map((_, i) => [`x${i}`, { kind: 'continuous', upper: 1 }] as const), ...candidates.map((_, j) => [`y${j}`, { kind: 'binary', upper: 1 }] as const)])
  return {
    direction: 'maximize',
    objective: demand.map((d, i) => [d.weight, `x${i}`]),
    rows: [
      ...demand.map((_, i) => ({ terms: [[1, `x${i}`] as const, ...candidates.flatMap((_, j) => (distancesM[i * candidates.length + j]! <= reachM ? [[-1, `y${j}`] as const] : []))], sense: '<=' as const, value: 0 })),
      { terms: candidates.map((_, j) => [1, `y${j}`] as const), sense: '=', value: places },
    ],
    variables,
  }
}

function gemeente(): PlacementInput {
  const random = makeRandom(2, 'placement-gemeente')
  const at = () => ({ x: random.int(4_000), y: random.int(4_000) })
  const buurten = Array.from({ length: 65 }, (_, i) => {
    const { x, y } = at()
    return { code: `B${i}`, name: `Buurt ${i}`, inhabitants: 100 + random.int(3000), class: i % 3 === 0 ? 'covered' as const : 'gap' as const, need: true, x: Array.from({ length: 80 }, () => x + random.int(500)), y: Array.from({ length: 80 }, () => y + random.int(500)) }
  })
  return {
    gemeente: { code: 'GM0000', name: 'x', fictional: true }, boundaryYear: 2026, theme: { slug: 'x', label: 'x', reachM }, on: '2026-11-01', reachM, buurten,
    candidates: Array.from({ length: 40 }, (_, j) => ({ id: `v${j}`, name: `Plek ${j}`, kind: 'buurthuis', ...at(), lon: 5, lat: 53, opens: null })),
    supply: Array.from({ length: 10 }, (_, j) => ({ id: j + 1, name: 'x', organisation: 'x', serviceType: 'x', counts: j % 2 === 0, hoursPerWeek: 2, place: { at: 'point' as const, ...at() } })),
  }
}
