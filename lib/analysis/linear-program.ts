/** Coefficient and name of a variable. */
export type Term = readonly [coefficient: number, variable: string]
export type Row = { terms: readonly Term[]; sense: '<=' | '>=' | '='; value: number }
/** Bounds hold for every kind; `binary` is 0 or 1. `lower` is 0 and `upper` none when they are left out. */
export type Variable = { kind: 'binary' | 'integer' | 'continuous'; lower?: number; upper?: number }
export type LinearProgram = { direction: 'maximize' | 'minimize'; objective: readonly Term[]; rows: readonly Row[]; variables: ReadonlyMap<string, Variable> }

/**
 * What a solver made of a program. `limit`: it stopped early, with the best it had. `values` and `objective` are null when it has no solution;
 * `bound` (nothing can be better than it) is null when it knows none.
 */
export type Solved = { status: 'optimal' | 'infeasible' | 'unbounded' | 'limit'; values: ReadonlyMap<string, number> | null; objective: number | null; bound: number | null }
/** A solver; sums take it as an argument. */
export type Solve = (program: LinearProgram, options?: { timeLimitS?: number; /** good enough at this part below the bound; 0 when left out */ relGap?: number }) => Promise<Solved>

/** Longer lines than this are broken: readers of the format stop at 255 or 560 characters. */
const lineLength = 200

/**
 * A linear program with whole-number variables as text in the LP format of CPLEX, which HiGHS, CBC, GLPK and Gurobi read.
 *
 * Variables may have any name: in the text they are v0, v1, ... in the order of `variables`, because the format knows reserved words (`free`, `st`)
 * and takes `e12` for a number. Terms of the same variable in one row are added up. A row in which nothing is left is left out when it holds; when it
 * cannot hold it stays, so that the solver says that there is no solution.
 * @throws {RangeError} on a number that is not finite, a variable that is not among `variables`, a bound below the other, or no variables at all
 */
export function writeLinearProgram(program: LinearProgram): string {
  const names = [...program.variables.keys()]
  if (names.length === 0) throw new RangeError('expected a linear program with at least one variable')
  const place = new Map(names.map((name, i) => [name, i]))
  const sum = (terms: readonly Term[]): [number, number][] => {
    const total = new Map<number, number>()
    for (const [coefficient, variable] of terms) {
      const i = place.get(variable)
      if (i === undefined) throw new RangeError(`expected a variable of the program, got "${variable}"`)
      total.set(i, (total.get(i) ?? 0) + finite(coefficient))
    }
    return [...total].filter(([, coefficient]) => coefficient !== 0).sort((a, b) => a[0] - b[0])
  }
  const left = (terms: readonly [number, number][]): string => (terms.length === 0 ? '0 v0' : terms.map(([i, c]) => `${c < 0 ? '-' : '+'} ${number(Math.abs(c))} v${i}`).join(' '))
  const lines: string[] = [program.direction === 'maximize' ? 'Maximize' : 'Minimize', ` obj: ${left(sum(program.objective))}`, 'Subject To']
  let numRows = 0
  for (const row of program.rows) {
    const terms = sum(row.terms)
    if (terms.length > 0 || !holds(0, row)) lines.push(` r${numRows++}: ${left(terms)} ${row.sense} ${number(row.value)}`)
  }
  if (numRows === 0) lines.push(' r0: 0 v0 <= 1')
  lines.push('Bounds', ...names.map((name, i) => ` ${bounds(program.variables.get(name)!, `v${i}`)}`))
  const ofKind = (kind: Variable['kind']): string => names.flatMap((name, i) => (program.variables.get(name)!.kind === kind ? [`v${i}`] : [])).join(' ')
  for (const [section, list] of [['Binaries', ofKind('binary')], ['Generals', ofKind('integer')]] as const) if (list) lines.push(section, ` ${list}`)
  return [...lines.map(broken), 'End', ''].join('\n')
}

const holds = (value: number, row: Row): boolean => (row.sense === '<=' ? value <= row.value : row.sense === '>=' ? value >= row.value : value === row.value)

function bounds({ kind, lower = 0, upper = kind === 'binary' ? 1 : undefined }: Variable, name: string): string {
  if (upper !== undefined && finite(upper) < finite(lower)) throw new RangeError(`expected an upper bound of at least ${lower}, got ${upper}`)
  return upper === undefined ? `${name} >= ${number(lower)}` : `${number(lower)} <= ${name} <= ${number(upper)}`
}

function finite(value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`expected a finite number, got ${value}`)
  return value
}

/** As short as it can be without losing a digit; -0 is 0. */
const number = (value: number): string => String(finite(value) + 0)

function broken(line: string): string {
  if (line.length <= lineLength) return line
  const parts: string[] = []
  let current = ''
  for (const word of line.trimStart().split(' ')) {
    if (current.length + word.length >= lineLength) {
      parts.push(current)
      current = ''
    }
    current += ` ${word}`
  }
  return [...parts, current].join('\n')
}
