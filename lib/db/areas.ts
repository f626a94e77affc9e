import { sql, type SQL } from 'drizzle-orm'
import { rows, type Tx } from './client'

export type GemeenteRow = { code: string; name: string; fictional: boolean }

/** All gemeenten with boundaries; real ones before the fictional demo, then by name. */
export function listGemeenten(tx: Tx): Promise<GemeenteRow[]> {
  return rows(tx, sql`
    select g.code, g.name, g.fictional from gemeente g
    where exists (select from boundary_set b where b.gemeente = g.code)
    order by g.fictional, g.name`)
}

/**
 * All gemeenten, and the one that a view is about: the one asked for, or that of the werkgebied asked for, else that of the reader, else the first.
 * `gemeente` is undefined when what was asked has no boundaries.
 */
export async function gemeenteOfView(tx: Tx, asked: { gemeente?: string; werkgebied?: string }, home: string | null | undefined): Promise<{ gemeenten: GemeenteRow[]; gemeente: GemeenteRow | undefined }> {
  const gemeenten = await listGemeenten(tx)
  const code = asked.gemeente ?? (asked.werkgebied ? await gemeenteOfWerkgebied(tx, asked.werkgebied) : null)
  const of = (wanted: string | null | undefined): GemeenteRow | undefined => gemeenten.find((g) => g.code === wanted)
  return { gemeenten, gemeente: code === null ? (of(home) ?? gemeenten[0]) : of(code) }
}

export type BoundarySet = { id: number; gemeente: string; year: number }

/** The boundaries to show for a year: the newest not after it, else the oldest there is; null when there are none. */
export async function findBoundarySet(tx: Tx, gemeente: string, year: number): Promise<BoundarySet | null> {
  const found = await rows<BoundarySet>(tx, sql`
    select id, gemeente, year from boundary_set
    where gemeente = ${gemeente}
    order by (year <= ${year}) desc, abs(year - ${year})
    limit 1`)
  return found[0] ?? null
}

export type AreaFeature = {
  code: string
  name: string
  level: string
  year: number
  parentCode: string | null
  inhabitants: number | null
  water: boolean
  /** GeoJSON geometry in CRS84 (longitude first), rounded to 6 decimals (about 0.1 m) */
  geometry: string
  /** [lon, lat] of a point inside */
  label: [number, number]
}

/**
 * The areas of one level and year, ready for a map. Borders are simplified together with their rounding only, so that
 * neighbours keep sharing them.
 */
export async function listAreas(tx: Tx, gemeente: string, year: number, level: 'gemeente' | 'wijk' | 'buurt'): Promise<AreaFeature[]> {
  return rows(tx, sql`
    select a.code, a.name, a.level, a.year, a.parent_code as "parentCode", a.inhabitants, a.water,
           ST_AsGeoJSON(ST_Transform(a.geom, 4326), 6) as geometry, -- 28992 -> CRS84
           array[ST_X(ST_Transform(a.label_point, 4326)), ST_Y(ST_Transform(a.label_point, 4326))] as label
    from area a join boundary_set b on b.id = a.boundary_set
    where b.gemeente = ${gemeente} and b.year = ${year} and a.level = ${level}
    order by a.code, a.water`)
}

/** The year whose werkgebieden hold for a boundary year: the newest not after it, else the oldest. */
export const werkYear = (gemeente: string, year: number | SQL): SQL => sql`(
  select wy.year from werkgebied_buurt wy where wy.gemeente = ${gemeente} group by wy.year order by (wy.year <= ${year}) desc, abs(wy.year - ${year}) limit 1)`

export type BuurtRow = {
  id: number
  code: string
  name: string
  water: boolean
  wijkName: string | null
  /** slug of the werkgebied, null when the buurt is in none */
  werkgebied: string | null
  werkgebiedId: number | null
  inhabitants: number | null
}

/**
 * The buurten of a boundary set with their wijk, werkgebied and inhabitants. Inhabitants come from the figures of `figureYear`
 * when given, else from the boundary file. Werkgebieden of another year are used when this year has none.
 */
export function listBuurten(tx: Tx, set: BoundarySet, figureYear: number | null): Promise<BuurtRow[]> {
  return rows(tx, sql`
    select a.id, a.code, a.name, a.water, w.name as "wijkName", wg.slug as werkgebied, wg.id as "werkgebiedId",
           ${figureYear === null ? sql`a.inhabitants` : sql`case when not a.water and v.value between 0 and 20000000 then round(v.value)::int end`} as inhabitants
    from area a
    left join area w on w.boundary_set = a.boundary_set and w.level = 'wijk' and w.code = a.parent_code and w.water = false
    left join werkgebied_buurt wb on wb.gemeente = a.gemeente and wb.buurt_code = a.code and wb.year = ${werkYear(set.gemeente, set.year)}
    left join werkgebied wg on wg.id = wb.werkgebied
    ${figureYear === null ? sql`` : sql`left join indicator_value v
      on v.gemeente = a.gemeente and v.indicator = 'inhabitants' and v.level = 'buurt' and v.area_code = a.code and v.year = ${figureYear}`}
    where a.boundary_set = ${set.id} and a.level = 'buurt'
    order by a.code, a.water`)
}

/** The year of inhabitants to divide by: the newest with values per buurt that is not after `year`, else the oldest; null when no figures are loaded. */
export async function findInhabitantsYear(tx: Tx, gemeente: string, year: number): Promise<{ year: number; source: string } | null> {
  const found = await rows<{ year: number; source: string }>(tx, sql`
    select v.year, i.source from indicator_value v join indicator i on i.slug = v.indicator
    where v.gemeente = ${gemeente} and v.indicator = 'inhabitants' and v.level = 'buurt' and v.value is not null
    group by v.year, i.source
    order by (v.year <= ${year}) desc, abs(v.year - ${year})
    limit 1`)
  return found[0] ?? null
}

export type WerkgebiedRow = { id: number; slug: string; name: string }

export function listWerkgebieden(tx: Tx, gemeente: string): Promise<WerkgebiedRow[]> {
  return rows(tx, sql`select id, slug, name from werkgebied where gemeente = ${gemeente} order by name`)
}

/** The gemeente that has a werkgebied of this name; null when none has, or more than one. */
async function gemeenteOfWerkgebied(tx: Tx, slug: string): Promise<string | null> {
  const found = await rows<{ gemeente: string }>(tx, sql`select gemeente from werkgebied where slug = ${slug} limit 2`)
  return found.length === 1 ? found[0]!.gemeente : null
}
