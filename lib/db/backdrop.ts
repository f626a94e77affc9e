import { sql } from 'drizzle-orm'
import { rows, type Tx } from './client'

/** Streets, water and green of a gemeente in painting order; GeoJSON geometry in CRS84. Empty where none were loaded. */
export function listBackdrop(tx: Tx, gemeente: string): Promise<{ kind: string; name: string | null; geometry: string }[]> {
  return rows(tx, sql`
    select kind, name, ST_AsGeoJSON(ST_Transform(geom, 4326), 6) as geometry -- 28992 -> CRS84
    from backdrop where gemeente = ${gemeente} order by id`)
}
