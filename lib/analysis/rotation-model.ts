import { bendable, type Bendable } from '@/lib/domain/rotation-rules'
import type { LinearProgram, Row, Term, Variable } from './linear-program'
import { mayStart, wanted, yearsOf, type RotationProblem, type Start } from './rotation-problem'

/** Totals that rules may be bent by: rules that are not named hold. */
export type Slack = ReadonlyMap<Bendable, number | 'free'>
type Limited = { kind: Bendable; row: Row }

const name = (code: string, year: number): string => `${code} ${year}`

/**
 * The schedule as a linear program: x of a buurt and a year is 1 when it starts then. Starts that cannot be (rest, never) have no variable; what is fixed is a number.
 * Buurten stand in the order of their codes, so that the same question gives the same program.
 *
 * @param slack which rules may be bent, and by how much in all; `minimize` makes the sum of that kind of bending the goal instead of the worth
 * @param demand a buurt that must start, whatever bends
 */
export function rotationModel(p: RotationProblem, { slack = new Map(), minimize, demand }: { slack?: Slack; minimize?: Bendable; demand?: string } = {}): LinearProgram {
  const years = yearsOf(p)
  const buurten = [...p.buurten].sort((a, b) => (a.code < b.code ? -1 : 1))
  const variables = new Map<string, Variable>()
  const may = new Map(buurten.map((b) => [b.code, years.filter((y) => mayStart(p, b, y))]))
  for (const b of buurten) for (const y of may.get(b.code)!) variables.set(name(b.code, y), { kind: 'binary' })
  const fixedIn = (code: string, year: number): number => p.fixed.filter((s) => s.code === code && s.year === year).length
  const x = (code: string, year: number, coefficient = 1): Term[] => (variables.has(name(code, year)) ? [[coefficient, name(code, year)]] : [])
  const rows: Row[] = []
  const limited: Limited[] = []

  for (const b of buurten) {
    const open = may.get(b.code)!
    for (const [i, y] of years.entries()) {
      const window = open.filter((o) => o >= y && o < y + p.restYears)
      if (window.length > 1 && (i === 0 || i + p.restYears <= p.numYears)) rows.push({ terms: window.flatMap((o) => x(b.code, o)), sense: '<=', value: 1 })
    }
  }
  const sumIn = (list: readonly { code: string }[], year: number): Term[] => list.flatMap((b) => x(b.code, year))
  const fixedSum = (list: readonly { code: string }[], year: number): number => list.reduce((n, b) => n + fixedIn(b.code, year), 0)
  const groups = [...new Set(buurten.flatMap((b) => b.group ?? []))].sort()
  const managers = [...new Set(buurten.flatMap((b) => b.manager ?? []))].sort()
  for (const [i, year] of years.entries()) {
    const there = fixedSum(buurten, year)
    limited.push({ kind: 'most', row: { terms: sumIn(buurten, year), sense: '<=', value: Math.max(0, p.most[i]! - there) } })
    if (p.least[i]! > there) limited.push({ kind: 'least', row: { terms: sumIn(buurten, year), sense: '>=', value: p.least[i]! - there } })
    for (const g of p.perGroup === null ? [] : groups) {
      const of = buurten.filter((b) => b.group === g)
      limited.push({ kind: 'per_group', row: { terms: sumIn(of, year), sense: '<=', value: Math.max(0, p.perGroup! - fixedSum(of, year)) } })
    }
    for (const m of p.managerMost === null ? [] : managers) {
      const of = buurten.filter((b) => b.manager === m)
      const known = of.reduce((n, b) => n + b.load[0] * fixedIn(b.code, year) + b.load[1] * (fixedIn(b.code, year - 1) + (i === 0 && b.past.includes(year - 1) ? 1 : 0)), 0)
      limited.push({ kind: 'load', row: { terms: of.flatMap((b) => [...x(b.code, year, b.load[0]), ...x(b.code, year - 1, b.load[1])]), sense: '<=', value: Math.max(0, p.managerMost! - known) } })
    }
  }
  for (const g of p.eachGroup ? groups : []) {
    const of = buurten.filter((b) => b.group === g)
    if (!p.fixed.some((s) => of.some((b) => b.code === s.code))) limited.push({ kind: 'each_group', row: { terms: years.flatMap((y) => sumIn(of, y)), sense: '>=', value: 1 } })
  }
  const byYear = (code: string, by: number): Term[] => years.filter((y) => y <= by).flatMap((y) => x(code, y))
  const isFixedBy = (code: string, by: number): boolean => p.fixed.some((s) => s.code === code && s.year <= by)
  for (const m of p.must) if (!isFixedBy(m.code, m.by)) limited.push({ kind: 'choice', row: { terms: byYear(m.code, m.by), sense: '>=', value: 1 } })
  for (const [a, b] of p.together) for (const y of years) for (const sign of [1, -1]) limited.push({ kind: 'choice', row: { terms: [...x(a, y, sign), ...x(b, y, -sign)], sense: '<=', value: sign * (fixedIn(b, y) - fixedIn(a, y)) } })
  for (const [a, b] of p.apart) for (const y of years) limited.push({ kind: 'choice', row: { terms: [...x(a, y), ...x(b, y)], sense: '<=', value: Math.max(0, 1 - fixedIn(a, y) - fixedIn(b, y)) } })
  if (demand !== undefined) rows.push({ terms: years.flatMap((y) => x(demand, y)), sense: '>=', value: 1 })

  const objective: Term[] = minimize ? [] : buurten.flatMap((b) => may.get(b.code)!.flatMap((y) => x(b.code, y, b.worth * p.discount ** (y - p.firstYear))))
  for (const w of minimize ? [] : wanted(p)) {
    const missed = `missed ${w.code} ${w.by}`
    variables.set(missed, { kind: 'continuous', upper: 1 })
    rows.push({ terms: [...byYear(w.code, w.by), [1, missed]], sense: '>=', value: 1 })
    objective.push([-2 * p.buurten.find((b) => b.code === w.code)!.worth, missed])
  }
  const bends = new Map<Bendable, Term[]>(bendable.map((kind) => [kind, []]))
  for (const [i, { kind, row }] of limited.entries()) {
    const allowed = slack.get(kind) ?? 0
    if (allowed === 0) { rows.push(row); continue }
    const bend = `bend ${kind} ${i}`
    variables.set(bend, { kind: 'continuous' })
    bends.get(kind)!.push([1, bend])
    rows.push({ ...row, terms: [...row.terms, [row.sense === '<=' ? -1 : 1, bend]] })
  }
  for (const [kind, terms] of bends) {
    const allowed = slack.get(kind)
    if (typeof allowed === 'number' && allowed > 0) rows.push({ terms, sense: '<=', value: allowed })
  }
  if (variables.size === 0) variables.set('nothing', { kind: 'continuous', upper: 0 })
  return minimize ? { direction: 'minimize', objective: bends.get(minimize)!, rows, variables } : { direction: 'maximize', objective, rows, variables }
}

/** The starts of a solved program, with those that were fixed, by year and code. */
export function startsOf(p: RotationProblem, values: ReadonlyMap<string, number>): Start[] {
  const free = p.buurten.flatMap((b) => yearsOf(p).flatMap((year): Start[] => ((values.get(name(b.code, year)) ?? 0) > 0.5 ? [{ code: b.code, year }] : [])))
  return inOrder([...p.fixed, ...free])
}
export const inOrder = (starts: readonly Start[]): Start[] => [...starts].sort((a, b) => a.year - b.year || (a.code < b.code ? -1 : 1)).map(({ code, year }) => ({ code, year }))
