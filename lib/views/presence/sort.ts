import type { AreaRow, Params } from './definition'

const byName = new Intl.Collator('nl').compare

/** Rows in the order of the address; equal ones by name. Never visited is longest ago; no target and unknown last in both directions. */
export function sortRows(rows: readonly AreaRow[], sort: NonNullable<Params['sort']>): AreaRow[] {
  const down = sort.startsWith('-')
  const name = sort.replace('-', '') as 'name' | 'days' | 'targetWeeks' | 'visits'
  return [...rows].sort((a, b) => {
    if (name === 'name') return (down ? -1 : 1) * byName(a.name, b.name)
    const value = (r: AreaRow) => (name === 'days' && r.days === null && r.class !== 'withheld' ? Infinity : r[name])
    const [x, y] = [value(a), value(b)]
    if (x === null || y === null || x === y) return x === y ? byName(a.name, b.name) : x === null ? 1 : -1
    return down ? y - x : x - y
  })
}
