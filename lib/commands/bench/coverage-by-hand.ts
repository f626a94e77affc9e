import type postgres from 'postgres'

/** `theme code class` of every land buurt and theme that is not `none`, in this order. */
export type Cells = string[]

/**
 * The classes of a gemeente on a day as one statement of SQL over the same tables: need by signals, supply within reach of half of the homes, and the table of classes. Without clusters, figures and
 * limits of the gemeente, which the generated data have not.
 */
export async function classesByHand(sql: postgres.Sql, gemeente: string, set: number, on: string): Promise<Cells> {
  const found = await sql<{ cell: string }[]>`
    with rule as materialized (select slug, window_weeks * 7 as days, min_signals, min_sources, reach_m, 48.0 / min_frequency_weeks as wanted from theme),
    buurt as materialized (select a.id, a.code, wb.werkgebied from area a left join werkgebied_buurt wb on wb.gemeente = a.gemeente and wb.buurt_code = a.code where a.boundary_set = ${set} and a.level = 'buurt' and not a.water),
    need as (
      select sa.area, s.theme from rule r join signal s on s.theme = r.slug and s.gemeente = ${gemeente} join signal_area sa on sa.signal = s.id and sa.boundary_set = ${set}
      where s.observed_on <= ${on} and s.observed_on > ${on}::date - r.days and s.kind = 'knelpunt' and s.duplicate_of is null and (s.status in ('open', 'in_progress') or (s.status = 'closed' and s.closed_on > ${on}))
      group by sa.area, s.theme, r.min_signals, r.min_sources having count(*) >= r.min_signals and count(distinct s.source) >= r.min_sources),
    told as (
      select d.activity, max(least(d."to" - 1, ${on}::date, a."to" - 1)) filter (where d.stage in ('delivered', 'seen') and d."from" <= ${on} and (a."to" is null or d."from" < a."to")) as last_on,
             bool_or(d.stage = 'planned' and d."to" > ${on} and (a."to" is null or a."to" > ${on})) as planned
      from delivery d join activity a on a.id = d.activity where d.gemeente = ${gemeente} group by d.activity),
    supply as materialized (
      select a.id, r.slug as theme, r.reach_m, a.venue, a.service_area, a.buurten, a.werkgebied, coalesce(t.planned, false) as planned,
             a."from" <= ${on} and (a."to" is null or a."to" > ${on}) as running, coalesce(${on}::date <= t.last_on + interval '6 months', false) as fresh,
             coalesce(${on}::date <= (a.confirmed_at at time zone 'Europe/Amsterdam')::date + interval '6 months', false) as confirmed, a.professional and a.times_per_year >= r.wanted as fits
      from activity a join service s on s.id = a.service cross join lateral unnest(s.themes) theme join rule r on r.slug = theme left join told t on t.activity = a.id
      where a.gemeente = ${gemeente} and a."from" <= ${on}::date + interval '6 months' and (a."to" is null or a."to" > ${on}::date - interval '5 years')),
    home as (select h.area, u.x, u.y from buurt_home h cross join lateral unnest(h.x, h.y) u(x, y)),
    reach as materialized (
      select p.venue, p.reach_m, h.area from (select distinct s.venue, s.reach_m, v.point, ST_X(v.point) as x, ST_Y(v.point) as y from supply s join venue v on v.id = s.venue) p
      join area a on a.boundary_set = ${set} and a.level = 'buurt' and not a.water and ST_DWithin(a.geom, p.point, p.reach_m) -- EPSG:28992
      join home h on h.area = a.id group by p.venue, p.reach_m, h.area
      having 2 * count(*) filter (where (h.x - p.x) ^ 2 + (h.y - p.y) ^ 2 <= p.reach_m::float8 ^ 2) >= count(*)),
    place as (
      select s.*, r.area from supply s join reach r on r.venue = s.venue and r.reach_m = s.reach_m
      union all select s.*, b.id from supply s join buurt b on s.service_area = 'gemeente' or (s.service_area = 'buurten' and b.code = any (s.buurten)) or (s.service_area = 'werkgebied' and b.werkgebied = s.werkgebied)),
    supplied as (
      select area, theme, bool_or(running and fits and fresh) as counts, bool_or(running) as running, bool_or(running and (fresh or confirmed)) as known, bool_or(planned) as planned from place group by area, theme),
    agreed as (
      select distinct b.id as area, l.theme from agreement g join agreement_line l on l.agreement = g.id join buurt b on l.level = 'gemeente' or (l.level = 'buurt' and l.buurt = b.code) or (l.level = 'werkgebied' and l.werkgebied = b.werkgebied)
      where g.gemeente = ${gemeente} and g.year = extract(year from ${on}::date) and g.status = 'agreed'),
    kept as (select distinct theme from supply where fresh or confirmed),
    cell as (
      select r.slug as theme, b.code,
             case when coalesce(s.counts, false) then case when n.area is null then 'supply_without_signal' else 'covered' end
                  when not (g.area is not null or coalesce(s.planned, false) or case when coalesce(s.running, false) then s.known else k.theme is not null end) then 'unknown'
                  when n.area is null then 'none'
                  when g.area is not null or coalesce(s.planned, false) or coalesce(s.running, false) then 'thin' else 'gap' end as class
      from rule r cross join buurt b left join need n on n.area = b.id and n.theme = r.slug left join supplied s on s.area = b.id and s.theme = r.slug
      left join agreed g on g.area = b.id and g.theme = r.slug left join kept k on k.theme = r.slug)
    select theme || ' ' || code || ' ' || class as cell from cell where class <> 'none' order by theme collate "C", code collate "C"`
  return found.map((row) => row.cell)
}

