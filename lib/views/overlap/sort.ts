import { sortRows as sorted } from '@/lib/ui/sort-rows'
import type { AreaRow, Params } from './definition'

/** Rows in the order of the address; what is not known or not visible last in both directions. */
export function sortRows(rows: readonly AreaRow[], sort: NonNullable<Params['sort']>): AreaRow[] {
  return sorted<'doubleHours' | 'effectiveProviders' | 'hours' | 'pairs', AreaRow>(rows, sort, (row, column) => row[column])
}
