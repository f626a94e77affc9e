import { seededRandom } from '@/lib/analysis/seeded-random'
import { checkRotation } from '@/lib/analysis/rotation-check'
import { faultOf, isYear, mayStart, worthOf, yearsOf, type RotationProblem, type Start } from '@/lib/analysis/rotation-problem'

/** A problem of chance with every kind of rule now and then; the same seed gives the same one. It always makes sense; a `tight` one often has no schedule that keeps all rules, another seldom. */
export function randomRotation(seed: number, size: { buurten: number; years: number; tight?: boolean }): RotationProblem {
  for (let attempt = 0; ; attempt++) {
    const random = seededRandom(seed, attempt)
    const rare = size.tight ? 1 : 0.25
    const int = (n: number): number => Math.floor(random() * n)
    const some = <T>(chance: number, make: () => T): T[] => (random() < chance ? [make()] : [])
    const numYears = 1 + int(size.years)
    const n = 2 + int(size.buurten - 1)
    const code = (): string => `B${int(n)}`
    const year = (): number => 2027 + int(numYears)
    const pair = (): [string, string] => { const a = int(n); return [`B${a}`, `B${(a + 1 + int(n - 1)) % n}`] }
    const problem: RotationProblem = {
      firstYear: 2027, numYears, discount: random() < 0.2 ? 1 : 0.9,
      buurten: Array.from({ length: n }, (_, i) => ({ code: `B${i}`, worth: int(1000) / 10, group: random() < 0.1 ? null : `w${int(3)}`, manager: random() < 0.1 ? null : `m${int(2)}`, load: [1 + int(3), int(3)], past: some(0.3, () => 2027 - 1 - int(6)) })),
      restYears: 1 + int(5), most: Array.from({ length: numYears }, () => 1 + int(3)), least: Array.from({ length: numYears }, () => (random() < 0.3 * rare ? 1 : 0)),
      perGroup: random() < 0.5 ? 1 + int(2) : null, eachGroup: random() < 0.3 * rare, managerMost: random() < 0.5 ? 2 + int(5) : null,
      fixed: some(0.3, () => ({ code: code(), year: year() })), must: some(0.3 * rare, () => ({ code: code(), by: year() })), never: some(0.4, () => ({ code: code(), year: random() < 0.5 ? null : year() })),
      together: some(0.25 * rare, pair), apart: some(0.25, pair), fair: some(0.3, () => ({ code: code(), by: year() })),
    }
    if (faultOf(problem) === null) return problem
  }
}

/** The best schedule by trying all of them: what is worth most of those that keep every rule; null when none does. For a handful of buurten. */
export function bestByTrying(p: RotationProblem): { worth: number; starts: Start[] } | null {
  const options = p.buurten.flatMap((b) => yearsOf(p).filter((y) => mayStart(p, b, y)).map((year): Start => ({ code: b.code, year })))
  let best: { worth: number; starts: Start[] } | null = null
  const fixed = p.fixed.filter((f) => isYear(p, f.year))
  for (let mask = 0; mask < 2 ** options.length; mask++) {
    const starts = [...fixed, ...options.filter((_, i) => (mask >> i) & 1)]
    if (starts.some((s) => starts.some((o) => o !== s && o.code === s.code && Math.abs(o.year - s.year) < p.restYears))) continue
    const worth = worthOf(p, starts)
    if (best && worth <= best.worth) continue
    if (checkRotation(p, starts).length === 0) best = { worth, starts }
  }
  return best
}