/** A gemeente as large as the country: square buurten in a grid, venues, activities, deliveries and signals spread over them; the same every time. */
export async function fillCountry(sql: postgres.Sql, gemeente: string, size: { buurten: number; venues: number; activities: number; signals: number }, on: string): Promise<number> {
  const side = Math.ceil(Math.sqrt(size.buurten))
  const spread = (expression: string, below: number): string => `(abs(hashtextextended(${expression}, 7)) % ${below})`
  await sql`insert into gemeente values (${gemeente}, 'Heel het land (proef)', true)`
  const [made] = await sql<{ id: number }[]>`insert into boundary_set (gemeente, year, source) values (${gemeente}, 2026, 'proef') returning id::int`
  const set = made!.id
  await sql.unsafe(`
    insert into area (boundary_set, gemeente, year, level, code, name, geom, label_point, inhabitants)
    select ${set}, '${gemeente}', 2026, 'buurt', 'BU99' || lpad(i::text, 6, '0'), 'Buurt ' || i, ST_Multi(g), ST_PointOnSurface(g), 1200
    from generate_series(0, ${size.buurten - 1}) i cross join lateral (select ST_MakeEnvelope(20000 + 500 * (i % ${side}), 320000 + 500 * (i / ${side}), 20500 + 500 * (i % ${side}), 320500 + 500 * (i / ${side}), 28992) as g) s`)
  // The planner expects a gemeente: nested loops over a million points would take hours.
  await sql.begin((tx) => [tx`set local enable_nestloop = off`, tx`select home_points_again(${set})`])
  // Signals of the demo may have been copied in with their own ids.
  await sql`select setval(pg_get_serial_sequence('signal', 'id'), (select coalesce(max(id), 0) + 1 from signal))`
  await sql.unsafe(`alter table venue disable trigger user; alter table activity disable trigger user; alter table delivery disable trigger user; alter table signal disable trigger user; alter table signal_area disable trigger user; analyze area`)
  await sql.unsafe(`
    insert into organisation (gemeente, source_id, name, kind) select '${gemeente}', 'o' || i, 'Organisatie ' || i, 'welzijn' from generate_series(1, 50) i;
    insert into service (gemeente, source_id, organisation, name, service_type, themes)
    select '${gemeente}', 's' || i, o.id, 'Dienst ' || i, 'inloop', (select array_agg(slug) from (select slug from theme order by md5(slug || i) limit 1 + i % 2) t)
    from generate_series(1, 500) i join organisation o on o.gemeente = '${gemeente}' and o.source_id = 'o' || (1 + i % 50);
    insert into venue (gemeente, source_id, name, kind, point)
    select '${gemeente}', 'v' || i, 'Locatie ' || i, 'buurthuis', ST_SetSRID(ST_MakePoint(20000 + ${spread(`'x' || i`, 500 * side)}, 320000 + ${spread(`'y' || i`, 500 * side)}), 28992) from generate_series(1, ${size.venues}) i;
    insert into activity (gemeente, source_id, service, venue, name, schedule, times_per_year, "from", "to", professional)
    select '${gemeente}', 'a' || i, s.id, v.id, 'Activiteit ' || i, 'FREQ=MONTHLY', (array[4, 12, 26, 52])[1 + i % 4], date '${on}' - 600 + (i % 300)::int, case when i % 5 = 0 then date '${on}' - (i % 90)::int + 30 end, i % 6 <> 0
    from generate_series(1, ${size.activities}) i join service s on s.gemeente = '${gemeente}' and s.source_id = 's' || (1 + i % 500) join venue v on v.gemeente = '${gemeente}' and v.source_id = 'v' || (1 + i % ${size.venues});
    insert into delivery (gemeente, source_id, activity, "from", "to", hours, stage)
    select '${gemeente}', 'd' || a.id, a.id, date '${on}' - 40 - (a.id % 300)::int, date '${on}' - 10 - (a.id % 300)::int, 8, 'delivered' from activity a where a.gemeente = '${gemeente}' and a.id % 7 <> 0;
    insert into signal (gemeente, source, source_id, kind, theme, evidence, observed_on, stated_buurt, accuracy, status)
    select '${gemeente}', 'bron ' || i % 4, i, case when i % 9 = 0 then 'kans' else 'knelpunt' end, t.slug, 'waarneming', date '${on}' - (i % 700)::int, 'BU99' || lpad(${spread(`'s' || i`, size.buurten)}::text, 6, '0'), 'buurt', 'open'
    from generate_series(1, ${size.signals}) i join (select slug, row_number() over (order by slug) as nth from theme) t on t.nth = 1 + ${spread(`'t' || i`, 10)};
    analyze signal;
    insert into signal_area (signal, boundary_set, area, theme) select s.id, ${set}, a.id, s.theme from signal s join area a on a.boundary_set = ${set} and a.code = s.stated_buurt where s.gemeente = '${gemeente}'`)
  await sql.unsafe(`alter table venue enable trigger user; alter table activity enable trigger user; alter table delivery enable trigger user; alter table signal enable trigger user; alter table signal_area enable trigger user`)
  await sql`analyze`
  return set
}
