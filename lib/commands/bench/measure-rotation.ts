import loadHighs from 'highs'
import { writeLinearProgram } from '@/lib/analysis/linear-program'
import { planRotation } from '@/lib/analysis/rotation'
import { rotationModel } from '@/lib/analysis/rotation-model'
import type { RotationProblem } from '@/lib/analysis/rotation-problem'
import { makeRandom } from '@/lib/demo/random'
import { openSolver } from '@/lib/solver/open-solver'
import type { Measurement } from './context'
import { interleave, timed } from './interleave'
import { result } from './result'

const largeS = 60

/**
 * The schedule of a gemeente of 65 buurten over 8 years, to proven optimality: as the program finds it (thread, text, solver, checked and summed again) against one plain call of HiGHS with the same LP
 * text; both start from nothing and must find the same worth. And 1,000 buurten over 8 years within a minute: the gap that is left.
 */
export const measureRotation: Measurement = async ({ rounds, say }) => {
  const problem = gemeenteOf(65, 8)
  const text = writeLinearProgram(rotationModel(problem))
  const worth = { own: NaN, plain: NaN }
  const found = await interleave(
    {
      plain: () => timed(async () => void (worth.plain = (await loadHighs()).solve(text, { output_flag: false, mip_rel_gap: 0, time_limit: 120 }).ObjectiveValue)),
      own: () => timed(async () => {
        const solver = openSolver()
        const best = await planRotation(problem, solver.solve, { timeLimitS: 120 })
        if (!best?.proven || best.bent.length > 0) throw new Error('rotation 65x8: not proven within two minutes')
        worth.own = best.worth
        await solver.close()
      }),
    },
    { rounds, warmUp: true, onRound: (round) => say(`rotation 65x8: round ${round}`) },
  )
  if (Math.abs(worth.own - worth.plain) > 1e-6) throw new Error(`rotation 65x8: ${worth.own} against ${worth.plain}`)
  say('rotation 1000x8')
  const solver = openSolver()
  let gap = NaN
  const ms = await timed(async () => {
    const best = await planRotation(gemeenteOf(1000, 8), solver.solve, { timeLimitS: largeS })
    if (!best || best.bent.length > 0) throw new Error('rotation 1000x8: no schedule')
    gap = best.gap
  })
  await solver.close()
  return [
    result('rotation.65x8.plain', `one call of HiGHS with the LP text (${Math.round(text.length / 1000)} kB), loading it included`, 'ms', found.plain),
    result('rotation.65x8.own', 'the same schedule as the program finds it, proven to be the best: thread, text, solver, checked and summed again', 'ms', found.own, { to: { name: 'rotation.65x8.plain', values: found.plain } }),
    result('rotation.1000x8.own', `1,000 buurten, at most ${largeS} seconds; at most ${(gap * 100).toFixed(3)} % below the best there can be`, 'ms', [ms]),
  ]
}

/** A gemeente with a wijkmanager for every 16 buurten and a wijk for every 7, in which one in ten was in focus in the last five years. */
function gemeenteOf(numBuurten: number, numYears: number): RotationProblem {
  const random = makeRandom(1, `rotation-${numBuurten}`)
  const most = Math.max(3, Math.round(numBuurten / 16))
  return {
    firstYear: 2027, numYears, discount: 0.9, restYears: 6, most: Array.from({ length: numYears }, () => most), least: Array.from({ length: numYears }, () => 1), perGroup: 1, eachGroup: numBuurten < 200, managerMost: 3,
    buurten: Array.from({ length: numBuurten }, (_, i) => ({ code: `B${String(i).padStart(4, '0')}`, worth: 5 + random.int(950) / 10, group: `w${Math.floor(i / 7)}`, manager: `m${i % Math.ceil(numBuurten / 16)}`, load: [1, 1] as const, past: random.int(10) === 0 ? [2026 - random.int(5)] : [] })),
    fixed: [], must: [{ code: 'B0003', by: 2029 }], never: [{ code: 'B0005', year: 2027 }], together: [['B0010', 'B0020']], apart: [['B0011', 'B0021']], fair: [{ code: 'B0002', by: 2030 }],
  }
}
