import { worstFirst, type CoverageClass } from '@/lib/domain/coverage'
import { daysBetween } from '@/lib/domain/period'
import { sortRows as sorted } from '@/lib/ui/sort-rows'
import type { AreaRow, Params } from './definition'

const day = (text: string | null): number | null => (text === null ? null : daysBetween('2000-01-01', text))

/** Rows in the order of the address: what asks most is the highest class; unknown values last in both directions, equal ones by name. */
export function sortRows(rows: readonly AreaRow[], sort: NonNullable<Params['sort']>): AreaRow[] {
  return sorted<'class' | 'since' | 'supply' | 'access' | 'lastVisit' | 'inhabitants', AreaRow>(rows, sort, (row, column) => {
    if (column === 'class') return row.class === 'withheld' ? null : -100 * worstFirst.indexOf(row.class as CoverageClass) + row.themes
    if (column === 'since' || column === 'lastVisit') return day(row[column])
    return row[column]
  })
}
