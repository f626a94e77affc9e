const byName = new Intl.Collator('nl').compare

/**
 * Rows in the order of the address (`name`, `-n`); unknown values last in both directions, equal ones by name.
 * @param valueOf the number that a column sorts on; null when it is unknown
 */
export function sortRows<Name extends string, Row extends { name: string }>(rows: readonly Row[], sort: 'name' | '-name' | Name | `-${Name}`, valueOf: (row: Row, column: Name) => number | null): Row[] {
  const down = sort.startsWith('-')
  const column = sort.replace('-', '')
  return [...rows].sort((a, b) => {
    if (column === 'name') return (down ? -1 : 1) * byName(a.name, b.name)
    const [x, y] = [valueOf(a, column as Name), valueOf(b, column as Name)]
    if (x === null || y === null || x === y) return x === y ? byName(a.name, b.name) : x === null ? 1 : -1
    return down ? y - x : x - y
  })
}
