import { sortRows as sorted } from '@/lib/ui/sort-rows'
import type { AreaRow, Params } from './definition'

/** Rows in the order of the address; unknown values last in both directions, equal ones by name. */
export function sortRows(rows: readonly AreaRow[], sort: NonNullable<Params['sort']>): AreaRow[] {
  return sorted<'n' | 'rate' | 'ratio' | 'inhabitants', AreaRow>(rows, sort, (row, column) => row[column])
}
