import { bendable, type Bendable, type Broken } from '@/lib/domain/rotation-rules'
import type { Solve, Solved } from './linear-program'
import { checkRotation } from './rotation-check'
import { rotationModel, inOrder, startsOf, type Slack } from './rotation-model'
import { faultOf, worthOf, type RotationProblem, type Start } from './rotation-problem'

export type Rotation = {
  /** by year and code; those that were fixed are among them */
  starts: Start[]
  worth: number
  /** no schedule that bends no more than this one is worth more */
  bound: number
  proven: boolean
  /** at most this part below the best there can be, 0..1 */
  gap: number
  /** rules that could not be kept; empty when all are */
  bent: Broken[]
}
export type RotationOptions = { /** seconds for each program that is solved */ timeLimitS?: number; /** stop this close to the best, 0..1 */ relGap?: number; /** a buurt that must start, whatever bends */ demand?: string }

/** Differences below this part are rounding of the solver. */
const rounding = 1e-7

/**
 * The schedule that is worth most under all rules: by exact optimisation, so that "best" is proven or the distance to the best is known.
 *
 * When no schedule keeps all rules, rules are bent in the order of `bendable`: as little as can be of the one that is bent last, then of the one before it, and so on; under that, the schedule that
 * is worth most. `bent` says which rules. Of schedules that differ only in buurten of the same worth the one with the first codes is taken, so that the same question gives the same schedule.
 *
 * @returns null when even then there is none (`demand` of a buurt that may not start), or none was found in time
 * @throws {RangeError} when the problem makes no sense: see faultOf
 */
export async function planRotation(p: RotationProblem, solve: Solve, { demand, ...options }: RotationOptions = {}): Promise<Rotation | null> {
  const fault = faultOf(p)
  if (fault) throw new RangeError(`expected a rotation that can be planned, got: ${fault}`)
  let solved = await solve(rotationModel(p, { demand }), options)
  if (solved.status === 'infeasible') {
    const slack = await leastBending(p, solve, demand, options)
    if (!slack) return null
    solved = await solve(rotationModel(p, { slack, demand }), options)
  }
  return solved.values ? rotationOf(p, solved, demand) : null
}

/** How much of every kind of bending cannot be missed, the dearest first. */
async function leastBending(p: RotationProblem, solve: Solve, demand: string | undefined, options: RotationOptions): Promise<Slack | null> {
  const slack = new Map<Bendable, number | 'free'>(bendable.map((kind) => [kind, 'free']))
  for (const kind of [...bendable].reverse()) {
    const solved = await solve(rotationModel(p, { slack, minimize: kind, demand }), { timeLimitS: options.timeLimitS })
    if (!solved.values) return null
    const least = solved.objective ?? 0
    slack.set(kind, least < 1e-6 ? 0 : least + 1e-6)
  }
  return slack
}

function rotationOf(p: RotationProblem, solved: Solved, demand: string | undefined): Rotation {
  const starts = firstOfEqual(p, startsOf(p, solved.values!), demand)
  const worth = worthOf(p, starts)
  const bound = Math.max(worth, solved.bound ?? Infinity)
  const gap = bound - worth <= rounding * Math.max(1, Math.abs(bound)) ? 0 : (bound - worth) / Math.abs(bound)
  return { starts, worth, bound: gap === 0 ? worth : bound, proven: solved.status === 'optimal' && gap === 0, gap, bent: checkRotation(p, starts) }
}

/**
 * Of buurten that are worth the same and differ in nothing that a rule looks at, the one with the first code starts first.
 */
function firstOfEqual(p: RotationProblem, found: Start[], demand: string | undefined): Start[] {
  const named = new Set([...(demand === undefined ? [] : [demand]), ...[...p.fixed, ...p.must, ...p.never, ...p.fair].map((r) => r.code), ...p.together.flat(), ...p.apart.flat()])
  const alike = new Map<string, string[]>()
  for (const b of [...p.buurten].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    if (named.has(b.code)) continue
    const key = JSON.stringify([b.worth, b.group, b.manager, b.load, [...b.past].sort()])
    alike.set(key, [...(alike.get(key) ?? []), b.code])
  }
  const yearsOfCode = new Map<string, number[]>()
  for (const s of found) yearsOfCode.set(s.code, [...(yearsOfCode.get(s.code) ?? []), s.year])
  const kept = found.filter((s) => named.has(s.code))
  const handed = [...alike.values()].flatMap((codes) => {
    const years = codes.map((code) => yearsOfCode.get(code) ?? []).filter((y) => y.length > 0).sort((a, b) => a[0]! - b[0]! || a.length - b.length)
    return years.flatMap((list, i) => list.map((year): Start => ({ code: codes[i]!, year })))
  })
  return inOrder([...kept, ...handed])
}
