import { sql } from 'drizzle-orm'
import { rows, type Tx } from '../client'
import { rejectDuplicates, rejectWhere, type Subject } from './subject'
import { ImportRefused, undoUpsert, upsert, type Target } from './upsert'

const target: Target = {
  table: 'area',
  key: ['boundary_set', 'level', 'code', 'water'],
  content: ['gemeente', 'year', 'name', 'parent_code', 'geom', 'label_point', 'inhabitants', 'households'],
  geometry: ['geom', 'label_point'],
}

const name: Target = { table: 'gemeente', key: ['code'], content: ['name'] }

/** Staged geometry in RD (EPSG:28992) as MultiPolygon; its form was checked before it was staged. */
const geomRd = sql`ST_Multi(ST_Transform(ST_SetSRID(ST_Force2D(ST_GeomFromGeoJSON(s.data->>'geometry')), (s.data->>'srid')::int), 28992))`

export const boundaries: Subject = {
  async validate(check, options) {
    const { tx, run } = check
    await rejectDuplicates(check, 'code', sql`concat_ws('|', s.data->>'level', s.data->>'code', s.data->>'water')`)
    await rejectWhere(
      check,
      { column: 'geometrie', code: 'geometry_invalid', message: sql`'De vorm van dit gebied klopt niet (' || b.reason || '). Verbeter het bij de bron; we repareren geen grenzen.'` },
      sql`select s.row, s.data->>'code' as value, ST_IsValidReason(${geomRd}) as reason from import_stage s
          where s.run = ${run} and not ST_IsValid(${geomRd})`,
    )
    await rejectWhere(
      check,
      { column: 'geometrie', code: 'degenerate', message: sql`'Dit gebied is kleiner dan 1 m². Verwacht: een vlak dat op een kaart te zien is.'` },
      sql`select s.row, s.data->>'code' as value from import_stage s where s.run = ${run} and ST_IsValid(${geomRd}) and ST_Area(${geomRd}) < 1`,
    )
    const said: string[] = []
    const [gone] = await rows<{ n: number; names: string }>(tx, sql`
      select count(*)::int as n, string_agg(a.code, ', ' order by a.code) as names
      from area a join boundary_set b on b.id = a.boundary_set and b.year = ${options.year ?? 0}
      where (b.gemeente, a.level) in (select distinct s.data->>'gemeente', s.data->>'level' from import_stage s where s.run = ${run})
        and not exists (select from import_stage s where s.run = ${run} and s.data->>'level' = a.level and s.data->>'code' = a.code and (s.data->>'water')::boolean = a.water)`)
    if (gone!.n > 0) said.push(`${gone!.n} gebieden van deze indeling staan niet in dit bestand en blijven zoals ze zijn: ${gone!.names.slice(0, 200)}.`)
    return said
  },

  async apply(tx, run, options) {
    const year = options.year!
    await upsert(tx, run, name, sql`
      select distinct on (1) s.data->>'gemeente' as code,
             coalesce(case when s.data->>'level' = 'gemeente' then s.data->>'name' end, s.data->>'gemeenteName', g.name, s.data->>'gemeente') as name
      from import_stage s left join gemeente g on g.code = s.data->>'gemeente'
      where s.run = ${run} order by 1, (s.data->>'level' = 'gemeente') desc, (s.data->>'gemeenteName' is null)`)
    await tx.execute(sql`
      insert into boundary_set (gemeente, year, source, import_run)
      select distinct s.data->>'gemeente', ${year}::int, ${options.source ?? 'CBS / Kadaster'}::text, ${run}::bigint from import_stage s where s.run = ${run}
      on conflict (gemeente, year) do nothing`)
    const counts = await upsert(tx, run, target, sql`
      select b.id as boundary_set, s.data->>'level' as level, s.data->>'code' as code, (s.data->>'water')::boolean as water,
             b.gemeente, b.year, s.data->>'name' as name, s.data->>'parent' as parent_code,
             g.geom, ST_PointOnSurface(g.geom) as label_point,
             (s.data->>'inhabitants')::int as inhabitants, (s.data->>'households')::int as households
      from import_stage s
      join boundary_set b on b.gemeente = s.data->>'gemeente' and b.year = ${year}
      cross join lateral (select ${geomRd} as geom) g
      where s.run = ${run}`)
    if (counts.applied > 0) {
      const sets = await rows<{ id: number }>(tx, sql`
        select b.id from boundary_set b where b.year = ${year} and b.gemeente in (select s.data->>'gemeente' from import_stage s where s.run = ${run})`)
      for (const set of sets) await afterAreasChanged(tx, set.id)
    }
    return counts
  },

  async undo(tx, run) {
    const touched = await rows<{ id: number; gemeente: string; remains: number; signals: boolean; records: boolean }>(tx, sql`
      select b.id, b.gemeente,
             (select count(*)::int from boundary_set o where o.gemeente = b.gemeente and exists (
                select from area a where a.boundary_set = o.id and a.level = 'buurt' and (a.import_run is distinct from ${run} or exists (
                  select from import_before x where x.run = ${run} and x.target = 'area' and (x.before->>'id')::bigint = a.id)))) as remains,
             exists (select from signal s where s.gemeente = b.gemeente) as signals,
             exists (select from venue v where v.gemeente = b.gemeente) or exists (select from initiative i where i.gemeente = b.gemeente) as records
      from boundary_set b where exists (select from area a where a.boundary_set = b.id and a.import_run = ${run})`)
    const stuck = touched.find((t) => t.signals && t.remains === 0)
    if (stuck) throw new ImportRefused('in_use', `Er zijn signalen in ${stuck.gemeente} die deze grenzen nodig hebben. Draai eerst de imports van signalen terug.`)
    const placed = touched.find((t) => t.records && t.remains === 0)
    if (placed) throw new ImportRefused('in_use', `Er zijn locaties of initiatieven in ${placed.gemeente} die deze grenzen nodig hebben. Verwijder die eerst, of draai hun imports terug.`)
    await undoUpsert(tx, run, target)
    await undoUpsert(tx, run, name, 'changes only')
    for (const { id } of touched) {
      const [left] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from area where boundary_set = ${id}`)
      if (left!.n > 0) await afterAreasChanged(tx, id)
      else {
        await tx.execute(sql`delete from signal_area where boundary_set = ${id}`)
        await tx.execute(sql`delete from venue_area where boundary_set = ${id}`)
        await tx.execute(sql`delete from initiative_area where boundary_set = ${id}`)
        await tx.execute(sql`delete from boundary_set where id = ${id}`)
      }
    }
    await tx.execute(sql`
      delete from gemeente g where g.code in ${touched.length ? touched.map((t) => t.gemeente) : ['']}
        and not exists (select from boundary_set b where b.gemeente = g.code)
        and not exists (select from signal s where s.gemeente = g.code) and not exists (select from visit v where v.gemeente = g.code)
        and not exists (select from werkgebied w where w.gemeente = g.code) and not exists (select from presence_target p where p.gemeente = g.code) and not exists (select from overlap_verdict o where o.gemeente = g.code) and not exists (select from cohort c where c.gemeente = g.code)
        and not exists (select from organisation o where o.gemeente = g.code) and not exists (select from venue v where v.gemeente = g.code)
        and not exists (select from initiative i where i.gemeente = g.code)`)
  },
}

/** Signals are placed and counted again, venues and initiatives are placed again, where people live is drawn again, and the links with the years next to this one are made anew. */
async function afterAreasChanged(tx: Tx, set: number): Promise<void> {
  await tx.execute(sql`select place_signals_again(${set}), place_records_again(${set}), home_points_again(${set})`)
  await tx.execute(sql`
    delete from area_link l using area a where a.boundary_set = ${set} and (l.from_area = a.id or l.to_area = a.id)`)
  // Shares below 0.1 % are slivers of borders drawn twice. The grid of 1 mm keeps the overlay robust on both engines.
  await tx.execute(sql`
    with this as (select * from boundary_set where id = ${set}),
    neighbours as (
      (select o.id from boundary_set o, this where o.gemeente = this.gemeente and o.year < this.year order by o.year desc limit 1)
      union all
      (select o.id from boundary_set o, this where o.gemeente = this.gemeente and o.year > this.year order by o.year limit 1)),
    pairs as (
      select a.id as a, b.id as b, ST_Area(a.geom) as area_a, ST_Area(b.geom) as area_b, ST_Area(ST_Intersection(a.geom, b.geom, 0.001)) as shared -- m2, EPSG:28992
      from area a join area b on b.level = a.level and b.water = a.water and b.geom && a.geom
      where a.boundary_set = ${set} and b.boundary_set in (select id from neighbours))
    insert into area_link (from_area, to_area, share_area)
    select a, b, shared / area_a from pairs where shared / area_a > 0.001
    union all
    select b, a, shared / area_b from pairs where shared / area_b > 0.001`)
  // The same area through the years: 99 % shared both ways keeps its identity (CBS: borders are drawn to 10-50 m).
  await tx.execute(sql`update area set master_id = id where boundary_set = ${set} and master_id is null`)
  await tx.execute(sql`
    update area a set master_id = o.master_id
    from area_link l join area o on o.id = l.to_area join area_link back on back.from_area = l.to_area and back.to_area = l.from_area
    where a.id = l.from_area and a.boundary_set = ${set} and o.year < a.year and o.master_id is not null
      and l.share_area >= 0.99 and back.share_area >= 0.99`)
}
