import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

/**
 * Which land buurten of a boundary set touch: at most 1 m apart, because borders that were drawn twice leave slivers. Made once; a trigger on `area`
 * throws them away when boundaries change (drizzle/0013). Only for the program: it writes what it made.
 * @returns per area its neighbours, both ways, ascending
 */
export async function readNeighbours(tx: Tx, boundarySet: number): Promise<Map<number, number[]>> {
  const known = await stored(tx, boundarySet)
  if (known.size > 0) return known
  await tx.execute(sql`
    with pair as (
      select a.id as a, b.id as b from area a join area b on b.boundary_set = a.boundary_set and b.level = 'buurt' and not b.water and b.id > a.id
        and b.geom && ST_Expand(a.geom, 1) and ST_DWithin(a.geom, b.geom, 1) -- metres, EPSG:28992
      where a.boundary_set = ${boundarySet} and a.level = 'buurt' and not a.water)
    insert into area_neighbour (area, neighbour) select a, b from pair union all select b, a from pair`)
  return stored(tx, boundarySet)
}

async function stored(tx: Tx, boundarySet: number): Promise<Map<number, number[]>> {
  const found = await rows<{ area: number; neighbours: number[] }>(tx, sql`
    select n.area, array_agg(n.neighbour order by n.neighbour) as neighbours from area_neighbour n join area a on a.id = n.area
    where a.boundary_set = ${boundarySet} group by n.area`)
  return new Map(found.map((r) => [r.area, r.neighbours]))
}
