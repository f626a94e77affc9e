import { sql } from 'drizzle-orm'
import type { PublicBuurt, PublicFigure, PublicModel, PublicPostcode, PublicStreet } from '@/lib/domain/public-model'
import { rows, type Tx } from '../client'
import { werkYear } from '../areas'

/** Decimals of metres in the geometry of a publication. */
const decimals = 1
/** Lines and areas behind the map lose bends smaller than this, in metres. */
const backdropBend = 4

type Set = { id: number; gemeente: string; year: number }

/** The buurten of a boundary set with their shape (RD, metres); water only where no land has its code. Its area is filled in by who merges them. */
export async function publicBuurten(tx: Tx, set: Set): Promise<Omit<PublicBuurt, 'area'>[]> {
  const found = await rows<Omit<PublicBuurt, 'area' | 'geometry'> & { water: boolean; geometry: string }>(tx, sql`
    select distinct on (a.code) a.code, a.name, a.water, json_build_object('code', coalesce(a.parent_code, ''), 'name', coalesce(w.name, '')) as wijk, k.name as werkgebied,
           case when a.water then null else a.inhabitants end as inhabitants, ST_AsGeoJSON(ST_Multi(a.geom), ${decimals}) as geometry
    from area a
    left join lateral (select x.name from area x where x.boundary_set = a.boundary_set and x.level = 'wijk' and x.code = a.parent_code order by x.water limit 1) w on true
    left join werkgebied_buurt wb on wb.gemeente = a.gemeente and wb.buurt_code = a.code and wb.year = ${werkYear(set.gemeente, set.year)}
    left join werkgebied k on k.id = wb.werkgebied
    where a.boundary_set = ${set.id} and a.level = 'buurt' order by a.code, a.water`)
  return found.map(({ water: _, geometry, ...buurt }) => ({ ...buurt, geometry: (JSON.parse(geometry) as { coordinates: PublicBuurt['geometry'] }).coordinates }))
}

/** The newest figure of each kind per buurt, with where it comes from; only those that somebody published under a licence. */
export function publicFigures(tx: Tx, set: Set): Promise<PublicFigure[]> {
  return rows(tx, sql`
    select distinct on (v.area_code, i.slug) v.area_code as buurt, i.slug as indicator, i.label, i.unit, v.value, v.year, i.source, nullif(i.licence, '') as licence
    from indicator_value v join indicator i on i.slug = v.indicator
    where v.gemeente = ${set.gemeente} and v.level = 'buurt' and v.boundary_year = ${set.year} and i.evidence = 'cijfer' and i.licence <> ''
      and exists (select from area a where a.boundary_set = ${set.id} and a.level = 'buurt' and a.code = v.area_code)
    order by v.area_code, i.slug, (v.value is null), v.year desc`)
}

/** Streets by their name on the background of the map, once per buurt: where the middle of its lines lies (RD). */
export function publicStreets(tx: Tx, set: Set): Promise<PublicStreet[]> {
  return rows(tx, sql`
    select distinct on (s.name, a.code) s.name, a.code as buurt, json_build_object('x', round(ST_X(s.middle)), 'y', round(ST_Y(s.middle))) as point
    from (
      select b.name, ST_LineInterpolatePoint(l.geom, 0.5) as middle, ST_Length(l.geom) as metres
      from backdrop b cross join lateral ST_Dump(b.geom) l
      where b.gemeente = ${set.gemeente} and b.name is not null and GeometryType(l.geom) = 'LINESTRING' and b.kind not in ('pier', 'ditch', 'canal', 'river', 'rail', 'water')) s
    join area a on a.boundary_set = ${set.id} and a.level = 'buurt' and not a.water and a.geom && s.middle and ST_Contains(a.geom, s.middle)
    order by s.name, a.code, s.metres desc`)
}

/** The postcodes of the boundary year of the set; of another year none, because its codes may mean other buurten. */
export function publicPostcodes(tx: Tx, set: Set): Promise<PublicPostcode[]> {
  return rows(tx, sql`
    select p.postcode, p.buurten, p.house_numbers as "houseNumbers" from postcode_buurt p
    where p.gemeente = ${set.gemeente} and p.year = ${set.year}
      and p.buurten <@ (select array_agg(a.code) from area a where a.boundary_set = ${set.id} and a.level = 'buurt')
    order by p.postcode collate "C"`)
}

/** What lies behind the maps, in painting order, without its small bends; no buildings (they say too much and weigh most). */
export async function publicBackdrop(tx: Tx, gemeente: string): Promise<PublicModel['backdrop'][number][]> {
  const found = await rows<{ kind: string; geometry: string | null }>(tx, sql`
    select kind, ST_AsGeoJSON(ST_SimplifyPreserveTopology(geom, ${backdropBend}), 0) as geometry
    from backdrop where gemeente = ${gemeente} and kind not in ('building', 'ditch') order by id`)
  return found.flatMap(({ kind, geometry }) => (geometry === null ? [] : [{ kind, geometry: JSON.parse(geometry) as PublicModel['backdrop'][number]['geometry'] }]))
}
