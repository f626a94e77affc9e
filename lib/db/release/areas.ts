import { sql } from 'drizzle-orm'
import type { PublicArea } from '@/lib/domain/public-model'
import { rows, type Tx } from '../client'

export type BuurtOnLand = { code: string; name: string; wijk: string; wijkName: string; inhabitants: number | null; neighbours: string[]; middle: { x: number; y: number } }

/** The buurten on land of a boundary set, with those of which they share a piece of border (a corner is none); `middle` in RD, metres. */
export async function buurtenOnLand(tx: Tx, set: { id: number }): Promise<BuurtOnLand[]> {
  return rows(tx, sql`
    select a.code, a.name, coalesce(a.parent_code, '') as wijk, coalesce((select w.name from area w where w.boundary_set = a.boundary_set and w.level = 'wijk' and w.code = a.parent_code order by w.water limit 1), a.parent_code, '') as "wijkName", a.inhabitants, json_build_object('x', ST_X(a.label_point), 'y', ST_Y(a.label_point)) as middle,
           (select coalesce(array_agg(b.code order by b.code), '{}') from area b
            where b.boundary_set = a.boundary_set and b.level = 'buurt' and not b.water and b.id <> a.id and b.parent_code is not distinct from a.parent_code
              and b.geom && a.geom and ST_Dimension(ST_Intersection(b.geom, a.geom)) >= 1) as neighbours
    from area a where a.boundary_set = ${set.id} and a.level = 'buurt' and not a.water order by a.code`)
}

/** `area`: publication areas; `wijk`: the wijken in which delicate themes are counted. */
export type AreaLevel = 'area' | 'wijk'

/** The fixed list of a boundary year; empty before the first publication that needs it. */
export function fixedAreas(tx: Tx, gemeente: string, boundaryYear: number, level: AreaLevel): Promise<PublicArea[]> {
  return rows(tx, sql`select code, name, wijk, buurten from pub.publication_area where gemeente = ${gemeente} and boundary_year = ${boundaryYear} and level = ${level} order by code collate "C"`)
}

/** Keeps the list of a boundary year: once, for it never changes afterwards. */
export async function fixAreas(tx: Tx, gemeente: string, boundaryYear: number, level: AreaLevel, areas: readonly PublicArea[]): Promise<void> {
  await tx.execute(sql`
    insert into pub.publication_area (gemeente, boundary_year, code, name, wijk, buurten, level)
    select ${gemeente}, ${boundaryYear}, a.code, a.name, a.wijk, a.buurten, ${level} from json_to_recordset(${JSON.stringify(areas)}::text::json) a(code text, name text, wijk text, buurten text[])`)
}
