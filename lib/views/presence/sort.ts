import { sortRows as sorted } from '@/lib/ui/sort-rows'
import type { AreaRow, Params } from './definition'

/** Rows in the order of the address. Never visited is longest ago; no target and unknown last in both directions. */
export function sortRows(rows: readonly AreaRow[], sort: NonNullable<Params['sort']>): AreaRow[] {
  return sorted<'days' | 'targetWeeks' | 'visits', AreaRow>(rows, sort, (row, column) => (column === 'days' && row.days === null && row.class !== 'withheld' ? Infinity : row[column]))
}
