import { sortRows as sorted } from '@/lib/ui/sort-rows'
import type { AreaRow, Params } from './definition'

/** Rows in the order of the address, by name unless asked; what is not known last in both directions. */
export function sortRows(rows: readonly AreaRow[], sort: NonNullable<Params['sort']>): AreaRow[] {
  return sorted<'share' | 'passed' | 'gaps' | 'clusters' | 'lastFocusYear' | 'inhabitants', AreaRow>(rows, sort, (row, column) => row[column])
}
