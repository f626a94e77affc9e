import { sql } from 'drizzle-orm'
import { rows, type Tx } from './client'

export type HomesRow = {
  area: number
  code: string
  /** along streets, or spread over the buurt where no streets are known */
  madeFrom: 'streets' | 'spread'
  /** RD metres, EPSG:28992 */
  x: number[]
  y: number[]
}

/** Where people live in the land buurten of a boundary set (`home_points_again`, drizzle/0027), in order of code: the same for the same boundaries and streets. */
export function listHomes(tx: Tx, set: { id: number }): Promise<HomesRow[]> {
  return rows(tx, sql`
    select h.area, a.code, h.made_from as "madeFrom", h.x, h.y from buurt_home h join area a on a.id = h.area
    where a.boundary_set = ${set.id} and a.level = 'buurt' and not a.water order by a.code`)
}
