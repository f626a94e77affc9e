import type { AreaRow, Params } from './definition'

const byName = new Intl.Collator('nl').compare

/** Rows in the order of the address; unknown values last in both directions, equal ones by name. */
export function sortRows(rows: readonly AreaRow[], sort: NonNullable<Params['sort']>): AreaRow[] {
  const down = sort.startsWith('-')
  const name = sort.replace('-', '') as 'name' | 'n' | 'rate' | 'inhabitants'
  return [...rows].sort((a, b) => {
    if (name === 'name') return (down ? -1 : 1) * byName(a.name, b.name)
    const [x, y] = [a[name], b[name]]
    if (x === null || y === null) return x === y ? byName(a.name, b.name) : x === null ? 1 : -1
    return (down ? y - x : x - y) || byName(a.name, b.name)
  })
}
