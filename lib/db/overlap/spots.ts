import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'

export type Spot = { buurt: string; x: number; y: number }

/** Metres between spots along a street; and about how many spots a buurt without known streets gets. */
const alongM = 150
const perBuurt = 36

/**
 * Where people live, as well as we know: spots every 150 m along the streets of each buurt on land, in RD metres (EPSG:28992). A buurt without known streets gets a grid of
 * spots that lie inside it, or, when it is too narrow for that, its own point. Always the same for the same boundaries and streets, in order of buurt.
 */
export async function listSpots(tx: Tx, set: { id: number; gemeente: string }): Promise<Spot[]> {
  const along = await rows<Spot>(tx, sql`
    with line as (select d.geom, ST_Length(d.geom) as length from backdrop b cross join lateral ST_Dump(b.geom) d where b.gemeente = ${set.gemeente} and b.kind = 'street' and ST_Dimension(d.geom) = 1),
    spot as materialized (
      select ST_LineInterpolatePoint(l.geom, (i + 0.5) / n.parts) as p
      from line l cross join lateral (select greatest(1, round(l.length / ${alongM}::float8))::int as parts) n cross join lateral generate_series(0, n.parts - 1) i where l.length > 0)
    select min(a.code) as buurt, round(ST_X(s.p)::numeric, 1)::float8 as x, round(ST_Y(s.p)::numeric, 1)::float8 as y
    from area a join spot s on a.geom && s.p and ST_Covers(a.geom, s.p) -- on a border: the lower code
    where a.boundary_set = ${set.id} and a.level = 'buurt' and not a.water
    group by 2, 3 order by 1, 2, 3`)
  const known = `{${[...new Set(along.map((s) => s.buurt))].join()}}`
  const spread = await rows<Spot>(tx, sql`
    with land as (select code, geom, label_point, greatest(25, sqrt(ST_Area(geom) / ${perBuurt})) as step from area where boundary_set = ${set.id} and level = 'buurt' and not water and code <> all(${known}::text[])),
    spot as materialized (select l.code, c.p from land l cross join lateral (select ST_Centroid(g.geom) as p from ST_SquareGrid(l.step, l.geom) g) c where ST_Covers(l.geom, c.p))
    select code as buurt, round(ST_X(p)::numeric, 1)::float8 as x, round(ST_Y(p)::numeric, 1)::float8 as y from spot
    union all
    select l.code, round(ST_X(l.label_point)::numeric, 1)::float8, round(ST_Y(l.label_point)::numeric, 1)::float8 from land l where not exists (select from spot s where s.code = l.code)
    order by 1, 2, 3`)
  return [...along, ...spread].sort((a, b) => (a.buurt < b.buurt ? -1 : a.buurt > b.buurt ? 1 : 0))
}
