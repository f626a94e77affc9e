import type { Broken } from '@/lib/domain/rotation-rules'
import type { RotationProblem, Start } from './rotation-problem'

/**
 * Every rule that a schedule breaks, worked out from the schedule alone, year by year and buurt by buurt: it knows nothing of the model that is solved, so that it can judge what a solver or a person made.
 *
 * What is fixed never breaks a limit by itself: with five starts decided and three allowed, five is the limit of that year. Of two starts too near each other the one that is not decided breaks the rest; of two that are, neither.
 */
export function checkRotation(p: RotationProblem, starts: readonly Start[]): Broken[] {
  const broken: Broken[] = []
  const last = p.firstYear + p.numYears - 1
  const add = (b: Broken, wrong: boolean): void => void (wrong && broken.push(b))
  const has = (list: readonly Start[], code: string, year: number): boolean => list.some((s) => s.code === code && s.year === year)
  const firstIn = (code: string): number | null => starts.filter((s) => s.code === code).map((s) => s.year).sort((a, b) => a - b)[0] ?? null

  for (const f of p.fixed) add({ rule: 'fixed', code: f.code, year: f.year, is: 0, limit: 1 }, !has(starts, f.code, f.year))
  for (const b of p.buurten) {
    const own = starts.filter((s) => s.code === b.code)
    for (const [i, s] of own.entries()) {
      const settled = has(p.fixed, b.code, s.year)
      const near = [...(settled ? [] : b.past), ...own.filter((o, j) => (settled ? j < i && !has(p.fixed, b.code, o.year) : j < i || has(p.fixed, b.code, o.year)) && j !== i).map((o) => o.year)].map((y) => Math.abs(s.year - y))
      const nearest = Math.min(...near, Infinity)
      add({ rule: 'rest', code: b.code, year: s.year, is: nearest, limit: p.restYears }, nearest < p.restYears)
      add({ rule: 'never', code: b.code, year: s.year, is: 1, limit: 0 }, p.never.some((n) => n.code === b.code && (n.year ?? s.year) === s.year))
    }
  }
  const groups = [...new Set(p.buurten.flatMap((b) => b.group ?? []))].sort()
  const managers = [...new Set(p.buurten.flatMap((b) => b.manager ?? []))].sort()
  const counted = (list: readonly Start[], year: number, group?: string): number => p.buurten.filter((b) => (group === undefined || b.group === group) && has(list, b.code, year)).length
  for (let year = p.firstYear; year <= last; year++) {
    const i = year - p.firstYear
    const n = counted(starts, year)
    const most = Math.max(p.most[i]!, counted(p.fixed, year))
    add({ rule: 'most', year, is: n, limit: most }, n > most)
    add({ rule: 'least', year, is: n, limit: p.least[i]! }, n < p.least[i]!)
    if (p.perGroup !== null) {
      for (const of of groups) {
        const m = counted(starts, year, of)
        const limit = Math.max(p.perGroup, counted(p.fixed, year, of))
        add({ rule: 'per_group', year, of, is: m, limit }, m > limit)
      }
    }
    if (p.managerMost !== null) {
      for (const of of managers) {
        const m = loadIn(p, starts, of, year)
        const limit = Math.max(p.managerMost, loadIn(p, p.fixed, of, year))
        add({ rule: 'load', year, of, is: m, limit }, m > limit + 1e-6)
      }
    }
  }
  if (p.eachGroup) for (const of of groups) add({ rule: 'each_group', of, is: 0, limit: 1 }, !p.buurten.some((b) => b.group === of && starts.some((s) => s.code === b.code)))
  for (const m of p.must) {
    const y = firstIn(m.code)
    add({ rule: 'must', code: m.code, year: m.by, is: 0, limit: 1 }, y === null || y > m.by)
  }
  const years = (code: string): number[] => starts.filter((s) => s.code === code).map((s) => s.year).sort((a, b) => a - b)
  for (const [code, other] of p.together) add({ rule: 'together', code, other, is: 0, limit: 1 }, years(code).join() !== years(other).join())
  for (const [code, other] of p.apart) for (const year of years(code)) add({ rule: 'apart', code, other, year, is: 2, limit: 1 }, years(other).includes(year))
  return broken
}

/** What a year asks of a manager: plans that start in it, and execution of what started the year before, also before the first year. */
function loadIn(p: RotationProblem, starts: readonly Start[], manager: string, year: number): number {
  let sum = 0
  for (const b of p.buurten) {
    if (b.manager !== manager) continue
    for (const s of starts) if (s.code === b.code) sum += s.year === year ? b.load[0] : s.year === year - 1 ? b.load[1] : 0
    if (b.past.includes(year - 1) && year === p.firstYear) sum += b.load[1]
  }
  return sum
}
