import { daysBetween } from '@/lib/domain/period'
import { sortRows as sorted } from '@/lib/ui/sort-rows'
import { classes, type AreaRow, type Params } from './definition'

/** Rows in the order of the address; unknown values last in both directions, equal ones by name. Phases go in the order of the legend, what is being done first. */
export function sortRows(rows: readonly AreaRow[], sort: NonNullable<Params['sort']>): AreaRow[] {
  return sorted<'phase' | 'year' | 'next' | 'measures' | 'late' | 'inhabitants', AreaRow>(rows, sort, (row, column) => {
    if (column === 'phase') return classes.findIndex((c) => c.id === row.class)
    if (column === 'next') return row.nextOn === null ? null : daysBetween('2000-01-01', row.nextOn)
    return row[column]
  })
}
